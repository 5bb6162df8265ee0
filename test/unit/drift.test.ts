import { describe, expect, it } from 'vitest';
import { driftCheck } from '../../src/start/drift.ts';

/** A check of a catalogue that counts so, one time after the other; what it told, in its order. */
function checking(counts: (number | undefined | Error)[], repair: boolean | Error, isFollowing = true) {
  const told: unknown[] = [];
  const given = async <T>(value: T | Error): Promise<T> => {
    if (value instanceof Error) throw value;
    return value;
  };
  const check = driftCheck(
    {
      countDrift: () => given<number | undefined>(counts.shift()),
      repair: () => {
        told.push('repair');
        return given(repair);
      },
      isFollowing: () => isFollowing,
    },
    { set: (value) => told.push(value) },
    { error: (fields: object) => told.push(['error', fields]), info: (fields: object) => told.push(['info', fields]) },
  );
  return { check, told };
}

const REFUSED = new Error('cannot execute UPDATE in a read-only transaction');

describe('Documents in memory that differ from their rows', () => {
  it('are told before they are repaired, and after', async () => {
    const { check, told } = checking([2, 0], true);
    await check();
    expect(told).toEqual([2, ['error', { drift: 2 }], 'repair', 0, ['info', { isRepaired: true, drift: 0 }]]);
  });

  it('are told also when the repair fails, and so is that', async () => {
    const { check, told } = checking([2], REFUSED);
    await check();
    expect(told).toEqual([2, ['error', { drift: 2 }], 'repair', ['error', expect.anything()]]);
    expect(JSON.stringify(told)).toContain('read-only');
  });

  it('stay told where the state moved while they were compared', async () => {
    const { check, told } = checking([2, undefined, undefined, 0], true);
    for (let time = 0; time < 3; time++) await check();
    expect(told.filter((one) => typeof one === 'number')).toEqual([2, 0]);
  });

  it('cannot be counted: that is told, but for the loss of a database, which was told once', async () => {
    const failing = checking([REFUSED], true);
    await failing.check();
    expect(failing.told).toEqual([['error', expect.anything()]]);
    const away = checking([REFUSED], true, false);
    await away.check();
    expect(away.told).toEqual([]);
  });
});
