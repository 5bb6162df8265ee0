import type { Host } from '../documents/host.ts';
import type { Candidate } from '../matching/engine/host/candidate.ts';
import type { Panel } from './panel.ts';
import type { ListedHost, ListedNeed } from './position.ts';
import { AGES, type ExposureAnswer, SIZES } from './schema.ts';

/* Who is seen: over the panel, how much attention the first places of the two lists give to each host. */

/** Places that a reader is shown. */
export const SHOWN_PLACES = 3;

/** Attention that a place gets, counted from 1: each one less than the one before, by the logarithm. */
export const discount = (position: number): number => 1 / Math.log2(1 + position);

/** Σ of what stands at each place, from the first on, times the attention that the place gets. */
export const discountedSum = (inOrder: readonly number[]): number =>
  inOrder.reduce((sum, value, index) => sum + value * discount(index + 1), 0);

/** Shares of a host over the panel; `firstPlaces` counts needs where it comes first, equal ones sharing the place. */
export interface Exposed {
  readonly candidate: Candidate;
  readonly fits: number;
  readonly toCheck: number;
  readonly firstPlaces: number;
}

/**
 * What each host of a list gets: those of equal score share what their places get together, because the week decides
 * between them. A silent host is never in the first places, so it gets nothing.
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

/** Exposure of every host at work, over all needs of the panel. */
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

/** Size of a host: the number of usages that it is known to offer. */
export function sizeOf({ usages }: Candidate): (typeof SIZES)[number] {
  if (usages.size === 0) return 'unknown';
  return usages.size <= 2 ? '1-2' : usages.size <= 5 ? '3-5' : '6-and-more';
}

/** Age of a host, from the year of its founding. */
export function ageOf({ foundedOn }: Host): (typeof AGES)[number] {
  if (foundedOn === undefined) return 'unknown';
  const year = Number(foundedOn.slice(0, 4));
  return year < 2010 ? 'before-2010' : year <= 2016 ? '2010-2016' : '2017-and-later';
}

/** The sum of one number over some hosts. */
const sumOf = (exposed: readonly Exposed[], number: 'fits' | 'toCheck' | 'firstPlaces'): number =>
  exposed.reduce((total, host) => total + host[number], 0);

/** Exposure added up by group, in the order given, empty ones too; `firstPlaces` is the share of all first places, 0 to 1. */
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
      firstPlaces: allFirst === 0 ? 0 : rounded(sumOf(members, 'firstPlaces') / allFirst),
    };
  });
}

/** To the thousandth: more digits would say more than is known. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const MOST_SHOWN = 10;

/** Exposure as people read it, with what each number means. */
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
