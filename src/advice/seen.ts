import { AGES, ageOf, type Exposed, grouped, rounded, SHOWN_PLACES, SIZES, sizeOf } from './exposure.ts';
import type { Panel } from './panel.ts';
import type { ExposureAnswer } from './schema.ts';

const MOST = 10;

/** Exposure as people read it, with what each number means. */
export function toExposure(
  exposed: readonly Exposed[],
  panel: Panel,
): Omit<ExposureAnswer, 'catalogueRevision' | 'asOf' | 'policyVersion' | 'panelVersion'> {
  const sum = (what: 'fits' | 'toCheck' | 'firstPlaces') =>
    rounded(exposed.reduce((total, one) => total + one[what], 0));
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
    total: { fits: sum('fits'), toCheck: sum('toCheck'), firstPlaces: sum('firstPlaces') },
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
    mostExposed: byShare.slice(0, MOST).map(({ candidate: { host }, fits, toCheck, firstPlaces }) => ({
      host: host.slug,
      name: host.name,
      fits: rounded(fits),
      toCheck: rounded(toCheck),
      firstPlaces: rounded(firstPlaces),
    })),
  };
}
