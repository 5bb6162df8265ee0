import type { Context } from '../context.ts';
import type { Fault } from '../errors.ts';
import { fault, today } from '../vocabulary/meaning.ts';
import { unknownKey } from '../vocabulary/unknown-key.ts';
import { measureFaults } from './measure.ts';
import type { ClaimDraft, CommitmentDraft } from './schema.ts';
import { spokenFaults } from './spoken.ts';

/* What is wrong with a statement, as pointers into it; a subject that nobody knows is a fault of the whole. */

export const claimFaults = (context: Context, criterion: string, draft: ClaimDraft): Fault[] => [
  ...spokenFaults(context, draft),
  ...(context.reference.criteria.has(criterion)
    ? []
    : [fault('', 'unknown-criterion', unknownKey(criterion, context.reference.criteria.keys(), '/v1/criteria'))]),
];

export function commitmentFaults(context: Context, key: string, draft: CommitmentDraft): Fault[] {
  const kind = context.reference.commitmentKinds.get(key);
  return [
    ...(kind
      ? measureFaults('/value', draft.value, kind, today(context))
      : [
          fault(
            '',
            'unknown-commitment-kind',
            unknownKey(key, context.reference.commitmentKinds.keys(), '/v1/commitment-kinds'),
          ),
        ]),
    ...spokenFaults(context, draft),
  ];
}

/** The same faults where the address names the subject. */
export const namedInPath = (pointer: string, faults: readonly Fault[]): Fault[] =>
  faults.map((found) => (found.pointer === '' ? { ...found, pointer, in: 'path' } : found));
