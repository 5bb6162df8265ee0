import { addMonths, parisDay } from '../../ground/clock.ts';
import type { CaseRow } from '../../record/rows.ts';
import { dateFaults, isId } from '../../requests/meaning.ts';
import { type CaseOutcome, FINAL_OUTCOMES } from '../../vocabulary/terms.ts';

/* Pure: when a case needs attention again, when it is deleted, and the half-years in which cases are counted. */

const MONTHS_KEPT = 24;
/** Months after a preliminary outcome. */
const ASKED_AFTER = [3, 12] as const;

/**
 * The day on which a case is deleted.
 * @param lastWordOn the day of its last activity
 */
export const endOf = (lastWordOn: string): string => addMonths(lastWordOn, MONTHS_KEPT);

export const isFinal = (outcome: CaseOutcome | null): boolean =>
  outcome !== null && (FINAL_OUTCOMES as readonly string[]).includes(outcome);

/**
 * The day from which a case waits for an officer: the day of receipt while it has no outcome, else 3 and then 12 months
 * after the outcome. If both days were past when the outcome was last recorded: 3 months after that recording. null: it
 * has a final outcome and waits for nothing.
 * @param saidOn the day on which the outcome was last recorded
 */
export function waitsOn(
  receivedOn: string,
  outcome: { state: CaseOutcome; on: string; saidOn: string } | null,
): string | null {
  if (outcome === null) return receivedOn;
  const { state, on, saidOn } = outcome;
  if (isFinal(state)) return null;
  return [...ASKED_AFTER.map((months) => addMonths(on, months)), addMonths(saidOn, ASKED_AFTER[0])].find(
    (day) => day > saidOn,
  )!;
}

/** `waiting`: longest waiting first. `received`: oldest first, for callers who cannot read cases. */
export type CaseOrder = 'waiting' | 'received';

/** The position of a case in the list: the day since which it waits, or the day of receipt. */
export interface CaseCursor {
  on: string;
  id: string;
}

/** Sorts after every real day. */
export const NEVER = '9999-12-31';

/** Whether the parts of a cursor are a position in the list: a day, and the id of a case. */
export const isCaseCursor = ([on = '', id = '', ...others]: readonly string[]): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(on) && dateFaults('', on).length === 0 && isId(id) && others.length === 0;

export const cursorOfCase = (
  { waitsOn, createdAt, id }: Pick<CaseRow, 'waitsOn' | 'createdAt' | 'id'>,
  order: CaseOrder,
): CaseCursor => ({ on: order === 'waiting' ? (waitsOn ?? NEVER) : parisDay(createdAt), id });

/**
 * The half-year of a day, such as `2026-H2`.
 * @param day in Paris
 */
export const periodOf = (day: string): string => `${day.slice(0, 4)}-H${day.slice(5, 7) <= '06' ? 1 : 2}`;

/** The half-year before that of a day: the last complete one. */
export function lastOver(day: string): string {
  const [year = '', half] = periodOf(day).split('-H');
  return half === '2' ? `${year}-H1` : `${Number(year) - 1}-H2`;
}

/** First and last day of a half-year. */
export function daysOf(period: string): { from: string; to: string } {
  const [year = '', half] = period.split('-H');
  return half === '1' ? { from: `${year}-01-01`, to: `${year}-06-30` } : { from: `${year}-07-01`, to: `${year}-12-31` };
}
