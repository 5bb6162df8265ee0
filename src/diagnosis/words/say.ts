import { sayer } from '../../vocabulary/sentences.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import type { DiagnosisSentences } from './sentences.ts';

/** A sentence of a diagnosis, in the speaker's language. */
export const sayDiagnosis = sayer<DiagnosisSentences>({ fr: FRENCH, en: ENGLISH });
