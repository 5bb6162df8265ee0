import type { Host } from '../../../documents/host.ts';
import { saidProblem } from '../../../exchange/chatonsinfos/check.ts';
import { readChatonsInfos } from '../../../exchange/chatonsinfos/read.ts';
import { sayProblem } from '../../../exchange/imports/problems.ts';
import { readHost } from '../../../exchange/imports/read.ts';
import { putHostSheets, type Upload } from '../../../exchange/spreadsheets/commands.ts';
import { columnsOf, titlesOf } from '../../../exchange/spreadsheets/fields.ts';
import { type Fault, inLanguage } from '../../../ground/errors.ts';
import { differencesOf } from '../../../history/entries.ts';
import { putDocument, tryDocument } from '../../../host-documents/commands.ts';
import { HostDocument } from '../../../host-documents/schema.ts';
import { documentOf } from '../../../host-documents/write.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { Sentence } from '../../../pages/frame/parts.tsx';
import type { Context } from '../../../record/context.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import { readSheets } from '../../../spreadsheets/files.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import { CARRIED_MAX, DESK, type Desk, type DeskVisit } from '../../desk.tsx';
import { DeskForm, DeskPage } from '../../desk-page.tsx';
import { actPage } from '../../parts/pages.tsx';
import { bytesIn, UploadForm, uploadPage } from '../../parts/upload-form.tsx';
import { FILE } from '../../words/file.ts';
import { crumbOf, openHost } from '../form.tsx';
import { savedQuery } from '../saved.tsx';

/* What a file would change in an entry, by the commands of the exchange. */

/** Sentences: what changes, what keeps it from being written, and what else there is to know. */
export interface TriedFile {
  changes: readonly string[];
  wrong: readonly string[];
  known: readonly string[];
}

export const isProperties = (bytes: Buffer, name: string): boolean =>
  /\.properties$/i.test(name) || /^(file|organization|service)\.[a-z.]{1,60} {0,9}=/im.test(bytes.toString('latin1'));

interface Trying {
  visit: DeskVisit;
  context: Context;
  host: Host;
  bytes: Buffer;
}

/** What the rows of a spreadsheet change, row by row. */
function tellUpload(
  { added, changed, removed, notes }: Omit<Upload, 'dryRun' | 'unchanged'>,
  visit: DeskVisit,
): Omit<TriedFile, 'wrong'> {
  const { language } = visit.page;
  const words = FILE[language];
  const nameOf = ({ service, plan }: Upload['added'][number]) =>
    [service, plan].filter(Boolean).join(' · ') || words.entry;
  const titleOf = (sheet: Upload['changed'][number]['sheet'], column: string) =>
    columnsOf(sheet).includes(column) ? titlesOf(sheet)[column]![language] : column;
  return {
    changes: [
      ...added.map((one) => `${words.line(one.line)}. ${words.added(nameOf(one))}`),
      ...changed.map(({ fields, ...one }) => {
        const told = fields.map(({ column, before, after }) =>
          words.becomes(titleOf(one.sheet, column), before ?? words.empty, after ?? words.empty),
        );
        return `${words.line(one.line)}. ${words.changed(nameOf(one))}. ${told.join(' ; ')}`;
      }),
      ...removed.map((one) => `${words.line(one.line)}. ${words.removed(nameOf(one))}`),
    ],
    known: notes.map(({ text }) => inLanguage(text, language)),
  };
}

/** @throws CatalogueError as `putHostSheets`, with the faults of the rows */
async function trySheets({ visit, context, host, bytes }: Trying): Promise<TriedFile> {
  const asked = { ifMatch: `v${host.version}`, dryRun: true };
  const { document } = await putHostSheets(context, host.id, await readSheets(bytes), asked);
  return { ...tellUpload(document, visit), wrong: [] };
}

/** The document of a host with what a file of ChatonsInfos says; its name and its site stay. */
function mergedWith({ visit: { model, page }, context, host, bytes }: Trying) {
  const words = FILE[page.language];
  const circumstances = { address: page.site, reference: model.reference, day: model.day };
  const read = readChatonsInfos(bytes, circumstances);
  const said = read.problems.map((one) => saidProblem(one, page.say));
  const told = ({ line, message }: (typeof said)[number]) =>
    line === null ? message : `${words.line(line)}. ${message}`;
  const wrong = said.filter(({ severity }) => severity === 'error').map(told);
  const known = said.filter(({ severity }) => severity !== 'error').map(told);
  const document = structuredClone(documentOf(host));
  if (!read.host && !read.service) return { document, known: [...wrong, ...known], wrong: [words.notHost] };
  const { facts, services, problems } = readHost(context, {
    ...{ source: page.site, asOf: null, name: host.name },
    facts: read.host?.facts ?? {},
    services: read.service ? [read.service] : [],
  });
  const { contact, summary } = document.host;
  Object.assign(document.host, facts);
  // A file says one way to write, or one language: the others stay.
  if (contact) document.host.contact = { ...contact, ...document.host.contact };
  if (summary) document.host.summary = { ...summary, ...document.host.summary };
  for (const { slug, facts: said } of services) {
    const name = String(said.name);
    const own = document.services.find((one) => one.slug === slug || fold(one.name) === fold(name));
    if (own) Object.assign(own, said);
    else if (Array.isArray(said.usages)) document.services.push({ slug, name, usages: [], ...said });
    else known.push(words.noUsage(name));
  }
  // What of the file cannot be read is left out: the rest of it is no worse for that.
  return { document, known: [...wrong, ...known, ...problems.map((one) => sayProblem(one, page.language))], wrong: [] };
}

const saidFaults = (faults: readonly Fault[], { page }: DeskVisit): string[] =>
  faults.map(({ message }) => inLanguage(message, page.language));

/** What differs between two documents, under the names that the columns of spreadsheets have. */
function tellChanges(before: HostDocument, after: HostDocument, language: Language): string[] {
  const words = FILE[language];
  const shown = (value: unknown): string =>
    typeof value === 'object' && value !== null
      ? Object.values(value).map(shown).join(', ')
      : String(value ?? words.empty);
  return differencesOf(before, after).map((one) => {
    const [part, ...rest] = one.pointer.slice(1).split('/');
    const [sheet, service] = part === 'services' ? (['services', rest.shift()] as const) : (['hosts'] as const);
    const titles = titlesOf(sheet);
    const title = (titles[rest.join('.')] ?? titles[rest[0] ?? ''])?.[language] ?? rest.join('.');
    const told = words.becomes(title, shown(one.before), shown(one.after));
    return service ? `${service} · ${told}` : told;
  });
}

/** @throws CatalogueError as `tryDocument` */
async function tryProperties(trying: Trying): Promise<TriedFile> {
  const { visit, context, host } = trying;
  const { document, known, wrong } = mergedWith(trying);
  if (wrong.length > 0) return { changes: [], known, wrong };
  const misshapen = shapeFaults(HostDocument, document);
  if (misshapen.length > 0) return { changes: [], known, wrong: saidFaults(misshapen, visit) };
  const { faults, before, after } = await tryDocument(context, host.id, document, `v${host.version}`);
  return {
    changes: tellChanges(documentOf(before), documentOf(after), visit.page.language),
    known,
    wrong: saidFaults(faults, visit),
  };
}

export const tryFile = (trying: Trying, name: string): Promise<TriedFile> =>
  isProperties(trying.bytes, name) ? tryProperties(trying) : trySheets(trying);

/**
 * Writes what was shown. @param version the one that was shown
 * @throws CatalogueError as `putHostSheets` and `putDocument`
 */
export async function applyFile(trying: Trying, name: string, version: string): Promise<void> {
  const { context, host, bytes } = trying;
  if (isProperties(bytes, name)) await putDocument(context, host.id, mergedWith(trying).document, version);
  else await putHostSheets(context, host.id, await readSheets(bytes), { ifMatch: version, dryRun: false });
}

function Told({ title, lead, lines }: { title: string; lead?: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      {lead && <p>{lead}</p>}
      <List of={lines}>{(text) => <Sentence text={text} />}</List>
    </>
  );
}

/** An existing file fills the entry, after it was shown what that changes. */
export function filePages(desk: Desk): void {
  actPage(
    desk,
    `${DESK}/hosts/:host/file`,
    async (visit, sent) => {
      const { params, page } = visit;
      const { language } = page;
      const words = FILE[language];
      const { context, host } = await openHost(visit, 'uploadHostSpreadsheet');
      const action = `${DESK}/hosts/${params.host}/file`;
      const isDraft = host.state === 'draft';
      const workbook = isDraft ? '/v1/spreadsheet/template.xlsx' : `/v1/hosts/${host.slug}/spreadsheet.xlsx`;
      const name = (sent?.get('name') ?? '').slice(0, 200);
      const trying = { visit, context, host, bytes: bytesIn(sent) };
      return uploadPage<TriedFile>({
        ...{ sent, language, words },
        read: () => tryFile(trying, name),
        show: (filled, read, wrong) => {
          const tried = wrong ? { changes: [], known: [], wrong } : read;
          const mayApply = read !== undefined && read.wrong.length === 0 && read.changes.length > 0;
          return (
            <DeskPage heading={words.title} lead={words.lead} crumb={crumbOf(host)} filled={filled}>
              {tried && (
                <>
                  <Told title={words.wrong} lead={words.wrongLead} lines={tried.wrong} />
                  <Told title={words.would} lines={tried.changes} />
                  {tried.changes.length + tried.wrong.length === 0 && (
                    <>
                      <h2>{words.would}</h2>
                      <p>{words.nothing}</p>
                    </>
                  )}
                  {mayApply && (
                    <DeskForm
                      action={action}
                      send={words.apply}
                      hidden={{
                        go: ['apply'],
                        file: [sent!.get('file')!],
                        name: [name],
                        version: [`v${host.version}`],
                      }}
                    />
                  )}
                  <Told title={words.known} lines={tried.known} />
                  <h2>{words.another}</h2>
                </>
              )}
              <UploadForm
                action={action}
                label={words.choose}
                hint={
                  <>
                    {isDraft ? words.emptyHint : words.chooseHint}{' '}
                    <a href={`${workbook}?lang=${language}`}>{words.workbook}</a>
                  </>
                }
                fault={filled.faults.file}
                send={words.look}
                isSecond={mayApply}
              />
            </DeskPage>
          );
        },
        apply: async (_, version) => {
          await applyFile(trying, name, version);
          const { host: after } = await openHost(visit, 'uploadHostSpreadsheet');
          return { to: `${DESK}/hosts/${params.host}?${await savedQuery(visit, host, after)}` };
        },
      });
    },
    CARRIED_MAX,
  );
}
