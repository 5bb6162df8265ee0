import { expect, it } from 'vitest';
import { createSlices } from '../../src/ground/slices.ts';

/* The time that a computation takes of its thread: not what it waits for. */

function thread() {
  let now = 0;
  const slices = createSlices(() => now);
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { slices, pass };
}

it('counts its own slices, and not those of others', async () => {
  const { slices, pass } = thread();
  const slice = slices.take();
  pass(2);
  const turn = slice.next();
  expect(slices.waiting()).toBe(1);
  pass(100);
  await turn;
  pass(3);
  expect([slice.spentMs(), slices.waiting()]).toEqual([5, 0]);
});

it.each([
  ['ends', () => Promise.resolve('solved')],
  ['fails', () => Promise.reject(new Error('no'))],
])('does not count work elsewhere that %s', async (_outcome, begin) => {
  const { slices, pass } = thread();
  const slice = slices.take();
  pass(1);
  const work = slice.during(
    Promise.resolve().then(() => {
      pass(4000);
      return begin();
    }),
  );
  expect(slices.waiting()).toBe(0);
  await work.catch(() => {});
  pass(1);
  expect([slice.spentMs(), slice.isOver()]).toEqual([2, false]);
});
