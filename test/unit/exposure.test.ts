import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOf, discount, discountedSum, grouped, SHOWN_PLACES, sharesOf, sizeOf } from '../../src/advice/exposure.ts';
import type { ListedHost } from '../../src/advice/position.ts';
import { AGES, SIZES } from '../../src/advice/schema.ts';
import type { Host } from '../../src/documents/host.ts';
import published from '../reference/ndcg-worked.json' with { type: 'json' };
import { adviserOn } from '../support/advice.ts';
import { aDocument, anOffer, aPlan } from '../support/documents.ts';
import { candidatesOf, DAY, matchHosts } from '../support/matching.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';

const FILES = { usages: [{ usage: 'file-storage-sharing' }], budgetPerYear: 100 };
const selling = (...prices: number[]): Host[] =>
  prices.map((fixed) => aDocument({ services: [anOffer({ plans: [aPlan({ fixed })] })] }));
const exposureOf = (hosts: readonly Host[], needs = [FILES]) =>
  adviserOn(needs).exposure({ day: DAY, documents: hosts });
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const firstThree = total([1, 2, 3].map(discount));

describe('The discount', () => {
  it('gives the published sums', () => {
    const { parameters, expected, tolerance } = published;
    const dcg = discountedSum(parameters.relevance_in_shown_order);
    const ideal = discountedSum(parameters.ideal_order_top6);
    expect(Math.abs(dcg - expected.dcg6)).toBeLessThan(tolerance);
    expect(Math.abs(ideal - expected.idcg6)).toBeLessThan(tolerance);
    expect(Math.abs(dcg / ideal - expected.ndcg6)).toBeLessThan(tolerance);
  });
});

describe('Exposure', () => {
  it('counts the first three places, and no other', () => {
    const shares = exposureOf(selling(40, 60, 80, 90)).map(({ fits }) => fits);
    expect(shares).toEqual([discount(1), discount(2), discount(3), 0]);
  });

  it('is shared by those of equal score, whatever the place where they end', () => {
    const [best, ...equal] = exposureOf(selling(40, 80, 80, 80, 80));
    expect([best!.fits, best!.firstPlaces]).toEqual([1, 1]);
    const share = (discount(2) + discount(3)) / 4;
    expect(equal.map(({ fits }) => fits)).toEqual([share, share, share, share]);
    const alike = exposureOf(selling(60, 60));
    expect(alike.map(({ firstPlaces }) => firstPlaces)).toEqual([0.5, 0.5]);
    expect(alike[0]!.fits).toBe((discount(1) + discount(2)) / 2);
  });

  it('counts an organisation once, whatever the number of its offers', () => {
    const many = aDocument({
      services: ['a', 'b', 'c'].map((slug) => anOffer({ slug, plans: [aPlan({ name: slug, fixed: 60 })] })),
    });
    const [first, second] = exposureOf([many, ...selling(60)]);
    expect(first!.fits).toBe(second!.fits);
  });

  it('adds up to the places there are, and is equal for equal hosts of any list', () => {
    fc.assert(
      fc.property(anyHosts, fc.array(anyNeed, { minLength: 1, maxLength: 3 }), (hosts, needs) => {
        const exposed = exposureOf(hosts, needs as (typeof FILES)[]);
        let [fits, toCheck, firsts] = [0, 0, 0];
        for (const need of needs) {
          const match = matchHosts(hosts, need);
          const places = (list: typeof match.fits) =>
            list.filter(({ placed }) => !placed.candidate.isApart).slice(0, SHOWN_PLACES);
          fits += total(places(match.fits).map((_, index) => discount(index + 1)));
          toCheck += total(places(match.toCheck).map((_, index) => discount(index + 1)));
          firsts += Math.min(1, places(match.fits).length);
        }
        expect(total(exposed.map((one) => one.fits))).toBeCloseTo(fits, 9);
        expect(total(exposed.map((one) => one.toCheck))).toBeCloseTo(toCheck, 9);
        expect(total(exposed.map(({ firstPlaces }) => firstPlaces))).toBeCloseTo(firsts, 9);
      }),
      { numRuns: 200 },
    );
    const candidates = candidatesOf(selling(1, 1, 1, 1, 1, 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { minLength: 6, maxLength: 6 }), (scores) => {
        const listed = candidates.map((candidate, index): ListedHost => {
          const [unknown, low] = scores[index]!;
          return { candidate, list: 'to-check', class: unknown, low };
        });
        const shares = sharesOf(listed);
        const byScore = new Map<string, number>();
        for (const one of listed) {
          const share = shares.get(one.candidate)?.seen ?? 0;
          const key = `${one.class} ${one.low}`;
          expect(byScore.get(key) ?? share).toBe(share);
          byScore.set(key, share);
        }
        expect(total([...shares.values()].map(({ seen }) => seen))).toBeCloseTo(firstThree, 9);
      }),
    );
  });

  it('never gives a place to a host that fell silent, and puts one that nobody saw lately behind', () => {
    const forgotten = aDocument({
      confirmedByHost: false,
      confirmedOn: null,
      observed: { state: 'active', asOf: '2020' },
      services: [anOffer({ plans: [aPlan({ fixed: 1, observedOn: '2026-05' })] })],
    });
    const seen = (host: Host) => exposureOf([host, ...selling(90)]).map(({ fits }) => fits);
    expect(seen(forgotten)).toEqual([discount(2), 1]);
    expect(seen({ ...forgotten, state: 'silent' })).toEqual([0, 1]);
  });

  it('is told by size and by age, every host in one group of each', () => {
    const hosts = [
      ...selling(40, 60),
      aDocument({
        foundedOn: '2009-12',
        services: [anOffer({ usages: ['website', 'email-hosting', 'mailing-lists'] })],
      }),
      aDocument({ foundedOn: '2016' }),
      aDocument({ foundedOn: '2017-01-01' }),
    ];
    const exposed = exposureOf(hosts);
    const sizes = grouped(exposed, SIZES, sizeOf);
    const ages = grouped(exposed, AGES, ({ host }) => ageOf(host));
    expect(sizes.map(({ group, hosts: count }) => [group, count])).toEqual([
      ['unknown', 2],
      ['1-2', 2],
      ['3-5', 1],
      ['6-and-more', 0],
    ]);
    expect(ages.map(({ group, hosts: count }) => [group, count])).toEqual([
      ['before-2010', 1],
      ['2010-2016', 1],
      ['2017-and-later', 1],
      ['unknown', 2],
    ]);
    expect(total(sizes.map(({ firstPlaceShare }) => firstPlaceShare))).toBe(1);
    expect(total(ages.map(({ fits }) => fits))).toBeCloseTo(discount(1) + discount(2), 3);
  });
});
