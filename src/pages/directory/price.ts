import type { Model, Offer } from '../../catalogue/model.ts';
import { pricesFor } from '../../catalogue/search/prices.ts';
import { type CostRules, isAllDueOnce, membershipFeeCents, setupCents, yearlyCost } from '../../services/cost.ts';

/** What a list tells of prices: enough to choose whom to look at, for one account and one gigabyte. */
export type ListedPrice =
  /** Nothing that still counts today. */
  | { kind: 'unknown' }
  /** Nothing to pay, or one chooses; `partly`: for some of it, the rest is unknown or paid. */
  | { kind: 'free' | 'chosen'; partly: boolean }
  /** At least so many cents a year. */
  | { kind: 'from'; cents: number }
  /** So many cents, and no more ever. */
  | { kind: 'once'; cents: number };

const LEAST = { accounts: 1, megabytes: 1000 };

/** The cheapest way to one thing; no cents: unknown. */
interface Way {
  cents?: number;
  /** One chooses what to pay. */
  isChosen?: boolean;
  /** Cents that are due once, where they are all there is to pay. */
  once?: number;
}

function wayBy(offer: Offer, prices: Float64Array, rules: CostRules): Way {
  const cents = prices[offer.index]!;
  if (!Number.isFinite(cents)) return {};
  const isFree = offer.prices?.plans.some(
    (plan) =>
      !plan.freeAmount &&
      membershipFeeCents(plan) === 0 &&
      yearlyCost(plan, LEAST.accounts, LEAST.megabytes, rules).least === 0,
  );
  const cheapest = offer.prices?.plans.find(
    (plan) =>
      (yearlyCost(plan, LEAST.accounts, LEAST.megabytes, rules).least ?? Number.NaN) + membershipFeeCents(plan) ===
      cents,
  );
  const due = cheapest && setupCents(cheapest, LEAST.accounts, rules);
  const once = due !== undefined && isAllDueOnce(due, cents, rules.setupYears) ? due : undefined;
  return { cents, isChosen: cents === 0 && !isFree, ...(once !== undefined && { once }) };
}

/**
 * The price of some usages of a host; without any, of all that it offers. Whatever one is charged for nothing here is
 * also what the filter “free” finds.
 */
export function listedPrice(
  offers: readonly Offer[],
  usages: readonly string[],
  model: Model,
  rules: CostRules,
): ListedPrice {
  const prices = pricesFor(model, LEAST, rules);
  const ways = offers.flatMap((offer) => (offer.service ? [{ offer, way: wayBy(offer, prices, rules) }] : []));
  const cheapest = (usage: string): Way =>
    ways
      .filter(({ offer }) => offer.service!.usages.includes(usage))
      .map(({ way }) => way)
      .sort((a, b) => (a.cents ?? Number.POSITIVE_INFINITY) - (b.cents ?? Number.POSITIVE_INFINITY))[0] ?? {};
  const wanted = usages.length > 0 ? usages.map(cheapest) : ways.map(({ way }) => way);
  const unpaid = wanted.filter(({ cents }) => cents === 0);
  if (unpaid.length > 0)
    return { kind: unpaid.some(({ isChosen }) => isChosen) ? 'chosen' : 'free', partly: unpaid.length < wanted.length };
  const [least] = wanted.filter(({ cents }) => cents !== undefined).sort((a, b) => a.cents! - b.cents!);
  if (least === undefined) return { kind: 'unknown' };
  return least.once === undefined ? { kind: 'from', cents: least.cents! } : { kind: 'once', cents: least.once };
}
