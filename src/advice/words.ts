import { inEnglish } from '../matching/words/english.ts';
import { inFrench } from '../matching/words/french.ts';
import type { Topic } from '../matching/words/topic.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { ActionCode } from './actions/action.ts';

/** After a label; an address says nothing inside a sentence, nor does a mere yes. */
const measured = (key: string, value: Measure, say: Speaker): string =>
  value === true || (typeof value === 'string' && value.startsWith('http')) ? '' : ` (${say.measure(key, value)})`;

/** What a host is asked to do. */
export const ASKS = {
  'answer-criterion': {
    fr: ({ key }, say) => `Répondez à cette question : ${say.criterionQuestion(key)}`,
    en: ({ key }, say) => `Answer this question: ${say.criterionQuestion(key)}`,
  },
  'answer-commitment': {
    fr: ({ key }, say) => `Répondez à cette question : ${say.commitmentQuestion(key)}`,
    en: ({ key }, say) => `Answer this question: ${say.commitmentQuestion(key)}`,
  },
  'confirm-entry': {
    fr: ({ confirmed }) =>
      confirmed
        ? 'Relisez votre fiche et dites qu’elle est toujours vraie.'
        : 'Complétez votre fiche, puis confirmez-la.',
    en: ({ confirmed }) =>
      confirmed ? 'Read your entry again and say that it is still true.' : 'Complete your entry, then confirm it.',
  },
  'say-audience': {
    fr: ({ audience }) => `Dites si vous accueillez ce public : ${inFrench.audiences[audience]}.`,
    en: ({ audience }) => `Say whether you welcome these people: ${inEnglish.audiences[audience]}.`,
  },
  'say-data-country': {
    fr: ({ country }, say) => `Dites si les données restent dans ce pays : ${say.country(country)}.`,
    en: ({ country }, say) => `Say whether the data stay in this country: ${say.country(country)}.`,
  },
  'say-language': {
    fr: ({ language }, say) => `Dites si vous parlez cette langue : ${say.languageName(language)}.`,
    en: ({ language }, say) => `Say whether you speak this language: ${say.languageName(language)}.`,
  },
  'say-open': {
    fr: () => 'Dites s’il reste des places.',
    en: () => 'Say whether places are left.',
  },
  'say-price': {
    fr: () => 'Dites le prix de chaque service.',
    en: () => 'Say the price of each service.',
  },
  'say-price-within': {
    fr: ({ perYear }, say) =>
      perYear === 0
        ? 'Si c’est gratuit, dites-le.'
        : `Si chaque service coûte au plus ${say.euros(perYear)} par an, dites-le.`,
    en: ({ perYear }, say) =>
      perYear === 0 ? 'If it is free, say so.' : `If each service costs at most ${say.euros(perYear)} a year, say so.`,
  },
  'say-room': {
    fr: () => 'Dites combien de comptes et de place comprend chaque formule.',
    en: () => 'Say how many accounts and how much space each plan has.',
  },
  'say-seat': {
    fr: () => 'Dites où est votre siège.',
    en: () => 'Say where your seat is.',
  },
  'say-support': {
    fr: ({ key }, say) => `Dites si vous proposez cette aide : ${say.support(key)}.`,
    en: ({ key }, say) => `Say whether you offer this help: ${say.support(key)}.`,
  },
  'say-territory': {
    fr: ({ territory }, say) => `Dites si vous travaillez aussi ici : ${say.territory(territory)}.`,
    en: ({ territory }, say) => `Say whether you also work here: ${say.territory(territory)}.`,
  },
  'say-usage': {
    fr: ({ key }, say) => `Dites si vous proposez aussi ceci : ${say.usage(key)}.`,
    en: ({ key }, say) => `Say whether you also offer this: ${say.usage(key)}.`,
  },
  'publish-criterion': {
    fr: ({ key }, say) => `Publiez une page qui le montre : ${say.criterion(key)}.`,
    en: ({ key }, say) => `Publish a page that shows it: ${say.criterion(key)}.`,
  },
  'publish-commitment': {
    fr: ({ key, value }, say) => `Publiez une page qui le dit : ${say.commitment(key)}${measured(key, value, say)}.`,
    en: ({ key, value }, say) => `Publish a page that says so: ${say.commitment(key)}${measured(key, value, say)}.`,
  },
  'extend-commitment': {
    fr: ({ key, from, value }, say) =>
      `Passez de ${say.measure(key, from)} à ${say.measure(key, value)} : ${say.commitment(key)}.`,
    en: ({ key, from, value }, say) =>
      `Go from ${say.measure(key, from)} to ${say.measure(key, value)}: ${say.commitment(key)}.`,
  },
  'renew-commitment': {
    fr: ({ key }, say) => `Refaites-le et dites-en la date : ${say.commitment(key)}.`,
    en: ({ key }, say) => `Do it again and say when: ${say.commitment(key)}.`,
  },
  'check-criterion': {
    fr: ({ key, federationName }, say) =>
      `Faites-le vérifier par ${federationName ?? 'une fédération'} : ${say.criterion(key)}.`,
    en: ({ key, federationName }, say) =>
      `Have it checked by ${federationName ?? 'a federation'}: ${say.criterion(key)}.`,
  },
  'check-commitment': {
    fr: ({ key, federationName }, say) =>
      `Faites-le vérifier par ${federationName ?? 'une fédération'} : ${say.commitment(key)}.`,
    en: ({ key, federationName }, say) =>
      `Have it checked by ${federationName ?? 'a federation'}: ${say.commitment(key)}.`,
  },
} satisfies Record<ActionCode, Topic[string]>;

const IF_YES: Topic[string] = { fr: () => 'Si la réponse est oui', en: () => 'If the answer is yes' };
const ONCE_PUBLISHED: Topic[string] = { fr: () => 'Une fois la page en ligne', en: () => 'Once the page is online' };
const IF_CHECKED: Topic[string] = { fr: () => 'Si c’est confirmé', en: () => 'If it is confirmed' };
const ONCE_DONE: Topic[string] = { fr: () => 'Une fois que c’est fait', en: () => 'Once it is done' };

/** Under which condition the announced effect holds: a supposed answer is said to be supposed. */
export const CONDITIONS = {
  'answer-criterion': IF_YES,
  'answer-commitment': {
    fr: ({ key, value }, say) =>
      typeof value === 'number'
        ? `Si vous répondez ${say.measure(key, value)}`
        : value === true
          ? 'Si la réponse est oui'
          : 'Si la réponse est bonne',
    en: ({ key, value }, say) =>
      typeof value === 'number'
        ? `If you answer ${say.measure(key, value)}`
        : value === true
          ? 'If the answer is yes'
          : 'If the answer is a good one',
  },
  'confirm-entry': ONCE_DONE,
  'say-audience': IF_YES,
  'say-data-country': IF_YES,
  'say-language': IF_YES,
  'say-open': IF_YES,
  'say-price': { fr: () => 'À un prix habituel', en: () => 'At a usual price' },
  'say-price-within': ONCE_DONE,
  'say-room': {
    fr: (params, say) => `Avec au moins ${inFrench.size(params, say)}`,
    en: (params, say) => `With at least ${inEnglish.size(params, say)}`,
  },
  'say-seat': {
    fr: ({ territory }, say) => `S’il est ici (${say.territory(territory)})`,
    en: ({ territory }, say) => `If it is here (${say.territory(territory)})`,
  },
  'say-support': IF_YES,
  'say-territory': IF_YES,
  'say-usage': IF_YES,
  'publish-criterion': ONCE_PUBLISHED,
  'publish-commitment': ONCE_PUBLISHED,
  'extend-commitment': ONCE_DONE,
  'renew-commitment': ONCE_DONE,
  'check-criterion': IF_CHECKED,
  'check-commitment': IF_CHECKED,
} satisfies Record<ActionCode, Topic[string]>;

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
