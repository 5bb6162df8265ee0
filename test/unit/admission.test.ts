import { describe, expect, it } from 'vitest';
import { createAdmission, TOO_MUCH_TO_COMPUTE } from '../../src/ground/admission.ts';

/** A thread on which so many computations wait for their turn, after others took so long. */
function thread(waiting: number, takenMs: readonly number[] = []) {
  const { requireRoom, noteEnd } = createAdmission(() => waiting);
  for (const spentMs of takenMs) noteEnd(spentMs);
  try {
    requireRoom();
    return 'admitted';
  } catch (error) {
    return error === TOO_MUCH_TO_COMPUTE ? 'refused' : error;
  }
}
const often = (milliseconds: number): number[] => Array.from({ length: 200 }, () => milliseconds);

describe('A computation that shares a thread with others', () => {
  it.each([
    ['many quick ones', 30, 10, 'admitted'],
    ['too many quick ones', 50, 10, 'refused'],
    ['some slow ones', 3, 150, 'refused'],
    ['few, however slow they are', 2, 5000, 'admitted'],
  ])('beside %s', (_name, waiting, milliseconds, outcome) => {
    expect(thread(waiting, often(milliseconds))).toBe(outcome);
  });

  it('is admitted again once they are quick again', () => {
    expect(thread(60, [...often(5000), ...often(1)])).toBe('admitted');
  });

  it('is admitted beside few, and refused beside many, before any has ended', () => {
    expect([thread(7), thread(8)]).toEqual(['admitted', 'refused']);
  });

  it('is judged by what the first ones took as soon as they have ended, but for the very first, which is slow', () => {
    expect([thread(20, [500, 30, 10, 8, 8]), thread(30, [500, 30, 10, 8, 8])]).toEqual(['admitted', 'refused']);
    expect(thread(4, [150, 150])).toBe('refused');
  });

  it('is told when to try again', () => {
    expect(TOO_MUCH_TO_COMPUTE).toMatchObject({ code: 'overloaded', retryAfterSeconds: 2 });
  });
});
