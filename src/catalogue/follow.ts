import { Map as Shared } from 'immutable';
import pLimit from 'p-limit';
import type { Database } from '../database/open.ts';
import { afterEachCommand } from '../database/transaction.ts';
import type { Federation } from '../documents/federation.ts';
import { type Clock, parisDay } from '../ground/clock.ts';
import { continueRun, createSlices } from '../ground/slices.ts';
import {
  assembleFacts,
  type CatalogueState,
  type Change,
  changesAfter,
  type LastChange,
  readDatabaseState,
  readPublished,
} from '../record/changes.ts';
import { continuesFrom, renewEpoch, renewIfRestored } from '../record/epoch.ts';
import type { HostFacts } from '../record/host-facts.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { readSeen, type SeenSites } from '../watching/store.ts';
import {
  buildModel,
  buildModelInSteps,
  hasReadTexts,
  moveModelInSteps,
  readTextsInSteps,
  type Stored,
} from './build.ts';
import { differencesBetween } from './drift.ts';
import type { Model } from './model.ts';
import { createTomorrow } from './tomorrow.ts';

/** The read model, kept up to date with the database. */
export interface Catalogue {
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
  /** Makes what the first search needs, without delaying other requests. */
  prepare(): Promise<void>;
  /** Calls a function after each move to a newer state, with the seconds that making its model took. */
  onMoved(listener: (seconds: number) => void): void;
  /** false while the database does not answer. */
  isFollowing(): boolean;
  /** How many documents in memory differ from the document computed from their rows; 0 unless there is a bug. */
  countDrift(): Promise<number>;
  /**
   * Reloads everything if memory differs from the log of changes, and starts a new epoch, because wrong answers were
   * sent with ETags of the old one. Returns whether memory differed; returns false too when it is the rows that differ
   * from the log.
   */
  repair(): Promise<boolean>;
}

export interface FollowOptions {
  db: Database;
  reference: Reference;
  costRules: CostRules;
  clock: Clock;
  /** Called when the connection to the database is lost or recovered. */
  onState?: (state: 'lost' | 'found', error?: unknown) => void;
}

const CHANGES_AT_ONCE = 500;
const MINUTE_MS = 60_000;
const SMALL_CORRECTION_MS = 60 * MINUTE_MS;
/** How long before midnight the model of the next day is made. */
const AHEAD_MS = 2 * MINUTE_MS;

/** What is stored at the moment, and which hosts changed since it was last asked for; undefined: any may have. */
interface Read {
  stored: SharedStored;
  changed: ReadonlySet<string> | undefined;
}

interface SharedStored extends Stored {
  hosts: Shared<string, HostFacts>;
  federations: Shared<string, Federation>;
  lastChanges: Shared<string, LastChange>;
}

const byId = <T extends { id: string }>(documents: readonly T[]): Shared<string, T> =>
  Shared(documents.map((document) => [document.id, document] as const));

/** Applies further changes to the stored documents; documents without a change stay the same objects. */
function applyChanges(stored: SharedStored, changes: readonly Change[]): SharedStored {
  const hosts = stored.hosts.asMutable();
  const federations = stored.federations.asMutable();
  const lastChanges = stored.lastChanges.asMutable();
  let { revision, mark, span } = stored;
  for (const change of changes) {
    const put = <T>(map: Shared<string, T>, id: string) =>
      change.document ? map.set(id, change.document as T) : map.delete(id);
    if (change.hostId) put<HostFacts>(hosts, change.hostId);
    if (change.federationId) put<Federation>(federations, change.federationId);
    if (change.document) lastChanges.set(change.document.id, { at: change.at, revision: change.revision });
    ({ revision, mark } = change);
    span = { from: span?.from ?? change.at, to: change.at };
  }
  return {
    epoch: stored.epoch,
    revision,
    mark,
    hosts: hosts.asImmutable(),
    federations: federations.asImmutable(),
    lastChanges: lastChanges.asImmutable(),
    ...(span && { span }),
  };
}

async function loadAll(db: Database): Promise<Read> {
  const { hosts, federations, lastChanges, ...state } = await readPublished(db);
  const stored = { ...state, hosts: byId(hosts), federations: byId(federations), lastChanges: Shared(lastChanges) };
  return { stored, changed: undefined };
}

/** Reads the changes after a state; undefined when the database has another history. */
async function readOn(db: Database, from: SharedStored): Promise<Read | undefined> {
  let stored = from;
  const changed = new Set<string>();
  for (;;) {
    const { changes, ...there } = await changesAfter(db, stored.revision, CHANGES_AT_ONCE);
    if (there.epoch !== from.epoch || !continuesFrom(stored, there)) return undefined;
    if (changes.length === 0) return { stored, changed };
    if (changes[0]?.revision !== stored.revision + 1) return loadAll(db);
    stored = applyChanges(stored, changes);
    for (const { hostId } of changes) if (hostId) changed.add(hostId);
    if (stored.revision >= there.revision) return { stored, changed };
  }
}

const isSameState = (a: CatalogueState, b: CatalogueState): boolean =>
  a.epoch === b.epoch && a.revision === b.revision && a.mark === b.mark;

/**
 * Loads the catalogue and keeps it up to date: after each command of this process, for any caller, and on request.
 * `pollCatalogue` requests it for the writes of other processes. When a restored database is found, it gets a new epoch
 * here.
 */
export async function followCatalogue(options: FollowOptions): Promise<Catalogue> {
  const { db, reference, costRules, clock, onState } = options;
  const rules = { reference, costRules };
  await renewIfRestored(db);
  let { stored } = await loadAll(db);
  let seen = await readSeen(db, parisDay(clock()));
  let model = buildModel(stored, rules, seen.day, seen);
  let minute = Math.floor(clock().getTime() / MINUTE_MS);
  let following = true;

  /** Epochs that this process has seen end. */
  const ended = new Set<string>();
  const slices = createSlices();
  const run = <T>(steps: Generator<'pause', T>): Promise<T> => continueRun(slices.take(), steps);
  /** A model of what was read: moved from a present one if it is known what changed. */
  const madeFrom = (present: Model, next: Read, nextSeen: SeenSites) =>
    next.changed
      ? moveModelInSteps(present, next.stored, rules, next.changed, nextSeen)
      : buildModelInSteps(next.stored, rules, present.day, nextSeen);
  const make = async (next: Read, nextSeen: SeenSites): Promise<Model> => {
    const present = model;
    const made = await run(madeFrom(present, next, nextSeen));
    // All texts are to be read anew: the next search must not wait for that.
    if ((!next.changed || made.reference !== present.reference) && hasReadTexts(present))
      await run(readTextsInSteps(made));
    // The day changed meanwhile: make it again.
    return present.day === model.day ? made : make(next, nextSeen);
  };
  const tomorrow = createTomorrow();
  const listeners: ((seconds: number) => void)[] = [];
  const swap = async (next: Read, nextSeen: SeenSites): Promise<void> => {
    if (isSameState(next.stored, stored) && nextSeen === seen) return;
    const begunAt = performance.now();
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
      await run(readTextsInSteps(made));
      return made;
    });
  };

  /** The present content of the database; what is already known, if the database is a standby that is behind. */
  const read = async (): Promise<Read> => {
    const next = await readNext();
    // An older revision of the same epoch: the database was restored between the two queries, or another standby
    // answered. Read again.
    return next.stored.epoch === stored.epoch && next.stored.revision < stored.revision ? read() : next;
  };
  const readNext = async (): Promise<Read> => {
    const nothingNew = { stored, changed: new Set<string>() };
    const there = await readDatabaseState(db, stored.revision);
    if (isSameState(there, stored)) return nothingNew;
    const isKnownEpoch = there.epoch === stored.epoch;
    if (there.isStandby && (ended.has(there.epoch) || (isKnownEpoch && there.revision < stored.revision)))
      return nothingNew;
    if (isKnownEpoch && continuesFrom(stored, there)) return (await readOn(db, stored)) ?? read();
    if (there.isStandby) return loadAll(db);
    // An ended epoch can only come back from a restored backup.
    if (isKnownEpoch || ended.has(there.epoch)) await renewEpoch(db, there.epoch);
    else await renewIfRestored(db);
    return loadAll(db);
  };

  const readOnce = async (): Promise<void> => {
    try {
      const next = await read();
      // Site observations of earlier days are read once per day, after the day has begun.
      const { day } = current();
      const isSeenAlready = seen.day === day && next.stored.epoch === stored.epoch;
      await swap(next, isSeenAlready ? seen : await readSeen(db, day));
      prepareTomorrow();
      if (!following) {
        following = true;
        onState?.('found');
      }
    } catch (error) {
      if (following) {
        following = false;
        onState?.('lost', error);
      }
      throw error;
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
  let next: Promise<void> | undefined;
  // A read that runs may have started before the caller's write was committed, so one more follows; it serves all who
  // ask before it starts.
  const catchUp = (): Promise<void> => {
    next ??= oneAtATime(() => {
      next = undefined;
      return readOnce();
    });
    return next;
  };
  afterEachCommand(db, catchUp);

  return {
    current,
    catchUp,
    prepare: () => run(readTextsInSteps(model)),
    onMoved: (listener) => {
      listeners.push(listener);
    },
    isFollowing: () => following,
    countDrift: async () => {
      const compared = stored;
      const rows = await assembleFacts(db);
      return isSameState(rows, compared) ? differencesBetween(compared, rows) : 0;
    },
    repair: async () => {
      const compared = stored;
      const logged = await readPublished(db);
      if (!isSameState(logged, compared) || (await differencesBetween(compared, logged)) === 0) return false;
      await renewEpoch(db, compared.epoch);
      await catchUp();
      return true;
    },
  };
}
