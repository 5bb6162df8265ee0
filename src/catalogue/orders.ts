import type { Offer, Section } from './section.ts';

/* The orders of lists that depend on nothing but the entries: each section is sorted once, and a page takes the first ones of each. */

type Unit = 'hosts' | 'offers';
export type KeptOrder = 'name' | '-confirmedOn';

export type Key = (offer: Offer) => string;

const hostName: Key = (offer) => offer.hostName;
const confirmed: Key = (offer) => offer.confirmed;
const NAMES: Readonly<Record<Unit, readonly Key[]>> = {
  hosts: [hostName, ({ host }) => host.id],
  offers: [({ serviceName }) => serviceName, hostName, ({ service }) => service?.id ?? ''],
};

/** What a list is sorted by, one after the other. */
export const KEYS: Readonly<Record<Unit, Readonly<Record<KeptOrder, readonly Key[]>>>> = {
  hosts: { name: NAMES.hosts, '-confirmedOn': [confirmed, ...NAMES.hosts] },
  offers: { name: NAMES.offers, '-confirmedOn': [confirmed, ...NAMES.offers] },
};

export function compareBy(keys: readonly Key[], a: Offer, b: Offer): number {
  for (const key of keys) {
    const [ofA, ofB] = [key(a), key(b)];
    if (ofA !== ofB) return ofA < ofB ? -1 : 1;
  }
  return 0;
}

/** One offer of each unit of a section: of hosts, their first one. */
export const offersOfUnits = ({ rows, offers }: Section, of: Unit): readonly Offer[] =>
  of === 'offers' ? offers : rows.map((row) => row.offers[0]!);

const sorted = new WeakMap<Section, Map<string, Uint16Array>>();

/** The places of all units of a section, in an order. */
export function sortedIn(section: Section, of: Unit, order: KeptOrder): Uint16Array {
  const known = sorted.get(section) ?? new Map<string, Uint16Array>();
  sorted.set(section, known);
  const name = `${of} ${order}`;
  const cached = known.get(name);
  if (cached) return cached;
  const units = offersOfUnits(section, of);
  const keys = KEYS[of][order];
  const places = Uint16Array.from(units.keys()).sort((a, b) => compareBy(keys, units[a]!, units[b]!));
  known.set(name, places);
  return places;
}
