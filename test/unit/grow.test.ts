import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/documents/service.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { answerTo } from '../support/answers.ts';
import { aDocument, anOffer, aPlan } from '../support/documents.ts';
import { policy } from '../support/matching.ts';

const need = (over: Partial<Need['usages'][0]> = {}): Need => ({
  usages: [{ usage: 'file-storage-sharing', storageGb: 100, ...over }],
  wish: { 'storage-margin': 'important' },
});
const hostWith = (plan: Partial<Plan>) =>
  aDocument({ name: 'Aulnes', services: [anOffer({ usages: ['file-storage-sharing'], plans: [aPlan(plan)] })] });
const answer = (plan: Partial<Plan>, over?: Partial<Need['usages'][0]>) => answerTo([hostWith(plan)], need(over));
const margin = (plan: Partial<Plan>, over?: Partial<Need['usages'][0]>) =>
  answer(plan, over).fits[0]!.contributions.find(({ criterion }) => criterion === 'storage-margin')!.worth.low;

describe('Room that has to last', () => {
  it('is measured against what is needed in three years', () => {
    expect(policy.growthYears).toBe(3);
    // 400 GB are four times what is needed today, and twice what is needed with 3 × 33 GB more.
    expect(margin({ maxGb: 400 })).toBe(100);
    expect(margin({ maxGb: 398 }, { growthGbPerYear: 33 })).toBe(50);
    expect(margin({ maxGb: 150 }, { growthGbPerYear: 100 })).toBe(0);
  });

  it('fits and costs as of today', () => {
    const plan = { fixed: 0, perGb: 1, includedGb: 0, maxGb: 120 };
    const [today] = answer(plan).fits;
    const [growing] = answer(plan, { growthGbPerYear: 50 }).fits;
    expect(growing!.cost).toEqual(today!.cost);
  });

  it('is said to be full in so many months, where that is within these years', () => {
    const cautions = (maxGb: NonNullable<Plan['maxGb']>, growthGbPerYear: number) =>
      answer({ maxGb }, { growthGbPerYear }).fits[0]!.cautions.map(({ text }) => text);
    expect(cautions(120, 30)).toContain('La place (120\u00a0Go) sera pleine dans 8 mois environ.');
    expect(cautions(100, 30)).toContain('La place (100\u00a0Go) sera pleine en moins d’un mois.');
    expect(cautions(190, 30)).toEqual([]);
    expect(cautions('unlimited', 30)).toEqual([]);
  });

  it('is not counted without the room of today, and the answer says so', () => {
    const { notes } = answerTo([hostWith({})], {
      usages: [{ usage: 'file-storage-sharing', growthGbPerYear: 20 }],
    });
    expect(notes.map(({ text }) => text)).toContain(
      'Dites aussi la place qu’il vous faut aujourd’hui : sans elle, nous ne comptons pas celle des années à venir.',
    );
  });
});

describe('A price that one chooses', () => {
  it('is worth the middle between the least and what is advised, and shows what is advised', () => {
    const priced = (plan: Partial<Plan>) => {
      const [host] = answerTo([hostWith({ maxGb: 'unlimited', ...plan })], {
        usages: [{ usage: 'file-storage-sharing' }],
        budgetPerYear: 100,
        wish: { price: 'important' },
      }).fits;
      return [host!.cost.perYear, host!.cost.exact, host!.contributions[0]!.worth.low];
    };
    const free = { fixed: undefined, freeAmount: { floor: 10, advised: 90 } } as unknown as Partial<Plan>;
    expect(priced({ fixed: 50 })).toEqual([50, true, 83.3]);
    expect(priced(free)).toEqual([90, false, 83.3]);
  });
});
