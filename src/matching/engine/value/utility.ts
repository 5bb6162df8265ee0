import { daysBetween, lastDayOf } from '../../../clock.ts';
import type { Measure } from '../../../statements/schema.ts';
import type { CommitmentKind } from '../../../vocabulary/reference.ts';
import type { Line, Policy } from '../policy.ts';

/** Utilities are integers from 0 (absent) to 1000 (as good as one can use); anchors never come from other hosts. */

/** a / b to the nearest integer, halves up; b above 0. */
export const divideHalfUp = (a: number, b: number): number => Math.floor((2 * a + b) / (2 * b));

/** The value of a broken line at x, halves up. */
export function onLine(line: Line, x: number): number {
  const first = line[0]!;
  if (x <= first[0]) return first[1];
  for (let i = 1; i < line.length; i++) {
    const [x1, y1] = line[i]!;
    if (x > x1) continue;
    const [x0, y0] = line[i - 1]!;
    // Numbers may have decimals (99.5 % of availability): scaled, so that rounding is of the true value.
    return y0 + divideHalfUp(Math.round((y1 - y0) * (x - x0) * 1000), Math.round((x1 - x0) * 1000));
  }
  return line[line.length - 1]![1];
}

/** Price of `cents` a year against a budget: 1000 up to a share of it, 0 from the budget on, straight between. */
export function priceUtility(cents: number, budgetCents: number, policy: Policy): number {
  if (budgetCents === 0) return cents === 0 ? 1000 : 0;
  const enough = policy.priceEnoughPercent;
  const span = (100 - enough) * budgetCents;
  const utility = Math.floor((200_000 * (budgetCents - cents) + span) / (2 * span));
  return Math.max(0, Math.min(1000, utility));
}

/** Room `megabytes` for a need of `wanted` (above 0), by their ratio. */
export const marginUtility = (megabytes: number, wanted: number, policy: Policy): number =>
  onLine(policy.storageMargin.line, Math.floor((megabytes * 1000) / wanted));

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
