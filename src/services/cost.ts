import type { Host } from '../documents/host.ts';
import { undatedSince } from '../documents/provenance.ts';
import type { Plan } from '../documents/service.ts';
import { addMonths, lastDayOf } from '../ground/clock.ts';
import { ACCOUNTS, STORAGE, toInteger } from '../vocabulary/units.ts';

/** Numbers of the matching policy that costs depend on. */
export interface CostRules {
  /** Number of years over which set-up fees are spread. */
  readonly setupYears: number;
  /** Percentage added to a price before tax. */
  readonly taxPercent: number;
  /** Number of months after which an unconfirmed price no longer counts. */
  readonly months: { readonly price: number };
}

/** The numbers that a yearly cost depends on. */
export type CostTerms = Pick<CostRules, 'setupYears' | 'taxPercent'>;

/**
 * Yearly cost of a plan for a number of accounts and megabytes, in integer cents, without the membership fee. `least`
 * is compared with a ceiling, `shown` is displayed; null where no amount is known or recommended.
 */
export interface YearlyCost {
  least: number | null;
  shown: number | null;
  exact: boolean;
}

const PERIODS_PER_YEAR = { month: 12, quarter: 4, year: 1 } as const;

const cents = (euros: number | undefined): number => Math.round((euros ?? 0) * 100);
const megabytes = (gigabytes: number | undefined): number => Math.round((gigabytes ?? 0) * 1000);
const divideHalfUp = (a: number, b: number): number => Math.floor((2 * a + b) / (2 * b));

/** Whether a plan has a known price: an amount other than the membership fee, and not a price on request. */
export const hasPrice = (plan: Plan): boolean =>
  plan.onQuote !== true &&
  (plan.fixed !== undefined ||
    plan.perAccount !== undefined ||
    plan.perGb !== undefined ||
    plan.freeAmount !== undefined);

/** Dates for prices without their own date: when the entry was compiled, and when the host last confirmed it. */
type Dated = Pick<Host, 'observed' | 'factsAsOf' | 'confirmedOn'>;

/** Whether a price still counts on a given day. */
export function priceHolds(plan: Plan, host: Dated, day: string, rules: CostRules): boolean {
  const earliest = addMonths(day, -rules.months.price);
  return [plan.observedOn ?? undatedSince(host), host.confirmedOn].some(
    (date) => !!date && lastDayOf(date) >= earliest,
  );
}

const withTax = (amount: number, { taxIncluded }: Pick<Plan, 'taxIncluded'>, { taxPercent }: CostTerms): number =>
  taxIncluded === false ? divideHalfUp(amount * (100 + taxPercent), 100) : amount;

/** How many times a price is paid for a number of accounts: once per account when it is per person, otherwise once. */
const timesPaid = (plan: Plan, accounts: number): number => (plan.for === 'person' ? Math.max(1, accounts) : 1);

/** The lowest membership fee in cents, due once per host, however many of its plans are used. */
export const membershipFeeCents = (plan: Plan, accounts = 1): number =>
  timesPaid(plan, accounts) * cents(plan.membershipFee ?? plan.membershipFree?.floor);

/**
 * The membership fee to show. Where people choose the amount: the recommended one, else the minimum; null when neither
 * is stated.
 */
export function membershipShownCents(plan: Plan, accounts = 1): number | null {
  if (!plan.membershipFree) return membershipFeeCents(plan, accounts);
  const { advised, floor } = plan.membershipFree;
  return advised === undefined && floor === undefined ? null : timesPaid(plan, accounts) * cents(advised ?? floor);
}

/**
 * Yearly cost: periods × (fixed amount + accounts and gigabytes above those included) + a yearly share of the set-up
 * fee. A price per person is multiplied by the accounts. An absent amount costs nothing. With `freeAmount`, the minimum
 * is compared with a ceiling, and the recommended amount is shown; with neither, no amount can be shown.
 */
export function yearlyCost(plan: Plan, accounts: number, wantedMegabytes: number, rules: CostTerms): YearlyCost {
  if (!hasPrice(plan)) return { least: null, shown: null, exact: false };
  const periods = PERIODS_PER_YEAR[plan.period ?? 'year'];
  const times = timesPaid(plan, accounts);
  const extraAccounts = Math.max(0, accounts - (plan.includedAccounts ?? 0));
  const extraMegabytes = Math.max(0, wantedMegabytes - includedMegabytes(plan, accounts));
  const perPeriod =
    times * cents(plan.fixed) +
    cents(plan.perAccount) * extraAccounts +
    divideHalfUp(times * cents(plan.perGb) * extraMegabytes, 1000);
  const yearly = periods * perPeriod + divideHalfUp(times * cents(plan.setupFee), rules.setupYears);
  const taxed = (amount: number) => withTax(amount, plan, rules);
  if (!plan.freeAmount) return { least: taxed(yearly), shown: taxed(yearly), exact: true };
  const { advised, floor } = plan.freeAmount;
  return {
    least: taxed(yearly + periods * times * cents(floor)),
    shown:
      advised === undefined && floor === undefined ? null : taxed(yearly + periods * times * cents(advised ?? floor)),
    exact: false,
  };
}

/** The set-up fee of a plan in cents; the yearly cost contains a share of it. */
export const setupCents = (plan: Plan, accounts: number, rules: CostTerms): number =>
  withTax(timesPaid(plan, accounts) * cents(plan.setupFee), plan, rules);

/** Whether the set-up fee is all there is to pay: the yearly cost is then only a share of it, which nobody pays yearly. */
export const isAllDueOnce = (onceCents: number, yearCents: number, setupYears: number): boolean =>
  onceCents > 0 && Math.abs(onceCents - setupYears * yearCents) < setupYears;

/** The recommended yearly amount in cents where people choose what they pay; null when none is stated. */
export const advisedCents = ({ freeAmount, period, ...plan }: Plan, rules: CostTerms): number | null =>
  freeAmount?.advised === undefined
    ? null
    : withTax(PERIODS_PER_YEAR[period ?? 'year'] * cents(freeAmount.advised), plan, rules);

export type Room = 'enough' | 'too-small' | 'unknown';

/** The largest amount of a unit that a plan allows, as `toInteger` returns it; undefined when unknown. */
export function limitOn(plan: Plan, unit: string): number | 'unlimited' | undefined {
  const limit = unit === ACCOUNTS ? plan.maxAccounts : unit === STORAGE ? plan.maxGb : plan.limits?.[unit];
  return typeof limit === 'number' ? toInteger(unit, limit) : limit;
}

export function roomUnder(limit: number | 'unlimited' | undefined, wanted: number): Room {
  if (limit === undefined) return 'unknown';
  return limit === 'unlimited' || limit >= wanted ? 'enough' : 'too-small';
}

/**
 * Whether a plan allows a number of accounts. Without a stated maximum, a price per account or enough included accounts
 * means yes.
 */
export function roomForAccounts(plan: Plan, accounts: number): Room {
  if (plan.maxAccounts !== undefined) return roomUnder(plan.maxAccounts, accounts);
  return (plan.perAccount ?? 0) > 0 || (plan.includedAccounts ?? 0) >= accounts ? 'enough' : 'unknown';
}

/** Whether a plan allows a number of megabytes for a number of accounts. */
export function roomForMegabytes(plan: Plan, wanted: number, accounts: number): Room {
  if (plan.maxGb !== undefined) return roomUnder(maxMegabytes(plan, accounts) ?? undefined, wanted);
  return (plan.perGb ?? 0) > 0 || includedMegabytes(plan, accounts) >= wanted ? 'enough' : 'unknown';
}

/** Megabytes included in the plan for a number of accounts. */
export const includedMegabytes = (plan: Plan, accounts: number): number =>
  timesPaid(plan, accounts) * megabytes(plan.includedGb) + megabytes(plan.includedGbPerAccount) * accounts;

/** The largest known storage in megabytes for a number of accounts: Infinity when unlimited, null when unknown. */
export function maxMegabytes(plan: Plan, accounts = 1): number | null {
  if (plan.maxGb === undefined) return null;
  return plan.maxGb === 'unlimited' ? Number.POSITIVE_INFINITY : timesPaid(plan, accounts) * megabytes(plan.maxGb);
}
