import { byText, known } from '../vocabulary/facts.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { compareStatements, evidenceOn, fullUntil, isContested, USUAL_SHELF_LIFE_MONTHS } from './evidence.ts';
import type { Claim, ClaimStatement, Commitment, CommitmentStatement, Statement } from './statement.ts';
import { isClaimNo, isMeasureNo } from './utility.ts';

/** A statement before it is weighed: `subject` is a criterion or a kind of commitment. */
export type Voice<S extends Statement> = Omit<S, 'evidence' | 'aged'> & { subject: string };

/** How long what is said of a subject counts. */
interface Weighing {
  shelfLifeMonths: number | null;
  /** The version in which a criterion took its present meaning. */
  definedIn?: number | undefined;
}

/** Nobody who answered another question is known to answer this one; nor is a no to it a no to this one. */
const isOfAnotherMeaning = (criterionVersion: number | undefined, definedIn: number | undefined): boolean =>
  criterionVersion !== undefined && definedIn !== undefined && criterionVersion < definedIn;

/** The statement as it weighs on a day, keys in the fixed order. */
function weigh<S extends Statement>(voice: Voice<S>, { shelfLifeMonths, definedIn }: Weighing, day: string): Statement {
  const {
    value,
    by,
    federation,
    level,
    asOf,
    expiresOn,
    criterionVersion,
    evidenceUrl,
    page,
    note,
    tie,
    certificate,
    reply,
  } = voice;
  // A charter binds as long as one is a member. What a host says ages with its kind, as what was measured does;
  // reviews carry their own end.
  const until = by === 'host' || by === 'import' || by === 'check' ? fullUntil({ asOf, shelfLifeMonths }) : voice.until;
  const held = level === 'documented' && page?.state === 'lost' ? 'declared' : level;
  const today = isOfAnotherMeaning(criterionVersion, definedIn)
    ? { evidence: 'unknown', until, aged: true }
    : by === 'charter'
      ? { evidence: held, until, aged: false }
      : evidenceOn(held, until, day);
  return {
    value,
    by,
    ...known({ federation }),
    level,
    evidence: today.evidence,
    asOf,
    ...known({ expiresOn }),
    until: today.until,
    aged: today.aged,
    ...known({ criterionVersion, evidenceUrl, page, note, tie, certificate, reply }),
  } as Statement;
}

function grouped<S extends Statement>(
  voices: readonly Voice<S>[],
  weighing: (subject: string) => Weighing,
  day: string,
): [subject: string, statements: S[]][] {
  const subjects = new Map<string, S[]>();
  for (const voice of voices) {
    const statements = subjects.get(voice.subject) ?? [];
    statements.push(weigh(voice, weighing(voice.subject), day) as S);
    subjects.set(voice.subject, statements);
  }
  return [...subjects]
    .sort(([a], [b]) => byText(a, b))
    .map(([subject, statements]) => [subject, statements.sort(compareStatements)]);
}

/** What is said of a criterion, from its statements, best evidence first. @param statements one at least */
export const claimFrom = (criterion: string, statements: ClaimStatement[], { criteria }: Reference): Claim => ({
  criterion,
  value: statements[0]!.value,
  evidence: statements[0]!.evidence,
  contested: isContested(statements, (value) => isClaimNo(criteria.get(criterion), value)),
  statements,
});

/** What is said of a commitment, from its statements, best evidence first. @param statements one at least */
export const commitmentFrom = (
  kind: string,
  statements: CommitmentStatement[],
  { commitmentKinds }: Reference,
  day: string,
): Commitment => ({
  kind,
  value: statements[0]!.value,
  evidence: statements[0]!.evidence,
  contested: isContested(statements, (value) => isMeasureNo(commitmentKinds.get(kind), value, day)),
  statements,
});

/** Everything said of criteria, weighed on a day: by criterion, best evidence first. */
export const claimsOn = (voices: readonly Voice<ClaimStatement>[], reference: Reference, day: string): Claim[] =>
  grouped(
    voices,
    (criterion) => ({
      shelfLifeMonths: USUAL_SHELF_LIFE_MONTHS,
      definedIn: reference.criteria.get(criterion)?.own?.definedIn,
    }),
    day,
  ).map(([criterion, statements]) => claimFrom(criterion, statements, reference));

/** Everything said of commitments, weighed on a day: by kind, best evidence first. */
export const commitmentsOn = (
  voices: readonly Voice<CommitmentStatement>[],
  reference: Reference,
  day: string,
): Commitment[] =>
  grouped(
    voices,
    (kind) => ({ shelfLifeMonths: reference.commitmentKinds.get(kind)?.shelfLifeMonths ?? null }),
    day,
  ).map(([kind, statements]) => commitmentFrom(kind, statements, reference, day));

/** The voices of statements that were weighed on another day. */
export const voicesOf = <S extends Statement>(subject: string, statements: readonly S[]): Voice<S>[] =>
  statements.map(({ evidence: _evidence, aged: _aged, ...voice }) => ({ ...voice, subject }));
