import { lastDayOf } from '../ground/clock.ts';
import { byText, definedOnly } from '../ground/texts.ts';
import type { Reference } from '../vocabulary/reference.ts';
import {
  compareStatements,
  evidenceOn,
  fullUntil,
  isClaimNo,
  isContested,
  isMeasureNo,
  USUAL_SHELF_LIFE_MONTHS,
} from './evidence.ts';
import type { Membership } from './host.ts';
import { countsAsDeclared } from './membership.ts';
import type { Claim, ClaimStatement, Commitment, CommitmentStatement, Statement } from './statement.ts';

/**
 * A statement before its evidence is evaluated for a day: who states what about a criterion or a kind of commitment
 * (`subject`), with which evidence (`level`, `evidenceUrl`) and date. `until` is set only when something other than age
 * ends it.
 */
export type RawStatement<S extends Statement> = Omit<S, 'evidence' | 'aged' | 'until'> & {
  subject: string;
  until?: string | null;
};

/** How long statements about a subject count. */
interface Weighing {
  shelfLifeMonths: number | null;
  /** The version in which a criterion took its present meaning. */
  definedIn?: number | undefined;
}

/** Whether an answer concerns an earlier meaning of the criterion: it then says nothing about the present one. */
const isOfAnotherMeaning = (criterionVersion: number | undefined, definedIn: number | undefined): boolean =>
  criterionVersion !== undefined && definedIn !== undefined && criterionVersion < definedIn;

/**
 * The last day on which a statement counts in full. When a review and its certificate both have an end, the earlier one
 * counts.
 */
function endOf<S extends Statement>(raw: RawStatement<S>, shelfLifeMonths: number | null): string | null {
  const { by, asOf, expiresOn, certificate, until = null } = raw;
  // A statement implied by a charter counts as long as the membership lasts.
  if (by === 'charter') return until;
  // Statements of the host and measurements age as their kind says; reviews have their own end.
  if (by !== 'federation') return fullUntil({ asOf, shelfLifeMonths });
  const ends = [expiresOn, certificate?.expiresOn].filter((end) => end !== undefined);
  return fullUntil({ asOf, shelfLifeMonths: USUAL_SHELF_LIFE_MONTHS, expiresOn: ends.sort(byText)[0] });
}

/** The statement with its evidence on a day; keys in a fixed order. */
function weigh<S extends Statement>(
  raw: RawStatement<S>,
  { shelfLifeMonths, definedIn }: Weighing,
  day: string,
): Statement {
  const {
    value,
    by,
    federation,
    level,
    asOf,
    expiresOn,
    criterionVersion,
    agreedOn,
    evidenceUrl,
    page,
    note,
    tie,
    certificate,
    reply,
  } = raw;
  const until = endOf(raw, shelfLifeMonths);
  const levelInForce = level === 'documented' && page?.state === 'lost' ? 'declared' : level;
  const today = isOfAnotherMeaning(criterionVersion, definedIn)
    ? { evidence: 'unknown', until, aged: true }
    : by === 'charter'
      ? { evidence: levelInForce, until, aged: false }
      : evidenceOn(levelInForce, until, day);
  return {
    value,
    by,
    ...definedOnly({ federation }),
    level,
    evidence: today.evidence,
    asOf,
    ...definedOnly({ expiresOn }),
    until: today.until,
    aged: today.aged,
    ...definedOnly({ criterionVersion, agreedOn, evidenceUrl, page, note, tie, certificate, reply }),
  } as Statement;
}

function groupBySubject<S extends Statement>(
  raws: readonly RawStatement<S>[],
  weighing: (subject: string) => Weighing,
  day: string,
): [subject: string, statements: S[]][] {
  const subjects = new Map<string, S[]>();
  for (const raw of raws) {
    const statements = subjects.get(raw.subject) ?? [];
    statements.push(weigh(raw, weighing(raw.subject), day) as S);
    subjects.set(raw.subject, statements);
  }
  return [...subjects]
    .sort(([a], [b]) => byText(a, b))
    .map(([subject, statements]) => [subject, statements.sort(compareStatements)]);
}

/**
 * A claim from its statements, sorted by `compareStatements`.
 * @param statements at least one
 */
export const claimFrom = (criterion: string, statements: ClaimStatement[], { criteria }: Reference): Claim => ({
  criterion,
  value: statements[0]!.value,
  evidence: statements[0]!.evidence,
  contested: isContested(statements, (value) => isClaimNo(criteria.get(criterion), value)),
  statements,
});

/**
 * A commitment from its statements, sorted by `compareStatements`.
 * @param statements at least one
 */
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

/** The claims of a host on a day, by criterion, best evidence first. */
export const claimsOn = (raws: readonly RawStatement<ClaimStatement>[], reference: Reference, day: string): Claim[] =>
  groupBySubject(
    raws,
    (criterion) => ({
      shelfLifeMonths: USUAL_SHELF_LIFE_MONTHS,
      definedIn: reference.criteria.get(criterion)?.federationFacts?.definedIn,
    }),
    day,
  ).map(([criterion, statements]) => claimFrom(criterion, statements, reference));

/** The commitments of a host or a service on a day, by kind, best evidence first. */
export const commitmentsOn = (
  raws: readonly RawStatement<CommitmentStatement>[],
  reference: Reference,
  day: string,
): Commitment[] =>
  groupBySubject(
    raws,
    (kind) => ({ shelfLifeMonths: reference.commitmentKinds.get(kind)?.shelfLifeMonths ?? null }),
    day,
  ).map(([kind, statements]) => commitmentFrom(kind, statements, reference, day));

/**
 * The criteria that a charter requires, where its text was read.
 * @param version undefined: only the criteria that all versions require
 */
function requiredBy(charter: string, version: string | undefined, reference: Reference): string[] {
  const allVersions = reference.charters.get(charter)?.versions.map((v) => v.version) ?? [];
  const versions = version === undefined ? allVersions : allVersions.filter((v) => v === version);
  if (versions.length === 0) return [];
  return [...reference.criteria.values()].flatMap(({ key, charters }) => {
    const requires = (v: string) =>
      charters.some((link) => {
        const { level, standing } = link;
        return link.charter === charter && link.version === v && level === 'required' && standing === 'read';
      });
    return versions.every(requires) ? [key] : [];
  });
}

/**
 * Claims that a host makes through the charter of a federation it belongs to, as far as that membership declares
 * anything.
 */
export function charterClaims(
  memberships: readonly Membership[],
  undatedSince: string | null,
  reference: Reference,
  day: string,
): RawStatement<ClaimStatement>[] {
  return memberships.flatMap((membership) => {
    const { federation, charter, charterVersion, lastReviewedOn, since, until } = membership;
    if (!charter || !countsAsDeclared(membership, day)) return [];
    return requiredBy(charter, charterVersion, reference).map((subject) => ({
      subject,
      value: 'yes' as const,
      by: 'charter' as const,
      federation,
      level: 'declared' as const,
      asOf: lastReviewedOn ?? since ?? undatedSince,
      until: until === undefined ? null : lastDayOf(until),
    }));
  });
}

/** The present version of a federation's own criterion; null for common criteria, which have no versions. */
export const criterionVersionNow = (criterion: string, { criteria }: Reference): number | null =>
  criteria.get(criterion)?.federationFacts?.version ?? null;

/** Whether a statement answers an earlier meaning of its criterion. */
export const isOfEarlierMeaning = ({ criterionVersion, evidence }: Statement): boolean =>
  criterionVersion !== undefined && evidence === 'unknown';
