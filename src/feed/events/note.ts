import { hash } from 'node:crypto';
import { and, asc, desc, eq, gt, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Model } from '../../catalogue/model.ts';
import { asAnswered } from '../../catalogue/own-criteria.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { type Change, hostAfter, listChanges, readDatabaseState } from '../../record/changes.ts';
import { publicBefore } from '../../record/past.ts';
import type { FeedEventRow } from '../../record/rows.ts';
import { changes, feedEvents, feedState, hosts } from '../../record/tables.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { EventType } from '../../vocabulary/terms.ts';
import { type Event, eventsOfFederation, eventsOfHost } from './derive.ts';

/** Those of the given hosts that are individuals. */
export async function individualsAmong(db: Database, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: hosts.id })
    .from(hosts)
    .where(and(inArray(hosts.id, [...ids]), eq(hosts.legalForm, 'individual')));
  return new Set(rows.map(({ id }) => id));
}

/** Of which hosts events are told, and of which federation who joins and leaves it, whoever is a member today. */
interface Circle {
  hosts: readonly string[];
  federation: string;
}

const isWithin = ({ hosts, federation }: Circle): SQL =>
  or(
    inArray(feedEvents.hostId, [...hosts]),
    and(eq(feedEvents.type, 'membership.changed'), sql`${feedEvents.data} ->> 'federation' = ${federation}`),
  )!;

/** The latest public events of some types, up to a revision; latest first. @param within absent: of the whole catalogue */
export const latestEvents = (
  db: Database,
  types: readonly EventType[],
  { until, limit, within }: { until: number; limit: number; within?: Circle | undefined },
): Promise<FeedEventRow[]> =>
  db
    .select()
    .from(feedEvents)
    .where(
      and(
        inArray(feedEvents.type, [...types]),
        eq(feedEvents.isPrivate, false),
        lte(feedEvents.revision, until),
        within && isWithin(within),
      ),
    )
    .orderBy(desc(feedEvents.number))
    .limit(limit);

/*
 * Events are derived from the log of changes and are not written together with a change, so every committed change gets
 * its events even after a crash. Noting locks the row with the event counter until commit, so event numbers become
 * visible in ascending order.
 */

/** Few, because a document can have a megabyte. */
const CHANGES_AT_A_TIME = 10;

/** The last revision and event number that were noted. */
interface Noted {
  revision: number;
  number: number;
}

/** Locks the row with the event counter; undefined when another process holds the lock. */
export async function lockFeed(db: Database, whenTaken: 'wait' | 'skip'): Promise<Noted | undefined> {
  await db.insert(feedState).values({}).onConflictDoNothing();
  const locking = whenTaken === 'skip' ? { skipLocked: true as const } : {};
  const [state] = await db
    .select({ revision: feedState.revision, number: feedState.number })
    .from(feedState)
    .for('update', locking);
  return state;
}

/** The last noted revision and event number, without a lock. */
export async function readNoted(db: Database): Promise<Noted> {
  const [state] = await db.select({ revision: feedState.revision, number: feedState.number }).from(feedState);
  return state ?? { revision: 0, number: 0 };
}

/** The event id depends on the mark of the change, because two histories may have the same revision. */
const idOf = (mark: string, index: number): string =>
  `evt_${hash('sha256', `${mark} ${index}`, 'base64url').slice(0, 27)}`;

/** The change without identifying data: for a withdrawn individual, no slug (it may be a name) and no reason. */
async function withoutIdentity(db: Database, change: Change) {
  const { hostId, document } = change;
  const isUnnamed = hostId !== null && document === null && (await individualsAmong(db, [hostId])).has(hostId);
  return isUnnamed ? { ...change, slug: null, withdrawalReason: null } : change;
}

async function eventsIn(db: Database, change: Omit<Change, 'slug'>, reference: Reference): Promise<Event[]> {
  if (change.hostId === null) return eventsOfFederation(change);
  const after = hostAfter(change, reference);
  if (change.kind !== 'changed') return eventsOfHost(change, { before: undefined, after }, reference);
  const earlier = await publicBefore(db, change.hostId, change.revision);
  const before = (earlier && hostAfter(earlier, reference)) ?? undefined;
  return eventsOfHost(change, { before, after }, reference);
}

/** Notes the events of the next changes, up to the revision of the model. Returns whether there may be more. */
export const noteEvents = (
  db: Database,
  model: Pick<Model, 'epoch' | 'revision' | 'mark' | 'reference'>,
): Promise<boolean> =>
  inTransaction(db, async (db) => {
    const state = await lockFeed(db, 'skip');
    if (!state || state.revision >= model.revision) return false;
    // The database has another history than the model; the process will update its model in a moment.
    if ((await readDatabaseState(db, model.revision)).markThere !== model.mark) return false;
    const reference = asAnswered(model.reference);
    const next = await listChanges(db, gt(changes.revision, state.revision), asc(changes.revision), CHANGES_AT_A_TIME);
    let { number, revision } = state;
    const noted: (typeof feedEvents.$inferInsert)[] = [];
    for (const change of next) {
      if (change.revision > model.revision) break;
      ({ revision } = change);
      const publicChange = await withoutIdentity(db, change);
      const { at, hostId, federationId, slug } = publicChange;
      const subject = hostId === null ? { federation: slug } : { host: slug };
      for (const [index, { type, data }] of (await eventsIn(db, publicChange, reference)).entries())
        noted.push({
          ...{ number: ++number, id: idOf(change.mark, index), type, at, revision, hostId, federationId },
          data: { epoch: model.epoch, ...subject, ...data },
        });
    }
    if (noted.length > 0) await db.insert(feedEvents).values(noted);
    await db.update(feedState).set({ revision, number }).where(eq(feedState.id, 1));
    return revision < model.revision;
  });

/** An event for one owner only, which is no change of a published document. */
export interface PrivateEvent {
  type: Extract<EventType, 'import.failed'>;
  /** What it is about, always the same for the same event: its id is derived from it. */
  key: string;
  at: Date;
  owner: { hostId: string; host: string } | { federationId: string; federation: string };
  /** Data apart from the subject: codes and ids. */
  data: Record<string, unknown>;
}

/**
 * Notes an event that only its owner and administrators receive. Call it at the end of the transaction of the event: it
 * locks the event counter until commit, and other writers wait.
 */
export async function noteEvent(db: Database, { type, key, at, owner, data }: PrivateEvent): Promise<void> {
  const { number } = (await lockFeed(db, 'wait'))!;
  const { hostId = null, federationId = null, ...subject } = { ...owner } as Partial<Record<string, string>>;
  const noted = await db
    .insert(feedEvents)
    .values({
      ...{ number: number + 1, id: idOf(`${type} ${key}`, 0), type, at, hostId, federationId, isPrivate: true },
      data: { ...subject, ...data },
    })
    .onConflictDoNothing({ target: feedEvents.id })
    .returning({ number: feedEvents.number });
  if (noted.length > 0)
    await db
      .update(feedState)
      .set({ number: number + 1 })
      .where(eq(feedState.id, 1));
}
