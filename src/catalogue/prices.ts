import type { Host } from '../documents/host.ts';
import { type Plan, plansOn, type Service } from '../documents/service.ts';
import {
  type CostRules,
  hasPrice,
  membershipFeeCents,
  priceHolds,
  roomForAccounts,
  roomForMegabytes,
  yearlyCost,
} from '../services/cost.ts';
import type { Model } from './model.ts';
import type { Offer, Section } from './section.ts';

interface Quantity {
  accounts: number;
  megabytes: number;
}

/** The known prices of a service on a day. */
export interface Prices {
  /** Plans with a known and recent price: those of the service, and those of other services that cover it. */
  plans: readonly Plan[];
  /** Whether no other price can exist: the host declares its plans complete, and each has a price that still holds. */
  isComplete: boolean;
}

export function pricesOf(host: Host, service: Service, day: string, rules: CostRules): Prices {
  const all = [
    ...plansOn(service, day),
    ...host.services
      .filter((other) => other !== service)
      .flatMap((other) => plansOn(other, day).filter(({ covers }) => covers?.includes(service.slug))),
  ];
  const plans = all.filter((plan) => hasPrice(plan) && priceHolds(plan, host, day, rules));
  return {
    plans,
    isComplete: host.complete.includes('plans') && service.plans !== undefined && plans.length === all.length,
  };
}

/** Cents a year of the cheapest plan of sufficient size; Infinity: there is none; NaN: none is known, one may exist. */
function cheapest({ plans, isComplete }: Prices, wanted: Quantity, rules: CostRules): number {
  let best: number | undefined;
  for (const plan of plans) {
    if (roomForAccounts(plan, wanted.accounts) === 'too-small') continue;
    if (roomForMegabytes(plan, wanted.megabytes, wanted.accounts) === 'too-small') continue;
    const { least } = yearlyCost(plan, wanted.accounts, wanted.megabytes, rules);
    if (least === null) continue;
    const cents = least + membershipFeeCents(plan, wanted.accounts);
    if (best === undefined || cents < best) best = cents;
  }
  return best ?? (isComplete ? Number.POSITIVE_INFINITY : Number.NaN);
}

/** Cents a year of an offer for a quantity, as `cheapest` returns them. */
export const priceOf = ({ prices }: Offer, wanted: Quantity, rules: CostRules): number =>
  prices ? cheapest(prices, wanted, rules) : Number.NaN;

const QUANTITIES_MAX = 32;

/** Prices by quantity, of a section or of a whole model; kept for recent quantities. */
function keptPrices<Of extends object>(make: (of: Of, wanted: Quantity, rules: CostRules) => Float64Array) {
  const priced = new WeakMap<Of, Map<string, Float64Array>>();
  return (of: Of, wanted: Quantity, rules: CostRules): Float64Array => {
    const byQuantity = priced.get(of) ?? new Map<string, Float64Array>();
    priced.set(of, byQuantity);
    const key = `${wanted.accounts} ${wanted.megabytes}`;
    const cached = byQuantity.get(key);
    if (cached) return cached;
    const prices = make(of, wanted, rules);
    if (byQuantity.size >= QUANTITIES_MAX) byQuantity.clear();
    byQuantity.set(key, prices);
    return prices;
  };
}

const pricesIn = keptPrices(({ offers }: Section, wanted, rules) =>
  Float64Array.from(offers, (offer) => priceOf(offer, wanted, rules)),
);

/** Cents a year of each offer for a quantity, as `cheapest` returns them. */
export const pricesFor = keptPrices(({ sections, offersBefore }: Model, wanted, rules) => {
  const prices = new Float64Array(offersBefore.at(-1)!);
  for (const [index, section] of sections.entries()) prices.set(pricesIn(section, wanted, rules), offersBefore[index]!);
  return prices;
});
