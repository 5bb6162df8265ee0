import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import type { Origin } from '../documents/provenance.ts';
import { authorOf, type TokenHolder } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import { refuseFaults } from '../requests/version.ts';
import type { ChangeKind, FactOrigin } from '../vocabulary/terms.ts';
import { type FederationParts, federationDocument, hostOnDay } from './assemble.ts';
import { noteAction } from './audit-trail.ts';
import type { Context } from './context.ts';
import { growthFaults, sizeOfEntry } from './entry-size.ts';
import { updateFederation } from './federations.ts';
import { factsOfHost, type HostFacts, type HostRows, sameFacts } from './host-facts.ts';
import { updateHost } from './hosts.ts';
import { marksAfterWrite } from './provenance.ts';
import { type NewChange, publishChange } from './publish.ts';
import { countRows, isVisible, readFederationRows, readHostRows } from './read-rows.ts';

/** A locked host before a command changes it. */
export interface HostBefore {
  rows: HostRows;
  facts: HostFacts;
  /** The document as of today. */
  document: Host;
}

/** PGlite blocks the process during a statement. Between batches, other requests can run. */
const HOSTS_PER_BATCH = 25;

/** The largest entry has more rows than this, and is read alone. */
const ROWS_PER_BATCH = 400;

/** Groups hosts to read in one statement, so that no group blocks the process longer than the largest host does. */
async function batchesOf(db: Database, ids: readonly string[]): Promise<string[][]> {
  const sizes = ids.length > 1 ? await countRows(db, ids) : new Map<string, number>();
  const batches: string[][] = [];
  let rows = 0;
  for (const id of ids) {
    const last = batches.at(-1);
    const more = sizes.get(id) ?? 0;
    rows += more;
    if (last && last.length < HOSTS_PER_BATCH && rows <= ROWS_PER_BATCH) last.push(id);
    else {
      batches.push([id]);
      rows = more;
    }
  }
  return batches;
}

/** Loads hosts that the transaction has locked. */
export async function loadHosts(db: Database, context: Context, ids: readonly string[]): Promise<HostBefore[]> {
  const loaded: HostBefore[] = [];
  for (const batch of await batchesOf(db, ids)) {
    if (loaded.length > 0) await setImmediate();
    const found = await readHostRows(db, batch);
    loaded.push(
      ...found.map((rows) => {
        const facts = factsOfHost(rows);
        return { rows, facts, document: hostOnDay(facts, context.reference, today(context)) };
      }),
    );
  }
  return loaded;
}

/** Loads a host that the transaction has locked. */
export const loadHost = async (db: Database, context: Context, id: string): Promise<HostBefore> =>
  (await loadHosts(db, context, [id]))[0]!;

type FinishedHost = { document: Host; revision: number | null } | undefined;

/** The origin of what the caller writes by hand today. */
export const writtenBy = (context: Context): Origin => ({
  by: ORIGIN_OF_ROLE[context.caller.role],
  source: null,
  asOf: today(context),
});

const ORIGIN_OF_ROLE: Record<Context['caller']['role'], FactOrigin> = {
  anonymous: 'host',
  claimant: 'host',
  host: 'host',
  admin: 'admin',
  federation: 'federation',
  catalogue: 'catalogue',
};

/**
 * Refuses an entry above its limits, whatever wrote it. Call it with the host locked.
 * @throws CatalogueError meaningless-request
 */
export const refuseGrowth = (before: HostBefore, after: HostBefore): void =>
  refuseFaults(growthFaults(sizeOfEntry(before), sizeOfEntry(after)));

/**
 * Ends a change of a host from its state before and after, see `settleHost`.
 * @param reader the author of an import, which has set the marks itself; absent: the caller wrote by hand
 * @throws CatalogueError meaningless-request when the entry exceeds its limits
 */
export async function finishHostWriteAs(
  db: Database,
  context: Context & { caller: TokenHolder },
  before: HostBefore,
  after: HostBefore,
  kind: ChangeKind = 'changed',
  reader?: Pick<NewChange, 'by' | 'byLabel' | 'byTokenId' | 'action'>,
): Promise<FinishedHost> {
  const { id } = before.rows.host;
  const day = today(context);
  const provenance = marksAfterWrite(before.facts, after.facts, reader ? null : writtenBy(context));
  const facts = factsOfHost({ ...after.rows, host: { ...after.rows.host, provenance } });
  if (sameFacts(before.facts, facts)) {
    // Only marks changed, while every value stayed the same: restore the former marks.
    if (!sameFacts(before.facts, after.facts)) await updateHost(db, id, { provenance: before.rows.host.provenance });
    return undefined;
  }
  refuseGrowth(before, after);
  const version = before.document.version + 1;
  const at = context.clock();
  await updateHost(db, id, { version, updatedAt: at, provenance });
  facts.version = version;
  const document = hostOnDay(facts, context.reference, day);
  if (!isVisible(after.rows.host)) {
    await noteAction(db, context, context.caller.operation ?? kind, { hostId: id });
    return { document, revision: null };
  }
  const author = reader ?? authorOf(context.caller);
  const revision = await publishChange(db, { kind, at, hostId: id, document: facts, ...author });
  return { document, revision };
}

/**
 * Ends a change of a host: if its document changed, it gets the next version and, when it is public, the next revision.
 * Undefined when nothing changed.
 */
export const finishHostWrite = async (
  db: Database,
  context: Context & { caller: TokenHolder },
  before: HostBefore,
  kind?: ChangeKind,
): Promise<FinishedHost> =>
  finishHostWriteAs(db, context, before, await loadHost(db, context, before.rows.host.id), kind);

/** Ends a change of several hosts, which are loaded together. Returns whether any of them changed. */
export async function finishHostWrites(
  db: Database,
  context: Context & { caller: TokenHolder },
  hosts: readonly HostBefore[],
): Promise<boolean> {
  const ids = hosts.map(({ rows }) => rows.host.id);
  const after = new Map((await loadHosts(db, context, ids)).map((host) => [host.rows.host.id, host]));
  let changed = false;
  for (const before of hosts) {
    if (await finishHostWriteAs(db, context, before, after.get(before.rows.host.id)!)) changed = true;
    await setImmediate();
  }
  return changed;
}

/** A locked federation before a command changes it. */
export interface FederationBefore {
  rows: FederationParts;
  document: Federation;
}

/** Loads a federation that the transaction has locked. */
export async function loadFederation(db: Database, id: string): Promise<FederationBefore> {
  const [rows] = await readFederationRows(db, [id]);
  return { rows: rows!, document: federationDocument(rows!) };
}

/**
 * Ends a change of a federation: it gets the next version and revision if its document changed, or if `touched` says
 * that something outside of the document changed. Undefined when nothing changed.
 */
export async function finishFederationWrite(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  author: Pick<NewChange, 'by' | 'byLabel' | 'byTokenId' | 'action'>,
  before: FederationBefore,
  { kind = 'changed', touched = false }: { kind?: ChangeKind; touched?: boolean } = {},
): Promise<{ document: Federation; revision: number } | undefined> {
  const { id } = before.rows.federation;
  const after = await loadFederation(db, id);
  if (!touched && sameFacts(before.document, after.document)) return undefined;
  const document = { ...after.document, version: before.document.version + 1 };
  await updateFederation(db, id, { version: document.version });
  const revision = await publishChange(db, { kind, at: clock(), federationId: id, document, ...author });
  return { document, revision };
}
