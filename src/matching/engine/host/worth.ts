import { claimUtility } from '../../../documents/evidence.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { SupportMode } from '../../../vocabulary/terms.ts';
import {
  between,
  commitmentInterval,
  exactly,
  type Interval,
  intervalOf,
  middleCents,
  type PriceRule,
  priceUtility,
  provenEnough,
  stated,
  statementInterval,
  UNKNOWN,
} from '../need/interval.ts';
import { leavingInterval } from '../need/leaving.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import type { Wish } from '../need/wishes.ts';
import type { Candidate } from './candidate.ts';
import { comesInPerson, supportAnswer } from './eligibility.ts';
import { shownCents, type Way } from './ways.ts';

/* What a host is worth: integers from 0 (absent) to 1000 (as good as useful), independent of the other hosts. */

interface IntervalContext {
  readonly policy: Policy;
  readonly reference: Reference;
  readonly day: string;
}

/** One entry per wish, in their order; undefined when the value depends on the chosen way. */
export type FixedIntervals = readonly (Interval | undefined)[];

/**
 * Intervals of the criteria that do not depend on the plan chosen, in the order of `need.wishes`;
 * undefined where they do (price, storage margin, wished usages, tools taken over, commitments of a service).
 */
export function hostIntervals(candidate: Candidate, need: CompiledNeed, context: IntervalContext): FixedIntervals {
  const intervals: (Interval | undefined)[] = [];
  for (const wish of need.wishes) {
    if (wish.kind === 'proximity') intervals.push(proximityInterval(candidate, need, context.policy));
    else if (wish.kind === 'support') intervals.push(supportInterval(candidate, need, wish, context));
    else if (wish.kind === 'criterion' || wish.kind === 'commitment')
      intervals.push(statedInterval(candidate, wish, context));
    else intervals.push(undefined);
  }
  return intervals;
}

function supportInterval(candidate: Candidate, need: CompiledNeed, wish: Wish, context: IntervalContext): Interval {
  if (wish.mode !== null) return supportInMode(candidate, need, wish, wish.mode, context);
  const answer = supportAnswer(candidate, wish.key, need, context.reference.territories.lineage);
  if (answer === 'yes') return exactly(1000);
  return answer === 'unknown' ? UNKNOWN : stated(wish.importance, context.policy, null);
}

/** Help in the wished mode has full value, in another mode less; help in person only counts where the host comes. */
function supportInMode(
  candidate: Candidate,
  need: CompiledNeed,
  wish: Wish,
  wanted: SupportMode,
  { policy, reference }: IntervalContext,
): Interval {
  const { support } = candidate.host;
  if (support === undefined) return UNKNOWN;
  const other = policy.otherSupportMode;
  const worth = support
    .filter(({ kind }) => kind === wish.key)
    .flatMap(({ mode }): [low: number, high: number][] => {
      if (mode === undefined) return [[other, 1000]];
      const full = mode === wanted ? 1000 : other;
      const reached = mode === 'in-person' ? comesInPerson(candidate, need, reference.territories.lineage) : 'yes';
      if (reached === 'yes') return [[full, full]];
      // The host does not come here: no value. It is unknown whether it comes: between the value of another mode (if in
      // person is wished) or 0, and the full value.
      return reached === 'no' ? [] : [[mode === wanted ? other : 0, full]];
    });
  if (worth.length === 0) return candidate.whole.support ? stated(wish.importance, policy, null) : UNKNOWN;
  return between(Math.max(...worth.map(([low]) => low)), Math.max(...worth.map(([, high]) => high)));
}

/** The value of a criterion or commitment is the same for every need of the day, so it is computed once. */
const intervalsByWish = new WeakMap<Candidate, Map<string, Interval | undefined>>();

function statedInterval(candidate: Candidate, wish: Wish, context: IntervalContext): Interval | undefined {
  const known = intervalsByWish.get(candidate) ?? new Map<string, Interval | undefined>();
  if (known.size === 0) intervalsByWish.set(candidate, known);
  else if (known.has(wish.id)) return known.get(wish.id);
  const interval = workOut(candidate, wish, context);
  known.set(wish.id, interval);
  return interval;
}

function workOut(candidate: Candidate, wish: Wish, { policy, reference, day }: IntervalContext): Interval | undefined {
  if (wish.kind === 'commitment') {
    const kind = reference.commitmentKinds.get(wish.key)!;
    if (kind.scope === 'service') return undefined;
    return commitmentInterval(candidate.commitments.get(wish.key), kind, wish, day, policy);
  }
  const criterion = reference.criteria.get(wish.key)!;
  return provenEnough(
    statementInterval(
      candidate.claims.get(wish.key),
      (value) => claimUtility(criterion, value),
      wish.importance,
      policy,
    ),
    wish.leastEvidence,
  );
}

const NEARNESS = ['commune', 'departement', 'region', 'country'] as const;

/**
 * Proximity of the seat: same commune, département, région or country. A seat that is only known at a wider level
 * leaves the finer levels open.
 */
function proximityInterval(candidate: Candidate, need: CompiledNeed, policy: Policy): Interval {
  const { seat } = candidate;
  const wanted = need.place;
  if (wanted.country === undefined || seat.country === undefined) return UNKNOWN;
  // From the finest level outwards; the first level known on both sides decides, unless a finer one is open.
  let open: (typeof NEARNESS)[number] | null = null;
  for (const level of NEARNESS) {
    if (wanted[level] === undefined) continue;
    if (seat[level] === wanted[level]) {
      const low = policy.proximity[level];
      return open === null ? exactly(low) : between(low, policy.proximity[open]);
    }
    if (seat[level] === undefined) open ??= level;
    else open = null;
  }
  return exactly(0);
}

/** The values of a way on each criterion, in the order of `need.wishes`. */
export function intervalsOf(
  candidate: Candidate,
  need: CompiledNeed,
  way: Way,
  fixed: FixedIntervals,
  policy: Policy,
): Interval[] {
  // A loop: this runs for every way of every host.
  const intervals: Interval[] = [];
  let serviceKind = 0;
  for (let index = 0; index < need.wishes.length; index++) {
    const wish = need.wishes[index]!;
    intervals.push(
      fixed[index] ??
        (wish.kind === 'commitment'
          ? (way.serviceIntervals[serviceKind++] ?? UNKNOWN)
          : wayInterval(candidate, need, wish, way, policy)),
    );
  }
  return intervals;
}

/** The value of a way on a criterion that depends on the chosen plan. */
function wayInterval(candidate: Candidate, need: CompiledNeed, wish: Wish, way: Way, policy: Policy): Interval {
  const incomplete = (need.musts & ~way.covered) !== 0;
  if (wish.kind === 'price')
    return priceInterval(incomplete ? null : shownCents(way), way.known + way.feeCents, need, policy);
  if (wish.kind === 'storage-margin') {
    if (way.margin === null) return UNKNOWN;
    return incomplete ? between(0, way.margin.high) : way.margin;
  }
  if (wish.kind === 'leaving-tools') return leavingInterval(way.takenOver, policy);
  const wanted = need.wanted.findIndex(({ usage }) => usage === wish.key);
  const isDenied = candidate.whole.services && !candidate.usages.has(wish.key);
  if ((way.near & (1 << wanted)) !== 0) return nearInterval(isDenied);
  if ((way.covered & (1 << wanted)) !== 0) return exactly(1000);
  return isDenied || candidate.usages.has(wish.key) ? exactly(0) : UNKNOWN;
}

/** The value of a near usage for a wished one: half; up to full only if the host may offer the usage itself too. */
export const nearInterval = (isDenied: boolean): Interval => (isDenied ? exactly(500) : between(500, 1000));

/** How the price of a need is valued. */
export const priceRuleOf = ({ priceAnchorCents }: CompiledNeed, { priceEnoughPercent }: Policy): PriceRule => ({
  anchorCents: priceAnchorCents,
  enoughPercent: priceEnoughPercent,
});

/**
 * Value of a price in cents a year: `shown` is the price to show, or null when only the part `known` is known. When
 * less than the advised amount may be paid, the middle of the two counts.
 */
export function priceInterval(shown: number | null, known: number, need: CompiledNeed, policy: Policy): Interval {
  const rule = priceRuleOf(need, policy);
  if (shown !== null) return exactly(priceUtility(middleCents(known, shown), rule));
  // Nothing is known to be due, for example when the price is free to choose: any value is possible. Else the known
  // part limits the value.
  const high = known === 0 ? 1000 : priceUtility(known, rule);
  return intervalOf(0, high, { unknown: true, evidence: 'unknown' });
}

/** The weighted sum of one side of the intervals, `low` or `high`: points × thousandths. */
export const weightedSum = (need: CompiledNeed, intervals: readonly Interval[], side: 'low' | 'high'): number =>
  intervals.reduce((sum, interval, index) => sum + need.wishes[index]!.points * interval[side], 0);
