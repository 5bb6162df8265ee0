import { sayer } from '../../vocabulary/sentences.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import type { MatchingSentences } from './parameters.ts';

/** The sentence of a reason, in the speaker's language. */
export const sentence = sayer<MatchingSentences>({ fr: FRENCH, en: ENGLISH });
