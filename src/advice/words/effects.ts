import type { Topic } from '../../matching/words/topic.ts';

/* Every effect is about the panel: these are typical needs, nobody's own, and nothing is promised. */

const needsFr = (count: number): string => `${count} besoin${count > 1 ? 's' : ''} type${count > 1 ? 's' : ''}`;
const needsEn = (count: number): string => `${count} typical need${count > 1 ? 's' : ''}`;
const placesFr = (count: number): string => `${count} place${count > 1 ? 's' : ''}`;
const placesEn = (count: number): string => `${count} place${count > 1 ? 's' : ''}`;

/** What an action brings, after its condition: inside a sentence, without its end. */
export const EFFECTS = {
  'moves-to-fits': {
    fr: ({ count, of }) => `vous passeriez de « à vérifier » à « convient » pour ${needsFr(count)} sur ${of}`,
    en: ({ count, of }) => `you would go from “to check” to “fits” for ${count} of ${needsEn(of)}`,
  },
  'is-listed': {
    fr: ({ count, of }) => `vous apparaîtriez pour ${needsFr(count)} de plus, sur ${of}`,
    en: ({ count, of }) => `you would appear for ${count} more of ${needsEn(of)}`,
  },
  'gains-places': {
    fr: ({ count, of, most }) => `vous gagneriez jusqu’à ${placesFr(most)}, pour ${needsFr(count)} sur ${of}`,
    en: ({ count, of, most }) => `you would gain up to ${placesEn(most)}, for ${count} of ${needsEn(of)}`,
  },
  'gains-points': {
    fr: ({ count, of }) => `vous auriez plus de points pour ${needsFr(count)} sur ${of}, sans changer de place`,
    en: ({ count, of }) => `you would have more points for ${count} of ${needsEn(of)}, at the same place`,
  },
} satisfies Topic;

/** Whole sentences of the answer. */
export const ADVICE = {
  'moves-out': {
    fr: ({ count }) => `Mais vous ne seriez plus proposé pour ${needsFr(count)}.`,
    en: ({ count }) => `But you would no longer be listed for ${needsEn(count)}.`,
  },
  today: {
    fr: ({ needs, fits, toCheck, leftOut, unknown }) =>
      `Nous avons essayé ${needsFr(needs)}. Vous convenez pour ${fits}. Vous êtes à vérifier pour ${toCheck}, écarté pour ${leftOut}. Pour ${unknown}, on ne sait pas.`,
    en: ({ needs, fits, toCheck, leftOut, unknown }) =>
      `We tried ${needsEn(needs)}. You fit ${fits}. You are to check for ${toCheck}, left out for ${leftOut}. For ${unknown}, nobody knows.`,
  },
  'target-reached': {
    fr: ({ actions, rank }) =>
      actions > 1
        ? `Si tout va bien, ces ${actions} actions vous mettraient à la place ${rank} pour ce besoin type.`
        : `Si tout va bien, cette action vous mettrait à la place ${rank} pour ce besoin type.`,
    en: ({ actions, rank }) =>
      actions > 1
        ? `If all goes well, these ${actions} actions would bring you to place ${rank} for this typical need.`
        : `If all goes well, this action would bring you to place ${rank} for this typical need.`,
  },
  'target-out-of-reach': {
    fr: () => 'Rien de ce que nous avons essayé ne suffit pour ce besoin type.',
    en: () => 'Nothing that we tried is enough for this typical need.',
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
