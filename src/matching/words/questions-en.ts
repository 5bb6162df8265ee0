import type { SentencesOf } from '../../vocabulary/sentences.ts';
import type { EvidenceLevel } from '../../vocabulary/terms.ts';
import type { Questions } from '../engine/need/parameters.ts';
import { inEnglish } from './parts-en.ts';

/** In a question about a number, the unit is in the plural. */
const MANY = 2;

/** What would prove an answer of the host, by the minimum evidence that counts. */
const PROOFS: Readonly<Record<EvidenceLevel, string>> = {
  unknown: 'Can you confirm it',
  declared: 'Can you confirm it',
  documented: 'Where can one read this',
  'peer-reviewed': 'Who else has checked it',
  measured: 'Which measure shows it',
  certified: 'Which certificate proves it',
};

/** Questions to ask a host. */
export const ENGLISH_QUESTIONS: SentencesOf<Questions> = {
  'ask-usage': (params, say) => {
    const wanted = inEnglish.size(params, say);
    return `Do you also offer this: ${say.usage(params.key)}${wanted ? ` (${wanted})` : ''}?${params.withPrice ? ' At what price?' : ''}`;
  },
  'ask-room': ({ usages }, say) => {
    const wanted = inEnglish.sizes(usages, say);
    return wanted ? `Do you have a plan for ${wanted}?` : 'How much space do you offer?';
  },
  'ask-amount': ({ key, amount }, say) =>
    say.countsUs(key)
      ? `How many ${say.unit(key, MANY)} do you accept? There would be ${say.number(amount)} of us.`
      : `How many ${say.unit(key, MANY)} do you allow? We would need ${say.number(amount)}.`,
  'ask-price': ({ usages }, say) => {
    const wanted = inEnglish.sizes(usages, say);
    return wanted ? `What is the yearly price for ${wanted}?` : 'What is the yearly price?';
  },
  'ask-price-still': ({ perYear, once, observedOn }, say) => {
    if (perYear === null) return 'What is your price today?';
    const price = observedOn ? `The price seen ${say.on(observedOn)}` : 'An undated price';
    return `${price} was ${inEnglish.paid(perYear, once, say)}: does it still hold?`;
  },
  'ask-price-free': ({ advised, each }, say) =>
    `Is your price still for us to choose${advised === null ? '' : `, with ${say.euros(advised)} suggested${each ? ' for each person' : ''} a year`}?`,
  'ask-price-quote': ({ accounts, amounts }, say) => {
    const wanted = amounts ? ` for ${inEnglish.size({ amounts }, say)}` : '';
    return accounts
      ? `There are ${say.number(accounts)} of us: what yearly price would you ask${wanted}?`
      : `What yearly price would you ask${wanted}?`;
  },
  'ask-price-advised': () => 'How much do associations like ours usually give?',
  'ask-open': () => 'Do you take a new association at the moment?',
  'ask-application': () => 'Can we apply, and when do you answer?',
  'ask-other-offer': ({ offers, perYear, once }, say) =>
    perYear === null
      ? `You also offer this: ${say.list(offers)}. Is it possible for us, and at what price?`
      : `You also offer this: ${say.list(offers)} (${inEnglish.paid(perYear, once, say)} in all). Is it possible for us?`,
  'ask-territory': ({ territory }, say) =>
    `Do you take an association from our territory (${say.territory(territory)})?`,
  'ask-audience': ({ audience }) => `Do you take ${inEnglish.audiences[audience]}?`,
  'ask-language': ({ language }, say) => `Do you answer in this language: ${say.languageName(language)}?`,
  'ask-deadline': ({ startsBy }, say) => `Can we start before ${say.date(startsBy)}?`,
  'ask-data-country': ({ countries }, say) => `Would our data stay here: ${say.list(countries.map(say.country))}?`,
  'ask-support': ({ key, mode }, say) => `Do you offer this help: ${say.support(key, mode)}?`,
  'ask-leaving-tools': ({ tools }, say) => `How do we bring in our data ${inEnglish.dataOf(tools, say)}?`,
  'ask-criterion': ({ key }, say) => say.criterionQuestion(key),
  'ask-commitment': ({ key }, say) => say.commitmentQuestion(key),
  'ask-criterion-evidence': ({ key, evidence }, say) => `${PROOFS[evidence]}: ${say.criterion(key)}?`,
  'ask-commitment-evidence': ({ key, evidence }, say) => `${PROOFS[evidence]}: ${say.commitment(key)}?`,
  'ask-criterion-partial': ({ key }, say) => `What is still missing for this: ${say.criterion(key)}?`,
  'ask-criterion-contested': ({ key }, say) =>
    `A third party disputes this: ${say.criterion(key)}. What do you answer?`,
  'ask-commitment-contested': ({ key }, say) =>
    `A third party disputes this: ${say.commitment(key)}. What do you answer?`,
  'ask-seat': () => 'Where are you based?',
  'ask-price-for': () => 'Is your price for the whole association, or for each person?',
  'ask-own-domain': () => 'Could our addresses be at our own domain name?',
  'ask-who-reads': () => 'Who can read our files and our messages?',
  'ask-encrypted': () => 'Are our data encrypted on your disks?',
  'ask-authorities': () => 'What do you answer if an authority asks for our data?',
};
