import { sayer } from '../../vocabulary/sentences.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import type { MatchingSentences } from './parameters.ts';

/** Puts a reason into a sentence, in the speaker's language. */
export const sentence = sayer<MatchingSentences>({ fr: FRENCH, en: ENGLISH });
