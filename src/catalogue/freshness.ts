import type { Database } from '../database/open.ts';
import { type Replay, readReplay } from '../database/replay.ts';
import type { Clock } from '../ground/clock.ts';

const LOOK_EVERY_MS = 1_000;

/** Until when all that was committed is known to have been read. A standby that lost its primary answers as before. */
interface Freshness {
  /**
   * Asks a database before it is read: what it has by now, the read has too.
   * @throws when it does not answer
   */
  look(db: Database): Promise<void>;
  asOf(): Date;
  /** How old that is; undefined: no standby was asked. */
  lagSeconds(): number | undefined;
}

/** @param lastChange of what was read, known where a standby that has just started knows nothing of its primary */
export function createFreshness(
  clock: Clock,
  lastChange: () => Date | undefined,
  read: (db: Database) => Promise<Replay | undefined> = readReplay,
): Freshness {
  const begunAt = clock().getTime();
  let known: number | undefined;
  let isStandby = false;
  let asked: { db: Database; at: number } | undefined;
  /** What a standby had received at a time: once it has replayed that, it shows all of that time. */
  let awaited: { place: number; at: number } | undefined;
  const learn = (at: number): void => {
    known = Math.max(known ?? at, at);
  };
  const note = ({ receives, received, replayed, lastCommitSeconds }: Replay, now: number): void => {
    if (lastCommitSeconds !== null) learn(now - Math.max(0, lastCommitSeconds) * 1000);
    const has = replayed ?? Number.NEGATIVE_INFINITY;
    if (receives && received !== null) {
      if (has >= received) learn(now);
      else awaited ??= { place: received, at: now };
    }
    if (awaited && has >= awaited.place) {
      learn(awaited.at);
      awaited = undefined;
    }
  };
  const asOf = (): Date => new Date(known ?? lastChange()?.getTime() ?? begunAt);
  return {
    look: async (db) => {
      const isAskedAnew = asked?.db !== db || performance.now() - asked.at >= LOOK_EVERY_MS;
      const now = clock().getTime();
      if (isAskedAnew) {
        const replay = await read(db);
        asked = { db, at: performance.now() };
        isStandby = replay !== undefined;
        // A clock that was ahead for a while must not be believed for ever.
        if (known !== undefined) known = Math.min(known, now);
        if (replay) note(replay, now);
      }
      if (!isStandby) learn(now);
    },
    asOf,
    lagSeconds: () => (isStandby ? Math.max(0, clock().getTime() - asOf().getTime()) / 1000 : undefined),
  };
}
