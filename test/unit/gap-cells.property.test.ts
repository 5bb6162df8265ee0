import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEWEST } from '../../src/ground/small-numbers.ts';
import { type Contribution, cellsOf } from '../../src/recommendations/gaps/gaps.ts';

const FORGER = 'forger';
const place = { family: 'communication', region: '75', month: '2026-10' };
const ask = (federationId: string, asks: number): Contribution => ({ ...place, federationId, asks });
const honest = fc
  .array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 })
  .map((counts) => counts.map((asks, index) => ask(`federation-${index}`, asks)));
const sum = (contributions: readonly Contribution[]) => contributions.reduce((total, { asks }) => total + asks, 0);

describe('A cell of the gaps', () => {
  it('is never shown when a federation, whatever it forges, would see the asks of fewer than five others in it', () => {
    fc.assert(
      fc.property(honest, fc.integer({ min: 0, max: 1000 }), (others, forged) => {
        const shown = cellsOf(forged === 0 ? others : [...others, ask(FORGER, forged)]);
        if (shown.length > 0) expect(sum(others)).toBeGreaterThanOrEqual(FEWEST);
      }),
    );
  });

  it('looks to a forger the same when few others asked as when nobody did', () => {
    const few = honest.filter((others) => sum(others) < FEWEST);
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 1000 }), (others, forged) => {
        const forgery = ask(FORGER, forged);
        expect(cellsOf([...others, forgery])).toEqual(cellsOf([forgery]));
        expect(cellsOf([...others, forgery])).toEqual(cellsOf(others));
      }),
    );
  });

  it('does not move when one federation asks again and again', () => {
    const others = [ask('a', 4), ask('b', 3)];
    expect(cellsOf([...others, ask(FORGER, 5)])).toEqual(cellsOf([...others, ask(FORGER, 5000)]));
  });

  it('counts five asks of one federation, and no more', () => {
    expect(cellsOf([ask('a', 5), ask('b', 5)])).toEqual([{ ...place, atLeast: 10 }]);
    expect(cellsOf(['a', 'b', 'c', 'd', 'e'].map((federation) => ask(federation, 6)))).toEqual([
      { ...place, atLeast: 25 },
    ]);
  });

  it('is shown as a multiple of five, from five on', () => {
    expect(cellsOf([ask('a', 4), ask('b', 4)])).toEqual([]);
    expect(cellsOf([ask('a', 5), ask('b', 5)])).toEqual([{ ...place, atLeast: 10 }]);
    expect(cellsOf([ask('a', 3), ask('b', 3), ask('c', 2)])).toEqual([{ ...place, atLeast: 5 }]);
  });
});
