import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import { bitCount } from '../../src/matching/engine/hard-needs.ts';
import type { Candidate } from '../../src/matching/engine/host/candidate.ts';
import { hostAnswers } from '../../src/matching/engine/host/eligibility.ts';
import { shownCents, waysOf } from '../../src/matching/engine/host/ways.ts';
import { type CompiledNeed, compileNeed } from '../../src/matching/engine/need.ts';
import type { Combination, CombinationState } from '../../src/matching/engine/together/combination.ts';
import type { Need } from '../../src/matching/schema.ts';
import { aClaimOf, aDocument, anOffer } from '../support/documents.ts';
import { candidatesOf, context, matchHosts, policy, reference } from '../support/matching.ts';

/** P16 on hosts made for it: nearly all of them fit, so that many groups are possible, with bundles, fees and unknowns. */

const USAGES = ['file-storage-sharing', 'email-hosting', 'website', 'shared-calendar'] as const;
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });

const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    fixed: fc.integer({ min: 1, max: 9 }).map((tens) => 10 * tens),
    membershipFee: mostly(0, 10),
    covers: fc.subarray(['s0', 's1', 's2']),
    free: mostly<Plan['freeAmount']>(undefined, {}, { floor: 5, advised: 40 }),
    onQuote: mostly(false, true),
    maxGb: mostly<Plan['maxGb']>('unlimited', 10, undefined),
  })
  .map(({ free, onQuote, maxGb, ...plan }) => ({
    name: 'A',
    maxAccounts: 'unlimited',
    observedOn: '2026-05',
    ...plan,
    ...(free ? { freeAmount: free } : {}),
    ...(onQuote ? { onQuote } : {}),
    ...(maxGb ? { maxGb } : {}),
  }));
const anyHost: fc.Arbitrary<Host> = fc
  .record({
    offers: fc.array(
      fc.record({
        usages: fc.subarray([...USAGES], { minLength: 1, maxLength: 2 }),
        plans: fc.array(anyPlan, { minLength: 1, maxLength: 2 }),
        capacity: mostly<'open' | 'waiting-list' | 'full'>('open', 'waiting-list', 'full'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    confirmed: mostly(true, false),
    free: fc.constantFrom('yes' as const, 'no' as const, undefined),
  })
  .map(({ offers, confirmed, free }) =>
    aDocument({
      confirmedByHost: confirmed,
      ...(confirmed ? {} : { confirmedAt: null, observed: { status: 'active' as const, asOf: '2026-10' } }),
      claims: free ? [aClaimOf('free-software-only', free, 'documented')] : [],
      services: offers.map(({ usages, plans, capacity }, index) =>
        anOffer({ slug: `s${index}`, usages: [...usages], plans, capacity: { state: capacity } }),
      ),
    }),
  );
const anyHosts = fc.array(anyHost, { minLength: 1, maxLength: 5 });
const anyNeed: fc.Arbitrary<Need> = fc
  .record({
    usages: fc.subarray([...USAGES], { minLength: 2 }),
    storageGb: fc.constantFrom(undefined, 5, 8),
    wished: fc.boolean(),
    budget: mostly<number | undefined>(undefined, 60, 150),
  })
  .map(({ usages, storageGb, wished, budget }) => ({
    usages: usages.map((usage, index) => ({
      usage,
      accounts: 3,
      ...(storageGb ? { storageGb } : {}),
      priority: wished && index > 1 && index === usages.length - 1 ? 'could' : 'must',
    })),
    ...(budget ? { budgetPerYear: budget } : {}),
    wish: { price: 'important', 'storage-margin': 'plus', criteria: { 'free-software-only': 'important' } },
  }));

interface Found {
  unpriced: number;
  unknowns: number;
  cents: number;
  low: number;
  hosts: number;
}

/** What a host may ask for a set of usages, the best first. */
function sharesFor(candidate: Candidate, mask: number, need: CompiledNeed, state: CombinationState, low = 0): Found[] {
  const answers = hostAnswers(candidate, need, reference.territories.lineage);
  return waysOf(candidate, need, context)
    [mask]!.flatMap((way) => {
      const unknown = way.unknown | answers.unknown;
      if ((way.no | answers.no) !== 0 || (state === 'fits' && (unknown !== 0 || way.least === null))) return [];
      const unpriced = way.least === null ? 1 : 0;
      return [{ unpriced, unknowns: bitCount(unknown), cents: way.known + way.feeCents, low, hosts: 1 }];
    })
    .sort(byKey);
}

/** The best group of each size, by giving each usage to each host; then the front and its order, as the method says. */
function bruteForce(hosts: readonly Host[], need: Need, state: CombinationState): Found[] {
  const compiled = compileNeed(need, policy, reference);
  const lows = new Map(
    [...matchHosts(hosts, need).fits, ...matchHosts(hosts, need).toCheck].map(({ placed }) => [
      placed.candidate.host.id,
      placed.low,
    ]),
  );
  const offering = candidatesOf(hosts).map(
    (candidate) => (mask: number) => sharesFor(candidate, mask, compiled, state, lows.get(candidate.host.id) ?? 0),
  );
  const best: Found[] = [];
  const assign = (usage: number, masks: readonly number[]): void => {
    if (usage < bitCount(compiled.musts)) {
      for (const [host] of offering.entries())
        assign(
          usage + 1,
          masks.map((mask, at) => (at === host ? mask | (1 << usage) : mask)),
        );
      return;
    }
    const used = masks.flatMap((mask, host) => (mask === 0 ? [] : [offering[host]!(mask)[0]]));
    if (used.length > 3 || used.includes(undefined)) return;
    const sum = (of: (found: Found) => number) => used.reduce((total, found) => total + of(found!), 0);
    const group = {
      unpriced: sum(({ unpriced }) => unpriced),
      unknowns: sum(({ unknowns }) => unknowns),
      cents: sum(({ cents }) => cents),
      low: Math.min(...used.map((found) => found!.low)),
      hosts: used.length,
    };
    const known = best[group.hosts];
    if (!known || byKey(group, known) < 0 || (byKey(group, known) === 0 && group.low > known.low))
      best[group.hosts] = group;
  };
  assign(
    0,
    offering.map(() => 0),
  );
  const front: Found[] = [];
  for (const group of best)
    if (group && (compiled.budgetCents === null || group.cents <= compiled.budgetCents))
      if (front.every((smaller) => byKey(group, smaller) < 0)) front.push(group);
  const weighed = (found: Found) => ({ ...found, cents: found.cents + policy.secondHostEuros * 100 * found.hosts });
  return front.sort((a, b) => byKey(weighed(a), weighed(b)) || b.low - a.low || a.hosts - b.hosts);
}

const byKey = (a: Found, b: Found): number => a.unpriced - b.unpriced || a.unknowns - b.unknowns || a.cents - b.cents;

/** What a combination was chosen by: one host is shown as it is alone, and chosen by its cheapest way. */
function foundIn(combination: Combination, need: Need, lows: ReadonlyMap<string, number>): Found {
  const { shares, state, floorCents } = combination;
  const low = Math.min(...shares.map(({ candidate }) => lows.get(candidate.host.id) ?? 0));
  const compiled = compileNeed(need, policy, reference);
  if (shares.length === 1) return sharesFor(shares[0]!.candidate, compiled.musts, compiled, state, low)[0]!;
  return {
    unpriced: shares.filter(({ way }) => way.least === null).length,
    unknowns: shares.reduce((sum, { unknown }) => sum + bitCount(unknown), 0),
    cents: floorCents,
    low,
    hosts: shares.length,
  };
}

const cheapest = (hosts: readonly Host[], need: Need): number =>
  Math.min(
    ...matchHosts(hosts, need).combinations.map((combination) =>
      combination.state === 'fits' ? foundIn(combination, need, new Map()).cents : Number.POSITIVE_INFINITY,
    ),
  );

describe('P16: combinations', () => {
  it('are those of brute force: the same groups in the same order, to check only when none fits', () => {
    const seen = { fits: 0, 'to-check': 0, several: 0 };
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const result = matchHosts(hosts, need);
        const placed = [...result.fits, ...result.toCheck].map((ranked) => ranked.placed);
        const lows = new Map(placed.map(({ candidate, low }) => [candidate.host.id, low]));
        const fitting = compileNeed(need, policy, reference).musts > 1 ? bruteForce(hosts, need, 'fits') : [];
        const state = fitting.length > 0 ? 'fits' : 'to-check';
        const expected = fitting.length > 0 ? fitting : bruteForce(hosts, need, 'to-check');
        expect(result.combinations.map((combination) => foundIn(combination, need, lows))).toEqual(expected);
        for (const combination of result.combinations) {
          expect(combination.state).toBe(state);
          seen[state]++;
          if (combination.shares.length > 1) seen.several++;
        }
      }),
      RUNS,
    );
    // A test of groups that met none would say nothing.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(RUNS.numRuns / 100);
  });

  it('do not get dearer with one more host', () => {
    fc.assert(
      fc.property(anyHosts, anyHost, anyNeed, (hosts, other, need) => {
        expect(cheapest([...hosts, other], need)).toBeLessThanOrEqual(cheapest(hosts, need));
      }),
      RUNS,
    );
  });

  it('do not get dearer with a lower price', () => {
    fc.assert(
      fc.property(anyHosts, anyNeed, fc.nat(), (hosts, need, pick) => {
        const lower = hosts.map((host, index) =>
          index === pick % hosts.length
            ? {
                ...host,
                services: host.services.map((service) => ({
                  ...service,
                  plans: service.plans!.map((plan) => ({ ...plan, fixed: Math.floor(plan.fixed! / 2) })),
                })),
              }
            : host,
        );
        expect(cheapest(lower, need)).toBeLessThanOrEqual(cheapest(hosts, need));
      }),
      RUNS,
    );
  });

  it('do not get cheaper with one more usage', () => {
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const usages = need.usages.map((usage) => ({ ...usage, priority: 'must' as const }));
        if (usages.length < 3) return;
        const fewer = cheapest(hosts, { ...need, usages: usages.slice(1) });
        expect(fewer).toBeLessThanOrEqual(cheapest(hosts, { ...need, usages }));
      }),
      RUNS,
    );
  });

  it('of one host score like the host, and cost the same', () => {
    const seen = { compared: 0, wished: 0 };
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const result = matchHosts(hosts, need);
        const { musts } = compileNeed(need, policy, reference);
        for (const { state, shares, low, high, cents } of result.combinations) {
          if (shares.length > 1) continue;
          const [{ candidate, way }] = shares as readonly [(typeof shares)[0]];
          const { placed } = [...result.fits, ...result.toCheck].find((one) => one.placed.candidate === candidate)!;
          // Without a budget a host may be placed by a way without a price, which is no combination that fits.
          if (state === 'fits' && placed.way.least === null) continue;
          seen.compared++;
          if ((way.covered & ~musts) !== 0) seen.wished++;
          expect([low, high, cents]).toEqual([placed.low, placed.high, shownCents(placed.way)]);
        }
      }),
      RUNS,
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(RUNS.numRuns / 100);
  });

  it('of several hosts meet a wished usage only with what they were chosen for, each usage once', () => {
    let wished = 0;
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const { wanted, musts } = compileNeed(need, policy, reference);
        for (const { shares } of matchHosts(hosts, need).combinations) {
          if (shares.length < 2) continue;
          const used = shares.flatMap(({ way }) => way.options.map((option) => option.wanted));
          expect(new Set(used).size).toBe(used.length);
          for (const { way } of shares) {
            const must = way.options.filter((option) => (musts & (1 << option.wanted)) !== 0);
            for (const extra of way.options.filter((option) => !must.includes(option))) {
              wished++;
              expect(wanted[extra.wanted]!.priority).toBe('could');
              expect(must.map(({ plan }) => plan)).toContain(extra.plan);
            }
          }
        }
      }),
      RUNS,
    );
    expect(wished).toBeGreaterThan(0);
  });
});
