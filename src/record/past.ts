import { setImmediate } from 'node:timers/promises';
import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import { type CatalogueState, type Change, clampedRevision, listChanges } from './changes.ts';
import { findId } from './hosts.ts';
import { changes, hosts } from './tables.ts';

/* Reads the past of one host, or of all federations, from the log of changes. */

/** Revisions of a host's public changes up to a given revision, latest first. */
export async function revisionsBefore(db: Database, hostId: string, until: number, limit: number): Promise<number[]> {
  const rows = await db
    .select({ revision: changes.revision })
    .from(changes)
    .where(and(eq(changes.hostId, hostId), lte(changes.revision, clampedRevision(until))))
    .orderBy(desc(changes.revision))
    .limit(limit);
  return rows.map(({ revision }) => revision);
}

/** The next public change of a host after a revision. */
export async function nextChange(
  db: Database,
  hostId: string,
  { after, until }: { after: number; until: number },
): Promise<Change | undefined> {
  const between = and(gt(changes.revision, after), lte(changes.revision, clampedRevision(until)));
  return (await listChanges(db, and(eq(changes.hostId, hostId), between), asc(changes.revision), 1))[0];
}

/** The last change before a revision that left a host public. */
export async function publicBefore(db: Database, hostId: string, revision: number): Promise<Change | undefined> {
  const condition = and(eq(changes.hostId, hostId), lt(changes.revision, revision), isNotNull(changes.document));
  return (await listChanges(db, condition, desc(changes.revision), 1))[0];
}

/** The last change up to a given day in Paris that left the host public. */
export async function publicOnDay(db: Database, hostId: string, day: string): Promise<Change | undefined> {
  const wasBy = sql`(${changes.at} at time zone 'Europe/Paris')::date <= ${day}::date`;
  const condition = and(eq(changes.hostId, hostId), isNotNull(changes.document), wasBy);
  return (await listChanges(db, condition, desc(changes.revision), 1))[0];
}

/** How many changes from the day `late` on are returned: the last ones. */
const MOST_LATE = 50;

/**
 * The public versions of a host from a given day in Paris on, oldest first, read one at a time: what was public on that
 * day, then the last change of each day before `late`, then the last 50 changes from `late` on.
 */
export async function* publicPast(db: Database, hostId: string, day: string, late: string): AsyncGenerator<Change> {
  const first = await publicOnDay(db, hostId, day);
  const parisDate = sql<string>`(${changes.at} at time zone 'Europe/Paris')::date`;
  const after = and(eq(changes.hostId, hostId), gt(changes.revision, first?.revision ?? -1));
  const lastOfDays = await db
    .selectDistinctOn([parisDate], { revision: changes.revision })
    .from(changes)
    .where(and(after, sql`${parisDate} < ${late}::date`))
    .orderBy(parisDate, desc(changes.revision));
  const lateOnes = await db
    .select({ revision: changes.revision })
    .from(changes)
    .where(and(after, sql`${parisDate} >= ${late}::date`))
    .orderBy(desc(changes.revision))
    .limit(MOST_LATE);
  const revisions = [...lastOfDays, ...lateOnes].map(({ revision }) => revision).sort((a, b) => a - b);
  if (first) yield first;
  yield* oneByOne(db, revisions);
}

/** Individuals are excluded: their slug may be their name, so nothing is shown of them after they left. */
export const isNoIndividual = or(isNull(hosts.legalForm), ne(hosts.legalForm, 'individual'));

/**
 * The id of a host that was ever public, by its id or by any present or former slug, so that its past can be read after
 * it left. Never an individual.
 */
export async function findOncePublic(db: Database, ref: string): Promise<string | undefined> {
  const id = await findId(db, ref);
  if (id === undefined) return undefined;
  const [found] = await db
    .select({ id: hosts.id })
    .from(hosts)
    .where(and(eq(hosts.id, id), isNotNull(hosts.publishedAt), isNoIndividual));
  return found?.id;
}

export async function lastWithdrawal(db: Database, hostId: string): Promise<Change | undefined> {
  const condition = and(eq(changes.hostId, hostId), eq(changes.kind, 'withdrawn'));
  return (await listChanges(db, condition, desc(changes.revision), 1))[0];
}

/** The federations at a given revision. */
export async function federationsAt(db: Database, revision: number): Promise<Federation[]> {
  const rows = await db
    .selectDistinctOn([changes.federationId], { document: changes.document })
    .from(changes)
    .where(and(lte(changes.revision, clampedRevision(revision)), isNotNull(changes.federationId)))
    .orderBy(asc(changes.federationId), desc(changes.revision));
  return rows.flatMap(({ document }) => (document === null ? [] : [document as Federation]));
}

/** The change that a host's version at a revision comes from; undefined when the host was not public yet. */
export async function documentAt(db: Database, hostId: string, revision: number): Promise<Change | undefined> {
  const condition = and(eq(changes.hostId, hostId), lte(changes.revision, clampedRevision(revision)));
  return (await listChanges(db, condition, desc(changes.revision), 1))[0];
}

/** Whether text was redacted in any document after a revision: an answer made before that may still contain it. */
export async function redactedSince(db: Database, revision: number): Promise<boolean> {
  const condition = and(eq(changes.kind, 'redacted'), gt(changes.revision, revision));
  return (await db.select({ revision: changes.revision }).from(changes).where(condition).limit(1)).length > 0;
}

/** Whether all up to a known state is as it was then: the same history, with nothing redacted since. */
export async function isPastAsAt(db: Database, known: Pick<CatalogueState, 'revision' | 'mark'>): Promise<boolean> {
  // One range of the key: with the `or` outermost, the whole log could be read.
  const since = gte(changes.revision, known.revision);
  const found = await db
    .select({ mark: changes.mark })
    .from(changes)
    .where(and(since, or(eq(changes.revision, known.revision), eq(changes.kind, 'redacted'))))
    .orderBy(asc(changes.revision))
    .limit(2);
  return found.length === 1 && found[0]!.mark === known.mark;
}

/**
 * The change that a host's version at a revision comes from, then each later change up to another revision, oldest
 * first, read one at a time.
 */
export async function* changesFrom(
  db: Database,
  hostId: string,
  revision: number,
  until: number,
): AsyncGenerator<Change> {
  const first = await documentAt(db, hostId, revision);
  if (first) yield first;
  const later = and(eq(changes.hostId, hostId), gt(changes.revision, revision), lte(changes.revision, until));
  const revisions = await db
    .select({ revision: changes.revision })
    .from(changes)
    .where(later)
    .orderBy(asc(changes.revision));
  yield* oneByOne(
    db,
    revisions.map((one) => one.revision),
  );
}

/** Reads changes one at a time, so that other work can run in between: a host may be large. */
async function* oneByOne(db: Database, revisions: readonly number[]): AsyncGenerator<Change> {
  for (const revision of revisions) {
    await setImmediate();
    yield* await listChanges(db, eq(changes.revision, revision), asc(changes.revision));
  }
}
