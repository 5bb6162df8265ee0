import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Offer } from '../offer.ts';

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
