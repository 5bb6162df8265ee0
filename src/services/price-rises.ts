import { isDeepStrictEqual } from 'node:util';
import { type Plan, type Priced, plansOn } from '../documents/service.ts';
import { addDays } from '../ground/clock.ts';
import { ACCOUNTS, STORAGE } from '../vocabulary/units.ts';
import {
  type CostTerms,
  includedMegabytes,
  limitOn,
  membershipFeeCents,
  type Room,
  roomForAccounts,
  roomForMegabytes,
  yearlyCost,
} from './cost.ts';

/* Whether a price increases from one list of plans to another, and from which day. Pure. */

/** Constants, not numbers of the policy: the judgement of an increase must not change with the matching policy. */
const TERMS: CostTerms = { setupYears: 3, taxPercent: 20 };

/** Sizes of organisations for which prices are compared, in addition to the limits of the plans themselves. */
const SIZES = { accounts: [1, 5, 20, 100, 1000], megabytes: [1_000, 10_000, 100_000, 1_000_000] };
/** At most so many such limits of each kind, to bound the cost of a comparison. */
const MOST_OWN_SIZES = 6;

const sizesOf = (plans: readonly Plan[], unit: string, common: readonly number[], included: (plan: Plan) => number) => {
  const own = plans.flatMap((plan) => [limitOn(plan, unit), included(plan)]);
  const numbers = new Set(own.filter((size) => typeof size === 'number' && size > 0 && Number.isFinite(size)));
  return [...new Set([...common, ...[...numbers].slice(0, MOST_OWN_SIZES)])] as number[];
};

/** Whether there is certainly enough room. Unknown room counts as enough for the smallest size only. */
const isEnough = (room: Room, isSmallest: boolean): boolean => room === 'enough' || (isSmallest && room === 'unknown');

/**
 * Yearly cost in cents of the cheapest plan that certainly fits a size, including the membership fee; null when no plan
 * fits or no price is known.
 */
function cheapest(plans: readonly Plan[], accounts: number, megabytes: number): number | null {
  const costs = plans
    .filter((plan) => isEnough(roomForAccounts(plan, accounts), accounts === SIZES.accounts[0]))
    .filter((plan) => isEnough(roomForMegabytes(plan, megabytes, accounts), megabytes === SIZES.megabytes[0]))
    .flatMap((plan) => {
      const { least } = yearlyCost(plan, accounts, megabytes, TERMS);
      return least === null ? [] : [least + membershipFeeCents(plan, accounts)];
    });
  return costs.length === 0 ? null : Math.min(...costs);
}

type Compared = 'dearer' | 'not-dearer' | 'unknown';

/**
 * "dearer" if the price is higher for at least one size that fits both. "unknown" if no size has a known price on both
 * sides.
 */
export function comparePrices(now: readonly Plan[], before: readonly Plan[]): Compared {
  const all = [...now, ...before];
  const many = sizesOf(all, ACCOUNTS, SIZES.accounts, ({ includedAccounts = 0 }) => includedAccounts);
  const large = sizesOf(all, STORAGE, SIZES.megabytes, (plan) => includedMegabytes(plan, 0));
  let result: Compared = 'unknown';
  for (const accounts of many)
    for (const megabytes of large) {
      const old = cheapest(before, accounts, megabytes);
      const cost = old === null ? null : cheapest(now, accounts, megabytes);
      if (cost === null || old === null) continue;
      if (cost > old) return 'dearer';
      result = 'not-dearer';
    }
  return result;
}

const namedOn = (priced: Priced, name: string, day: string): Plan[] =>
  plansOn(priced, day).filter((plan) => plan.name === name);

/** The amounts of a plan, without its other facts. */
export function amountsOf(plan: Plan): Plan {
  const { conditions: _c, covers: _v, limits: _l, observedOn: _o, from: _f, ...amounts } = plan;
  return amounts;
}

/** A price increase: its first day, and the plans that would apply on that day without it. */
export interface Rise {
  plan: string;
  from: string;
  before: Plan[];
}

/** Whether the written prices undo an increase: on its first day, nothing is dearer any more. */
export function isUndone({ plan, from, before }: Rise, after: Priced, today: string): boolean {
  // The plan is no longer announced, so nobody pays the increase.
  if (from > today && namedOn(after, plan, from).length === 0) return true;
  const isNoDearer = (now: readonly Plan[], then: readonly Plan[]) => comparePrices(now, then) === 'not-dearer';
  if (isNoDearer(namedOn(after, plan, from > today ? from : today), before)) return true;
  // It now begins on another day, and counts as another increase.
  return from > today && isNoDearer(namedOn(after, plan, from), namedOn(after, plan, addDays(from, -1)));
}

/**
 * The increases of each plan: on the first day on which it costs more than before, today or the first day of a plan; and
 * on each later day on which it costs more again.
 * @param undone increases taken back by the same write: new prices are compared with those from before them
 */
export function risesIn(before: Priced, after: Priced, undone: readonly Rise[], today: string): Rise[] {
  const plans = [...(before.plans ?? []), ...(after.plans ?? [])];
  return [...new Set((after.plans ?? []).map(({ name }) => name))].flatMap((name): Rise[] => {
    const firstDays = plans.flatMap((plan) => (plan.name === name ? (plan.from ?? []) : []));
    const days = [...new Set([today, ...firstDays.filter((from) => from > today)])].sort();
    const rises: Rise[] = [];
    for (const day of days) {
      const now = namedOn(after, name, day);
      const ended = undone.filter(({ plan, from }) => plan === name && from <= day);
      const old = [...namedOn(before, name, day), ...ended.flatMap((raise) => raise.before)];
      if (comparePrices(now, old) !== 'dearer') continue;
      const eve = rises.length > 0 ? namedOn(after, name, addDays(day, -1)) : old;
      if (comparePrices(now, eve) === 'dearer') rises.push({ plan: name, from: day, before: eve.map(amountsOf) });
    }
    return rises;
  });
}

/** Whether a write keeps every amount of a price, and only says what that price had left unsaid. */
export function isCompletion({ plan, from, before }: Rise, after: Priced): boolean {
  const now = namedOn(after, plan, from);
  return (
    now.length === before.length &&
    before.every((was, index) =>
      Object.entries(was).every(([key, value]) => isDeepStrictEqual(value, now[index]![key as keyof Plan])),
    )
  );
}

/** Whether earlier prices were no lower on the first day of the increase, which then only restores them. */
export const isPutBack = ({ plan, from }: Rise, after: Priced, earlier: Priced): boolean =>
  comparePrices(namedOn(after, plan, from), namedOn(earlier, plan, from)) === 'not-dearer';
