import type { Host } from '../../../documents/host.ts';
import { documentAddress } from '../../../exchange/sources/documents.ts';
import { putHostSheets, type Upload } from '../../../exchange/spreadsheets/commands.ts';
import { type FactChange, factChanges } from '../../../exchange/spreadsheets/in-words.ts';
import { OLDER } from '../../../exchange/spreadsheets/versions.ts';
import { SHEET_NAMES } from '../../../exchange/spreadsheets/words.ts';
import { domainOf } from '../../../ground/addresses.ts';
import { inLanguage } from '../../../ground/errors.ts';
import type { HostDocument } from '../../../host-documents/schema.ts';
import type { Context } from '../../../record/context.ts';
import { readSheets } from '../../../spreadsheets/files.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import type { DeskVisit } from '../../desk.tsx';
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

/** A file that goes online is read on the site of its host. */
function tellOnline({ host, visit: { page } }: Trying, kind: 'document' | 'properties'): TriedFile {
  const words = FILE[page.language];
  const isDraft = host.state === 'draft';
  const address = isDraft ? undefined : documentAddress({ website: host.website ?? null });
  const takenBy = isDraft
    ? { to: CHECK, name: words.check }
    : { to: `${deskOfHost(host)}/source`, name: words.giveSource };
  const wrong = kind === 'document' ? words.document(address) : words.isProperties;
  return { ...{ changes: [], erased: [], known: [] }, wrong: [wrong], takenBy };
}

export async function tryFile(trying: Trying, name: string): Promise<TriedFile> {
  if (isDocument(trying.bytes)) return tellOnline(trying, 'document');
  if (isProperties(trying.bytes, name)) return tellOnline(trying, 'properties');
  return await trySheets(trying);
}

/**
 * Writes what was shown. @param version the one that was shown
 * @throws CatalogueError as `putHostSheets`
 */
export async function applyFile({ context, host, bytes }: Trying, version: string): Promise<void> {
  await putHostSheets(context, host.id, await readSheets(bytes), {
    ifMatch: version,
    dryRun: false,
    mayBeOlder: true,
  });
}
