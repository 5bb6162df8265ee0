import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import { hostAnswers } from '../../src/matching/engine/host/eligibility.ts';
import { distanceOf } from '../../src/matching/engine/host/standing.ts';
import { shownCents, waysOf } from '../../src/matching/engine/host/ways.ts';
import { hostIntervals } from '../../src/matching/engine/host/worth.ts';
import type { MatchResult } from '../../src/matching/engine/match.ts';
import { bitCount } from '../../src/matching/engine/need/hard-needs.ts';
import { type CompiledNeed, compileNeed } from '../../src/matching/engine/need/need.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { type Combination, combinationOf, type Share } from '../../src/matching/engine/together/combination.ts';
import { aClaimOf, aDocument, anOffer } from '../support/documents.ts';
import { candidatesOf, context, matchHosts, policy, reference } from '../support/matching.ts';
import { runs } from '../support/runs.ts';

/** P16 on hosts made for it: nearly all of them fit, so that many groups are possible, with bundles, fees and unknowns. */

const USAGES = ['file-storage-sharing', 'email-hosting', 'website', 'office-suite'] as const;
/** These two stay at one host where both must be met. */
const INSEPARABLE: readonly string[] = ['file-storage-sharing', 'office-suite'];
const TOOLS = ['gmail', 'google-drive', 'google-workspace', 'wix'] as const;
const RUNS = runs(300);
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
        imports: fc.uniqueArray(
          fc.record(
            { tool: fc.constantFrom(...TOOLS), guideUrl: fc.constant('https://aulnes.example/venir') },
            { requiredKeys: ['tool'] },
          ),
          { selector: ({ tool }) => tool, maxLength: 2 },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    confirmed: mostly(true, false),
    free: fc.constantFrom('yes' as const, 'no' as const, undefined),
  })
  .map(({ offers, confirmed, free }) =>
    aDocument({
      confirmedByHost: confirmed,
      ...(confirmed ? {} : { confirmedOn: null, observed: { state: 'active' as const, asOf: '2026-10' } }),
      claims: free ? [aClaimOf('free-software-only', free, 'documented')] : [],
      services: offers.map(({ usages, plans, capacity, imports }, index) =>
        anOffer({ slug: `s${index}`, usages: [...usages], plans, capacity: { state: capacity }, imports }),
      ),
    }),
  );
const anyHosts = fc.array(anyHost, { minLength: 1, maxLength: 5 });
const anyNeed: fc.Arbitrary<Need> = fc
  .record({
    usages: fc.subarray([...USAGES], { minLength: 2 }),
    storageGb: fc.constantFrom(undefined, 5, 8),
    wished: fc.boolean(),
    currentTools: fc.subarray([...TOOLS]),
    budget: mostly<number | undefined>(undefined, 60, 150),
  })
  .map(({ usages, storageGb, wished, currentTools, budget }) => ({
    currentTools,
    usages: usages.map((usage, index) => ({
      usage,
      accounts: 3,
      ...(storageGb ? { storageGb } : {}),
      priority: wished && index > 1 && index === usages.length - 1 ? 'could' : 'must',
    })),
    ...(budget ? { budgetPerYear: budget } : {}),
    wish: { price: 'important', 'storage-margin': 'plus', criteria: { 'free-software-only': 'important' } },
  }));

/** What a group is ordered by. */
interface Found {
  state: Combination['state'];
  open: number;
  lowSum: number;
  hosts: number;
  cents: number;
}

const byOrder = (a: Found, b: Found): number =>
  Number(a.state !== 'fits') - Number(b.state !== 'fits') ||
  a.open - b.open ||
  b.lowSum - a.lowSum ||
  a.hosts - b.hosts ||
  a.cents - b.cents;

/** Whether the must-usages of one host leave one of two that stay together to the other host. */
function splits(must: number, { wanted, musts }: CompiledNeed): boolean {
  const both = INSEPARABLE.map((usage) => 1 << wanted.findIndex((one) => one.usage === usage)).filter(
    (bit) => (bit & musts) !== 0,
  );
  return both.length === 2 && both.filter((bit) => (bit & must) !== 0).length === 1;
}

/** Every pair with every way to share the usages out, wished ones included; the best of each pair, best first. */
function pairsByForce(hosts: readonly Host[], need: Need): Found[] {
  const compiled = compileNeed(need, policy, reference);
  const able = candidatesOf(hosts).flatMap((candidate) => {
    const answers = hostAnswers(candidate, compiled, reference.territories.lineage);
    return (answers.no | answers.against) === 0 && !candidate.isApart
      ? [
          {
            candidate,
            answers,
            fixed: hostIntervals(candidate, compiled, context),
            table: waysOf(candidate, compiled, context).byCovered,
          },
        ]
      : [];
  });
  const sharesOf = ({ candidate, answers, fixed, table }: (typeof able)[0], must: number): Share[] =>
    table.flatMap((ways, covered) =>
      (covered & compiled.musts) === must
        ? ways
            .filter(({ no, against }) => (no | against) === 0)
            .map((way) => ({
              candidate,
              way,
              unknown: answers.unknown | way.unknown,
              weighing: answers.weighing | way.weighing,
              distance: distanceOf(candidate, compiled, answers),
              fixed,
            }))
        : [],
    );
  return able
    .flatMap((first, index) =>
      able.slice(index + 1).flatMap((second) => {
        const found: Found[] = [];
        for (let must = 1; must < compiled.musts; must++) {
          if (splits(must, compiled)) continue;
          for (const one of sharesOf(first, must))
            for (const other of sharesOf(second, compiled.musts & ~must)) {
              if ((one.way.covered & other.way.covered) !== 0) continue;
              const { state, open, lowSum, floorCents } = combinationOf([one, other], compiled, context);
              if (compiled.budgetCents === null || floorCents <= compiled.budgetCents)
                found.push({ state, open, lowSum, hosts: 2, cents: floorCents });
            }
        }
        return found.sort(byOrder).slice(0, 1);
      }),
    )
    .sort(byOrder);
}

const foundIn = ({ state, open, lowSum, shares, floorCents }: Combination): Found => ({
  state,
  open,
  lowSum,
  hosts: shares.length,
  cents: floorCents,
});
const several = (result: MatchResult) => result.combinations.filter(({ shares }) => shares.length > 1);
/** The points that decide, with those that a second contact takes. */
const withContact = (found: Found, hosts: number, { totalPoints }: CompiledNeed): Found => ({
  ...found,
  lowSum: found.lowSum - policy.secondContactThousandths * totalPoints * (hosts - 1),
});

describe('P16: combinations', () => {
  it('are those of brute force, as far as they stand above the best single host', () => {
    const seen = { fits: 0, 'to-check': 0, beside: 0 };
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const compiled = compileNeed(need, policy, reference);
        const result = matchHosts(hosts, need);
        const alone = result.combinations.find(({ shares }) => shares.length === 1);
        const pairs = bitCount(compiled.musts) > 1 ? pairsByForce(hosts, need) : [];
        const above = pairs.filter(
          (pair) =>
            alone === undefined ||
            // What a single host leaves open is a question to it, and no reason for a second contact.
            ((alone.open === 0 || pair.state !== alone.state) &&
              byOrder(withContact(pair, 2, compiled), withContact(foundIn(alone), 1, compiled)) < 0),
        );
        if (pairs.length > 0) expect(several(result).map(foundIn)).toEqual(above);
        for (const { state, unknown } of several(result)) {
          expect(state).toBe(unknown === 0 ? 'fits' : 'to-check');
          seen[state]++;
          if (alone) seen.beside++;
        }
      }),
      RUNS,
    );
    // A test of groups that met none would say nothing.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(RUNS.numRuns / 100);
  });

  it('do not get worse with one more host', () => {
    fc.assert(
      fc.property(anyHosts, anyHost, anyNeed, (hosts, other, need) => {
        const compiled = compileNeed(need, policy, reference);
        const best = (some: readonly Host[]) => {
          const { combinations, fits, toCheck } = matchHosts(some, need);
          const [first] = combinations;
          const alone = (fits[0] ?? toCheck[0])?.placed.candidate.host.id;
          return { alone, found: first && withContact(foundIn(first), first.shares.length, compiled) };
        };
        const [before, after] = [best(hosts), best([...hosts, other])];
        // Of hosts alone only the first of its list is told of: the new one may take its place with a price that nobody knows.
        if (after.alone === other.id) return;
        if (pairsByForce(hosts, need).length > 0 && before.found)
          expect(byOrder(after.found!, before.found)).toBeLessThanOrEqual(0);
      }),
      RUNS,
    );
  });

  it('put one host where it belongs: never below a group that is worse', () => {
    let both = 0;
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const compiled = compileNeed(need, policy, reference);
        const list = matchHosts(hosts, need).combinations.map((one) =>
          withContact(foundIn(one), one.shares.length, compiled),
        );
        if (list.length > 1) both++;
        expect(list).toEqual(list.toSorted(byOrder));
      }),
      RUNS,
    );
    expect(both).toBeGreaterThan(RUNS.numRuns / 100);
  });

  it('are three hosts only where no two cover everything', () => {
    let threes = 0;
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const three = matchHosts(hosts, need).combinations.filter(({ shares }) => shares.length === 3);
        threes += three.length;
        if (three.length > 0) expect(pairsByForce(hosts, need)).toEqual([]);
      }),
      RUNS,
    );
    expect(threes).toBeGreaterThan(0);
  });

  it('of one host score like the host, and cost the same', () => {
    const seen = { compared: 0, wished: 0 };
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const result = matchHosts(hosts, need);
        const { musts } = compileNeed(need, policy, reference);
        for (const { shares, low, high, cents } of result.combinations) {
          if (shares.length > 1) continue;
          const [{ candidate, way }] = shares as readonly [(typeof shares)[0]];
          const { placed } = [...result.fits, ...result.toCheck].find((one) => one.placed.candidate === candidate)!;
          seen.compared++;
          if ((way.covered & ~musts) !== 0) seen.wished++;
          expect([low, high, cents]).toEqual([placed.low, placed.high, shownCents(placed.way)]);
        }
      }),
      RUNS,
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(RUNS.numRuns / 100);
  });

  it('of several hosts give each usage to one of them', () => {
    let wished = 0;
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const compiled = compileNeed(need, policy, reference);
        const { musts } = compiled;
        for (const { shares } of several(matchHosts(hosts, need))) {
          const used = shares.flatMap(({ way }) => way.options.map((option) => option.wanted));
          expect(new Set(used).size).toBe(used.length);
          for (const { way } of shares) expect(splits(way.covered & musts, compiled)).toBe(false);
          expect(shares.reduce((mask, { way }) => mask | way.covered, 0) & musts).toBe(musts);
          if (used.length > bitCount(musts)) wished++;
        }
      }),
      RUNS,
    );
    expect(wished).toBeGreaterThan(0);
  });
});
