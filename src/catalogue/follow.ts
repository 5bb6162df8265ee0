import pLimit from 'p-limit';
import { isDatabaseAway } from '../database/errors.ts';
import type { Database } from '../database/open.ts';
import { afterEachCommand } from '../database/transaction.ts';
import { type Clock, parisDay } from '../ground/clock.ts';
import { continueRun, createSlices } from '../ground/slices.ts';
import { readDatabaseState } from '../record/changes.ts';
import { continuesFrom, renewEpoch, renewIfRestored } from '../record/epoch.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { NOTHING_SEEN, readSeen, type SeenSites } from '../watching/store.ts';
import { buildModel, buildModelInSteps, moveModelInSteps, readsTexts, readTextsInSteps } from './build.ts';
import { type Drift, driftOf } from './drift.ts';
import { type ReadTexts, textsReader } from './first-search.ts';
import { createFreshness } from './freshness.ts';
import type { Model } from './model.ts';
import type { Snapshots } from './snapshot.ts';
import { isRecent, SnapshotTooOldError } from './snapshot-age.ts';
import { isSameState, loadAll, NOTHING_STORED, type Read, readOn } from './stored.ts';
import { createTomorrow } from './tomorrow.ts';

/** The read model, kept up to date with the database. */
export interface Catalogue extends Drift {
  /**
   * The model of today. Compared with the last call, it never goes back to an older revision of the same epoch or to an
   * earlier epoch, and a small clock correction never brings back the day before.
   */
  current(): Model;
  /**
   * Reads everything that was committed before this call.
   * @throws when the database does not answer; `current` still works
   */
  catchUp(): Promise<void>;
  /** Reads the texts that searches for hosts or for offers need, once, without delaying other requests. */
  readTexts: ReadTexts;
  /** Calls a function after each move to a newer state, with the seconds that making its model took. */
  onMoved(listener: (seconds: number) => void): void;
  /** false while the database does not answer. */
  isFollowing(): boolean;
  /** How old the data of the standby that is followed is known to be at most; undefined: none is followed. */
  standbyLagSeconds(): number | undefined;
}

export interface FollowOptions {
  /** Followed: a database that writes, or a standby. */
  db: Database;
  /** Where commands of this process write, if it is another one: followed after each of them. */
  writer?: Database | undefined;
  reference: Reference;
  costRules: CostRules;
  clock: Clock;
  /** Called when the connection to the database is lost or recovered. */
  onState?: (state: 'lost' | 'found', error?: unknown) => void;
  /** A copy on this machine: it shortens the start, and is served while no database answers. */
  snapshots?: Snapshots | undefined;
  /** Called at each try when the snapshot that is served without a database has become too old. */
  onTooOld?: ((error: SnapshotTooOldError) => void) | undefined;
}

const MINUTE_MS = 60_000;
const SMALL_CORRECTION_MS = 60 * MINUTE_MS;
const MEET_AGAIN_MS = 5_000;
const STANDBYS_AWAY_MS = 5_000;
/** How long before midnight the model of the next day is made. */
const AHEAD_MS = 2 * MINUTE_MS;
/**
 * Loads the catalogue and keeps it up to date: after each command of this process, for any caller, and on request.
 * `pollCatalogue` requests it for the writes of other processes. When a restored database is found, it gets a new epoch
 * here.
 */
export async function followCatalogue(options: FollowOptions): Promise<Catalogue> {
  const { db, writer = db, reference, costRules, clock, onState, snapshots } = options;
  const rules = { reference, costRules };
  const kept = await snapshots?.read();
  let stored = kept?.stored ?? NOTHING_STORED;
  let hasMetWriter = false;
  /** Epochs that this process has seen end. */
  const ended = new Set<string>();

  /** The present content of the database; what is already known, if the database is a standby that is behind. */
  const read = async (db: Database): Promise<Read> => {
    const next = await readNext(db);
    // An older revision of the same epoch: the database was restored between the two queries, or another standby
    // answered. Read again.
    return next.stored.epoch === stored.epoch && next.stored.revision < stored.revision ? read(db) : next;
  };
  const readNext = async (db: Database): Promise<Read> => {
    const nothingNew = { stored, changed: new Set<string>(), hides: false };
    const there = await readDatabaseState(db, stored.revision);
    if (!there.isStandby && !hasMetWriter) {
      await renewIfRestored(db);
      hasMetWriter = true;
      return readNext(db);
    }
    if (isSameState(there, stored)) return nothingNew;
    const isKnownEpoch = there.epoch === stored.epoch;
    if (there.isStandby && (ended.has(there.epoch) || (isKnownEpoch && there.revision < stored.revision)))
      return nothingNew;
    if (isKnownEpoch && continuesFrom(stored, there)) return (await readOn(db, stored)) ?? read(db);
    if (there.isStandby) return loadAll(db);
    // An ended epoch can only come back from a restored backup.
    if (isKnownEpoch || ended.has(there.epoch)) await renewEpoch(db, there.epoch);
    else await renewIfRestored(db);
    return loadAll(db);
  };

  let standbysAwayUntil = Number.NEGATIVE_INFINITY;
  /** Reads the followed database; while the standbys are away, the one that writes. */
  const readingFrom = async <T>(use: (db: Database) => Promise<T>): Promise<T> => {
    if (writer === db) return await use(db);
    if (performance.now() < standbysAwayUntil) return await use(writer);
    try {
      return await use(db);
    } catch {
      // Each try may wait for a silent network, and writes wait for it.
      standbysAwayUntil = performance.now() + STANDBYS_AWAY_MS;
      return await use(writer);
    }
  };

  let following = true;
  let hasFollowed = true;
  let seen = NOTHING_SEEN;
  let asOf = clock();
  const freshness = createFreshness(clock, () => stored.span?.to);
  const begin = async (db: Database): Promise<void> => {
    await freshness.look(db);
    const first = await read(db);
    seen = await readSeen(db, parisDay(clock()));
    if (first.hides) await snapshots?.forget();
    stored = first.stored;
    asOf = freshness.asOf();
  };
  try {
    await readingFrom(begin);
  } catch (error) {
    if (!kept || !isDatabaseAway(error)) throw error;
    if (!isRecent(kept.asOf, asOf)) throw new SnapshotTooOldError(kept.asOf, error);
    following = false;
    hasFollowed = false;
    ({ seen, asOf } = kept);
    onState?.('lost', error);
  }
  snapshots?.keep({ stored, seen, asOf });
  let model = buildModel(stored, rules, parisDay(clock()), seen);
  let minute = Math.floor(clock().getTime() / MINUTE_MS);

  const slices = createSlices();
  const run = <T>(steps: Generator<'pause', T>): Promise<T> => continueRun(slices.take(), steps);
  const readAllTexts = async (made: Model): Promise<void> => {
    for (const of of ['hosts', 'offers'] as const) await run(readTextsInSteps(made, of));
  };
  /** A model of what was read: moved from a present one if it is known what changed. */
  const madeFrom = (present: Model, next: Read, nextSeen: SeenSites) =>
    next.changed
      ? moveModelInSteps(present, next.stored, rules, next.changed, nextSeen)
      : buildModelInSteps(next.stored, rules, present.day, nextSeen);
  const make = async (next: Read, nextSeen: SeenSites): Promise<Model> => {
    const present = model;
    const made = await run(madeFrom(present, next, nextSeen));
    // All texts are to be read anew: the next search must not wait for that.
    if ((!next.changed || made.reference !== present.reference) && readsTexts(present)) await readAllTexts(made);
    // The day changed meanwhile: make it again.
    return present.day === model.day ? made : make(next, nextSeen);
  };
  const tomorrow = createTomorrow();
  const listeners: ((seconds: number) => void)[] = [];
  const swap = async (next: Read, nextSeen: SeenSites): Promise<void> => {
    const begunAt = performance.now();
    // Before anybody is shown that words are gone: from then on, no start may show them.
    if (next.hides) await snapshots?.forget();
    await tomorrow.follow((there) => run(madeFrom(there, next, nextSeen)));
    // Nothing is awaited from here on: the day may change at any wait.
    const nextModel = await make(next, nextSeen);
    if (next.stored.epoch !== stored.epoch) ended.add(stored.epoch);
    stored = next.stored;
    seen = nextSeen;
    model = nextModel;
    for (const tell of listeners) tell((performance.now() - begunAt) / 1000);
  };
  const prepareTomorrow = (): void => {
    const day = parisDay(new Date(clock().getTime() + AHEAD_MS));
    if (day <= model.day) return;
    const [from, seenSoFar] = [stored, seen];
    tomorrow.prepare(day, async () => {
      const made = await run(buildModelInSteps(from, rules, day, seenSoFar));
      await readAllTexts(made);
      return made;
    });
  };

  const readFrom = async (db: Database): Promise<void> => {
    await freshness.look(db);
    const next = await read(db);
    // Site observations of earlier days are read once per day, after the day has begun.
    const { day } = current();
    const isSeenAlready = seen.day === day && next.stored.epoch === stored.epoch;
    const nextSeen = isSeenAlready ? seen : await readSeen(db, day);
    if (!isSameState(next.stored, stored) || nextSeen !== seen) await swap(next, nextSeen);
    snapshots?.keep({ stored, seen, asOf: freshness.asOf() });
  };
  const readOnce = async (): Promise<void> => {
    try {
      await readingFrom(readFrom);
      hasFollowed = true;
      if (!following) {
        following = true;
        onState?.('found');
      }
    } catch (error) {
      if (following) {
        following = false;
        onState?.('lost', error);
      }
      if (!hasFollowed && !isRecent(asOf, clock())) options.onTooOld?.(new SnapshotTooOldError(asOf, error));
      throw error;
    } finally {
      // A day begins without a database too.
      prepareTomorrow();
    }
  };

  const current = (): Model => {
    // Midnight in Paris is always the start of a minute, so checking the day once a minute is enough.
    const now = clock();
    const nowMinute = Math.floor(now.getTime() / MINUTE_MS);
    if (nowMinute === minute) return model;
    minute = nowMinute;
    const day = parisDay(now);
    // A small clock correction around midnight must not bring back the day before. A clock set back by more was wrong:
    // drop the model of the future day.
    const isWellBefore = parisDay(new Date(now.getTime() + SMALL_CORRECTION_MS)) < model.day;
    if (day > model.day || isWellBefore) {
      const prepared = tomorrow.take(day);
      model = prepared && isSameState(prepared, stored) ? prepared : buildModel(stored, rules, day, seen);
    }
    return model;
  };

  const oneAtATime = pLimit(1);
  // A read that runs may have started before the caller's write was committed, so one more follows; it serves all who
  // ask before it starts.
  const oneMore = (readNow: () => Promise<void>): (() => Promise<void>) => {
    let next: Promise<void> | undefined;
    return () => {
      next ??= oneAtATime(() => {
        next = undefined;
        return readNow();
      });
      return next;
    };
  };
  const catchUp = oneMore(readOnce);
  const catchUpWithWriter = writer === db ? catchUp : oneMore(() => readFrom(writer));
  afterEachCommand(writer, catchUpWithWriter);
  const reload = (): Promise<void> =>
    oneAtATime(async () => {
      const next = await loadAll(db);
      if (isSameState(next.stored, stored)) await swap(next, seen);
    });
  /** What is done once on a database that writes must not wait for the first command. */
  const meetWriter = async (): Promise<void> => {
    await catchUpWithWriter().catch(() => {});
    if (!hasMetWriter) setTimeout(meetWriter, MEET_AGAIN_MS).unref();
  };
  if (writer !== db) await meetWriter();

  return {
    current,
    catchUp,
    readTexts: textsReader(() => model, run),
    onMoved: (listener) => {
      listeners.push(listener);
    },
    isFollowing: () => following,
    standbyLagSeconds: () => (following ? freshness.lagSeconds() : undefined),
    ...driftOf({ db, writer, present: () => stored, catchUp: catchUpWithWriter, reload }),
  };
}
