import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import type { Plan, Service } from '../../documents/service.ts';
import {
  type CostRules,
  hasPrice,
  membershipFeeCents,
  priceHolds,
  roomForAccounts,
  roomForMegabytes,
  yearlyCost,
} from '../../services/cost.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Offer } from '../model.ts';

/** What an offer says under each name by which it may be filtered or counted. */
export const NAMES = [
  'usage',
  'criterion',
  'commitment',
  'federation',
  'country',
  'registration',
  'audience',
  'legalForm',
  'state',
  'zone',
] as const;
export type Name = (typeof NAMES)[number];

/** For each value, the offers that say it: places in `model.offers`, in order. */
export type Postings = Readonly<Record<Name, ReadonlyMap<string, readonly number[]>>>;

const NOT_A_PROMISE: unknown[] = [false, 'none', ''];

/** Criteria that a host meets today: said yes, with evidence that still counts. */
const criteriaOf = (host: Host): string[] =>
  host.claims
    .filter(({ value, evidence }) => value === 'yes' && evidence !== 'unknown')
    .map(({ criterion }) => criterion);

/** Kinds of commitments made; a stated no (0 days of notice, none) is not one. */
const commitmentsOf = ({ host, service }: Offer, reference: Reference): string[] =>
  [...host.commitments, ...(service?.commitments ?? [])]
    .filter(({ kind, value, evidence }) => {
      const isNothing =
        NOT_A_PROMISE.includes(value) || (value === 0 && reference.commitmentKinds.get(kind)?.better === 'higher');
      return evidence !== 'unknown' && !isNothing;
    })
    .map(({ kind }) => kind);

/** Zones served, as `level:code`, and `world`. Unsaid: the host's own country is assumed. */
const zonesOf = ({ serves, seat }: Host): string[] => {
  if (serves) return serves.map((zone) => (zone.level === 'world' ? 'world' : `${zone.level}:${zone.code}`));
  return seat ? [`country:${seat.country}`] : [];
};

const VALUES: Record<Name, (offer: Offer, reference: Reference, day: string) => readonly (string | undefined)[]> = {
  usage: ({ service }) => service?.usages ?? [],
  criterion: ({ host }) => criteriaOf(host),
  commitment: commitmentsOf,
  federation: ({ host }, _reference, day) =>
    host.memberships.filter((membership) => isCurrent(membership, day)).map(({ federation }) => federation),
  country: ({ service }) => [service?.dataCountry],
  registration: ({ service }) => [service?.registration],
  audience: ({ host }) => host.audiences ?? [],
  legalForm: ({ host }) => [host.legalForm],
  state: ({ host }) => [host.state],
  zone: ({ host }) => zonesOf(host),
};

export function buildPostings(offers: readonly Offer[], reference: Reference, day: string): Postings {
  const postingsOf = (name: Name): Map<string, number[]> => {
    const postings = new Map<string, number[]>();
    for (const offer of offers)
      for (const value of new Set(VALUES[name](offer, reference, day))) {
        if (value === undefined) continue;
        const places = postings.get(value);
        if (places) places.push(offer.index);
        else postings.set(value, [offer.index]);
      }
    return postings;
  };
  return Object.fromEntries(NAMES.map((name) => [name, postingsOf(name)])) as Record<Name, Map<string, number[]>>;
}

export interface Quantity {
  accounts: number;
  megabytes: number;
}

/** Cents a year of the cheapest plan; `unknown` when some price may be lower or is not known; `none` when no plan fits. */
export type Price = number | 'unknown' | 'none';

/** What is known, on a day, of the prices of a service. */
export interface Prices {
  /** Plans whose price is known and recent: those of the service, and those of others that cover it. */
  plans: readonly Plan[];
  /** No other price can exist: all plans are said, by the host itself, and each has a price that still counts. */
  isComplete: boolean;
}

export function pricesOf(host: Host, service: Service, day: string, rules: CostRules): Prices {
  const all = [
    ...(service.plans ?? []),
    ...host.services
      .filter((other) => other !== service)
      .flatMap(({ plans = [] }) => plans.filter(({ covers }) => covers?.includes(service.slug))),
  ];
  const plans = all.filter((plan) => hasPrice(plan) && priceHolds(plan, host, day, rules));
  return { plans, isComplete: host.confirmedByHost && service.plans !== undefined && plans.length === all.length };
}

export function cheapest({ plans, isComplete }: Prices, wanted: Quantity, rules: CostRules): Price {
  let best: number | undefined;
  for (const plan of plans) {
    if (roomForAccounts(plan, wanted.accounts) === 'too-small') continue;
    if (roomForMegabytes(plan, wanted.megabytes, wanted.accounts) === 'too-small') continue;
    const { least } = yearlyCost(plan, wanted.accounts, wanted.megabytes, rules);
    if (least === null) continue;
    const cents = least + membershipFeeCents(plan);
    if (best === undefined || cents < best) best = cents;
  }
  return best ?? (isComplete ? 'none' : 'unknown');
}
