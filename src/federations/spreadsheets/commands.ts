import { isDeepStrictEqual } from 'node:util';
import { authorOf } from '../../accounts/author.ts';
import { mustBeKnown, mustOwnFederation } from '../../accounts/rights.ts';
import type { Context, Written } from '../../context.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Fault } from '../../errors.ts';
import { type HostBefore, settleHosts } from '../../hosts/change.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../preconditions.ts';
import { shapeFaults } from '../../shape.ts';
import { placesOf } from '../../spreadsheets/columns.ts';
import { cellsChanged, factsIn } from '../../spreadsheets/facts.ts';
import type { Note, Sheet } from '../../spreadsheets/sheet.ts';
import { faultInSheet } from '../../spreadsheets/told.ts';
import type { BelowEdit, SpokenOf } from '../below.ts';
import { loadFederation, settleFederation } from '../change.ts';
import { lockFederation } from '../store.ts';
import type { RowName, SheetList } from './list.ts';
import { keyOf, lockNamed, type NamedRow, namedRows } from './rows.ts';
import type { SheetOutcome } from './schema.ts';

/** What a sheet does, or would do; its notes not yet in a language. */
export type Upload = Omit<SheetOutcome, 'notes'> & { notes: readonly Note[] };

/** A row that says something new, with the edit that makes it so. */
interface Change extends NamedRow {
  host: HostBefore;
  edit: BelowEdit;
  /** Absent: the row is new. */
  fields?: SheetOutcome['changed'][number]['fields'];
}

type Read = { change: Change } | { faults: Fault[] } | 'unchanged';

/** What one row comes to. What is there already is not judged anew: rules, hosts and dates may have moved since. */
async function readRow<D extends object>(
  context: Context,
  list: SheetList<D>,
  row: NamedRow,
  before: SpokenOf,
  db: Database,
): Promise<Read> {
  const { line, name, cells } = row;
  const fields = list.fields(name.subject, context.reference);
  const present = list.present(before, name.subject);
  const { facts, faults } = factsIn(cells, fields, present);
  if (present && faults.length === 0 && isDeepStrictEqual(facts, present)) return 'unchanged';
  // What could not be understood is missing from the facts: that is one fault, not two.
  const isTold = ({ pointer }: Fault) => faults.some((fault) => fault.pointer === pointer);
  const misshapen = [...faults, ...shapeFaults(list.draft, facts).filter((fault) => !isTold(fault))];
  const told = (found: readonly Fault[]) => ({ faults: found.map((one) => faultInSheet(one, line, fields)) });
  if (misshapen.length > 0) return told(misshapen);
  const edit = await list.edit(context, name, facts as D, before, db);
  if (edit.faults && edit.faults.length > 0) return told(edit.faults);
  const { host } = before;
  return { change: { ...row, host, edit, ...(present && { fields: cellsChanged(fields, present, facts) }) } };
}

const told = ({ line, name }: NamedRow): RowName & { line: number } => ({ line, ...name });

/**
 * Adds and changes what a sheet says, all or nothing; what it does not say stays. It asks for the version of the
 * federation even when it only adds: who sends an old sheet would else bring back what somebody took away.
 * @throws CatalogueError no-token, federation-not-found, not-yours, invalid-request, meaningless-request, version-required, version-stale
 */
export async function putSheet<D extends object>(
  context: Context,
  list: SheetList<D>,
  ref: string,
  sheet: Sheet,
  { ifMatch, dryRun }: { ifMatch: IfMatch; dryRun: boolean },
): Promise<Written<Upload>> {
  const { caller } = context;
  mustBeKnown(caller);
  const { places, notes } = placesOf(sheet.header, list.columns);
  const { named, faults } = namedRows(sheet, places, list.bySubject);
  return await inTransaction(context.db, async (db) => {
    const federationRow = await lockFederation(db, ref);
    mustOwnFederation(caller, federationRow);
    const federation = await loadFederation(db, federationRow.id);
    const found = await lockNamed(db, context, named);
    const wrong = [...faults, ...found.faults];
    const changes: Change[] = [];
    for (const row of named) {
      const host = found.hosts.get(row.name.host);
      const read = host && (await readRow(context, list, row, { federation, host }, db));
      if (!read || read === 'unchanged') continue;
      if ('faults' in read) wrong.push(...read.faults);
      else changes.push(read.change);
    }
    refuseFaults(inOrder(wrong));
    const { version } = federationRow;
    checkVersion(dryRun ? (ifMatch ?? '*') : ifMatch, version, false);
    const inSheet = new Set(named.map(({ name }) => keyOf(name)));
    const upload: Upload = {
      dryRun,
      version,
      added: changes.filter(({ fields }) => !fields).map(told),
      changed: changes.flatMap((change) => (change.fields ? [{ ...told(change), fields: change.fields }] : [])),
      unchanged: named.length - changes.length,
      absent: (await list.names(federation, db)).filter((name) => !inSheet.has(keyOf(name))),
      notes: [...sheet.notes, ...notes],
    };
    const untouched = { document: upload, version, created: false, revision: null };
    if (dryRun || changes.length === 0) return untouched;
    for (const { edit } of changes) await edit.apply(db);
    const spokenOf = [...new Set(changes.map(({ host }) => host))];
    const touched = await settleHosts(db, { ...context, caller }, spokenOf);
    const settled = await settleFederation(db, context, authorOf(caller), federation, { touched });
    if (!settled) return untouched;
    const { document, revision } = settled;
    return { ...untouched, document: { ...upload, version: document.version }, version: document.version, revision };
  });
}

const rowOf = ({ pointer }: Fault): number => Number(pointer.split('/')[1]);

/** From the top of the sheet to its end. */
const inOrder = (faults: readonly Fault[]): Fault[] => [...faults].sort((a, b) => rowOf(a) - rowOf(b));
