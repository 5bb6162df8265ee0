import { offersOf } from '../../catalogue/build.ts';
import type { Model } from '../../catalogue/model.ts';
import { priceOf } from '../../catalogue/prices.ts';
import type { Offer } from '../../catalogue/section.ts';
import { hasClosed } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { lastTraceOf } from '../../documents/provenance.ts';
import { capacityOn } from '../../documents/service.ts';
import { type CostRules, isAllDueOnce, membershipFeeCents, setupCents, yearlyCost } from '../../services/cost.ts';
import type { Reference } from '../../vocabulary/reference.ts';

/** What a list tells of prices: enough to choose whom to look at, for one account and one gigabyte. */
type ListedPrice =
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

function wayBy(offer: Offer, rules: CostRules): Way {
  const cents = priceOf(offer, LEAST, rules);
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
function listedPrice(offers: readonly Offer[], usages: readonly string[], rules: CostRules): ListedPrice {
  const ways = offers.flatMap((offer) => (offer.service ? [{ offer, way: wayBy(offer, rules) }] : []));
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

/** A host as lists show it: enough to tell it from the others. */
export interface ListEntry {
  host: Host;
  /** What it is known to offer today, that which was asked first. */
  usages: readonly string[];
  price: ListedPrice;
  /** The networks that it is a member of; of some, nobody is sure. */
  networks: readonly { name: string; toCheck: boolean }[];
  /** Where it is, as `Brest (Finistère)` has it: the place, and what it lies in. */
  places: readonly [] | readonly [Place] | readonly [Place, Place];
  /** The last trace of it: what it said itself, or what somebody saw. */
  seen: { on: string; byHost: boolean } | undefined;
  /** What keeps newcomers out of all of it, or will. */
  state: 'closed' | 'closing' | 'full' | undefined;
}

type Place = Parameters<Reference['territories']['lineage']>[0];

const LATER = 99;

/** In the order in which people look for them: those that are asked first, then the most wanted. */
const byInterest =
  (asked: readonly string[], { usages }: Reference) =>
  (a: string, b: string): number => {
    const rank = (key: string) => (asked.includes(key) ? -1 : (usages.get(key)?.startHere ?? LATER));
    return rank(a) - rank(b);
  };

const placesOf = ({ seat }: Host, { territories }: Reference): ListEntry['places'] => {
  if (!seat) return [];
  if (!seat.territory) return [{ level: 'country', code: seat.country }];
  const [, around] = territories.lineage(seat.territory);
  const { level } = seat.territory;
  // Paris is a commune and a département.
  const isNamedAlike = around && territories.name(around, 'fr') === territories.name(seat.territory, 'fr');
  return level === 'commune' && around && !isNamedAlike ? [seat.territory, around] : [seat.territory];
};

function stateOf(host: Host, offers: readonly Offer[], asked: readonly string[], day: string): ListEntry['state'] {
  if (hasClosed(host)) return 'closed';
  const services = offers.flatMap(({ service }) => service ?? []);
  const wanted =
    asked.length > 0 ? services.filter(({ usages }) => usages.some((usage) => asked.includes(usage))) : services;
  if (host.closing || (wanted.length > 0 && wanted.every(({ closing }) => closing))) return 'closing';
  return wanted.length > 0 && wanted.every((service) => capacityOn(service, day) === 'full') ? 'full' : undefined;
}

/** @param asked usages that somebody looks for; they decide which price is told */
export function entryOf(host: Host, model: Model, rules: CostRules, asked: readonly string[] = []): ListEntry {
  const { reference, day, federationBySlug } = model;
  const offers = offersOf(model, host);
  const usages = [...new Set(offers.flatMap(({ service }) => service?.usages ?? []))];
  return {
    host,
    usages: usages.sort(byInterest(asked, reference)),
    price: listedPrice(offers, asked, rules),
    networks: host.memberships
      .filter((membership) => isCurrent(membership, day))
      .map(({ federation, toCheck = false }) => ({
        name: federationBySlug.get(federation)?.name ?? federation,
        toCheck,
      })),
    places: placesOf(host, reference),
    seen: lastTraceOf(host),
    state: stateOf(host, offers, asked, day),
  };
}
