import type { Speaker } from '../vocabulary/speaker.ts';
import type { Reason } from './engine/explain/reasons.ts';
import { ENGLISH } from './words.en.ts';
import { FRENCH } from './words.fr.ts';

/** Every code that an answer may hold. Both languages have a sentence for each, or nothing compiles. */
export const SENTENCE_CODES = [
  // what was assumed
  'default-wishes',
  'storage-margin-needs-storage',
  'proximity-needs-territory',
  'budget-assumed',
  'mail-storage-assumed',
  'domain-name-apart',
  'one-family-leads',
  'combinations-left-out',
  'health-data-not-proven',
  'nothing-wished',
  // reasons
  'one-contact',
  'free',
  'pay-what-you-can',
  'price-within-budget',
  'price-known',
  'room-to-grow',
  'near-you',
  'wished-usage-covered',
  'support-offered',
  'criterion-met',
  'commitment-met',
  // cautions
  'stated-no-criterion',
  'stated-no-commitment',
  'stated-no-support',
  'contested',
  'not-confirmed-by-host',
  'on-application',
  'places-not-confirmed',
  'territory-assumed',
  'only-declared',
  'tax-added',
  'evidence-aged',
  // questions
  'ask-usage',
  'ask-room',
  'ask-price',
  'ask-price-still',
  'ask-price-quote',
  'ask-price-advised',
  'ask-open',
  'ask-application',
  'ask-territory',
  'ask-audience',
  'ask-language',
  'ask-deadline',
  'ask-data-country',
  'ask-support',
  'ask-criterion',
  'ask-commitment',
  'ask-seat',
  // near misses
  'near-miss-accounts',
  'near-miss-storage',
  'near-miss-budget',
  'near-miss-need',
  // relaxations
  'relax-one',
  'relax-several',
  'step-budget',
  'step-accounts',
  'step-storage',
  // combinations
  'one-host',
  'several-hosts',
  'several-hosts-to-check',
] as const;
export type SentenceCode = (typeof SENTENCE_CODES)[number];

// Parameters are as many as codes; each sentence knows its own.
// biome-ignore lint/suspicious/noExplicitAny: the codes and parameters of the engine are checked by the sentences' test
export type Params = Record<string, any>;
export type Sentences = Record<SentenceCode, (params: Params, say: Speaker) => string>;

/** The sentence of a code, in the speaker's language. */
export function sentence(reason: Reason, say: Speaker): string {
  const sentences = say.language === 'fr' ? FRENCH : ENGLISH;
  return sentences[reason.code as SentenceCode](reason.params, say);
}
