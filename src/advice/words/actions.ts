import { inEnglish } from '../../matching/words/english.ts';
import { inFrench } from '../../matching/words/french.ts';
import type { Topic } from '../../matching/words/topic.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { ActionCode } from '../actions/action.ts';

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
