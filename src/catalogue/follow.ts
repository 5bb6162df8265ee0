import type pg from 'pg';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import { type Clock, parisDay } from '../ground/clock.ts';
import {
  assembleFacts,
  type Change,
  changesAfter,
  REVISION_CHANNEL,
  readPublished,
  readState,
} from '../record/changes.ts';
import type { HostFacts } from '../record/host-facts.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { buildModel, type Model, type Stored } from './model.ts';

/** The read model, kept up to date. */
export interface Catalogue {
  /** The model of today; never an older revision than at the last call, nor the day before by a small correction of the clock. */
  current(): Model;
  /** Reads everything committed before this call. @throws when the database does not answer; `current` still works */
  catchUp(): Promise<void>;
  /** false while the database does not answer. */
  isFollowing(): boolean;
  /** How many documents differ from what their rows make; 0 unless there is a bug. */
  countDrift(): Promise<number>;
}

export interface FollowOptions {
  db: Database;
  reference: Reference;
  costRules: CostRules;
  clock: Clock;
  /** Called when the database is lost or found again. */
  onState?: (state: 'lost' | 'found', error?: unknown) => void;
}

const CHANGES_AT_ONCE = 500;
const MINUTE_MS = 60_000;
const SMALL_CORRECTION_MS = 60 * MINUTE_MS;

const byId = <T extends { id: string }>(documents: readonly T[]): Map<string, T> =>
  new Map(documents.map((document) => [document.id, document]));

/** The stored documents after further changes; untouched documents stay the same objects. */
export function applyChanges(stored: Stored, changes: readonly Change[]): Stored {
  const hosts = new Map(stored.hosts);
  const federations = new Map(stored.federations);
  let { revision } = stored;
  for (const change of changes) {
    const put = <T>(map: Map<string, T>, id: string) =>
      change.document ? map.set(id, change.document as T) : map.delete(id);
    if (change.hostId) put<HostFacts>(hosts, change.hostId);
    if (change.federationId) put<Federation>(federations, change.federationId);
    revision = change.revision;
  }
  return { epoch: stored.epoch, revision, hosts, federations };
}

async function loadAll(db: Database): Promise<Stored> {
  const { epoch, revision, hosts, federations } = await readPublished(db);
  return { epoch, revision, hosts: byId(hosts), federations: byId(federations) };
}

/** Reads the changes after a state; everything when the epoch differs or a revision is missing. */
async function readOn(db: Database, from: Stored): Promise<Stored> {
  let stored = from;
  for (;;) {
    const { epoch, revision, changes } = await changesAfter(db, stored.revision, CHANGES_AT_ONCE);
    if (epoch !== from.epoch) return loadAll(db);
    if (changes.length === 0) return stored;
    if (changes[0]?.revision !== stored.revision + 1) return loadAll(db);
    stored = applyChanges(stored, changes);
    if (stored.revision >= revision) return stored;
  }
}

/**
 * Loads the catalogue and keeps it up to date. Writes in this process call `catchUp` before they answer; `pollCatalogue`
 * does so for writes of other processes.
 */
export async function followCatalogue(options: FollowOptions): Promise<Catalogue> {
  const { db, reference, costRules, clock, onState } = options;
  const rules = { reference, costRules };
  let stored = await loadAll(db);
  let model = buildModel(stored, rules, parisDay(clock()));
  let minute = Math.floor(clock().getTime() / MINUTE_MS);
  let following = true;

  const swap = (next: Stored): void => {
    // A standby may be behind what this process has shown.
    if (next.epoch === stored.epoch && next.revision <= stored.revision) return;
    const nextModel = buildModel(next, rules, model.day);
    stored = next;
    model = nextModel;
  };

  const readOnce = async (): Promise<void> => {
    try {
      const state = await readState(db);
      if (state.epoch !== stored.epoch) swap(await loadAll(db));
      else if (state.revision > stored.revision) swap(await readOn(db, stored));
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

  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = readOnce().finally(() => {
      running = undefined;
    });
    return running;
  };

  const current = (): Model => {
    // Midnight in Paris is the start of a minute, so one look at the calendar a minute is enough.
    const now = clock();
    const nowMinute = Math.floor(now.getTime() / MINUTE_MS);
    if (nowMinute === minute) return model;
    minute = nowMinute;
    const day = parisDay(now);
    // A clock that is corrected by a little around midnight must not bring back the day before, which was over. One that
    // is set back by more was wrong: what it made of the days to come goes.
    const isWellBefore = parisDay(new Date(now.getTime() + SMALL_CORRECTION_MS)) < model.day;
    if (day > model.day || isWellBefore) model = buildModel(stored, rules, day);
    return model;
  };

  return {
    current,
    catchUp: () => {
      if (!running) return start();
      // The present read may have begun before the write of the caller was committed: one more read serves all callers.
      next ??= running
        .catch(() => {})
        .then(() => {
          next = undefined;
          return start();
        });
      return next;
    },
    isFollowing: () => following,
    countDrift: async () => {
      const compared = stored;
      const rows = await assembleFacts(db);
      if (rows.epoch !== compared.epoch || rows.revision !== compared.revision) return 0;
      return (
        differences([...compared.hosts.values()], rows.hosts) +
        differences([...compared.federations.values()], rows.federations)
      );
    },
  };
}

function differences(ours: readonly { id: string }[], theirs: readonly { id: string }[]): number {
  const texts = new Map(theirs.map((document) => [document.id, JSON.stringify(document)]));
  const changed = ours.filter((document) => texts.get(document.id) !== JSON.stringify(document)).length;
  const ids = new Set(ours.map(({ id }) => id));
  return changed + theirs.filter(({ id }) => !ids.has(id)).length;
}

const POLL_MS = 50;
const POLL_WHILE_AWAY_MS = 500;
const LISTEN_AGAIN_MS = 2_000;
const HEARTBEAT_MS = 1_000;
const HEARTBEAT_PATIENCE_MS = 2_000;

/**
 * Follows the writes of other processes on PostgreSQL: reads the revision every 50 ms, and at once at a notification.
 * Notifications alone are not enough: standbys refuse LISTEN, and poolers lose them.
 */
export function pollCatalogue(catalogue: Catalogue, pool: pg.Pool): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let listenTimer: NodeJS.Timeout | undefined;
  let listener: pg.PoolClient | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  const look = (): Promise<void> => catalogue.catchUp().catch(() => {});

  // A network that is silent breaks no connection. The one that listens is asked each second: when it does not answer,
  // the pool lets go of all, and what waits on them fails at once.
  const beat = (client: pg.PoolClient): void => {
    heartbeat = setTimeout(async () => {
      const question = { text: 'select 1', query_timeout: HEARTBEAT_PATIENCE_MS };
      await client.query(question).catch(() => {});
      if (listener === client && !stopped) beat(client);
    }, HEARTBEAT_MS).unref();
  };

  const poll = async (): Promise<void> => {
    await look();
    if (!stopped) timer = setTimeout(poll, catalogue.isFollowing() ? POLL_MS : POLL_WHILE_AWAY_MS).unref();
  };
  const listen = async (): Promise<void> => {
    const again = () => {
      if (!stopped) listenTimer = setTimeout(listen, LISTEN_AGAIN_MS).unref();
    };
    try {
      const client = await pool.connect();
      if (stopped) return client.release();
      listener = client;
      client.on('notification', look);
      client.on('error', () => {
        if (listener !== client) return;
        listener = undefined;
        client.release(true);
        again();
      });
      await client.query(`listen ${REVISION_CHANNEL}`);
      beat(client);
    } catch {
      listener?.release(true);
      listener = undefined;
      again();
    }
  };
  void poll();
  void listen();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(listenTimer);
      clearTimeout(heartbeat);
      listener?.release(true);
      listener = undefined;
      await look();
    },
  };
}
