import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import { toCandidate } from '../../src/matching/engine/host/candidate.ts';
import { indexCandidates } from '../../src/matching/engine/host/candidate-index.ts';
import { type MatchResult, match } from '../../src/matching/engine/match.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import type { Policy } from '../../src/matching/engine/need/policy.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { DAY, policy, reference } from '../support/matching.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';
import { runs } from '../support/runs.ts';

/** P3 of the method: in whatever units prices, room and amounts are written, the result is the same. */

const RUNS = runs(400);

/** Everything that a match says, without what is itself an amount. */
const told = ({ fits, toCheck, relaxations, combinations, nearMisses }: MatchResult) => ({
  fits: fits.map(({ placed, rank }) => [placed.candidate.host.id, placed.lowSum, placed.highSum, rank]),
  toCheck: toCheck.map(({ placed, rank }) => [placed.candidate.host.id, placed.lowSum, placed.unknown, rank]),
  relaxations: relaxations.map(({ giveUp, count, step }) => [
    giveUp.map(({ name }) => name),
    count,
    step && [step.shortage.of, step.count],
  ]),
  combinations: combinations.map(({ shares, state, low, high }) => [
    shares.map(({ candidate }) => candidate.host.id),
    state,
    low,
    high,
  ]),
  nearMisses: nearMisses.map(({ barred, obstacle, amount }) => [
    barred.candidate.host.id,
    obstacle.name,
    amount?.of,
    // A share of what is asked has no unit.
    amount && Math.round((amount.missing / (amount.has + amount.missing)) * 1e6),
  ]),
});

function answer(hosts: readonly Host[], need: Need, rules: Policy): ReturnType<typeof told> {
  const candidates = hosts.flatMap((host) => toCandidate(host, DAY, rules, reference.territories.lineage) ?? []);
  const context = { policy: rules, reference, day: DAY };
  const options = { limit: 1000, tieBreak: (id: string) => id };
  return told(match(indexCandidates(candidates), compileNeed(need, rules, reference), context, options));
}

const withPlans = (hosts: readonly Host[], change: (plan: Plan) => Plan): Host[] =>
  hosts.map((host) => ({
    ...host,
    services: host.services.map((service) => ({
      ...service,
      ...(service.plans ? { plans: service.plans.map(change) } : {}),
    })),
  }));

/** The fields of an object that are numbers, times a factor; cents and megabytes stay whole. */
function times<T extends object>(object: T, keys: readonly (keyof T)[], factor: number): T {
  const scaled = keys.flatMap((key) => {
    const value = object[key];
    return typeof value === 'number' ? [[key, Math.round(value * factor * 1000) / 1000]] : [];
  });
  return { ...object, ...Object.fromEntries(scaled) };
}

const PRICES = ['fixed', 'membershipFee', 'setupFee', 'perAccount', 'perGb'] as const;
const priced = (plan: Plan, keys: readonly (keyof Plan)[], factor: number): Plan => ({
  ...times(plan, keys, factor),
  ...(plan.freeAmount ? { freeAmount: times(plan.freeAmount, ['advised', 'floor'], factor) } : {}),
});
/** An entry cost that three years share to the cent: its rounding is of the cent, whatever the currency. */
const evenSetup = (plan: Plan): Plan => (plan.setupFee ? { ...plan, setupFee: 21 } : plan);

const scaledAmounts = <T extends Record<string, number | 'unlimited'>>(amounts: T, factor: number): T =>
  Object.fromEntries(
    Object.entries(amounts).map(([unit, amount]) => [unit, amount === 'unlimited' ? amount : amount * factor]),
  ) as T;

describe('P3: a match is the same', () => {
  it('with prices in euros or in cents', () => {
    fc.assert(
      fc.property(anyHosts, anyNeed, fc.constantFrom(2, 10, 100), (hosts, need, factor) => {
        const before = withPlans(hosts, evenSetup);
        const after = withPlans(before, (plan) => priced(plan, PRICES, factor));
        const rules: Policy = {
          ...policy,
          referencePrices: times({ ...policy.referencePrices }, Object.keys(policy.referencePrices), factor),
        };
        expect(answer(after, times(need, ['budgetPerYear'], factor), rules)).toEqual(answer(before, need, policy));
      }),
      RUNS,
    );
  });

  it('with prices a month, a quarter or a year', () => {
    const perYear = { month: 12, quarter: 4, year: 1 } as const;
    const RECURRING = ['fixed', 'perAccount', 'perGb'] as const;
    fc.assert(
      fc.property(anyHosts, anyNeed, fc.constantFrom('month' as const, 'quarter' as const), (hosts, need, period) => {
        const before = withPlans(hosts, (plan) => ({ ...plan, period }));
        const after = withPlans(before, (plan) => priced({ ...plan, period: 'year' }, RECURRING, perYear[period]));
        expect(answer(after, need, policy)).toEqual(answer(before, need, policy));
      }),
      RUNS,
    );
  });

  it('with room in gigabytes or in a smaller unit', () => {
    const ROOM = ['includedGb', 'includedGbPerAccount', 'maxGb'] as const;
    fc.assert(
      fc.property(anyHosts, anyNeed, fc.constantFrom(2, 5, 10), (hosts, need, factor) => {
        const after = withPlans(hosts, (plan) => times(times(plan, ROOM, factor), ['perGb'], 1 / factor));
        const wanted = {
          ...need,
          usages: need.usages.map((usage) => times(usage, ['storageGb', 'growthGbPerYear'], factor)),
        };
        const assumptions = times(policy.assumptions, ['storageGb', 'mailGbPerAccount'], factor);
        expect(answer(after, wanted, { ...policy, assumptions })).toEqual(answer(hosts, need, policy));
      }),
      RUNS,
    );
  });

  it('with any other unit counted one by one or by the dozen', () => {
    fc.assert(
      fc.property(anyHosts, anyNeed, fc.constantFrom(2, 12, 1000), (hosts, need, factor) => {
        const after = withPlans(hosts, (plan) =>
          plan.limits ? { ...plan, limits: scaledAmounts(plan.limits, factor) } : plan,
        );
        const usages = need.usages.map((usage) =>
          usage.amounts ? { ...usage, amounts: scaledAmounts(usage.amounts, factor) } : usage,
        );
        expect(answer(after, { ...need, usages }, policy)).toEqual(answer(hosts, need, policy));
      }),
      RUNS,
    );
  });
});
