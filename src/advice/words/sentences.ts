import { type NoParameters, type SentencesOf, sayer } from '../../vocabulary/sentences.ts';
import type { Measure, Territory } from '../../vocabulary/shapes.ts';
import type { Audience } from '../../vocabulary/terms.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';

type Key = { key: string };
/** `federationName` is undefined when the host is a member of no federation. */
type Checked<V> = Key & { value: V; federation: string | null; federationName?: string | undefined };

/** Parameters of each action: what a host is asked to do, and the condition under which this helps. */
export interface ActionSentences {
  'answer-criterion': Key;
  'answer-commitment': Key & { value: Measure };
  /** Whether the entry was confirmed earlier. */
  'confirm-entry': { confirmed: boolean };
  'say-audience': { audience: Audience };
  'say-data-country': { country: string };
  'say-language': { language: string };
  'say-open': NoParameters;
  'say-price': NoParameters;
  /** Euros a year, 0 for free. */
  'say-price-within': { perYear: number };
  'say-room': { accounts: number; gigabytes: number };
  'say-seat': { territory: Territory };
  'say-support': Key;
  'say-territory': { territory: Territory };
  'say-usage': Key;
  'publish-criterion': Key;
  'publish-commitment': Key & { value: Measure };
  'extend-commitment': Key & { from: Measure; value: Measure };
  'renew-commitment': Key;
  'check-criterion': Checked<Measure>;
  'check-commitment': Checked<Measure>;
}

/** The number of needs (`count`) out of those tried; `most`: the most ranks gained for one need. */
type Effect = { count: number; of: number; most: number };

/** The effects of an action; all share one set of parameters. */
export interface EffectSentences {
  'moves-to-fits': Effect;
  'is-listed': Effect;
  'gains-places': Effect;
  'gains-points': Effect;
}

/** Whole sentences of the answer. */
export interface AdviceSentences {
  'moves-out': { count: number };
  today: { needs: number; confirmed: boolean; fits: number; toCheck: number; leftOut: number; unknown: number };
  'target-reached': { actions: number; rank: number };
  'target-out-of-reach': NoParameters;
  'draft-as-published': NoParameters;
  'takes-no-part': NoParameters;
}

/** All sentences of one language for a host. */
export interface AdviceWords {
  actions: SentencesOf<ActionSentences>;
  /** The condition under which the effect holds; an assumed answer is called assumed. */
  conditions: SentencesOf<ActionSentences>;
  /** The effect, as text after the condition, without a full stop. Typical needs are nobody's: no promises. */
  effects: SentencesOf<EffectSentences>;
  sentences: SentencesOf<AdviceSentences>;
}

export const sayAction = sayer<ActionSentences>({ fr: FRENCH.actions, en: ENGLISH.actions });
export const sayCondition = sayer<ActionSentences>({ fr: FRENCH.conditions, en: ENGLISH.conditions });
export const sayEffect = sayer<EffectSentences>({ fr: FRENCH.effects, en: ENGLISH.effects });
export const sayAdvice = sayer<AdviceSentences>({ fr: FRENCH.sentences, en: ENGLISH.sentences });
