import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Static, Type } from 'typebox';
import type { Database } from '../../database/open.ts';
import { inTransaction, TryAgain } from '../../database/transaction.ts';
import type { Fault } from '../../ground/errors.ts';
import { listNamed } from '../../hosts/store.ts';
import { Lang } from '../../http/get.ts';
import { trialOf } from '../../http/trials.ts';
import type { Context, Edit, WriteResult } from '../../record/context.ts';
import { lockFederation } from '../../record/federations.ts';
import { type HostBefore, loadFederation, loadHosts } from '../../record/finish-write.ts';
import { lockHosts } from '../../record/hosts.ts';
import { requireToken } from '../../requests/caller.ts';
import { shapeFaults } from '../../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import {
  brokenFaults,
  type ColumnIndexes,
  columnIndexesOf,
  sheetWith,
  strayFaults,
  withoutExamples,
} from '../../spreadsheets/columns.ts';
import { SeparatorQuery } from '../../spreadsheets/csv.ts';
import type { FileSheet } from '../../spreadsheets/files.ts';
import { cellsChanged, factsIn, faultInSheet, MOST_TOLD, moreFaults, type Note } from '../../spreadsheets/sheet.ts';
import { namedObject, orNull, Slug, strictObject } from '../../vocabulary/shapes.ts';
import { requireOwnFederation } from '../rights.ts';
import { hostFinder, keyOf, type NamedRow, namedRows, type SheetList } from '../sheet-rows.ts';
import { type Parties, settleStatements } from '../statement.ts';

export const DownloadQuery = strictObject({ lang: Lang, separator: SeparatorQuery });

const named = {
  host: Slug,
  subject: Type.Optional(Type.String({ description: 'Of a review: criterion:<key> or commitment:<kind>' })),
};
const line = Type.Integer({
  minimum: 1,
  description: 'The number of the row in the spreadsheet; that of the titles is 1',
});
const cell = orNull(Type.String(), { description: 'As the download writes it; absent: empty' });

const fields = Type.Array(strictObject({ column: Type.String(), before: cell, after: cell }));

/** What an upload did, or would do. */
export const SheetOutcome = namedObject('SheetOutcome', {
  version: Type.Integer({ minimum: 1, description: 'Of the federation, after this' }),
  added: Type.Array(strictObject({ line, ...named, fields })),
  changed: Type.Array(
    strictObject({
      line,
      ...named,
      fields,
    }),
  ),
  unchanged: Type.Integer({ minimum: 0, description: 'Rows that say what is there already' }),
  absent: Type.Array(strictObject(named), {
    description: 'What the list holds and the sheet does not say: it stays, until it is removed one by one',
  }),
  notes: Type.Array(strictObject({ code: Type.String(), text: Type.String() }), {
    description:
      'unknown-column: it was left aside; not-utf-8: accents may have been lost; refused-before: a row of the members accepts a host whose request was refused',
  }),
});
export type SheetOutcome = Static<typeof SheetOutcome>;
export const SheetTrial = trialOf('SheetTrial', SheetOutcome);

/** A row that changes something, with its edit. */
interface Change extends NamedRow {
  host: HostBefore;
  edit: Edit;
  isNew: boolean;
  fields: SheetOutcome['changed'][number]['fields'];
  note: Note | undefined;
}

type Read = { change: Change } | { faults: Fault[] } | 'unchanged';

const factOf = ({ pointer }: Fault): string => pointer.split('/')[1] ?? '';

/**
 * The result of one row: a change, faults, or unchanged. An unchanged item is not checked again: rules, hosts and dates
 * may have moved on since.
 */
async function readRow<D extends object>(
  context: Context,
  list: SheetList<D>,
  places: ColumnIndexes,
  row: NamedRow,
  { federation, host }: Pick<Parties, 'federation'> & Partial<Parties>,
  db: Database,
): Promise<Read> {
  const { line, name, cells } = row;
  const fields = list.fields(name.subject, context.reference);
  const before = host && { federation, host };
  const present = before && list.present(before, name.subject);
  const { facts, faults } = factsIn(cells, fields, present, present && list.shown?.(present, federation));
  const refused = (found: readonly Fault[]) => ({
    faults: [...row.faults, ...found].map((one) => faultInSheet(one, { line, fields, places })),
  });
  const isAdopted = before && list.adopts?.(context, before);
  if (present && faults.length === 0 && isDeepStrictEqual(facts, present) && !isAdopted)
    return row.faults.length > 0 ? refused([]) : 'unchanged';
  // A cell that could not be parsed is missing from the facts: report one fault, not two.
  const isReported = ({ pointer }: Fault) => faults.some((fault) => fault.pointer === pointer);
  const misshapen = [...faults, ...shapeFaults(list.draft, facts).filter((fault) => !isReported(fault))];
  // Check what could be parsed, so that all faults are reported at once.
  const judged = new Set([...row.faults, ...misshapen].map(factOf));
  const usable = Object.fromEntries(Object.entries(facts).filter(([fact]) => !judged.has(fact))) as D;
  const edit = before && (await list.edit(context, name, usable, before, db));
  const meaningless = edit ? (edit.faults ?? []) : list.faults(context, name, usable, federation);
  const wrong = [...misshapen, ...meaningless.filter((fault) => !judged.has(factOf(fault)))];
  if (!edit || !host || wrong.length > 0 || row.faults.length > 0) return refused(wrong);
  const note = await list.note?.(before, { line, draft: usable }, context, db);
  return { change: { ...row, host, edit, note, isNew: !present, fields: cellsChanged(fields, present ?? {}, facts) } };
}

/** The result of an upload; its notes are not yet in a language. */
export type Upload = Omit<SheetOutcome, 'notes'> & { notes: readonly Note[] };

/** The hosts that rows refer to, locked in a fixed order. */
async function lockedHosts(
  db: Database,
  context: Context,
  rows: readonly NamedRow[],
): Promise<ReadonlyMap<string, HostBefore>> {
  const named = new Set(rows.flatMap(({ hostId }) => hostId ?? []));
  const locked = await lockHosts(db, [...named]);
  // It left after its row was resolved: on the retry, the row gets a fault.
  if (locked.some(({ state }) => state === 'withdrawn')) throw new TryAgain();
  const ids = locked.map(({ id }) => id);
  return new Map((await loadHosts(db, context, ids)).map((host) => [host.document.id, host]));
}

const told = ({ line, name, fields }: Change) => ({ line, ...name, fields });

/**
 * Adds and changes the rows of a spreadsheet, all or nothing; items without a row stay. Requires the version of the
 * federation even for additions: an outdated file would otherwise bring back removed items.
 * @throws CatalogueError no-token, federation-not-found, not-yours, invalid-request, meaningless-request,
 * version-required, version-stale
 */
export async function putSheet<D extends object>(
  context: Context,
  list: SheetList<D>,
  ref: string,
  sheets: readonly FileSheet[],
  { ifMatch, dryRun }: { ifMatch: IfMatch; dryRun: boolean },
): Promise<WriteResult<Upload>> {
  const { caller } = context;
  requireToken(caller);
  const sheet = withoutExamples(sheetWith(sheets, list.columns));
  const { places, notes } = columnIndexesOf(sheet, list.columns);
  return await inTransaction(context.db, async (db) => {
    const federationRow = await lockFederation(db, ref);
    requireOwnFederation(caller, federationRow);
    const federation = await loadFederation(db, federationRow.id);
    const named = await namedRows(sheet, places, list, hostFinder(await listNamed(db)), context.reference);
    const hosts = await lockedHosts(db, context, named);
    const wrong = [...strayFaults(sheet), ...brokenFaults(sheet, places)];
    const changes: Change[] = [];
    for (const row of named) {
      // Yield to other requests during a long file.
      await setImmediate();
      const host = hosts.get(row.hostId ?? '');
      const read = await readRow(context, list, places, row, { federation, ...(host && { host }) }, db);
      if (read === 'unchanged') continue;
      if ('faults' in read) wrong.push(...read.faults);
      else changes.push(read.change);
    }
    refuseFaults(firstInOrder(wrong));
    const { version } = federationRow;
    checkVersion(dryRun ? (ifMatch ?? '*') : ifMatch, version, false);
    const inSheet = new Set(named.map(({ name }) => keyOf(name)));
    const upload: Upload = {
      version,
      added: changes.filter(({ isNew }) => isNew).map(told),
      changed: changes.filter(({ isNew }) => !isNew).map(told),
      unchanged: named.length - changes.length,
      absent: (await list.names(federation, db)).filter((name) => !inSheet.has(keyOf(name))),
      notes: [...sheet.notes, ...notes, ...changes.flatMap(({ note }) => note ?? [])],
    };
    const untouched = { document: upload, version, created: false, revision: null };
    if (dryRun || changes.length === 0) return untouched;
    for (const { edit } of changes) {
      await edit.apply(db);
      await setImmediate();
    }
    const hostsChanged = [...new Set(changes.map(({ host }) => host))];
    const written = await settleStatements(db, { ...context, caller }, federation, hostsChanged);
    return { ...written, document: { ...upload, version: written.version } };
  });
}

const rowOf = ({ pointer }: Fault): number => Number(pointer.split('/')[1]);

/** The first faults, in the order of the file. */
function firstInOrder(faults: readonly Fault[]): Fault[] {
  const shown = faults
    .map((fault) => ({ fault, row: rowOf(fault) }))
    .sort((a, b) => a.row - b.row)
    .slice(0, MOST_TOLD)
    .map(({ fault }) => fault);
  const left = faults.length - shown.length;
  return left > 0 ? [...shown, moreFaults(left)] : shown;
}
