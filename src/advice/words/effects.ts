import { inEnglish } from '../../matching/words/english.ts';
import { inFrench } from '../../matching/words/french.ts';
import type { Topic } from '../../matching/words/topic.ts';

/* Every effect is about the panel: these are typical needs, nobody's own, and nothing is promised. */

const needsFr = (count: number): string => `${count} besoin${count > 1 ? 's' : ''}`;
const needsEn = (count: number): string => `${count} need${count > 1 ? 's' : ''}`;
const placesFr = (most: number): string => (most > 1 ? `jusqu’à ${most} places` : `${most} place`);
const placesEn = (most: number): string => (most > 1 ? `up to ${most} places` : `${most} place`);

/** « pour 3 des 27 besoins essayés » */
const triedFr = (count: number, of: number): string => {
  if (of === 1) return 'pour le besoin essayé';
  return count === of ? `pour les ${of} besoins essayés` : `pour ${count} des ${of} besoins essayés`;
};
const triedEn = (count: number, of: number): string => {
  if (of === 1) return 'for the need tried';
  return count === of ? `for all ${of} needs tried` : `for ${count} of the ${of} needs tried`;
};

/** What an action brings, after its condition: inside a sentence, without its end. */
export const EFFECTS = {
  'moves-to-fits': {
    fr: ({ count, of }) => `vous passeriez de « à vérifier » à « convient » ${triedFr(count, of)}`,
    en: ({ count, of }) => `you would go from “to check” to “fits” ${triedEn(count, of)}`,
  },
  'is-listed': {
    fr: ({ count, of }) => `vous apparaîtriez aussi ${triedFr(count, of)}`,
    en: ({ count, of }) => `you would also appear ${triedEn(count, of)}`,
  },
  'gains-places': {
    fr: ({ count, of, most }) => `vous gagneriez ${placesFr(most)} ${triedFr(count, of)}`,
    en: ({ count, of, most }) => `you would gain ${placesEn(most)} ${triedEn(count, of)}`,
  },
  'gains-points': {
    fr: ({ count, of }) => `vous auriez plus de points ${triedFr(count, of)}, sans changer de place`,
    en: ({ count, of }) => `you would have more points ${triedEn(count, of)}, at the same place`,
  },
} satisfies Topic;

/** Whole sentences of the answer. */
export const ADVICE = {
  'moves-out': {
    fr: ({ count }) => `Mais vous ne seriez plus proposé pour ${needsFr(count)}.`,
    en: ({ count }) => `But you would no longer be listed for ${needsEn(count)}.`,
  },
  // A confirmed entry is complete: what it leaves out is then a no, and until then a question.
  'confirms-the-rest': {
    fr: ({ count }) =>
      `Dites d’abord tout ce que vous offrez : pour ${needsFr(count)}, ce qui manque deviendrait un non.`,
    en: ({ count }) => `First say all that you offer: for ${needsEn(count)}, what is missing would become a no.`,
  },
  today: {
    fr: ({ needs, fits, toCheck, leftOut, unknown }) =>
      [
        `Nous avons essayé ${needsFr(needs)} parmi les plus courants.`,
        fits > 0 ? `Vous convenez pour ${fits}.` : 'Vous n’êtes encore sûr de convenir pour aucun.',
        ...(toCheck > 0 ? [`Vous êtes à vérifier pour ${toCheck}.`] : []),
        ...(leftOut > 0 ? [`Vous êtes écarté pour ${leftOut}.`] : []),
        ...(unknown > 0 ? [`Pour ${unknown}, nous n’en savons pas assez sur vous.`] : []),
      ].join(' '),
    en: ({ needs, fits, toCheck, leftOut, unknown }) =>
      [
        `We tried ${needsEn(needs)} among the most common.`,
        fits > 0 ? `You fit ${fits}.` : 'There is none yet that you are sure to fit.',
        ...(toCheck > 0 ? [`You are to be checked for ${toCheck}.`] : []),
        ...(leftOut > 0 ? [`You are left out for ${leftOut}.`] : []),
        ...(unknown > 0 ? [`For ${unknown}, we do not know enough of you.`] : []),
      ].join(' '),
  },
  'target-reached': {
    fr: ({ actions, rank }) =>
      actions > 1
        ? `Si tout va bien, ces ${actions} actions vous mettraient à la ${inFrench.place(rank)} place pour ce besoin.`
        : `Si tout va bien, cette action vous mettrait à la ${inFrench.place(rank)} place pour ce besoin.`,
    en: ({ actions, rank }) =>
      actions > 1
        ? `If all goes well, these ${actions} actions would bring you to ${inEnglish.place(rank)} place for this need.`
        : `If all goes well, this action would bring you to ${inEnglish.place(rank)} place for this need.`,
  },
  'target-out-of-reach': {
    fr: () => 'Rien de ce que nous avons essayé ne suffit pour ce besoin.',
    en: () => 'Nothing that we tried is enough for this need.',
  },
  'draft-as-published': {
    fr: () => 'Votre fiche n’est pas encore publiée : nous avons fait comme si elle l’était.',
    en: () => 'Your entry is not published yet: we took it as if it were.',
  },
  'takes-no-part': {
    fr: () => 'Votre fiche est fermée ou suspendue : elle ne prend part à aucune recherche.',
    en: () => 'Your entry is closed or suspended: it takes part in no search.',
  },
} satisfies Topic;
