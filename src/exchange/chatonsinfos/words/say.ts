import { type Coded, sayer } from '../../../vocabulary/sentences.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import type { FileSentences } from './problems.ts';

/** Says what is wrong with a file and how to correct it, in the speaker's language. */
export const sayFileProblem: (problem: Coded<FileSentences>, say: Speaker) => string = sayer<FileSentences>({
  fr: FRENCH,
  en: ENGLISH,
});
