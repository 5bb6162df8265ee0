import type { Host } from '../../../documents/host.ts';
import { saidProblem } from '../../../exchange/chatonsinfos/check.ts';
import { readChatonsInfos } from '../../../exchange/chatonsinfos/read.ts';
import { sayProblem } from '../../../exchange/imports/problems.ts';
import { readHost } from '../../../exchange/imports/read.ts';
import { putHostSheets, type Upload } from '../../../exchange/spreadsheets/commands.ts';
import { documentChanges, type FactChange, factChanges } from '../../../exchange/spreadsheets/in-words.ts';
import { OLDER } from '../../../exchange/spreadsheets/versions.ts';
import { domainOf } from '../../../ground/addresses.ts';
import { type Fault, inLanguage } from '../../../ground/errors.ts';
import { curved } from '../../../ground/texts.ts';
import { putDocument, tryDocument } from '../../../host-documents/commands.ts';
import { HostDocument } from '../../../host-documents/schema.ts';
import { documentOf } from '../../../host-documents/write.ts';
import type { Context } from '../../../record/context.ts';
import { completed } from '../../../record/proposals.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import { readSheets } from '../../../spreadsheets/files.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import { CARRIED_MAX, DESK, type Desk, type DeskVisit } from '../../desk.tsx';
import { DeskForm, DeskPage } from '../../desk-page.tsx';
import { inPageWords } from '../../form-command.ts';
import { actPage } from '../../parts/pages.tsx';
import { bytesIn, UploadForm, uploadPage } from '../../parts/upload-form.tsx';
import { FILE } from '../../words/file.ts';
import { crumbOf, openHost } from '../form.tsx';
import { savedQuery } from '../saved.tsx';
import { OwnFiles } from './own-files.tsx';
import { Told } from './told.tsx';

/* What a file would change in an entry, by the commands of the exchange. */

/** Whom a file is about, when that seems to be somebody else. */
interface Other {
  name: string;
  site?: string;
}

/** Sentences: what changes, what is erased, what keeps it from being written, and what else there is to know. */
export interface TriedFile {
  changes: readonly string[];
  erased: readonly string[];
  other?: Other | undefined;
  /** The file was downloaded before the entry changed. */
  isOlder?: boolean;
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

/** Whether a name and a site are those of the entry; what is not said is no difference. */
function otherThan({ name, website }: Host, said: { name?: string | undefined; site?: string | undefined }) {
  const isOurSite = said.site !== undefined && domainOf(said.site) === domainOf(website);
  if (said.name === undefined || fold(said.name) === fold(name) || isOurSite) return undefined;
  return { name: said.name, ...(said.site !== undefined && { site: domainOf(said.site) ?? said.site }) };
}

/** What a file changes of facts, and what it erases of them, in sentences. */
function tellFacts(facts: readonly FactChange[], language: Language) {
  const words = FILE[language];
  return {
    erased: facts.flatMap(({ title, before, after }) => (after === null ? words.erases(title, before ?? '') : [])),
    changed: facts.flatMap(({ title, before, after }) => {
      if (after === null) return [];
      return before === null ? words.is(title, after) : words.becomes(title, before, after);
    }),
  };
}

/** What the rows of a spreadsheet change, row by row. */
function tellUpload(
  { added, changed, removed, notes }: Omit<Upload, 'dryRun' | 'unchanged'>,
  { page: { language }, model: { reference } }: DeskVisit,
  host: Host,
): Omit<TriedFile, 'wrong'> {
  const words = FILE[language];
  const nameOf = ({ service, plan }: Upload['added'][number]) =>
    [service, plan].filter(Boolean).join(' · ') || words.entry;
  const rows = changed.map((row) => {
    const [before, after] = row.states;
    const facts = factChanges(row.sheet, before, after, reference, language);
    return { row, after, ...tellFacts(facts, language) };
  });
  const own = rows.find(({ row: { sheet } }) => sheet === 'hosts')?.after as HostDocument['host'] | undefined;
  return {
    other: own && otherThan(host, { name: own.name, site: own.website }),
    changes: [
      ...added.map((one) => `${words.line(one.line)}. ${words.added(nameOf(one))}`),
      ...rows.flatMap(({ row, changed }) =>
        changed.map((told) => `${words.line(row.line)}. ${words.changed(nameOf(row))}. ${told}`),
      ),
      ...removed.map((one) => `${words.line(one.line)}. ${words.removed(nameOf(one))}`),
    ],
    erased: rows.flatMap(({ row, erased }) => erased.map((told) => `${words.line(row.line)}, ${nameOf(row)}. ${told}`)),
    isOlder: notes.some(({ code }) => code === OLDER),
    known: notes.flatMap(({ code, text }) => (code === OLDER ? [] : inLanguage(text, language))),
  };
}

/** @throws CatalogueError as `putHostSheets`, with the faults of the rows */
async function trySheets({ visit, context, host, bytes }: Trying): Promise<TriedFile> {
  const asked = { ifMatch: `v${host.version}`, dryRun: true };
  const { document } = await putHostSheets(context, host.id, await readSheets(bytes), asked);
  return { ...tellUpload(document, visit, host), wrong: [] };
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
  if (!read.host && !read.service)
    return { document, other: undefined, known: [...wrong, ...known], wrong: [words.notHost] };
  const { facts, services, problems } = readHost(context, {
    ...{ source: page.site, asOf: null, name: host.name },
    facts: read.host?.facts ?? {},
    services: read.service ? [read.service] : [],
  });
  const present: Readonly<Record<string, unknown>> = { ...document.host };
  for (const [field, said] of Object.entries(facts))
    Object.assign(document.host, { [field]: completed(field, said, present[field]) });
  for (const { slug, facts: said } of services) {
    const name = String(said.name);
    const own = document.services.find((one) => one.slug === slug || fold(one.name) === fold(name));
    if (own) Object.assign(own, said);
    else if (Array.isArray(said.usages)) document.services.push({ slug, name, usages: [], ...said });
    else known.push(words.noUsage(name));
  }
  // What of the file cannot be read is left out: the rest of it is no worse for that.
  return {
    document,
    other: read.host && otherThan(host, { name: read.host.name, site: read.host.website }),
    ...{ known: [...wrong, ...known, ...problems.map((one) => sayProblem(one, page.language))], wrong: [] },
  };
}

const saidFaults = (faults: readonly Fault[], { page }: DeskVisit): string[] =>
  faults.map(({ message }) => inPageWords(message, page.language));

/** What differs between two documents, in sentences. */
function tellChanges(before: HostDocument, after: HostDocument, { page: { language }, model }: DeskVisit) {
  const words = FILE[language];
  const told = documentChanges(before, after, model.reference, language).map(({ service, added, facts }) => {
    const { changed, erased } = tellFacts(facts, language);
    const of = (lines: readonly string[]) => (service ? lines.map((line) => `${curved(service)}. ${line}`) : lines);
    if (added) return { changes: [`${words.added(curved(service!))}. ${changed.join(' ; ')}`], erased: [] };
    return { changes: of(changed), erased: of(erased) };
  });
  return { changes: told.flatMap(({ changes }) => changes), erased: told.flatMap(({ erased }) => erased) };
}

/** @throws CatalogueError as `tryDocument` */
async function tryProperties(trying: Trying): Promise<TriedFile> {
  const { visit, context, host } = trying;
  const { document, other, known, wrong } = mergedWith(trying);
  if (wrong.length > 0) return { changes: [], erased: [], known, wrong };
  const misshapen = shapeFaults(HostDocument, document);
  if (misshapen.length > 0) return { changes: [], erased: [], known, wrong: saidFaults(misshapen, visit) };
  const { faults, before, after } = await tryDocument(context, host.id, document, `v${host.version}`);
  return {
    ...tellChanges(documentOf(before), documentOf(after), visit),
    ...{ other, known },
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
  else
    await putHostSheets(context, host.id, await readSheets(bytes), {
      ifMatch: version,
      dryRun: false,
      mayBeOlder: true,
    });
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
      const workbook = isDraft
        ? '/v1/spreadsheet/template.xlsx?for=draft&'
        : `/v1/hosts/${host.slug}/spreadsheet.xlsx?`;
      const name = (sent?.get('name') ?? '').slice(0, 200);
      const trying = { visit, context, host, bytes: bytesIn(sent) };
      return uploadPage<TriedFile>({
        ...{ sent, language, words },
        read: () => tryFile(trying, name),
        show: (filled, read, wrong) => {
          const tried: TriedFile | undefined = wrong ? { changes: [], erased: [], known: [], wrong } : read;
          const changing = (tried?.changes.length ?? 0) + (tried?.erased.length ?? 0);
          const mayApply = tried !== undefined && tried.wrong.length === 0 && changing > 0;
          return (
            <DeskPage heading={words.title} lead={words.lead} crumb={crumbOf(host)} filled={filled}>
              {tried && (
                <>
                  {tried.other && (
                    <>
                      <h2>{curved(words.other(tried.other.name, tried.other.site))}</h2>
                      <p role="alert">{words.otherLead(curved(host.name))}</p>
                    </>
                  )}
                  {tried.isOlder && (
                    <>
                      <h2>{words.older}</h2>
                      <p role="alert">{words.olderLead}</p>
                    </>
                  )}
                  <Told title={words.wrong} lead={words.wrongLead} lines={tried.wrong} />
                  <Told title={words.would} lines={tried.changes} />
                  <Told title={words.wouldErase} lead={words.wouldEraseLead} lines={tried.erased} />
                  {changing + tried.wrong.length === 0 && (
                    <>
                      <h2>{words.would}</h2>
                      <p>{words.nothing}</p>
                    </>
                  )}
                  {mayApply && (
                    <DeskForm
                      action={action}
                      send={tried.other ? words.applyOther : tried.isOlder ? words.applyOlder : words.apply}
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
                    <a href={`${workbook}lang=${language}`}>{words.workbook}</a>
                  </>
                }
                fault={filled.faults.file}
                send={words.look}
                isSecond={mayApply}
              />
              <OwnFiles host={host} />
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
