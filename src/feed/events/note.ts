import { hash } from 'node:crypto';
import { asc, eq, gt } from 'drizzle-orm';
import type { Model } from '../../catalogue/model.ts';
import { asAnswered } from '../../catalogue/own-criteria.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { type Change, hostAfter, listChanges } from '../../record/changes.ts';
import { readStanding } from '../../record/epoch.ts';
import { publicBefore } from '../../record/past.ts';
import { changes, feedEvents, feedState } from '../../record/tables.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { EventType } from '../../vocabulary/terms.ts';
import { type Event, eventsOfFederation, eventsOfHost } from './derive.ts';
import { individualsAmong } from './store.ts';

/*
 * Events are read from the log of changes, and not written beside it: what was committed is told, whatever ended in
 * between. Whoever notes holds the row that counts them until it has committed, so numbers come in the order in which they
 * can be seen.
 */

/** Documents are up to a megabyte. */
const CHANGES_AT_A_TIME = 10;

/** How far events are noted. */
export interface Noted {
  revision: number;
  number: number;
}

/** Locks the row that counts events; undefined while another process has it. */
export async function lockFeed(db: Database, whenTaken: 'wait' | 'skip'): Promise<Noted | undefined> {
  await db.insert(feedState).values({}).onConflictDoNothing();
  const locking = whenTaken === 'skip' ? { skipLocked: true as const } : {};
  const [state] = await db
    .select({ revision: feedState.revision, number: feedState.number })
    .from(feedState)
    .for('update', locking);
  return state;
}

/** How far events are noted, for whoever only looks. */
export async function readNoted(db: Database): Promise<Noted> {
  const [state] = await db.select({ revision: feedState.revision, number: feedState.number }).from(feedState);
  return state ?? { revision: 0, number: 0 };
}

/** Of two histories with one revision, the marks differ, and so do the names of what happened in it. */
const idOf = (mark: string, index: number): string =>
  `evt_${hash('sha256', `${mark} ${index}`, 'base64url').slice(0, 27)}`;

/** What is told of a change: of an individual that has left, neither the slug, which may be a name, nor the reason. */
async function toldOf(db: Database, change: Change) {
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

/**
 * Notes the events of the next changes, as far as this process has followed them. Returns whether there may be more to
 * note.
 */
export const noteEvents = (
  db: Database,
  model: Pick<Model, 'epoch' | 'revision' | 'mark' | 'reference'>,
): Promise<boolean> =>
  inTransaction(db, async (db) => {
    const state = await lockFeed(db, 'skip');
    if (!state || state.revision >= model.revision) return false;
    // Another history than the one that is shown: the process notices in a moment.
    if ((await readStanding(db, model.revision)).markThere !== model.mark) return false;
    const reference = asAnswered(model.reference);
    const next = await listChanges(db, gt(changes.revision, state.revision), asc(changes.revision), CHANGES_AT_A_TIME);
    let { number, revision } = state;
    for (const change of next) {
      if (change.revision > model.revision) break;
      ({ revision } = change);
      const told = await toldOf(db, change);
      const { at, hostId, federationId, slug } = told;
      const events = await eventsIn(db, told, reference);
      const subject = hostId === null ? { federation: slug } : { host: slug };
      const rows = events.map(({ type, data }, index) => ({
        ...{ number: ++number, id: idOf(change.mark, index), type, at, revision, hostId, federationId },
        data: { epoch: model.epoch, ...subject, ...data },
      }));
      if (rows.length > 0) await db.insert(feedEvents).values(rows);
    }
    await db.update(feedState).set({ revision, number }).where(eq(feedState.id, 1));
    return revision < model.revision;
  });

/** What happened to somebody alone, and is no change of a published document. */
export interface PrivateEvent {
  type: Extract<EventType, 'import.failed'>;
  /** What it is about, the same whenever it is noted: its name is made from it. */
  key: string;
  at: Date;
  owner: { hostId: string; host: string } | { federationId: string; federation: string };
  /** Besides whom it is about: codes and identifiers. */
  data: Record<string, unknown>;
}

/**
 * Notes what only its owner and administrators hear. For rooms above, at the end of the transaction in which it happens:
 * others that note wait until that has committed.
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
