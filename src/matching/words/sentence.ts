import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Reason } from '../engine/explain/reasons.ts';
import { CAUTIONS } from './cautions.ts';
import { EXPLANATIONS } from './explanations.ts';
import { NOTES } from './notes.ts';
import { POLICY } from './policy.ts';
import { QUESTIONS } from './questions.ts';
import { REASONS } from './reasons.ts';
import { TOGETHER } from './together.ts';
import { WAYS_OUT } from './ways-out.ts';

/** Every sentence that an answer may hold, by code. */
export const SENTENCES = {
  ...NOTES,
  ...REASONS,
  ...CAUTIONS,
  ...QUESTIONS,
  ...WAYS_OUT,
  ...TOGETHER,
  ...EXPLANATIONS,
  ...POLICY,
};
export type SentenceCode = keyof typeof SENTENCES;

/** The sentence of a code, in the speaker's language. */
export const sentence = (reason: Reason, say: Speaker): string =>
  SENTENCES[reason.code as SentenceCode][say.language](reason.params, say);
