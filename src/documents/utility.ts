import { daysBetween, lastDayOf } from '../ground/clock.ts';
import { onLine } from '../ground/lines.ts';
import type { CommitmentKind, Criterion } from '../vocabulary/reference.ts';
import type { Measure } from '../vocabulary/shapes.ts';

/** What an answer is worth, in thousandths: from 0, a no, to 1000, as good as one can use. */

/** Utility of an answer to a criterion; null when it is none of its answers. */
export const claimUtility = ({ utilities }: Criterion, value: Measure): number | null =>
  Object.entries(utilities).find(([answer]) => answer === value)?.[1] ?? null;

/**
 * Utility of the measure of a commitment, from the curve of its kind; ages are counted to `day`.
 * null when the value does not belong to the kind.
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
    return onLine(kind.utility, Math.max(0, Math.floor(daysBetween(lastDayOf(value), day) / 30.4375)));
  }
  if (typeof value !== 'number') return null;
  return onLine(kind.utility, kind.utilityOf === 'age-in-years' ? Math.max(0, Number(day.slice(0, 4)) - value) : value);
}

const isLine = (utility: CommitmentKind['utility']): utility is [number, number][] => Array.isArray(utility);

/*
 * A stated no is an answer worth nothing, be it `no`, 0 days or a delay too long to be of use (matching.md §3.4). It is
 * said here once: what a review must show, what contests a host and what counts in a score are the same answers.
 */

/** Whether an answer to a criterion is a no; of one that the vocabulary does not know, nothing is. */
export const isClaimNo = (criterion: Criterion | undefined, value: Measure): boolean =>
  criterion !== undefined && isNo(claimUtility(criterion, value));

/** Whether the measure of a commitment promises nothing of use; ages are counted to `day`. */
export const isMeasureNo = (kind: CommitmentKind | undefined, value: Measure, day: string): boolean =>
  kind !== undefined && isNo(measureUtility(kind, value, day));

export const isNo = (utility: number | null): boolean => utility === 0;
