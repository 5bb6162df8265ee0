import { inEnglish } from '../../matching/words/parts-en.ts';
import { measured } from './parts.ts';
import type { AdviceWords } from './sentences.ts';

const needsIn = (count: number): string => `${count} need${count > 1 ? 's' : ''}`;
const places = (most: number): string => (most > 1 ? `up to ${most} places` : `${most} place`);

const tried = (count: number, of: number): string => {
  if (of === 1) return 'for the need tried';
  return count === of ? `for all ${of} needs tried` : `for ${count} of the ${of} needs tried`;
};

const IF_YES = () => 'If the answer is yes';
const ONCE_PUBLISHED = () => 'Once the page is online';
const IF_CHECKED = () => 'If it is confirmed';
const ONCE_DONE = () => 'Once it is done';

/** Sentences for a host about its own entry, in English. */
export const ENGLISH: AdviceWords = {
  actions: {
    'answer-criterion': ({ key }, say) => `Answer this question: ${say.criterionQuestion(key)}`,
    'answer-commitment': ({ key }, say) => `Answer this question: ${say.commitmentQuestion(key)}`,
    'confirm-entry': ({ confirmed }) =>
      confirmed ? 'Read your entry again and say that it is still true.' : 'Complete your entry, then confirm it.',
    'say-audience': ({ audience }) => `Say whether you welcome these people: ${inEnglish.audiences[audience]}.`,
    'say-data-country': ({ country }, say) => `Say whether the data stay in this country: ${say.country(country)}.`,
    'say-language': ({ language }, say) => `Say whether you speak this language: ${say.languageName(language)}.`,
    'say-open': () => 'Say whether places are left.',
    'say-price': () => 'Say the price of each service.',
    'say-price-within': ({ perYear }, say) =>
      perYear === 0 ? 'If it is free, say so.' : `If each service costs at most ${say.euros(perYear)} a year, say so.`,
    'say-room': () => 'Say how many accounts and how much space each plan has.',
    'say-seat': () => 'Say where your seat is.',
    'say-support': ({ key }, say) => `Say whether you offer this help: ${say.support(key)}.`,
    'say-territory': ({ territory }, say) => `Say whether you also work here: ${say.territory(territory)}.`,
    'say-usage': ({ key }, say) => `Say whether you also offer this: ${say.usage(key)}.`,
    'publish-criterion': ({ key }, say) => `Publish a page that shows it: ${say.criterion(key)}.`,
    'publish-commitment': ({ key, value }, say) =>
      `Publish a page that says so: ${say.commitment(key)}${measured(key, value, say)}.`,
    'extend-commitment': ({ key, from, value }, say) =>
      `Go from ${say.measure(key, from)} to ${say.measure(key, value)}: ${say.commitment(key)}.`,
    'renew-commitment': ({ key }, say) => `Do it again and say when: ${say.commitment(key)}.`,
    'check-criterion': ({ key, federationName }, say) =>
      `Have it checked by ${federationName ?? 'a federation'}: ${say.criterion(key)}.`,
    'check-commitment': ({ key, federationName }, say) =>
      `Have it checked by ${federationName ?? 'a federation'}: ${say.commitment(key)}.`,
  },
  conditions: {
    'answer-criterion': IF_YES,
    'answer-commitment': ({ key, value }, say) =>
      typeof value === 'number'
        ? `If you answer ${say.measure(key, value)}`
        : value === true
          ? 'If the answer is yes'
          : 'If the answer is a good one',
    'confirm-entry': ONCE_DONE,
    'say-audience': IF_YES,
    'say-data-country': IF_YES,
    'say-language': IF_YES,
    'say-open': IF_YES,
    'say-price': () => 'At a usual price',
    'say-price-within': ONCE_DONE,
    'say-room': (params, say) => `With at least ${inEnglish.size(params, say)}`,
    'say-seat': ({ territory }, say) => `If it is here (${say.territory(territory)})`,
    'say-support': IF_YES,
    'say-territory': IF_YES,
    'say-usage': IF_YES,
    'publish-criterion': ONCE_PUBLISHED,
    'publish-commitment': ONCE_PUBLISHED,
    'extend-commitment': ONCE_DONE,
    'renew-commitment': ONCE_DONE,
    'check-criterion': IF_CHECKED,
    'check-commitment': IF_CHECKED,
  },
  effects: {
    'moves-to-fits': ({ count, of }) => `you would go from “to check” to “fits” ${tried(count, of)}`,
    'is-listed': ({ count, of }) => `you would also appear ${tried(count, of)}`,
    'gains-places': ({ count, of, most }) => `you would gain ${places(most)} ${tried(count, of)}`,
    'gains-points': ({ count, of }) => `you would have more points ${tried(count, of)}, at the same place`,
  },
  sentences: {
    'moves-out': ({ count }) => `But you would no longer be listed for ${needsIn(count)}.`,
    today: ({ needs, confirmed, fits, toCheck, leftOut, unknown }) =>
      [
        `We tried ${needsIn(needs)} among the most common.`,
        fits > 0
          ? `You ${confirmed ? `fit ${fits}` : `seem to fit ${fits}, to be confirmed`}.`
          : 'There is none yet that you are sure to fit.',
        ...(toCheck > 0 ? [`You are to be checked for ${toCheck}.`] : []),
        ...(leftOut > 0 ? [`You are left out for ${leftOut}.`] : []),
        ...(unknown > 0 ? [`For ${unknown}, we do not know enough of you.`] : []),
      ].join(' '),
    'target-reached': ({ actions, rank }) =>
      actions > 1
        ? `If all goes well, these ${actions} actions would bring you to ${inEnglish.place(rank)} place for this need.`
        : `If all goes well, this action would bring you to ${inEnglish.place(rank)} place for this need.`,
    'target-out-of-reach': () => 'Nothing that we tried is enough for this need.',
    'draft-as-published': () => 'Your entry is not published yet: we took it as if it were.',
    'takes-no-part': () => 'Your entry is closed or suspended: it takes part in no search.',
  },
};
