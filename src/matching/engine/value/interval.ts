import { isDenial, isNo, isOwn, isThirdParty, measureUtility } from '../../../documents/evidence.ts';
import type { Claim, Commitment, Statement } from '../../../documents/statement.ts';
import { divideHalfUp, onLineAt } from '../../../ground/lines.ts';
import type { CommitmentKind } from '../../../vocabulary/reference.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel } from '../../../vocabulary/terms.ts';
import { atLeastAsStrong } from '../host/eligibility.ts';
import type { Policy } from '../policy.ts';
import type { Wish } from '../wishes.ts';

/** What a candidate is worth on one criterion, in thousandths: at least `low`, at most `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly evidence: EvidenceLevel | 'terms';
  /** Nothing is known: a question to ask. */
  readonly unknown: boolean;
  /** The host says no, or none. */
  readonly statedNo: boolean;
  /** `low` is that of a stated no: of this statement, or of one as strong that says otherwise. */
  readonly lowIsNo: boolean;
  /** The no of a third party, which the host has not confirmed: nothing is sure until it replies. */
  readonly deniedBy: Statement | null;
  readonly source: string | null;
  readonly asOf: string | null;
  /** The statement behind it, for the sentence. */
  readonly statement: Statement | null;
}

const offerTerm = (low: number, high: number): Interval => ({
  low,
  high,
  evidence: 'terms',
  unknown: false,
  statedNo: false,
  lowIsNo: false,
  deniedBy: null,
  source: null,
  asOf: null,
  statement: null,
});

/** Nothing known: anything from absent to fully there. */
export const UNKNOWN: Interval = { ...offerTerm(0, 1000), evidence: 'unknown', unknown: true };

/** A term of the offer, taken as it is. */
export const exactly = (utility: number): Interval => TERMS[utility] ?? offerTerm(utility, utility);

const TERMS: readonly Interval[] = Array.from({ length: 1001 }, (_, utility) => offerTerm(utility, utility));

/** Between two utilities, the rest being unknown. */
export const between = (low: number, high: number): Interval =>
  low === high ? exactly(low) : low === 0 && high === 1000 ? UNKNOWN : { ...offerTerm(low, high), unknown: true };

/** A stated no is taken at its word; on what matters it stands below silence. */
export const stated = (importance: Wish['importance'], policy: Policy, statement: Statement | null): Interval => ({
  ...offerTerm(policy.statedNo[importance], policy.statedNo[importance]),
  evidence: statement?.evidence ?? 'terms',
  statedNo: true,
  lowIsNo: true,
  source: statement && sourceOf(statement),
  asOf: statement?.asOf ?? null,
  statement,
});

const sourceOf = (statement: Statement): string =>
  statement.federation ? `${statement.by}:${statement.federation}` : statement.by;

/** Interval of a claim of utility u at a reliability. */
export function evidenceInterval(
  utility: number,
  evidence: EvidenceLevel,
  policy: Policy,
): [low: number, high: number] {
  const reliability = policy.reliability[evidence];
  const low = divideHalfUp(reliability * utility, 1000);
  return [low, low + 1000 - reliability];
}

interface UsableStatement {
  readonly statement: Statement;
  readonly utility: number;
}

/**
 * Interval of what is said of a criterion or a commitment: the best evidence counts; at equal evidence the widest
 * interval; contested, nothing is sure but what could still be.
 */
export function statementInterval(
  held: Claim | Commitment | undefined,
  utilityOf: (value: Statement['value']) => number | null,
  importance: Wish['importance'],
  policy: Policy,
): Interval {
  if (!held) return UNKNOWN;
  const known = held.statements
    .map((statement) => ({ statement, utility: utilityOf(statement.value) }))
    .filter((entry): entry is UsableStatement => entry.utility !== null && entry.statement.evidence !== 'unknown');
  const no = known.find(({ statement, utility }) => isOwn(statement) && isNo(utility));
  if (!no) {
    const denial = known.find(({ statement, utility }) => isDenial(statement, () => isNo(utility)));
    const others = known.filter(({ statement }) => !isThirdParty(statement));
    if (denial) return contested(denial.statement, strongest(others, importance, policy));
  }
  // The charter says what its members must do; the member itself knows whether it does.
  const usable = no ? known.filter(({ statement }) => statement.by !== 'charter') : known;
  return strongest(usable, importance, policy, no?.statement);
}

/** A no that the host has not confirmed leaves nothing sure: what it says could be so; of its silence, anything. */
const contested = (denial: Statement, before: Interval): Interval => ({
  ...before,
  low: 0,
  deniedBy: denial,
  ...(before.statement === null ? { source: sourceOf(denial), asOf: denial.asOf } : {}),
});

/** The best evidence of what is usable. Where all of it is a no, the host's own is told: others only confirm it. */
function strongest(
  usable: readonly UsableStatement[],
  importance: Wish['importance'],
  policy: Policy,
  no: Statement | null = null,
): Interval {
  const best = usable.reduce((rank, { statement }) => Math.max(rank, EVIDENCE_LEVELS.indexOf(statement.evidence)), -1);
  if (best < 0) return UNKNOWN;
  const strong = usable.filter(({ statement }) => EVIDENCE_LEVELS.indexOf(statement.evidence) === best);
  const first = strong[0]!.statement;
  if (strong.every(({ utility }) => isNo(utility))) return stated(importance, policy, no ?? first);
  let low = 1000;
  let high = -1000;
  for (const { statement, utility } of strong) {
    const [l, h] = isNo(utility)
      ? [policy.statedNo[importance], policy.statedNo[importance]]
      : evidenceInterval(utility, statement.evidence, policy);
    low = Math.min(low, l!);
    high = Math.max(high, h!);
  }
  return {
    ...offerTerm(low, high),
    evidence: first.evidence,
    lowIsNo: strong.some(({ utility }) => isNo(utility)),
    source: sourceOf(first),
    asOf: first.asOf,
    statement: first,
  };
}

/** What is held below the least evidence that counts is unknown; a no that was heard is still heard. */
export const provenEnough = (interval: Interval, least: EvidenceLevel): Interval =>
  interval.statement === null ||
  interval.statedNo ||
  interval.deniedBy !== null ||
  atLeastAsStrong(interval.statement.evidence, least)
    ? interval
    : { ...UNKNOWN, low: Math.min(0, interval.low) };

/** Interval of a commitment, of the host or of a service, from the curve of its kind. */
export const commitmentInterval = (
  held: Commitment | undefined,
  kind: CommitmentKind,
  { importance, leastEvidence }: Pick<Wish, 'importance' | 'leastEvidence'>,
  day: string,
  policy: Policy,
): Interval =>
  provenEnough(
    statementInterval(held, (value) => measureUtility(kind, value, day), importance, policy),
    leastEvidence,
  );

/** Room `megabytes` for a need of `wanted` (above 0), by their ratio: the line is in thousandths of it. */
export const marginUtility = (megabytes: number, wanted: number, policy: Policy): number =>
  onLineAt(policy.storageMargin.line, megabytes * 1000, wanted, 1);
