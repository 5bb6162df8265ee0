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

/* Pure: whether a price rises from one list of plans to another, and from which day. */

/** Fixed here and not read from the policy: what was judged once must not depend on numbers of matches. */
const TERMS: CostTerms = { setupYears: 3, taxPercent: 20 };

/** Sizes of an organisation for which prices are compared, beside those at which the plans themselves change. */
const SIZES = { accounts: [1, 5, 20, 100, 1000], megabytes: [1_000, 10_000, 100_000, 1_000_000] };
/** Of the plans of one name, so many sizes of a kind: what a comparison costs must have a bound. */
const MOST_OWN_SIZES = 6;

const sizesOf = (plans: readonly Plan[], unit: string, common: readonly number[], included: (plan: Plan) => number) => {
  const own = plans.flatMap((plan) => [limitOn(plan, unit), included(plan)]);
  const numbers = new Set(own.filter((size) => typeof size === 'number' && size > 0 && Number.isFinite(size)));
  return [...new Set([...common, ...[...numbers].slice(0, MOST_OWN_SIZES)])] as number[];
};

/** Whether there is room for sure. Room of which nothing is said is enough for the smallest size alone. */
const isEnough = (room: Room, isSmallest: boolean): boolean => room === 'enough' || (isSmallest && room === 'unknown');

/** Cents a year of the cheapest plan that is sure to hold a size, fee included; null when none is, or no price is known. */
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

export type Compared = 'dearer' | 'not-dearer' | 'unknown';

/** Dearer for one size that both are sure to hold is dearer; unknown where no size has a known price on both sides. */
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

/** The amounts of a plan, without the words beside them. */
function amountsOf(plan: Plan): Plan {
  const { conditions: _c, covers: _v, limits: _l, observedOn: _o, from: _f, ...amounts } = plan;
  return amounts;
}

/** A price that rises: from which day, and what it would have been then. */
export interface Rise {
  plan: string;
  from: string;
  before: Plan[];
}

/** Whether prices that are written now take a raise back: on its day, nothing becomes dearer any more. */
export function isUndone({ plan, from, before }: Rise, after: Priced, today: string): boolean {
  // A plan that is no longer announced raises nobody.
  if (from > today && namedOn(after, plan, from).length === 0) return true;
  const isNoDearer = (now: readonly Plan[], then: readonly Plan[]) => comparePrices(now, then) === 'not-dearer';
  if (isNoDearer(namedOn(after, plan, from > today ? from : today), before)) return true;
  // It comes on another day now, which is another raise.
  return from > today && isNoDearer(namedOn(after, plan, from), namedOn(after, plan, addDays(from, -1)));
}

/**
 * The plans that cost more than was said before, each from the first day on which it does: today, or the first day of
 * some plan.
 * @param undone raises that are taken back at the same time: what they had raised is compared with what was before them
 */
export function risesIn(before: Priced, after: Priced, undone: readonly Rise[], today: string): Rise[] {
  const plans = [...(before.plans ?? []), ...(after.plans ?? [])];
  return [...new Set((after.plans ?? []).map(({ name }) => name))].flatMap((name): Rise[] => {
    const firstDays = plans.flatMap((plan) => (plan.name === name ? (plan.from ?? []) : []));
    const days = [...new Set([today, ...firstDays.filter((from) => from > today)])].sort();
    for (const day of days) {
      const ended = undone.filter(({ plan, from }) => plan === name && from <= day);
      const old = [...namedOn(before, name, day), ...ended.flatMap((raise) => raise.before)];
      if (comparePrices(namedOn(after, name, day), old) === 'dearer')
        return [{ plan: name, from: day, before: old.map(amountsOf) }];
    }
    return [];
  });
}

/** Whether prices that stood before were no lower on the day of a raise, which then only puts one back. */
export const isPutBack = ({ plan, from }: Rise, after: Priced, earlier: Priced): boolean =>
  comparePrices(namedOn(after, plan, from), namedOn(earlier, plan, from)) === 'not-dearer';
