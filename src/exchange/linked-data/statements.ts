import type { Closing } from '../../documents/closing.ts';
import type { Claim, Commitment, Statement } from '../../documents/statement.ts';
import { type Node, type Surroundings, told } from './surroundings.ts';

/** What a single source says; the value stands there under the name of `as`. */
const statementNode = (statement: Statement, as: 'answer' | 'measure', { federation }: Surroundings): Node => ({
  '@type': 'Statement',
  [as]: statement.value,
  statedBy: statement.by,
  evidence: statement.evidence,
  ...told({
    federation: statement.federation && federation(statement.federation),
    statedOn: statement.asOf,
    evidencePage: statement.evidenceUrl,
    description: statement.note,
  }),
});

export const claimNode = (
  { criterion, value, evidence, contested, statements }: Claim,
  around: Surroundings,
): Node => ({
  '@type': 'Claim',
  criterion,
  answer: value,
  evidence,
  contested,
  statements: statements.map((statement) => statementNode(statement, 'answer', around)),
});

export const commitmentNode = (
  { kind, value, evidence, contested, statements }: Commitment,
  around: Surroundings,
): Node => ({
  '@type': 'Commitment',
  commitmentKind: kind,
  measure: value,
  evidence,
  contested,
  statements: statements.map((statement) => statementNode(statement, 'measure', around)),
});

/** The number of a commitment that has a word of its own; a measure that is no number is told by the commitment alone. */
export function numberOf(commitments: readonly Commitment[], kind: string): number | undefined {
  const value = commitments.find((one) => one.kind === kind)?.value;
  return typeof value === 'number' ? value : undefined;
}

export const closingNode = (
  { announcedOn, stages, reason, successor, exportGuide, promises }: Closing,
  around: Surroundings,
): Node => ({
  '@type': 'Closing',
  ...told({
    announcedOn,
    restrictedOn: stages.restricted,
    readOnlyOn: stages.readOnly,
    closedOn: stages.closed,
    dataErasedOn: stages.dataErased,
    reason,
    successor: successor && around.host(successor.host),
    successorAgreed: successor?.agreed,
    guide: exportGuide,
    promises: promises.map(({ commitment, promised, actual, state }) => ({
      commitmentKind: commitment,
      promiseState: state,
      ...told({ promisedDays: promised, actualDays: actual }),
    })),
  }),
});
