import { type Coded, sayer } from '../../../vocabulary/sentences.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import type { FileSentences } from '../problems.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';

/** What is wrong with a file, and what to do about it, in the language of the speaker. */
export const sayFileProblem: (problem: Coded<FileSentences>, say: Speaker) => string = sayer<FileSentences>({
  fr: FRENCH,
  en: ENGLISH,
});
