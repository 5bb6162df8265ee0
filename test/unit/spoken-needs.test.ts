import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { territoryIn } from '../../src/pages/asking/place.ts';
import { toNeed } from '../../src/pages/need/answers.ts';
import { corrected, formOf } from '../../src/pages/need/form-of.ts';
import { type Form, QUESTIONS, STARTING } from '../../src/pages/need/questions.ts';
import { spokenCode, spokenForm } from '../../src/pages/need/spoken.ts';
import { anyNeed } from '../support/random-needs.ts';
import { reference } from '../support/record.ts';

const uses = fc.uniqueArray(fc.constantFrom(...STARTING, 'photo-gallery', 'beneficiary-tracking', 'forum'), {
  minLength: 1,
  maxLength: 10,
});
const count = fc.option(fc.integer({ min: 1, max: 100_000 }).map(String), { nil: undefined });
const choiceOf = (name: string) => {
  const question = QUESTIONS.find((one) => one.name === name)!;
  return fc.option(fc.constantFrom(...('choices' in question ? question.choices : [])), { nil: undefined });
};
/** Answers as people give them, those of questions that were not asked included. */
const anyForm: fc.Arbitrary<Form> = fc
  .record({
    use: uses,
    recipients: count,
    replies: choiceOf('replies'),
    people: count,
    space: choiceOf('space'),
    growth: choiceOf('growth'),
    room: choiceOf('room'),
    mailboxes: count,
    meeting: count,
    fillers: count,
    sensitive: choiceOf('danger'),
    domain: choiceOf('domain'),
    health: choiceOf('health'),
    tool: fc.uniqueArray(fc.constantFrom(...reference.tools.keys()), { maxLength: 5 }),
    budget: fc.option(fc.constantFrom('0', '60', '12,5', '5 par mois', '999999.99'), { nil: undefined }),
    place: fc.constantFrom(
      undefined,
      'departement:2A',
      'departement:974',
      'region:75',
      'commune:23096',
      'commune:2A004',
    ),
    matters: fc.uniqueArray(fc.constantFrom('price', 'near', 'learning'), { maxLength: 3 }),
  })
  .map((values) =>
    Object.fromEntries(
      Object.entries(values)
        .map(([name, value]) => [name, [value ?? []].flat()] as const)
        .filter(([, value]) => value.length > 0),
    ),
  );
const needIn = (form: Form) => toNeed(form, territoryIn(form, reference.territories), reference);

describe('A need that is read out', () => {
  it('comes back whole, however its code is noted', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const code = spokenCode(form, reference);
        const heard = code.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l');
        const back = spokenForm(heard, reference)!;
        expect(back).toBeDefined();
        expect(needIn(back)).toEqual(needIn(form));
        expect(spokenCode(back, reference)).toBe(code);
      }),
    );
  });

  it('is refused when a sign was heard badly, left out, or is of other lists', () => {
    const form: Form = { use: ['file-storage-sharing', 'email-hosting'], people: ['12'], budget: ['60'] };
    const code = spokenCode(form, reference).replaceAll(' ', '');
    const taken = [...code].flatMap((sign, at) =>
      [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].flatMap((other) =>
        other !== sign && spokenForm(code.slice(0, at) + other + code.slice(at + 1), reference) ? [other] : [],
      ),
    );
    // One in a thousand of all that can be heard instead.
    expect(taken.length).toBeLessThan(code.length * 31 * 0.006);
    expect(spokenForm(code.slice(0, -1), reference)).toBeUndefined();
    const tools = new Map([...reference.tools].slice(1));
    expect(spokenForm(code, { ...reference, tools })).toBeUndefined();
    for (const text of ['', 'bonjour', 'U'.repeat(10_000), '0'.repeat(200)])
      expect(spokenForm(text, reference)).toBeUndefined();
  });
});

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
