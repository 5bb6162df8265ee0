import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFreshness } from '../../src/catalogue/freshness.ts';
import type { Database } from '../../src/database/open.ts';
import type { Replay } from '../../src/database/replay.ts';

const db = {} as Database;
const BEGUN = new Date('2026-11-25T12:00:00Z').getTime();

describe('How old the data of a standby is known to be', () => {
  let now: number;
  let ticks = 0;
  let replay: Replay | undefined;
  let lastChange: Date | undefined;
  let freshness: ReturnType<typeof createFreshness>;
  /** What is known when so much time has gone by, and the standby tells this. */
  const agedBy = async (seconds: number, told: Replay | undefined) => {
    now += seconds * 1000;
    // This one never goes back.
    ticks += 2_000;
    replay = told;
    await freshness.look(db);
    return freshness.lagSeconds();
  };
  const quiet = (received: number, replayed = received): Replay => ({
    ...{ receives: true, received, replayed, lastCommitSeconds: 3600 },
  });
  const cut: Replay = { receives: false, received: 100, replayed: 100, lastCommitSeconds: 3600 };

  beforeEach(() => {
    now = BEGUN;
    lastChange = undefined;
    vi.spyOn(performance, 'now').mockImplementation(() => ticks);
    freshness = createFreshness(
      () => new Date(now),
      () => lastChange,
      async () => replay,
    );
    return () => vi.restoreAllMocks();
  });

  it('is no age while it has all that it receives, also where nobody has written for an hour', async () => {
    expect(await agedBy(0, quiet(100))).toBe(0);
    expect(await agedBy(600, quiet(100))).toBe(0);
  });

  it('grows from the moment when nothing is received any more', async () => {
    await agedBy(0, quiet(100));
    expect(await agedBy(60, cut)).toBe(60);
    expect(await agedBy(60, cut)).toBe(120);
    expect(freshness.asOf().getTime()).toBe(BEGUN);
    expect(await agedBy(10, quiet(120))).toBe(0);
  });

  it('grows while what is received is not replayed, and not for a standby that is always a little behind', async () => {
    await agedBy(0, quiet(100));
    expect(await agedBy(60, quiet(200, 100))).toBe(60);
    expect(await agedBy(60, quiet(300, 100))).toBe(120);
    // What it had received a minute ago: it has all of that time.
    expect(await agedBy(10, quiet(400, 250))).toBe(70);
  });

  it('is that of the last write, or of the last change, where a standby was never seen to receive', async () => {
    lastChange = new Date(BEGUN - 7_200_000);
    expect(await agedBy(0, { ...cut, lastCommitSeconds: null })).toBe(7200);
    expect(await agedBy(2, cut)).toBe(3600);
  });

  it('is not told of a database that is no standby, which is read as it is now', async () => {
    expect(await agedBy(60, undefined)).toBeUndefined();
    expect(freshness.asOf().getTime()).toBe(now);
  });

  it('does not stay in the future after a clock that was ahead', async () => {
    await agedBy(86_400, quiet(100));
    expect(await agedBy(-86_400, { ...cut, lastCommitSeconds: null })).toBe(0);
    expect(freshness.asOf().getTime()).toBe(BEGUN);
  });
});
