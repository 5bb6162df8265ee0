import type { Host } from '../documents/host.ts';
import { rounded } from '../ground/curves.ts';
import type { Candidate } from '../matching/engine/host/candidate.ts';
import type { Panel } from './panel.ts';
import type { ListedHost, ListedNeed } from './position.ts';
import { AGES, type ExposureAnswer, SIZES } from './schema.ts';

/* Exposure: how much attention the first ranks of the two lists give to each host, over the panel. */

/** Number of ranks that a reader sees. */
export const SHOWN_PLACES = 3;

/** Attention for a position, counted from 1; it decreases with the logarithm of the position. */
export const discount = (position: number): number => 1 / Math.log2(1 + position);

/** The sum of values in order, each multiplied by the attention of its position. */
export const discountedSum = (inOrder: readonly number[]): number =>
  inOrder.reduce((sum, value, index) => sum + value * discount(index + 1), 0);

/** The shares of a host over the panel; `firstPlaces` counts needs for which it ranks first, ties divided. */
export interface Exposed {
  readonly candidate: Candidate;
  readonly fits: number;
  readonly toCheck: number;
  readonly firstPlaces: number;
}

/**
 * The shares of each host of a list. Hosts with equal scores divide the attention of their positions equally, because
 * the order between them changes every week. Silent hosts get nothing, because they are never among the first ranks.
 */
export function sharesOf(
  listed: readonly ListedHost[],
  shown = SHOWN_PLACES,
): Map<Candidate, { seen: number; first: number }> {
  const shares = new Map<Candidate, { seen: number; first: number }>();
  const inOrder = listed
    .filter(({ candidate }) => !candidate.isApart)
    .sort((a, b) => a.class - b.class || b.low - a.low);
  for (let from = 0; from < inOrder.length && from < shown; ) {
    const leader = inOrder[from]!;
    let to = from;
    while (to < inOrder.length && inOrder[to]!.class === leader.class && inOrder[to]!.low === leader.low) to++;
    let together = 0;
    for (let place = from; place < Math.min(to, shown); place++) together += discount(place + 1);
    for (const { candidate } of inOrder.slice(from, to))
      shares.set(candidate, { seen: together / (to - from), first: from === 0 ? 1 / to : 0 });
    from = to;
  }
  return shares;
}

/** The exposure of every active host over all needs of the panel. */
export function exposureOf(candidates: readonly Candidate[], needs: readonly ListedNeed[]): Exposed[] {
  const totals = new Map(candidates.map((candidate) => [candidate, { fits: 0, toCheck: 0, firstPlaces: 0 }]));
  for (const { listed } of needs) {
    const fits = sharesOf(listed.filter(({ list }) => list === 'fits'));
    const toCheck = sharesOf(listed.filter(({ list }) => list === 'to-check'));
    for (const [candidate, { seen, first }] of fits) {
      const total = totals.get(candidate)!;
      total.fits += seen;
      total.firstPlaces += first;
    }
    for (const [candidate, { seen }] of toCheck) totals.get(candidate)!.toCheck += seen;
  }
  return [...totals].map(([candidate, total]) => ({ candidate, ...total }));
}

/** Size group of a host: the number of usages that it is known to offer. */
export function sizeOf({ usages }: Candidate): (typeof SIZES)[number] {
  if (usages.size === 0) return 'unknown';
  return usages.size <= 2 ? '1-2' : usages.size <= 5 ? '3-5' : '6-and-more';
}

/** Age group of a host, from the year of its foundation. */
export function ageOf({ foundedOn }: Host): (typeof AGES)[number] {
  if (foundedOn === undefined) return 'unknown';
  const year = Number(foundedOn.slice(0, 4));
  return year < 2010 ? 'before-2010' : year <= 2016 ? '2010-2016' : '2017-and-later';
}

/** The sum of one number over some hosts. */
const sumOf = (exposed: readonly Exposed[], number: 'fits' | 'toCheck' | 'firstPlaces'): number =>
  exposed.reduce((total, host) => total + host[number], 0);

/** Exposure by group, in the given order, empty groups too. */
export function grouped<K extends string>(
  exposed: readonly Exposed[],
  groups: readonly K[],
  groupOf: (candidate: Candidate) => K,
) {
  const allFirst = sumOf(exposed, 'firstPlaces');
  return groups.map((group) => {
    const members = exposed.filter(({ candidate }) => groupOf(candidate) === group);
    return {
      group,
      hosts: members.length,
      fits: rounded(sumOf(members, 'fits')),
      toCheck: rounded(sumOf(members, 'toCheck')),
      firstPlaceShare: allFirst === 0 ? 0 : rounded(sumOf(members, 'firstPlaces') / allFirst),
    };
  });
}

const MOST_SHOWN = 10;

/** Exposure in the form of the answer, with the meaning of each number. */
export function toExposure(
  exposed: readonly Exposed[],
  panel: Panel,
): Omit<ExposureAnswer, 'epoch' | 'catalogueRevision' | 'asOf' | 'licence' | 'policyVersion' | 'panelVersion'> {
  const byShare = [...exposed]
    .filter(({ fits, toCheck }) => fits + toCheck > 0)
    .sort(
      (a, b) => b.fits - a.fits || b.toCheck - a.toCheck || (a.candidate.host.slug < b.candidate.host.slug ? -1 : 1),
    );
  return {
    needs: panel.needs.length,
    places: SHOWN_PLACES,
    hosts: exposed.length,
    means: {
      fr: 'À chaque besoin type, la première place compte 1, la deuxième 0,63, la troisième 0,5. Les ex æquo partagent.',
      en: 'For each typical need, the first place counts 1, the second 0.63, the third 0.5. Equal hosts share.',
    },
    total: {
      fits: rounded(sumOf(exposed, 'fits')),
      toCheck: rounded(sumOf(exposed, 'toCheck')),
      firstPlaces: rounded(sumOf(exposed, 'firstPlaces')),
    },
    bySize: {
      means: {
        fr: 'La taille est le nombre d’usages que l’hébergeur propose, d’après sa fiche.',
        en: 'Size is the number of usages that the host offers, as its entry says.',
      },
      groups: grouped(exposed, SIZES, sizeOf),
    },
    byAge: {
      means: {
        fr: 'L’âge vient de l’année de fondation de l’hébergeur, quand elle est connue.',
        en: 'Age comes from the year in which the host was founded, when it is known.',
      },
      groups: grouped(exposed, AGES, ({ host }) => ageOf(host)),
    },
    mostExposed: byShare.slice(0, MOST_SHOWN).map(({ candidate: { host }, fits, toCheck, firstPlaces }) => ({
      host: host.slug,
      name: host.name,
      fits: rounded(fits),
      toCheck: rounded(toCheck),
      firstPlaces: rounded(firstPlaces),
    })),
  };
}
