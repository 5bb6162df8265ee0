import { type Catalogue, type NoParameters, sayer } from '../../vocabulary/sentences.ts';
import type { Measure, Territory } from '../../vocabulary/shapes.ts';
import type { Audience } from '../../vocabulary/terms.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';

type Key = { key: string };
/** `federationName` undefined: the host is a member of none. */
type Checked<V> = Key & { value: V; federation: string | null; federationName?: string | undefined };

/** What a host is asked to do, and the condition under which it helps: the parameters of each action. */
export interface ActionSentences {
  'answer-criterion': Key;
  'answer-commitment': Key & { value: Measure };
  /** Whether the entry was confirmed before. */
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

/** For how many needs (`count`) of how many that were tried; `most`: places gained for one need at the most. */
type Effect = { count: number; of: number; most: number };

/** What an action brings; one set of parameters for all. */
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

/** All that a language says to a host. */
export interface AdviceWords {
  actions: Catalogue<ActionSentences>;
  /** Under which condition the effect holds: a supposed answer is said to be supposed. */
  conditions: Catalogue<ActionSentences>;
  /** After the condition: inside a sentence, without its end. Typical needs, nobody's own: nothing is promised. */
  effects: Catalogue<EffectSentences>;
  sentences: Catalogue<AdviceSentences>;
}

export const sayAction = sayer<ActionSentences>({ fr: FRENCH.actions, en: ENGLISH.actions });
export const sayCondition = sayer<ActionSentences>({ fr: FRENCH.conditions, en: ENGLISH.conditions });
export const sayEffect = sayer<EffectSentences>({ fr: FRENCH.effects, en: ENGLISH.effects });
export const sayAdvice = sayer<AdviceSentences>({ fr: FRENCH.sentences, en: ENGLISH.sentences });
