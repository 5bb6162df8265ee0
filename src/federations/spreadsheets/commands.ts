import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Fault } from '../../ground/errors.ts';
import { listNamed } from '../../hosts/store.ts';
import type { Context, Written } from '../../record/context.ts';
import { lockFederation } from '../../record/federations.ts';
import { lockHosts } from '../../record/hosts.ts';
import { type HostBefore, loadFederation, loadHosts, settleFederation, settleHosts } from '../../record/settle.ts';
import { authorOf } from '../../requests/author.ts';
import { mustBeKnown } from '../../requests/caller.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import { placesOf } from '../../spreadsheets/columns.ts';
import type { Note, Sheet } from '../../spreadsheets/sheet.ts';
import { mustOwnFederation } from '../rights.ts';
import { hostFinder } from './hosts.ts';
import type { RowName, SheetList } from './list.ts';
import { type Change, readRow } from './row.ts';
import { keyOf, type NamedRow, namedRows, strayFaults } from './rows.ts';
import type { SheetOutcome } from './schema.ts';

/** What a sheet does, or would do; its notes not yet in a language. */
export type Upload = Omit<SheetOutcome, 'notes'> & { notes: readonly Note[] };

/** The hosts that rows name by id, locked in one order. */
async function lockedHosts(
  db: Database,
  context: Context,
  rows: readonly NamedRow[],
): Promise<ReadonlyMap<string, HostBefore>> {
  const named = new Set(rows.flatMap(({ hostId }) => hostId ?? []));
  const locked = await lockHosts(db, [...named]);
  const ids = locked.map(({ id }) => id);
  return new Map((await loadHosts(db, context, ids)).map((host) => [host.document.id, host]));
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
  const { places, notes } = placesOf(sheet, list.columns);
  return await inTransaction(context.db, async (db) => {
    const federationRow = await lockFederation(db, ref);
    mustOwnFederation(caller, federationRow);
    const federation = await loadFederation(db, federationRow.id);
    const named = namedRows(sheet, places, list, hostFinder(await listNamed(db)), context.reference);
    const hosts = await lockedHosts(db, context, named);
    const wrong = strayFaults(sheet);
    const changes: Change[] = [];
    for (const row of named) {
      // Readers do not wait for a long sheet.
      await setImmediate();
      const host = hosts.get(row.hostId ?? '');
      const read = await readRow(context, list, places, row, { federation, ...(host && { host }) }, db);
      if (read === 'unchanged') continue;
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
    for (const { edit } of changes) {
      await edit.apply(db);
      await setImmediate();
    }
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
