import { sayer } from '../../vocabulary/sentences.ts';
import type { MatchingSentences } from '../engine/need/parameters.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';

/** Puts a reason into a sentence, in the speaker's language. */
export const sentence = sayer<MatchingSentences>({ fr: FRENCH, en: ENGLISH });
