import type { MatchedHost } from '../../matching/answer/matched-host.ts';
import { type CompiledNeed, compileNeed } from '../../matching/engine/need/need.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import { outOfHundred } from '../../matching/engine/need/rank.ts';
import type { PolicyRule } from '../../matching/engine/need/rules.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Wish } from '../../matching/engine/need/wishes.ts';
import type { Reference } from '../../vocabulary/reference.ts';

/** Total points of each member, so that all members count equally in the mean. */
const SHARED_OUT = 100_000;

/** Points of one member by criterion name. */
export type Weights = ReadonlyMap<string, number>;

/** The points that each member gives to each wish, when its wishes are applied to the joint need. */
export const weightsOf = (
  joint: Need,
  needs: readonly Need[],
  rules: readonly PolicyRule[],
  policy: Policy,
  reference: Reference,
): Weights[] =>
  needs.map(({ wish, currentTools = [] }) => {
    const { wish: _joint, currentTools: tools = [], ...rest } = joint;
    // A member that leaves no tool gains nothing from help with the tools of others.
    const own = { ...rest, ...(wish && { wish }), ...(currentTools.length > 0 && { currentTools: tools }) };
    const compiled = compileNeed(own, policy, reference, rules);
    return new Map(compiled.wishes.map(({ name, points }) => [name, points]));
  });

const totalOf = (weights: Weights): number => [...weights.values()].reduce((sum, points) => sum + points, 0);

/** The compiled need of the group, with the mean of the normalised weights of its members. */
export function weighedByMean(compiled: CompiledNeed, members: readonly Weights[]): CompiledNeed {
  const wishing = members.filter((weights) => totalOf(weights) > 0);
  const mean = ({ name }: Wish): number =>
    Math.round(
      wishing.reduce((sum, weights) => sum + (SHARED_OUT * (weights.get(name) ?? 0)) / totalOf(weights), 0) /
        wishing.length,
    );
  const wishes = compiled.wishes.map((one) => ({ ...one, points: mean(one) })).filter(({ points }) => points > 0);
  const place = new Map(wishes.map(({ name }, index) => [name, index]));
  return {
    ...compiled,
    wishes,
    totalPoints: wishes.reduce((sum, { points }) => sum + points, 0),
    serviceWishes: compiled.serviceWishes.flatMap(({ kind, wish }) => {
      const now = place.get(compiled.wishes[wish]!.name);
      return now === undefined ? [] : [{ kind, wish: now }];
    }),
  };
}

/** The low score, 0 to 100, of a host of the group under the points of one member. */
export function lowFor(weights: Weights, { contributions }: MatchedHost): number {
  const sum = contributions.reduce(
    (total, { criterion, worth }) => total + (weights.get(criterion) ?? 0) * Math.round(10 * worth.low),
    0,
  );
  return outOfHundred(sum, totalOf(weights));
}

/** Splits cents by weights, exact to the cent: the remaining cents go to the largest remainders, then by order. */
export function sharesOf(cents: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => Math.floor((cents * weight) / total));
  const remaining = cents - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (cents * weight) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, remaining)) shares[index]!++;
  return shares;
}
