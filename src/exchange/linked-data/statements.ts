import type { Closing } from '../../documents/closing.ts';
import type { Claim, Commitment, Statement } from '../../documents/statement.ts';
import { knownOnly, type Node, type Surroundings } from './addresses.ts';

/** A statement of one source; `as` is the key of its value. */
const statementNode = (statement: Statement, as: 'answer' | 'measure', { federation }: Surroundings): Node => ({
  '@type': 'Statement',
  [as]: statement.value,
  statedBy: statement.by,
  evidence: statement.evidence,
  ...knownOnly({
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

/** The numeric measure of a commitment that has a term of its own; other measures only appear with the commitment. */
export function numberOf(commitments: readonly Commitment[], kind: string): number | undefined {
  const value = commitments.find((one) => one.kind === kind)?.value;
  return typeof value === 'number' ? value : undefined;
}

export const closingNode = (
  { announcedOn, stages, reason, successor, exportGuide, promises }: Closing,
  around: Surroundings,
): Node => ({
  '@type': 'Closing',
  ...knownOnly({
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
      ...knownOnly({ promisedDays: promised, actualDays: actual }),
    })),
  }),
});
