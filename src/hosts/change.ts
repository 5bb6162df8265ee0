import { setImmediate } from 'node:timers/promises';
import { inArray } from 'drizzle-orm';
import { isVisible, mustBeKnown, mustWriteHost } from '../accounts/rights.ts';
import { noteAction } from '../audit/store.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Host } from '../documents/host.ts';
import type { Fault } from '../ground/errors.ts';
import { publishChange } from '../record/changes.ts';
import type { Context, Written } from '../record/context.ts';
import { hostDocument, sameDocument } from '../record/document.ts';
import type { HostRows } from '../record/host-facts.ts';
import { readHostRows } from '../record/read.ts';
import { hosts } from '../record/tables.ts';
import { authorOf } from '../requests/author.ts';
import type { Known } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import type { ChangeKind } from '../vocabulary/terms.ts';
import { lockHost, updateHost } from './store.ts';

/** A locked host as it was before a command touched it. */
export interface HostBefore {
  rows: HostRows;
  document: Host;
}

/** What a command wants to do: `apply` runs only when the faults are none and the version is the one that was read. */
export interface HostEdit {
  creates?: boolean;
  faults?: readonly Fault[];
  apply(db: Database): Promise<void>;
}

/** The embedded database answers without giving way to anybody: readers would wait for all hosts of a long command. */
const AT_ONCE = 25;

/** The rows and the documents of hosts whose rows are locked already. */
export async function loadHosts(db: Database, context: Context, ids: readonly string[]): Promise<HostBefore[]> {
  const loaded: HostBefore[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    if (from > 0) await setImmediate();
    const found = await readHostRows(db, inArray(hosts.id, ids.slice(from, from + AT_ONCE)));
    loaded.push(...found.map((rows) => ({ rows, document: hostDocument(rows, context.reference, today(context)) })));
  }
  return loaded;
}

/** The rows and the document of a host whose row is locked already. */
export const loadHost = async (db: Database, context: Context, id: string): Promise<HostBefore> =>
  (await loadHosts(db, context, [id]))[0]!;

type Settled = { document: Host; revision: number | null } | undefined;

async function settleAs(
  db: Database,
  context: Context & { caller: Known },
  before: HostBefore,
  after: HostBefore,
  kind: ChangeKind = 'changed',
): Promise<Settled> {
  const { id } = before.rows.host;
  if (sameDocument(before.document, after.document)) return undefined;
  const version = before.document.version + 1;
  const at = context.clock();
  await updateHost(db, id, { version, updatedAt: at });
  const document = { ...after.document, version };
  if (!isVisible(after.rows.host)) {
    await noteAction(db, context, context.caller.operation ?? kind, { hostId: id });
    return { document, revision: null };
  }
  const revision = await publishChange(db, { kind, at, hostId: id, document, ...authorOf(context.caller) });
  return { document, revision };
}

/**
 * Ends a change of a host: when its document says something new it gets the next version and, when it is public,
 * the next revision. Undefined when everything is as it was.
 */
export const settleHost = async (
  db: Database,
  context: Context & { caller: Known },
  before: HostBefore,
  kind?: ChangeKind,
): Promise<Settled> => settleAs(db, context, before, await loadHost(db, context, before.rows.host.id), kind);

/** Ends a change of several hosts, which are read again together. Whether one of them changed. */
export async function settleHosts(
  db: Database,
  context: Context & { caller: Known },
  hosts: readonly HostBefore[],
): Promise<boolean> {
  const ids = hosts.map(({ rows }) => rows.host.id);
  const after = new Map((await loadHosts(db, context, ids)).map((host) => [host.rows.host.id, host]));
  let changed = false;
  for (const before of hosts) {
    if (await settleAs(db, context, before, after.get(before.rows.host.id)!)) changed = true;
    await setImmediate();
  }
  return changed;
}

/**
 * Runs a command on one host: lock, right, existence, meaning, version, rows, and then the change that all of it
 * makes. `prepare` sees the host as it is and throws when what it names below the host does not exist.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, meaningless-request, version-required, version-stale
 */
export async function changeHost(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  prepare: (before: HostBefore, db: Database) => HostEdit | Promise<HostEdit>,
): Promise<Written<Host>> {
  const { caller } = context;
  mustBeKnown(caller);
  return await inTransaction(context.db, async (db) => {
    const host = await lockHost(db, ref);
    mustWriteHost(caller, host);
    const before = await loadHost(db, context, host.id);
    const { creates = false, faults = [], apply } = await prepare(before, db);
    refuseFaults(faults);
    checkVersion(ifMatch, host.version, creates);
    await apply(db);
    const settled = await settleHost(db, { ...context, caller }, before);
    if (!settled) return { document: before.document, version: host.version, created: false, revision: null };
    return { ...settled, version: settled.document.version, created: creates };
  });
}
