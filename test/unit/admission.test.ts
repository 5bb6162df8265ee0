import { describe, expect, it } from 'vitest';
import { createAdmission, TOO_MUCH_TO_COMPUTE } from '../../src/ground/admission.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Computations that take turns on one thread, whose time the test tells. */
function thread() {
  let now = 0;
  const admission = createAdmission(() => now);
  const waiting: (() => void)[] = [];
  let refused = 0;
  const begin = () =>
    admission
      .run(() => new Promise<void>((resolve) => waiting.push(resolve)))
      .catch((error) => {
        if (error !== TOO_MUCH_TO_COMPUTE) throw error;
        refused++;
      });
  const end = async (after: number) => {
    now += after;
    waiting.shift()!();
    await turn();
  };
  return {
    begin: async (count: number) => {
      for (let one = 0; one < count; one++) void begin();
      await turn();
    },
    end,
    /** So many were computed one after the other. */
    learn: async (count: number, milliseconds: number) => {
      for (let one = 0; one < count; one++) {
        void begin();
        await end(milliseconds);
      }
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    running: () => waiting.length,
    refused: () => refused,
  };
}

describe('Computations that share a thread', () => {
  it('are admitted as long as they soon end', async () => {
    const { begin, learn, running, refused } = thread();
    await learn(100, 10);
    await begin(100);
    expect([running(), refused()]).toEqual([40, 60]);
  });

  it('are never refused while few run, however long they take', async () => {
    const { begin, learn, running, refused } = thread();
    await learn(100, 5000);
    await begin(5);
    expect([running(), refused()]).toEqual([3, 2]);
  });

  it('are refused too while the first ones do not end', async () => {
    const { begin, pass, running, refused } = thread();
    await begin(10);
    pass(100);
    await begin(10);
    expect([running(), refused()]).toEqual([10, 10]);
  });

  it('are admitted again when others have ended', async () => {
    const { begin, end, learn, running, refused } = thread();
    await learn(100, 150);
    await begin(4);
    expect([running(), refused()]).toEqual([3, 1]);
    await end(150);
    await begin(1);
    expect([running(), refused()]).toEqual([3, 1]);
  });

  it('count as quick again once they are, and time without any does not count', async () => {
    const { begin, end, learn, running } = thread();
    await learn(100, 5000);
    await learn(200, 1);
    await begin(1);
    await end(1);
    await begin(60);
    expect(running()).toBe(60);
  });

  it('end the count also when they fail', async () => {
    const admission = createAdmission(() => 0);
    for (let one = 0; one < 10; one++)
      await expect(admission.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await admission.run(async () => 'done')).toBe('done');
  });

  it('are told when to try again', () => {
    expect(TOO_MUCH_TO_COMPUTE).toMatchObject({ code: 'overloaded', retryAfterSeconds: 2 });
  });
});
