import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import { indexCandidates } from '../../src/matching/engine/host/candidate-index.ts';
import { hostAnswers } from '../../src/matching/engine/host/eligibility.ts';
import { waysOf } from '../../src/matching/engine/host/ways.ts';
import { type MatchResult, match } from '../../src/matching/engine/match.ts';
import { bitCount } from '../../src/matching/engine/need/hard-needs.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import type { Share } from '../../src/matching/engine/together/combination.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { candidatesOf, context, DAY, matchHosts, policy, reference } from '../support/matching.ts';
import { anyHost, anyHosts, anyNeed, holds } from '../support/random-needs.ts';

/** Properties of the method (P1 …), on random hosts with several plans and random needs. */

const all = (result: MatchResult) => [...result.fits, ...result.toCheck];
const byHost = (result: MatchResult) => new Map(all(result).map((ranked) => [ranked.placed.candidate.host.id, ranked]));
const told = (result: MatchResult) =>
  all(result).map(({ placed, rank, best, worst }) => [
    placed.candidate.host.id,
    placed.low,
    placed.high,
    placed.open,
    rank,
    best,
    worst,
  ]);
const waysOut = ({ nearMisses, relaxations }: MatchResult) => [
  nearMisses.map(({ barred, obstacle, amount }) => [barred.candidate.host.id, obstacle.name, amount]),
  relaxations.map(({ giveUp, count, step }) => [giveUp.map(({ bit }) => bit), count, step]),
];
const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, i) => i !== index);

describe('A match', () => {
  it('P1: is the same whatever the order of hosts, services, plans, claims and usages', () => {
    holds([anyHosts, anyNeed], (hosts, need) => {
      const turned = [...hosts].reverse().map((host) => ({
        ...host,
        claims: [...host.claims].reverse(),
        services: [...host.services]
          .reverse()
          .map((service) => ({ ...service, ...(service.plans ? { plans: [...service.plans].reverse() } : {}) })),
      }));
      const [after, before] = [
        matchHosts(turned, { ...need, usages: [...need.usages].reverse() }),
        matchHosts(hosts, need),
      ];
      expect(told(after)).toEqual(told(before));
      expect(waysOut(after)).toEqual(waysOut(before));
    });
  });

  it('P2: does not change when every point is multiplied', () => {
    const points = Object.fromEntries(
      Object.entries(policy.points).map(([word, value]) => [word, value * 7]),
    ) as typeof policy.points;
    holds([anyHosts, anyNeed], (hosts, need) => {
      const scaled = match(
        indexCandidates(candidatesOf(hosts)),
        compileNeed(need, { ...policy, points }, reference),
        context,
        {
          limit: 1000,
          tieBreak: (id) => id,
        },
      );
      expect(told(scaled)).toEqual(told(matchHosts(hosts, need)));
    });
  });

  it('P4: gives a host the same score whoever else is there, and its copy ties with it', () => {
    holds([anyHosts, anyNeed, fc.nat()], (hosts, need, pick) => {
      const index = pick % hosts.length;
      const before = byHost(matchHosts(hosts, need));
      const after = byHost(matchHosts(without(hosts, index), need));
      for (const [id, ranked] of after) {
        expect([ranked.placed.low, ranked.placed.high]).toEqual([
          before.get(id)!.placed.low,
          before.get(id)!.placed.high,
        ]);
      }
      const copy = { ...hosts[index]!, id: '99999999-0000-4000-8000-000000000000', slug: 'copy' };
      const both = byHost(matchHosts([...hosts, copy], need));
      const [mine, its] = [both.get(hosts[index]!.id), both.get(copy.id)];
      expect(its?.rank).toBe(mine?.rank);
      if (mine) expect(mine.tied).toBe(true);
    });
  });

  it('P5: never lowers a host whose price falls or whose room grows, nor moves another’s score', () => {
    holds([anyHosts, anyNeed, fc.nat(), fc.boolean()], (hosts, need, pick, cheaper) => {
      const index = pick % hosts.length;
      const better = improve(hosts[index]!, cheaper);
      const before = byHost(matchHosts(hosts, need));
      const after = byHost(
        matchHosts(
          hosts.map((host, i) => (i === index ? better : host)),
          need,
        ),
      );
      for (const [id, ranked] of after) {
        const old = before.get(id);
        if (id === better.id) {
          if (!old) continue;
          expect(ranked.placed.open).toBeLessThanOrEqual(old.placed.open);
          if (ranked.placed.open === old.placed.open) {
            expect(ranked.placed.lowSum).toBeGreaterThanOrEqual(old.placed.lowSum);
            expect(ranked.rank).toBeLessThanOrEqual(old.rank);
          }
        } else expect(ranked.placed.lowSum).toBe(old!.placed.lowSum);
      }
      if (before.has(better.id)) expect(after.has(better.id)).toBe(true);
    });
  });

  it('P14: proposes only relaxations that bring a host, and of which no part would', () => {
    holds([anyHosts, anyNeed], (hosts, need) => {
      const { relaxations } = matchHosts(hosts, need);
      const masks = bruteForceRefusals(hosts, need).filter((refusals) => !refusals.includes(0));
      for (const { giveUp, count } of relaxations) {
        const mask = giveUp.reduce((sum, { bit }) => sum | bit, 0);
        const brings = (given: number) =>
          masks.filter((host) => host.some((refusal) => (refusal & ~given) === 0)).length;
        expect(brings(mask)).toBe(count);
        expect(count).toBeGreaterThan(0);
        for (const { bit } of giveUp) expect(brings(mask & ~bit)).toBe(0);
      }
    });
  });

  it('P16: finds combinations as cheap as brute force', () => {
    holds([anyHosts, anyNeed], (hosts, need) => {
      const result = matchHosts(hosts, need);
      if (bitCount(compileNeed(need, policy, reference).musts) < 2) {
        expect(result.combinations).toEqual([]);
        return;
      }
      // One host alone may be the cheapest: it stands in its list, where a price that nobody knows is no open point.
      const several = result.combinations.filter(({ state, shares }) => state === 'fits' && shares.length > 1);
      const found = [...several.map(({ shares }) => shares), ...result.fits.map(({ placed }) => [placed])];
      const costs = found.map((shares) => cheapestOf(shares, need));
      expect(Math.min(Number.POSITIVE_INFINITY, ...costs)).toBe(bruteForceCombination(hosts, need));
    });
  });

  it('P20: gives the same bytes twice', () => {
    holds([anyHosts, anyNeed], (hosts, need) => {
      const answer = () => JSON.stringify(answerOf(hosts, need));
      expect(answer()).toBe(answer());
    });
  });

  it('P21: never raises a host that replaces silence by a stated no', () => {
    holds([anyHost, anyNeed], (host, need) => {
      const silent = { ...host, commitments: [] };
      const honest = {
        ...host,
        commitments: [
          {
            kind: 'closing-notice',
            value: 0,
            evidence: 'declared' as const,
            contested: false,
            statements: [statedZero],
          },
        ],
      };
      const [before] = all(matchHosts([silent], need));
      const [after] = all(matchHosts([honest], need));
      if (!before || !after || before.placed.open !== after.placed.open) return;
      expect(after.placed.lowSum).toBeLessThanOrEqual(before.placed.lowSum);
      expect(after.placed.highSum).toBeLessThanOrEqual(before.placed.highSum);
      const word = need.wish?.commitments?.['closing-notice'];
      const points = word ? policy.points[word] * 100 : 0;
      if (word === 'important' || word === 'very-important')
        expect(before.placed.lowSum - after.placed.lowSum).toBe(points * 250);
      else expect(after.placed.lowSum).toBe(before.placed.lowSum);
    });
  });

  it('P23: answers plainly: few hosts, reasons and cautions, and a question for every unknown', () => {
    holds([anyHosts, anyNeed], (hosts, need) => {
      const { fits, toCheck } = answerOf(hosts, need);
      expect(fits.length).toBeLessThanOrEqual(3);
      expect(toCheck.length).toBeLessThanOrEqual(3);
      for (const host of [...fits, ...toCheck]) {
        expect(host.reasons.length).toBeLessThanOrEqual(3);
        expect(host.cautions.length).toBeLessThanOrEqual(2);
        const unknown = host.contributions.filter(({ evidence }) => evidence === 'unknown').length;
        expect(host.questions.length).toBeGreaterThanOrEqual(Math.min(1, unknown + host.unknownNeeds.length));
        for (const { code, params } of host.reasons)
          if (code === 'criterion-met') expect(Object.keys(need.wish?.criteria ?? {})).toContain(params.key);
      }
    });
  });
});

const FRENCH = speaker('fr', reference);
const matcher = createMatcher(policy, reference, 'a secret of the tests');
const answerOf = (hosts: Host[], need: Need) =>
  matcher.answer(
    need,
    { epoch: 'e', revision: 1, day: DAY, reference, groups: [hosts], federationBySlug: new Map() },
    FRENCH,
    {
      everything: false,
    },
  );

const statedZero = {
  value: 0,
  by: 'host' as const,
  level: 'declared' as const,
  evidence: 'declared' as const,
  asOf: '2026-11-01',
  until: null,
  aged: false,
};

function improve(host: Host, cheaper: boolean): Host {
  return {
    ...host,
    services: host.services.map((service) => ({
      ...service,
      ...(service.plans
        ? {
            plans: service.plans.map((plan) =>
              cheaper
                ? { ...plan, ...(plan.fixed === undefined ? {} : { fixed: Math.max(0, plan.fixed - 10) }) }
                : {
                    ...plan,
                    ...(typeof plan.maxGb === 'number' ? { maxGb: plan.maxGb * 2 } : {}),
                    ...(typeof plan.maxAccounts === 'number' ? { maxAccounts: plan.maxAccounts + 5 } : {}),
                    ...(plan.limits ? { limits: grown(plan.limits) } : {}),
                  },
            ),
          }
        : {}),
    })),
  };
}

const grown = (limits: NonNullable<Plan['limits']>): NonNullable<Plan['limits']> =>
  Object.fromEntries(Object.entries(limits).map(([unit, most]) => [unit, most === 'unlimited' ? most : most + 5]));

/** For each barred host, the sets of what keeps each of its ways out, found without any pruning by the search under test. */
function bruteForceRefusals(hosts: Host[], need: Need): number[][] {
  const compiled = compileNeed(need, policy, reference);
  const musts = need.usages
    .filter(({ priority }) => priority === undefined || priority === 'must')
    .map(({ usage }) => usage);
  return candidatesOf(hosts)
    .filter(
      (candidate) =>
        !candidate.isApart && (candidate.whole.services || musts.some((usage) => candidate.usages.has(usage))),
    )
    .map((candidate) => {
      const answers = hostAnswers(candidate, compiled, reference.territories.lineage);
      const refusals = waysOf(candidate, compiled, context).byCovered.flatMap((ways, covered) =>
        (covered & compiled.musts) === 0
          ? []
          : ways.map((way) => {
              let no = answers.no | answers.against | way.no | way.against;
              compiled.wanted.forEach(({ usage }, index) => {
                const missing = (compiled.musts & (1 << index)) !== 0 && (covered & (1 << index)) === 0;
                if (missing && (candidate.whole.services || candidate.usages.has(usage)))
                  no |= compiled.usageBits[index]!;
              });
              if (compiled.budgetCents !== null && way.known + way.feeCents > compiled.budgetCents)
                no |= compiled.bits.budget;
              return no;
            }),
      );
      return refusals.length > 0
        ? refusals
        : [answers.no | answers.against | compiled.usageBits.reduce((mask, bit) => mask | bit, 0)];
    });
}

/** What hosts chosen together ask for the must-usages: one alone is shown as it is alone, and may have a cheaper way. */
function cheapestOf(shares: readonly Share[], need: Need): number {
  const compiled = compileNeed(need, policy, reference);
  const ways = shares.length > 1 ? [] : waysOf(shares[0]!.candidate, compiled, context).byCovered[compiled.musts]!;
  const alone = ways.filter((way) => (way.no | way.against | way.unknown) === 0 && way.least !== null);
  return Math.min(
    shares.reduce((sum, { way }) => sum + (way.least ?? Number.POSITIVE_INFINITY) + way.feeCents, 0),
    ...alone.map((way) => way.least! + way.feeCents),
  );
}

/** Cheapest cover by at most three hosts that answer yes to everything, by trying every assignment of usages to hosts; Infinity: none. */
function bruteForceCombination(hosts: Host[], need: Need): number {
  const compiled = compileNeed(need, policy, reference);
  const musts = bitCount(compiled.musts);
  const candidates = candidatesOf(hosts).filter(({ isApart }) => !isApart);
  const costs = candidates.map((candidate) => {
    const answers = hostAnswers(candidate, compiled, reference.territories.lineage);
    const table = waysOf(candidate, compiled, context).byCovered;
    return (mask: number): number => {
      if ((answers.no | answers.against | answers.unknown) !== 0) return Number.POSITIVE_INFINITY;
      const known = table[mask]!.filter((way) => (way.no | way.against | way.unknown) === 0 && way.least !== null);
      return Math.min(Number.POSITIVE_INFINITY, ...known.map((way) => way.least! + way.feeCents));
    };
  });
  let best = Number.POSITIVE_INFINITY;
  const assign = (usage: number, masks: number[]): void => {
    if (usage === musts) {
      const used = masks.flatMap((mask, host) => (mask === 0 ? [] : [costs[host]!(mask)]));
      if (used.length <= 3)
        best = Math.min(
          best,
          used.reduce((sum, cost) => sum + cost, 0),
        );
      return;
    }
    candidates.forEach((_, host) => {
      assign(
        usage + 1,
        masks.map((mask, i) => (i === host ? mask | (1 << usage) : mask)),
      );
    });
  };
  assign(
    0,
    candidates.map(() => 0),
  );
  return compiled.budgetCents !== null && best > compiled.budgetCents ? Number.POSITIVE_INFINITY : best;
}
