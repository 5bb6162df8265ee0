import type { Host } from '../../../documents/host.ts';
import { saidProblem } from '../../../exchange/chatonsinfos/check.ts';
import { readChatonsInfos } from '../../../exchange/chatonsinfos/read.ts';
import { sayProblem } from '../../../exchange/imports/problems.ts';
import { readHost } from '../../../exchange/imports/read.ts';
import { documentAddress } from '../../../exchange/sources/documents.ts';
import { putHostSheets, type Upload } from '../../../exchange/spreadsheets/commands.ts';
import { documentChanges, type FactChange, factChanges } from '../../../exchange/spreadsheets/in-words.ts';
import { OLDER } from '../../../exchange/spreadsheets/versions.ts';
import { SHEET_NAMES } from '../../../exchange/spreadsheets/words.ts';
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
import type { DeskVisit } from '../../desk.tsx';
import { inPageWords } from '../../form-command.ts';
import { CHECK, isDocument } from '../../parts/check-file.tsx';
import { FILE } from '../../words/file.ts';
import { deskOfHost } from '../form.tsx';

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
  /** The page that takes this kind of file. */
  takenBy?: { to: string; name: string };
}

const isProperties = (bytes: Buffer, name: string): boolean =>
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

type Row = Upload['removed'][number];

/** What the rows of a spreadsheet change, row by row. */
function tellUpload(
  { added, changed, removed, notes }: Omit<Upload, 'unchanged'>,
  { page: { language }, model: { reference } }: DeskVisit,
  host: Host,
): Omit<TriedFile, 'wrong'> {
  const words = FILE[language];
  const nameOf = ({ service, plan }: Row) => [service, plan].filter(Boolean).join(' · ') || words.entry;
  const at = ({ sheet, line }: Row) => words.row(SHEET_NAMES[sheet][language], line);
  const allOf = ({ sheet, state }: Upload['added'][number]) =>
    tellFacts(factChanges(sheet, {}, state, reference, language), language).changed.join(' ; ');
  const rows = changed.map((row) => {
    const [before, after] = row.states;
    const facts = factChanges(row.sheet, before, after, reference, language);
    return { row, after, ...tellFacts(facts, language) };
  });
  const own = rows.find(({ row: { sheet } }) => sheet === 'hosts')?.after as HostDocument['host'] | undefined;
  return {
    other: own && otherThan(host, { name: own.name, site: own.website }),
    changes: [
      ...added.map((one) => `${at(one)}. ${words.added(nameOf(one))}. ${allOf(one)}`),
      ...rows.flatMap(({ row, changed }) =>
        changed.map((told) => `${at(row)}. ${words.changed(nameOf(row))}. ${told}`),
      ),
      ...removed.map((one) => `${at(one)}. ${words.removed(nameOf(one))}`),
    ],
    erased: rows.flatMap(({ row, erased }) => erased.map((told) => `${at(row)}, ${nameOf(row)}. ${told}`)),
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
    line === undefined ? message : `${words.line(line)}. ${message}`;
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
    // Usages are guessed from the program: they replace none that are said.
    if (own) Object.assign(own, said, own.usages.length > 0 && { usages: own.usages });
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

/** A document is read on the site of its host. */
function tellDocument({ host, visit: { page } }: Trying): TriedFile {
  const words = FILE[page.language];
  const isDraft = host.state === 'draft';
  const address = isDraft ? undefined : documentAddress({ website: host.website ?? null });
  const takenBy = isDraft
    ? { to: CHECK, name: words.check }
    : { to: `${deskOfHost(host)}/source`, name: words.giveSource };
  return { ...{ changes: [], erased: [], known: [] }, wrong: [words.document(address)], takenBy };
}

export async function tryFile(trying: Trying, name: string): Promise<TriedFile> {
  if (isDocument(trying.bytes)) return tellDocument(trying);
  return await (isProperties(trying.bytes, name) ? tryProperties(trying) : trySheets(trying));
}

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
