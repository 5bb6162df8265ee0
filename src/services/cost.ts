import type { Host } from '../documents/host.ts';
import type { Plan } from '../documents/service.ts';
import { undatedSince } from '../documents/traces.ts';
import { addMonths, lastDayOf } from '../ground/clock.ts';
import { ACCOUNTS, STORAGE, toInteger } from '../vocabulary/units.ts';

/** Numbers of the policy that a cost depends on. */
export interface CostRules {
  /** Years over which entry costs are spread. */
  readonly setupYears: number;
  /** Percent added to a price before tax. */
  readonly taxPercent: number;
  /** Months after which a price that nobody confirmed no longer counts. */
  readonly months: { readonly price: number };
}

/** Numbers that a yearly cost depends on. */
export type CostTerms = Pick<CostRules, 'setupYears' | 'taxPercent'>;

/**
 * What a plan costs a year for a number of accounts and of megabytes, in integer cents, membership fee apart.
 * `least` counts against a ceiling, `shown` is what to tell people; null where nothing is known or advised.
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

/** Whether a plan has a known price: an amount besides the membership fee, and not on quote. */
export const hasPrice = (plan: Plan): boolean =>
  plan.onQuote !== true &&
  (plan.fixed !== undefined ||
    plan.perAccount !== undefined ||
    plan.perGb !== undefined ||
    plan.freeAmount !== undefined);

/** Dates of a price without a date of its own: when the entry was compiled, and last confirmed by the host. */
type Dated = Pick<Host, 'observed' | 'factsAsOf' | 'confirmedAt'>;

/** Whether a price still counts on a day. */
export function priceHolds(plan: Plan, host: Dated, day: string, rules: CostRules): boolean {
  const earliest = addMonths(day, -rules.months.price);
  return [plan.observedOn ?? undatedSince(host), host.confirmedAt].some(
    (date) => !!date && lastDayOf(date) >= earliest,
  );
}

const withTax = (amount: number, { taxIncluded }: Pick<Plan, 'taxIncluded'>, { taxPercent }: CostTerms): number =>
  taxIncluded === false ? divideHalfUp(amount * (100 + taxPercent), 100) : amount;

/** How often a price is paid for so many accounts: one that covers a person, once for each. */
const timesPaid = (plan: Plan, accounts: number): number => (plan.for === 'person' ? Math.max(1, accounts) : 1);

/** The least fee due once per host, however many of its plans are used, in cents. */
export const membershipFeeCents = (plan: Plan, accounts = 1): number =>
  timesPaid(plan, accounts) * cents(plan.membershipFee ?? plan.membershipFree?.floor);

/** The fee to show: of a free one the advice, else the floor; null where neither is said. */
export function membershipShownCents(plan: Plan, accounts = 1): number | null {
  if (!plan.membershipFree) return membershipFeeCents(plan, accounts);
  const { advised, floor } = plan.membershipFree;
  return advised === undefined && floor === undefined ? null : timesPaid(plan, accounts) * cents(advised ?? floor);
}

/**
 * Yearly cost: periods × (fixed + accounts and gigabytes above the included) + a share of the entry cost. What covers one
 * person is paid once for each account.
 * An absent amount is not charged. With `freeAmount`, the floor counts for a ceiling and the advice is shown;
 * with neither, nothing can be shown.
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

/** What a plan asks for once, at the beginning, in cents: a share of it stands in what a year costs. */
export const setupCents = (plan: Plan, accounts: number, rules: CostTerms): number =>
  withTax(timesPaid(plan, accounts) * cents(plan.setupFee), plan, rules);

/** Whether what is due once is all there is to pay: nobody pays its share of a year. */
export const isAllDueOnce = (onceCents: number, yearCents: number, setupYears: number): boolean =>
  onceCents > 0 && Math.abs(onceCents - setupYears * yearCents) < setupYears;

/** Cents a year that are advised where one chooses what to pay; null where nothing is. */
export const advisedCents = ({ freeAmount, period, ...plan }: Plan, rules: CostTerms): number | null =>
  freeAmount?.advised === undefined
    ? null
    : withTax(PERIODS_PER_YEAR[period ?? 'year'] * cents(freeAmount.advised), plan, rules);

export type Room = 'enough' | 'too-small' | 'unknown';

/** Largest amount of a unit that a plan allows, as `toInteger` gives it; undefined when unknown. */
export function limitOn(plan: Plan, unit: string): number | 'unlimited' | undefined {
  const limit = unit === ACCOUNTS ? plan.maxAccounts : unit === STORAGE ? plan.maxGb : plan.limits?.[unit];
  return typeof limit === 'number' ? toInteger(unit, limit) : limit;
}

/** Whether a limit leaves room for an amount. */
export function roomUnder(limit: number | 'unlimited' | undefined, wanted: number): Room {
  if (limit === undefined) return 'unknown';
  return limit === 'unlimited' || limit >= wanted ? 'enough' : 'too-small';
}

/** Whether a plan allows so many accounts; without a maximum, a price per account or enough included ones is enough. */
export function roomForAccounts(plan: Plan, accounts: number): Room {
  if (plan.maxAccounts !== undefined) return roomUnder(plan.maxAccounts, accounts);
  return (plan.perAccount ?? 0) > 0 || (plan.includedAccounts ?? 0) >= accounts ? 'enough' : 'unknown';
}

/** Whether a plan allows so many megabytes for so many accounts. */
export function roomForMegabytes(plan: Plan, wanted: number, accounts: number): Room {
  if (plan.maxGb !== undefined) return roomUnder(maxMegabytes(plan, accounts) ?? undefined, wanted);
  return (plan.perGb ?? 0) > 0 || includedMegabytes(plan, accounts) >= wanted ? 'enough' : 'unknown';
}

/** Megabytes that come with the plan for so many accounts. */
export const includedMegabytes = (plan: Plan, accounts: number): number =>
  timesPaid(plan, accounts) * megabytes(plan.includedGb) + megabytes(plan.includedGbPerAccount) * accounts;

/** Largest known room in megabytes for so many accounts: Infinity when unlimited, null when unknown. */
export function maxMegabytes(plan: Plan, accounts = 1): number | null {
  if (plan.maxGb === undefined) return null;
  return plan.maxGb === 'unlimited' ? Number.POSITIVE_INFINITY : timesPaid(plan, accounts) * megabytes(plan.maxGb);
}
