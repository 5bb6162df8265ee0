import type { ClaimDraft, CommitmentDraft } from '../documents/statement.ts';
import type { Fault } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { today } from '../requests/meaning.ts';
import { keyFaults } from '../requests/unknown-key.ts';
import { measureFaults } from './measure.ts';
import { spokenFaults } from './spoken.ts';

/* What is wrong with a statement, as pointers into it; a subject that nobody knows is a fault of the whole. */

export const claimFaults = (context: Context, criterion: string, draft: ClaimDraft): Fault[] => [
  ...spokenFaults(context, draft),
  ...keyFaults('', 'criterion', criterion, context.reference.criteria),
];

export function commitmentFaults(context: Context, key: string, draft: CommitmentDraft): Fault[] {
  const kind = context.reference.commitmentKinds.get(key);
  return [
    ...(kind
      ? measureFaults('/value', draft.value, kind, today(context))
      : keyFaults('', 'commitment-kind', key, context.reference.commitmentKinds)),
    ...spokenFaults(context, draft),
  ];
}

/** The same faults where the address names the subject. */
export const namedInPath = (pointer: string, faults: readonly Fault[]): Fault[] =>
  faults.map((found) => (found.pointer === '' ? { ...found, pointer, in: 'path' } : found));
