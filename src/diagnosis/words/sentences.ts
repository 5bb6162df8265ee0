import type { NoParameters } from '../../vocabulary/sentences.ts';

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
