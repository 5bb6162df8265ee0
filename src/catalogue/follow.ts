import pLimit from 'p-limit';
import type { Database } from '../database/open.ts';
import { afterEachCommand } from '../database/transaction.ts';
import type { Federation } from '../documents/federation.ts';
import { type Clock, parisDay } from '../ground/clock.ts';
import { createSlices, runInSlices } from '../ground/slices.ts';
import {
  assembleFacts,
  type CatalogueState,
  type Change,
  changesAfter,
  type Published,
  readPublished,
} from '../record/changes.ts';
import { continuesFrom, readDatabaseState, renewEpoch, renewIfRestored } from '../record/epoch.ts';
import type { HostFacts } from '../record/host-facts.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { readSeen, type SeenSites } from '../watching/store.ts';
import { buildModel, buildModelInSteps, type Model, type Stored } from './model.ts';

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

const byId = <T extends { id: string }>(documents: readonly T[]): Map<string, T> =>
  new Map(documents.map((document) => [document.id, document]));

/** Applies further changes to the stored documents; documents without a change stay the same objects. */
function applyChanges(stored: Stored, changes: readonly Change[]): Stored {
  const hosts = new Map(stored.hosts);
  const federations = new Map(stored.federations);
  const lastChanges = new Map(stored.lastChanges);
  let { revision, mark, span } = stored;
  for (const change of changes) {
    const put = <T>(map: Map<string, T>, id: string) =>
      change.document ? map.set(id, change.document as T) : map.delete(id);
    if (change.hostId) put<HostFacts>(hosts, change.hostId);
    if (change.federationId) put<Federation>(federations, change.federationId);
    if (change.document) lastChanges.set(change.document.id, { at: change.at, revision: change.revision });
    ({ revision, mark } = change);
    span = { from: span?.from ?? change.at, to: change.at };
  }
  return { epoch: stored.epoch, revision, mark, hosts, federations, lastChanges, ...(span && { span }) };
}

async function loadAll(db: Database): Promise<Stored> {
  const { hosts, federations, ...state } = await readPublished(db);
  return { ...state, hosts: byId(hosts), federations: byId(federations) };
}

/** Reads the changes after a state; undefined when the database has another history. */
async function readOn(db: Database, from: Stored): Promise<Stored | undefined> {
  let stored = from;
  for (;;) {
    const { changes, ...there } = await changesAfter(db, stored.revision, CHANGES_AT_ONCE);
    if (there.epoch !== from.epoch || !continuesFrom(stored, there)) return undefined;
    if (changes.length === 0) return stored;
    if (changes[0]?.revision !== stored.revision + 1) return loadAll(db);
    stored = applyChanges(stored, changes);
    if (stored.revision >= there.revision) return stored;
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
  let stored = await loadAll(db);
  let seen = await readSeen(db, parisDay(clock()));
  let model = buildModel(stored, rules, seen.day, seen);
  let minute = Math.floor(clock().getTime() / MINUTE_MS);
  let following = true;

  /** Epochs that this process has seen end. */
  const ended = new Set<string>();
  const slices = createSlices();
  const build = async (next: Stored, nextSeen: SeenSites): Promise<Model> => {
    const { day } = model;
    const made = await runInSlices(slices, buildModelInSteps(next, rules, day, nextSeen));
    // The day changed meanwhile: build again.
    return day === model.day ? made : build(next, nextSeen);
  };
  const swap = async (next: Stored, nextSeen: SeenSites): Promise<void> => {
    if (isSameState(next, stored) && nextSeen === seen) return;
    const nextModel = await build(next, nextSeen);
    if (next.epoch !== stored.epoch) ended.add(stored.epoch);
    stored = next;
    seen = nextSeen;
    model = nextModel;
  };

  /** The present content of the database; what is already known, if the database is a standby that is behind. */
  const read = async (): Promise<Stored> => {
    const next = await readNext();
    // An older revision of the same epoch: the database was restored between the two queries, or another standby
    // answered. Read again.
    return next.epoch === stored.epoch && next.revision < stored.revision ? read() : next;
  };
  const readNext = async (): Promise<Stored> => {
    const there = await readDatabaseState(db, stored.revision);
    if (isSameState(there, stored)) return stored;
    const isKnownEpoch = there.epoch === stored.epoch;
    if (there.isStandby && (ended.has(there.epoch) || (isKnownEpoch && there.revision < stored.revision)))
      return stored;
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
      const isSeenAlready = seen.day === day && next.epoch === stored.epoch;
      await swap(next, isSeenAlready ? seen : await readSeen(db, day));
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
    if (day > model.day || isWellBefore) model = buildModel(stored, rules, day, seen);
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
    isFollowing: () => following,
    countDrift: async () => {
      const compared = stored;
      const rows = await assembleFacts(db);
      return isSameState(rows, compared) ? differencesBetween(compared, rows) : 0;
    },
    repair: async () => {
      const compared = stored;
      const logged = await readPublished(db);
      if (!isSameState(logged, compared) || differencesBetween(compared, logged) === 0) return false;
      await renewEpoch(db, compared.epoch);
      await catchUp();
      return true;
    },
  };
}

const differencesBetween = (ours: Stored, theirs: Published): number =>
  differences([...ours.hosts.values()], theirs.hosts) + differences([...ours.federations.values()], theirs.federations);

function differences(ours: readonly { id: string }[], theirs: readonly { id: string }[]): number {
  const texts = new Map(theirs.map((document) => [document.id, JSON.stringify(document)]));
  const changed = ours.filter((document) => texts.get(document.id) !== JSON.stringify(document)).length;
  const ids = new Set(ours.map(({ id }) => id));
  return changed + theirs.filter(({ id }) => !ids.has(id)).length;
}
