import type { Model, Offer } from '../../catalogue/model.ts';
import { hasClosed } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { capacityOn } from '../../documents/service.ts';
import { lastTraceOf } from '../../documents/traces.ts';
import type { CostRules } from '../../services/cost.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { type ListedPrice, listedPrice } from './price.ts';

/** A host as lists show it: enough to tell it from the others. */
export interface Entry {
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

const placesOf = ({ seat }: Host, { territories }: Reference): Entry['places'] => {
  if (!seat) return [];
  if (!seat.territory) return [{ level: 'country', code: seat.country }];
  const [, around] = territories.lineage(seat.territory);
  const { level } = seat.territory;
  // Paris is a commune and a département.
  const isNamedAlike = around && territories.name(around, 'fr') === territories.name(seat.territory, 'fr');
  return level === 'commune' && around && !isNamedAlike ? [seat.territory, around] : [seat.territory];
};

function stateOf(host: Host, offers: readonly Offer[], asked: readonly string[], day: string): Entry['state'] {
  if (hasClosed(host)) return 'closed';
  const services = offers.flatMap(({ service }) => service ?? []);
  const wanted =
    asked.length > 0 ? services.filter(({ usages }) => usages.some((usage) => asked.includes(usage))) : services;
  if (host.closing || (wanted.length > 0 && wanted.every(({ closing }) => closing))) return 'closing';
  return wanted.length > 0 && wanted.every((service) => capacityOn(service, day) === 'full') ? 'full' : undefined;
}

const byHost = new WeakMap<Model, ReadonlyMap<Host, Offer[]>>();

function offersBy(model: Model, host: Host): readonly Offer[] {
  let known = byHost.get(model);
  if (!known) {
    const made = new Map<Host, Offer[]>();
    for (const offer of model.offers) made.set(offer.host, [...(made.get(offer.host) ?? []), offer]);
    known = made;
    byHost.set(model, known);
  }
  return known.get(host) ?? [];
}

/** @param asked usages that somebody looks for; they decide which price is told */
export function entryOf(host: Host, model: Model, rules: CostRules, asked: readonly string[] = []): Entry {
  const { reference, day, federationBySlug } = model;
  const offers = offersBy(model, host);
  const usages = [...new Set(offers.flatMap(({ service }) => service?.usages ?? []))];
  return {
    host,
    usages: usages.sort(byInterest(asked, reference)),
    price: listedPrice(offers, asked, model, rules),
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
