/** How a price is valued. The anchor is the budget, or its substitute when there is none. */
export interface PriceRule {
  readonly anchorCents: number;
  /** Percentage of the anchor below which a lower price has no more value. */
  readonly enoughPercent: number;
}

/** Utility of a yearly price in thousandths: 1000 up to `enoughPercent` of the anchor, 0 from the anchor up. */
export function priceUtility(cents: number, { anchorCents, enoughPercent }: PriceRule): number {
  if (anchorCents === 0) return cents === 0 ? 1000 : 0;
  const span = (100 - enoughPercent) * anchorCents;
  const utility = Math.floor((200_000 * (anchorCents - cents) + span) / (2 * span));
  return Math.max(0, Math.min(1000, utility));
}

/** The middle between the amount due and the advised amount; most prices have the same amount for both. */
export const middleCents = (least: number, shown: number): number => Math.floor((least + shown + 1) / 2);

import { isDenial, isNo, isOwn, isThirdParty, measureUtility } from '../../../documents/evidence.ts';
import type { Claim, Commitment, Statement } from '../../../documents/statement.ts';
import { divideHalfUp, valueOnCurveAt } from '../../../ground/curves.ts';
import type { CommitmentKind } from '../../../vocabulary/reference.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel } from '../../../vocabulary/terms.ts';
import type { Policy } from './policy.ts';
import type { Wish } from './wishes.ts';

/** The value of a candidate on one criterion, in thousandths: at least `low`, at most `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly evidence: EvidenceLevel | 'terms';
  /** Something is unknown, so there is a question to ask. */
  readonly unknown: boolean;
  /** The host states no, or “none”. */
  readonly statedNo: boolean;
  /** `low` comes from a stated no: of this statement, or of another one with equally strong evidence. */
  readonly lowIsNo: boolean;
  /** A no from a third party that the host has not confirmed: nothing is certain until the host replies. */
  readonly deniedBy: Statement | null;
  readonly source: string | null;
  readonly asOf: string | null;
  /** The statement behind the value, for the sentence. */
  readonly statement: Statement | null;
}

/**
 * A term of the offer, but for what `over` says. All intervals are made here: a match reads millions of them, and that
 * is several times as fast while all have one shape, which a spread would not give.
 */
export const intervalOf = (low: number, high: number, over: Partial<Interval> = {}): Interval => ({
  low,
  high,
  evidence: over.evidence ?? 'terms',
  unknown: over.unknown ?? false,
  statedNo: over.statedNo ?? false,
  lowIsNo: over.lowIsNo ?? false,
  deniedBy: over.deniedBy ?? null,
  source: over.source ?? null,
  asOf: over.asOf ?? null,
  statement: over.statement ?? null,
});

/** Nothing is known: any value from absent to complete. */
export const UNKNOWN: Interval = intervalOf(0, 1000, { evidence: 'unknown', unknown: true });

/** A term of the offer, taken as stated. */
export const exactly = (utility: number): Interval => TERMS[utility] ?? intervalOf(utility, utility);

const TERMS: readonly Interval[] = Array.from({ length: 1001 }, (_, utility) => intervalOf(utility, utility));

/** A value between two limits; the difference is unknown. */
export const between = (low: number, high: number): Interval =>
  low === high ? exactly(low) : low === 0 && high === 1000 ? UNKNOWN : intervalOf(low, high, { unknown: true });

/** A stated no is believed; for important wishes it costs more than silence. */
export const stated = (importance: Wish['importance'], policy: Policy, statement: Statement | null): Interval =>
  intervalOf(policy.statedNo[importance], policy.statedNo[importance], {
    evidence: statement?.evidence ?? 'terms',
    statedNo: true,
    lowIsNo: true,
    source: statement && sourceOf(statement),
    asOf: statement?.asOf ?? null,
    statement,
  });

const sourceOf = (statement: Statement): string =>
  statement.federation ? `${statement.by}:${statement.federation}` : statement.by;

/** The interval of a claim with a utility, by the reliability of its evidence. */
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
 * The value of all statements about a criterion or commitment. The strongest evidence counts; with equal evidence, the
 * widest interval. While a third party's denial is open, `low` is 0.
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
  // A charter says what its members must do; the member itself knows whether it does it. So next to the host's own no,
  // the charter does not count.
  const usable = no ? known.filter(({ statement }) => statement.by !== 'charter') : known;
  return strongest(usable, importance, policy, no?.statement);
}

/** An unconfirmed denial makes nothing certain: `low` is 0; `high` stays as without the denial. */
const contested = (denial: Statement, before: Interval): Interval =>
  intervalOf(0, before.high, {
    ...before,
    deniedBy: denial,
    ...(before.statement === null ? { source: sourceOf(denial), asOf: denial.asOf } : {}),
  });

/**
 * The strongest evidence among the usable statements. When all of them say no, the host's own no is shown, because the
 * others only confirm it.
 */
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
  return intervalOf(low, high, {
    evidence: first.evidence,
    lowIsNo: strong.some(({ utility }) => isNo(utility)),
    source: sourceOf(first),
    asOf: first.asOf,
    statement: first,
  });
}

/** Whether evidence is at least as strong as a minimum. */
export const atLeastAsStrong = (evidence: EvidenceLevel, minimum: EvidenceLevel): boolean =>
  EVIDENCE_LEVELS.indexOf(evidence) >= EVIDENCE_LEVELS.indexOf(minimum);

/** A statement with weaker evidence than the minimum counts as unknown; but a stated no still counts. */
export const provenEnough = (interval: Interval, least: EvidenceLevel): Interval =>
  interval.statement === null ||
  interval.statedNo ||
  interval.deniedBy !== null ||
  atLeastAsStrong(interval.statement.evidence, least)
    ? interval
    : intervalOf(Math.min(0, interval.low), UNKNOWN.high, UNKNOWN);

/** The value of a commitment, of the host or of a service, by the curve of its kind. */
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

/**
 * Value of a room of `megabytes` for a need of `wanted` megabytes (above 0), from their ratio; the line of the policy
 * is in thousandths of this ratio.
 */
export const marginUtility = (megabytes: number, wanted: number, policy: Policy): number =>
  valueOnCurveAt(policy.storageMargin.line, megabytes * 1000, wanted, 1);
