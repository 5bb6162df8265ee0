import { describe, expect, it } from 'vitest';
import { type Plan, plansAfter, plansOn } from '../../src/documents/service.ts';
import { comparePrices } from '../../src/services/price-rises.ts';

const plan = (over: Partial<Plan>): Plan => ({ name: 'Groupe', ...over });
const compare = (now: Partial<Plan>, before: Partial<Plan>) => comparePrices([plan(now)], [plan(before)]);

describe('a price is dearer', () => {
  it.each<[string, Partial<Plan>, Partial<Plan>]>([
    ['more to pay', { fixed: 35 }, { fixed: 36 }],
    ['no longer free', { fixed: 0 }, { fixed: 1 }],
    ['more for each account', { perAccount: 2 }, { perAccount: 3 }],
    [
      'more for each account above the many included',
      { fixed: 9, perAccount: 2, includedAccounts: 30, maxAccounts: 40 },
      { fixed: 9, perAccount: 3, includedAccounts: 30, maxAccounts: 40 },
    ],
    ['more for each gigabyte', { fixed: 5, perGb: 0.1 }, { fixed: 5, perGb: 0.2 }],
    [
      'fewer accounts included',
      { fixed: 5, perAccount: 2, includedAccounts: 10 },
      { fixed: 5, perAccount: 2, includedAccounts: 2 },
    ],
    ['fewer gigabytes included', { fixed: 5, perGb: 1, includedGb: 100 }, { fixed: 5, perGb: 1, includedGb: 50 }],
    ['a dearer entry', { fixed: 5, setupFee: 0 }, { fixed: 5, setupFee: 30 }],
    ['a dearer membership', { fixed: 5, membershipFee: 10 }, { fixed: 5, membershipFee: 15 }],
    [
      'each person to pay what was for all',
      { for: 'organisation', fixed: 12, maxAccounts: 20 },
      { for: 'person', fixed: 12, maxAccounts: 20 },
    ],
    ['a dearer membership for each person', { for: 'person', fixed: 5 }, { for: 'person', fixed: 5, membershipFee: 1 }],
    [
      'a higher floor of the membership',
      { fixed: 5, membershipFree: { floor: 1 } },
      { fixed: 5, membershipFree: { floor: 2 } },
    ],
    ['a higher floor', { freeAmount: { floor: 5 } }, { freeAmount: { floor: 10 } }],
    ['the same amount more often', { fixed: 35 }, { fixed: 35, period: 'month' }],
    ['the same amount without taxes', { fixed: 35 }, { fixed: 35, taxIncluded: false }],
    ['more for some sizes and less for others', { fixed: 35, maxAccounts: 50 }, { fixed: 10, perAccount: 5 }],
  ])('with %s, and the way back is not the same', (_what, before, now) => {
    expect(compare(now, before)).toBe('dearer');
    if (now.perAccount !== 5) expect(compare(before, now)).toBe('not-dearer');
    expect(compare(now, now)).toBe('not-dearer');
  });

  it.each<[string, Partial<Plan>, Partial<Plan>]>([
    ['an unknown one', {}, { fixed: 40 }],
    ['one that becomes unknown', { fixed: 40 }, {}],
    ['one on request', { fixed: 40 }, { fixed: 80, onQuote: true }],
  ])('than %s: nobody can tell', (_what, before, now) => {
    expect(compare(now, before)).toBe('unknown');
  });

  it.each<[string, Partial<Plan>, Partial<Plan>]>([
    ['higher advice', { freeAmount: { advised: 20 } }, { freeAmount: { advised: 40 } }],
    [
      'more on offer beside what is included',
      { fixed: 35, includedAccounts: 10, includedGb: 40 },
      { fixed: 35, includedAccounts: 10, includedGb: 40, perGb: 0.5 },
    ],
    ['less room at the same price', { fixed: 35, maxAccounts: 50 }, { fixed: 35, maxAccounts: 20 }],
  ])('not by %s', (_what, before, now) => {
    expect(compare(now, before)).toBe('not-dearer');
  });
});

describe('of plans of one name', () => {
  const [first, second, third, other] = [
    plan({ fixed: 35 }),
    plan({ fixed: 40, from: '2027-01-01' }),
    plan({ fixed: 45, from: '2027-06-01' }),
    { name: 'Grand', fixed: 80 },
  ];
  const plans = [third, other, first, second];
  it.each([
    ['2026-12-31', [other, first], [third, second]],
    ['2027-01-01', [other, second], [third]],
    ['2027-06-01', [third, other], []],
  ])('on %s the last one that has begun holds', (day, holding, coming) => {
    expect(plansOn({ plans }, day)).toEqual(holding);
    expect(plansAfter({ plans }, day)).toEqual(coming);
  });

  it('all hold that begin together, as long as no other has begun', () => {
    const twice = [first, plan({ fixed: 50, maxGb: 100 })];
    expect(plansOn({ plans: twice }, '2027-01-01')).toEqual(twice);
    expect(plansOn({}, '2027-01-01')).toEqual([]);
  });
});
