import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corrected, formOf } from '../../src/pages/need/answers.ts';
import { anyNeed } from '../support/random-needs.ts';
import { reference } from '../support/record.ts';

describe('A need as answers to the questions', () => {
  it('stays as it was written when nothing is changed, whatever it holds', () => {
    fc.assert(
      fc.property(anyNeed, (need) => {
        const form = formOf(need, reference);
        expect(corrected(need, form, form, reference)).toEqual(need);
      }),
    );
  });

  it('takes what was changed, and nothing else', () => {
    fc.assert(
      fc.property(anyNeed, (need) => {
        const form = formOf(need, reference);
        const { budgetPerYear, ...rest } = corrected(need, form, { ...form, budget: ['77'] }, reference);
        const { budgetPerYear: _, ...before } = need;
        expect([budgetPerYear, rest]).toEqual([77, before]);
      }),
    );
  });
});
