import { sayer } from '../../vocabulary/sentences.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import type { DiagnosisSentences } from './sentences.ts';

/** Puts a part of a diagnosis into a sentence, in the speaker's language. */
export const sayDiagnosis = sayer<DiagnosisSentences>({ fr: FRENCH, en: ENGLISH });

const REST = {
  fr: {
    points: (count: number) => (count === 1 ? 'un autre point' : `${count} autres points`),
    toKnow: (count: number) => (count === 1 ? 'une chose à savoir' : `${count} choses à savoir`),
    and: ' et ',
  },
  en: {
    points: (count: number) => (count === 1 ? 'one more point' : `${count} more points`),
    toKnow: (count: number) => (count === 1 ? 'one thing to know' : `${count} things to know`),
    and: ' and ',
  },
};

/** The number of findings that are not shown, counted as in the summary: those for information only do not count. */
export function restOf(more: readonly { severity: string }[], language: Language): string {
  const { points, toKnow, and } = REST[language];
  const facts = more.filter(({ severity }) => severity === 'info').length;
  const left = more.length - facts;
  const said = [...(left > 0 ? [points(left)] : []), ...(facts > 0 ? [toKnow(facts)] : [])].join(and);
  return said.charAt(0).toUpperCase() + said.slice(1);
}
