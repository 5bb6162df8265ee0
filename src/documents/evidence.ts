import { addMonths, daysBetween, lastDayOf } from '../ground/clock.ts';
import { valueOnCurve } from '../ground/curves.ts';
import type { CommitmentKind, Criterion } from '../vocabulary/reference.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel, type STATEMENT_SOURCES } from '../vocabulary/terms.ts';
import type { Statement } from './statement.ts';

/** Months for which statements about criteria, and reviews without an end, count in full. */
export const USUAL_SHELF_LIFE_MONTHS = 24;

type Source = (typeof STATEMENT_SOURCES)[number];

/** Evidence as stated, before its age is considered. */
interface GivenEvidence {
  level: EvidenceLevel;
  /** A partial date counts as its last day; null is older than any date. */
  asOf: string | null;
  /** null: the usual shelf life. */
  shelfLifeMonths: number | null;
  /** The stated end of a review or a certificate. */
  expiresOn?: string | null | undefined;
}

interface EvidenceToday {
  evidence: EvidenceLevel;
  /** The last day on which the stated level counts; null for undated statements. */
  until: string | null;
  aged: boolean;
}

/**
 * The level after the shelf life: one level lower, but not below `declared`. Measurements and certificates become
 * unknown.
 */
const AGED: Record<EvidenceLevel, EvidenceLevel> = {
  unknown: 'unknown',
  declared: 'declared',
  documented: 'declared',
  'peer-reviewed': 'documented',
  measured: 'unknown',
  certified: 'unknown',
};

/** The last day on which evidence counts in full. */
export function fullUntil({ asOf, shelfLifeMonths, expiresOn }: Omit<GivenEvidence, 'level'>): string | null {
  if (expiresOn) return expiresOn;
  return asOf === null ? null : addMonths(lastDayOf(asOf), shelfLifeMonths ?? USUAL_SHELF_LIFE_MONTHS);
}

/** The level on a day, given the last day on which it counts in full (null: no such day). */
export function evidenceOn(level: EvidenceLevel, until: string | null, day: string): EvidenceToday {
  const aged = until === null || day > until;
  return { evidence: aged ? AGED[level] : level, until, aged };
}

/** The level today, from the stated level, its date and its shelf life. */
export const weighEvidence = (given: GivenEvidence, day: string): EvidenceToday =>
  evidenceOn(given.level, fullUntil(given), day);

const STRENGTH = Object.fromEntries(EVIDENCE_LEVELS.map((level, index) => [level, index])) as Record<
  EvidenceLevel,
  number
>;

/** Whether evidence is at least as strong as a level. */
export const isAtLeast = (evidence: EvidenceLevel, level: EvidenceLevel): boolean =>
  STRENGTH[evidence] >= STRENGTH[level];

/** Order at equal evidence: checks, then reviews, then the host itself, then imports, then its charters. */
const PRECEDENCE: Record<Source, number> = { catalogue: 0, federation: 1, host: 2, import: 3, charter: 4 };

const dateOf = ({ asOf }: { asOf: string | null }) => (asOf === null ? '' : lastDayOf(asOf));
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Best evidence first, then by source, then the newest: a total order, so that documents are stable. */
export const compareStatements = (a: Statement, b: Statement): number =>
  STRENGTH[b.evidence] - STRENGTH[a.evidence] ||
  PRECEDENCE[a.by] - PRECEDENCE[b.by] ||
  order(dateOf(b), dateOf(a)) ||
  order(a.federation ?? '', b.federation ?? '');

export const isThirdParty = ({ by }: Statement): boolean => by === 'federation' || by === 'catalogue';

/** Whether a statement is by the host, or was imported in its name; not one implied by a charter. */
export const isOwn = ({ by }: Statement): boolean => by === 'host' || by === 'import';

/** Whether a third party says no, with evidence that is at least `documented` today. */
export const isDenial = <S extends Statement>(statement: S, isNo: (value: S['value']) => boolean): boolean =>
  isThirdParty(statement) && isNo(statement.value) && isAtLeast(statement.evidence, 'documented');

/**
 * Whether a third party says no and the host itself does not, whatever else is stated. A reply of the host does not
 * change that.
 */
export const isContested = <S extends Statement>(
  statements: readonly S[],
  isNo: (value: S['value']) => boolean,
): boolean => statements.some((one) => isDenial(one, isNo)) && !statements.some((one) => isOwn(one) && isNo(one.value));

/** Whether statements that still count differ: then no single statement decides. */
export const areInDispute = (statements: readonly Statement[]): boolean =>
  new Set(statements.filter(({ evidence }) => evidence !== 'unknown').map(({ value }) => JSON.stringify(value))).size >
  1;

/* The utility of an answer, in thousandths: 0 is a "no", 1000 is the most useful answer. */

/** The utility of an answer about a criterion, 0 to 1000; null when the criterion has no such answer. */
export const claimUtility = ({ utilities }: Criterion, value: Measure): number | null =>
  Object.entries(utilities).find(([answer]) => answer === value)?.[1] ?? null;

/**
 * The utility of a commitment's measure, from the curve of its kind; ages are counted up to `day`. Null when the value
 * does not belong to the kind.
 */
export function measureUtility(kind: CommitmentKind, value: Measure, day: string): number | null {
  const special = kind.specialValues?.find((answer) => answer.value === value);
  if (special) return special.utility;
  if (!isLine(kind.utility)) {
    if (typeof value === 'boolean')
      return kind.utility[value ? 'true' : 'false'] ?? kind.utility[value ? 'present' : 'absent'] ?? null;
    const present = Array.isArray(value) ? value.length > 0 : value !== 'none';
    return kind.utility[present ? 'present' : 'absent'] ?? null;
  }
  if (kind.utilityOf === 'age-in-months') {
    if (typeof value !== 'string' || !/^\d{4}(-\d{2}){0,2}$/.test(value)) return null;
    return valueOnCurve(kind.utility, Math.max(0, Math.floor(daysBetween(lastDayOf(value), day) / 30.4375)));
  }
  if (typeof value !== 'number') return null;
  return valueOnCurve(
    kind.utility,
    kind.utilityOf === 'age-in-years' ? Math.max(0, Number(day.slice(0, 4)) - value) : value,
  );
}

const isLine = (utility: CommitmentKind['utility']): utility is [number, number][] => Array.isArray(utility);

/*
 * A "no" is any answer with utility 0: `no`, 0 days, or a delay too long to be useful. Defined only here, so that
 * reviews, contested statements and scores agree.
 */

/** Whether an answer about a criterion is a "no"; false for an unknown criterion. */
export const isClaimNo = (criterion: Criterion | undefined, value: Measure): boolean =>
  criterion !== undefined && isNo(claimUtility(criterion, value));

/** Whether a commitment's measure is useless, and therefore a "no"; ages are counted up to `day`. */
export const isMeasureNo = (kind: CommitmentKind | undefined, value: Measure, day: string): boolean =>
  kind !== undefined && isNo(measureUtility(kind, value, day));

export const isNo = (utility: number | null): boolean => utility === 0;
