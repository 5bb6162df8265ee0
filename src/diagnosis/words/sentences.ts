import { type NoParameters, sayer } from '../../vocabulary/sentences.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';

/** The parameters of each sentence of a diagnosis. Tools have their names for people. */
export interface DiagnosisSentences {
  /* the diagnosis as a whole */
  'nothing-said': NoParameters;
  'nothing-found': { tools: number };
  /** Number of findings by urgency, and how many are for information only. */
  'found-points': { tools: number; points: number; atOnce: number; soon: number; toKnow: number };
  /* findings: `what` is the sentence of the rule */
  'finding-of-tools': { tools: readonly string[]; what: string };
  'finding-of-usages': { usages: readonly { usage: string; tools: readonly string[] }[]; what: string };
  /* questions */
  'which-tool': { typed: string; candidates: readonly string[] };
  'which-tools': { typed: readonly string[] };
  'which-usages': { tools: readonly string[] };
  'health-data': NoParameters;
  /* what one shared space or one tool could replace */
  'one-space': { tools: readonly string[]; usages: readonly string[] };
  'one-tool': { tools: readonly string[]; usage: string };
  /* how to export data from a tool */
  'export-known': { tool: string; formats: readonly string[]; where: string; limits: string; asOf: string | null };
  'export-none': { tool: string; asOf: string | null };
  'export-unknown': { tool: string };
  /* the need */
  'begin-with': { usage: string; tools: readonly string[] };
  'made-from-findings': NoParameters;
  'health-to-answer': NoParameters;
  'condition-not-carried': { word: string };
  'value-not-carried': { word: string };
  'help-not-carried': { kind: string };
  'amount-not-carried': { usage: string; unit: string };
  'amount-lowered': { usage: string };
  'usages-not-carried': { usages: readonly string[]; most: number };
  'note-not-carried': { usage: string };
  'one-off-budget': { euros: number };
  'law-not-carried': NoParameters;
  'access-not-carried': NoParameters;
  'connection-not-carried': NoParameters;
  'place-not-carried': NoParameters;
}

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
