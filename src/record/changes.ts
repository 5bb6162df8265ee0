import { and, asc, desc, eq, gt, isNotNull, lte, type SQL, sql } from 'drizzle-orm';
import { asCatalogueError, IncompleteDatabaseError } from '../database/errors.ts';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import { parisDay } from '../ground/clock.ts';
import { byText } from '../ground/texts.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Text } from '../vocabulary/shapes.ts';
import type { Actor, ChangeKind, WithdrawalReason } from '../vocabulary/terms.ts';
import { federationDocument, hostOnDay } from './assemble.ts';
import { factsOfHost, type HostFacts } from './host-facts.ts';
import { isPublic, readFederationRows, readHostRows } from './read-rows.ts';
import { catalogueState, changes, federations, hosts } from './tables.ts';

/** The epoch (which history), its last `revision`, and the random `mark` of that revision. */
export interface CatalogueState {
  epoch: string;
  revision: number;
  mark: string;
}

export interface Published extends CatalogueState {
  hosts: HostFacts[];
  federations: Federation[];
}

export interface LastChange {
  at: Date;
  revision: number;
}

/** One change of a published document. `slug` is that of the host or federation, even after the document is gone. */
export interface Change {
  revision: number;
  mark: string;
  at: Date;
  kind: ChangeKind;
  hostId: string | null;
  federationId: string | null;
  slug: string;
  by: Actor;
  byLabel: string | null;
  /** The reason given for a redaction. */
  reason: Text | null;
  /** Why the host left, when a reason was given. */
  withdrawalReason: WithdrawalReason | null;
  document: HostFacts | Federation | null;
}

/** The host after a change, assessed on the day of that change; null when it was no longer public. */
export const hostAfter = (
  { hostId, document, at }: Pick<Change, 'hostId' | 'document' | 'at'>,
  reference: Reference,
): Host | null =>
  hostId !== null && document !== null ? hostOnDay(document as HostFacts, reference, parisDay(at)) : null;

/**
 * The present state.
 * @throws Error when its row is missing, as during a restore
 */
export async function readState(db: Database): Promise<CatalogueState> {
  const { epoch, revision, mark } = catalogueState;
  const [state] = await db.select({ epoch, revision, mark }).from(catalogueState);
  if (!state) throw new IncompleteDatabaseError();
  return state;
}

/**
 * Requires that a restore is complete. Restore tools add foreign keys after all rows: until then, tables may still be
 * empty.
 * @throws IncompleteDatabaseError
 */
async function requireWhole(db: Database): Promise<void> {
  const [found] = await db
    .select({ one: sql`1` })
    .from(sql`pg_constraint`)
    .where(sql`conname = 'hosts_published_revision_changes_revision_fk' and conrelid = to_regclass('hosts')`);
  if (!found) throw new IncompleteDatabaseError();
}

/** Runs reads in one snapshot, unaffected by concurrent writes. Also works on a standby. */
const inSnapshot = <T>(db: Database, read: (db: Database) => Promise<T>): Promise<T> =>
  db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' }).catch((error: unknown) => {
    throw asCatalogueError(error, { isOfDatabase: true }) ?? error;
  });

/** Revisions come from requests: one outside the range of an integer column would be a database error. */
export const clampedRevision = (revision: number) => Math.min(Math.max(revision, -1), 2_147_483_647);

const bySlug = (a: { slug: string }, b: { slug: string }) => byText(a.slug, b.slug);

/** When the catalogue was first published, and last changed; null: nothing was ever published. */
export type Span = { from: Date; to: Date } | null;

async function readSpan(db: Database): Promise<Span> {
  const end = (order: SQL) => db.select({ at: changes.at }).from(changes).orderBy(order).limit(1);
  const [[first], [last]] = [await end(asc(changes.revision)), await end(desc(changes.revision))];
  return first && last ? { from: first.at, to: last.at } : null;
}

/**
 * How many documents one query reads: it must end within the time a statement may take, and a process that serves
 * others must not take in all of them at once.
 */
const READ_AT_ONCE = 500;

/** The latest published facts of each public host, and its last change. */
async function readHostDocuments(db: Database) {
  const part = (after: string | undefined) =>
    db
      .select({ id: hosts.id, document: changes.document, at: changes.at, revision: changes.revision })
      .from(hosts)
      .innerJoin(changes, eq(hosts.publishedRevision, changes.revision))
      .where(and(isPublic(), isNotNull(changes.document), after === undefined ? undefined : gt(hosts.id, after)))
      .orderBy(asc(hosts.id))
      .limit(READ_AT_ONCE);
  const all: Awaited<ReturnType<typeof part>> = [];
  for (;;) {
    const rows = await part(all.at(-1)?.id);
    all.push(...rows);
    if (rows.length < READ_AT_ONCE) return all;
  }
}

/**
 * The latest published facts of hosts and documents of federations, and the last change of each, by id.
 * @throws IncompleteDatabaseError
 */
export const readPublished = (
  db: Database,
): Promise<Published & { lastChanges: Map<string, LastChange>; span: Span }> =>
  inSnapshot(db, async (db) => {
    await requireWhole(db);
    const state = await readState(db);
    const hostDocuments = await readHostDocuments(db);
    const federationDocuments = await db
      .select({ id: federations.id, document: changes.document, at: changes.at, revision: changes.revision })
      .from(federations)
      .innerJoin(changes, eq(federations.publishedRevision, changes.revision))
      .where(isNotNull(changes.document));
    return {
      ...state,
      hosts: hostDocuments.map(({ document }) => document as HostFacts).sort(bySlug),
      federations: federationDocuments.map(({ document }) => document as Federation).sort(bySlug),
      span: await readSpan(db),
      lastChanges: new Map(
        [...hostDocuments, ...federationDocuments].map(({ id, at, revision }) => [id, { at, revision }]),
      ),
    };
  });

/**
 * The published documents as they were written at a revision, and the time of that revision; undefined when it does not
 * exist.
 */
export const readPublishedAt = (db: Database, revision: number): Promise<(Published & { at: Date }) | undefined> =>
  inSnapshot(db, async (db) => {
    const { epoch } = await readState(db);
    const [change] = await db
      .select({ at: changes.at, mark: changes.mark })
      .from(changes)
      .where(eq(changes.revision, clampedRevision(revision)));
    if (!change) return undefined;
    const lastOf = async (subject: typeof changes.hostId | typeof changes.federationId) => {
      const documents: unknown[] = [];
      for (let last: string | null | undefined; ; ) {
        const rows = await db
          .selectDistinctOn([subject], { id: subject, document: changes.document })
          .from(changes)
          .where(and(lte(changes.revision, revision), last == null ? isNotNull(subject) : gt(subject, last)))
          .orderBy(asc(subject), desc(changes.revision))
          .limit(READ_AT_ONCE);
        for (const { document } of rows) if (document !== null) documents.push(document);
        if (rows.length < READ_AT_ONCE) return documents;
        last = rows.at(-1)!.id;
      }
    };
    const hostDocuments = (await lastOf(changes.hostId)) as HostFacts[];
    const federationDocuments = (await lastOf(changes.federationId)) as Federation[];
    return {
      epoch,
      revision,
      ...change,
      hosts: hostDocuments.sort(bySlug),
      federations: federationDocuments.sort(bySlug),
    };
  });

const HOSTS_AT_ONCE = 100;

/** The published facts, assembled from all rows. Slow: used to check that the stored facts are right. */
export const assembleFacts = (db: Database): Promise<Published> =>
  inSnapshot(db, async (db) => {
    const state = await readState(db);
    const all = await db.select({ id: federations.id }).from(federations);
    const published = await db.select({ id: hosts.id }).from(hosts).where(isPublic());
    const ids = published.map(({ id }) => id);
    const facts: HostFacts[] = [];
    for (let from = 0; from < ids.length; from += HOSTS_AT_ONCE)
      facts.push(...(await readHostRows(db, ids.slice(from, from + HOSTS_AT_ONCE))).map(factsOfHost));
    const federationRows = await readFederationRows(
      db,
      all.map(({ id }) => id),
    );
    return {
      ...state,
      hosts: facts.sort(bySlug),
      federations: federationRows.map(federationDocument).sort(bySlug),
    };
  });

/** A row of the log, with the slug of its subject. */
const LOGGED = { change: changes, host: hosts.slug, federation: federations.slug };

type Logged = { change: typeof changes.$inferSelect; host: string | null; federation: string | null };

const toChange = ({ change, host, federation }: Logged): Change => ({
  revision: change.revision,
  mark: change.mark,
  at: change.at,
  kind: change.kind,
  hostId: change.hostId,
  federationId: change.federationId,
  slug: host ?? federation ?? '',
  by: change.by,
  byLabel: change.byLabel,
  reason: change.reason,
  withdrawalReason: change.withdrawalReason,
  document: change.document as HostFacts | Federation | null,
});

/** Changes that meet a condition, with the slug of their subject. */
export const listChanges = async (
  db: Database,
  condition: SQL | undefined,
  order: SQL,
  limit?: number,
): Promise<Change[]> => {
  const query = db
    .select(LOGGED)
    .from(changes)
    .leftJoin(hosts, eq(changes.hostId, hosts.id))
    .leftJoin(federations, eq(changes.federationId, federations.id))
    .where(condition)
    .orderBy(order)
    .$dynamic();
  return (await (limit === undefined ? query : query.limit(limit))).map(toChange);
};

/** The state of the database, compared with a revision that the caller knows. */
export interface DatabaseState extends CatalogueState {
  /** The mark of that revision here; null: the database has no such revision. */
  markThere: string | null;
  /** Whether this is a standby, or read as one: it may lag behind, and accepts no writes. */
  isStandby: boolean;
}

const stateFrom = (revision: number) => ({
  epoch: catalogueState.epoch,
  revision: catalogueState.revision,
  mark: catalogueState.mark,
  markThere: sql<string | null>`(select ${changes.mark} from ${changes} where ${changes.revision} = ${revision})`,
  isStandby: sql<boolean>`pg_is_in_recovery() or current_setting('transaction_read_only')::boolean`,
});

/** The present state, in one short query, because followers poll it. @throws IncompleteDatabaseError */
export async function readDatabaseState(db: Database, revision: number): Promise<DatabaseState> {
  const [state] = await db.select(stateFrom(revision)).from(catalogueState);
  if (!state) throw new IncompleteDatabaseError();
  return state;
}

/**
 * The present state, and the next changes after a revision, in commit order, without gaps: in one statement, because
 * followers ask for it after each write. When `markThere` differs from the mark that the caller knows, the changes
 * belong to another history.
 * @throws IncompleteDatabaseError
 */
export async function changesAfter(
  db: Database,
  revision: number,
  limit: number,
): Promise<DatabaseState & { changes: Change[] }> {
  const after = clampedRevision(revision);
  const rows = await db
    .select({ state: stateFrom(after), ...LOGGED })
    .from(catalogueState)
    .leftJoin(changes, gt(changes.revision, after))
    .leftJoin(hosts, eq(changes.hostId, hosts.id))
    .leftJoin(federations, eq(changes.federationId, federations.id))
    .orderBy(asc(changes.revision))
    .limit(limit);
  const [first] = rows;
  if (!first) throw new IncompleteDatabaseError();
  return {
    ...first.state,
    changes: rows.flatMap(({ change, ...row }) => (change ? [toChange({ change, ...row })] : [])),
  };
}
