import { addMonths, parisDay } from '../../ground/clock.ts';
import type { CaseRow } from '../../record/rows.ts';
import { dateFaults, isId } from '../../requests/meaning.ts';
import { type CaseOutcome, FINAL_OUTCOMES } from '../../vocabulary/terms.ts';

/* Pure: when a case is asked about again, when it ends, and the halves of years that cases are counted in. */

const MONTHS_KEPT = 24;
/** After an outcome that is not the last, in months. */
const ASKED_AFTER = [3, 12] as const;

/** The day on which a case ends. @param lastWordOn the day of its last word */
export const endOf = (lastWordOn: string): string => addMonths(lastWordOn, MONTHS_KEPT);

export const isFinal = (outcome: CaseOutcome | null): boolean =>
  outcome !== null && (FINAL_OUTCOMES as readonly string[]).includes(outcome);

/**
 * The day since which a case waits for a word, or will: at once as long as it has no outcome, then 3 and 12 months after
 * the outcome. Where both were over when that was last said, 3 months after it was said. null: it has ended, and waits
 * for none.
 * @param saidOn the day on which the outcome was last said
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

/** What waits longest first, what waits for nothing last; or, for whoever reads no case, what came first. */
export type CaseOrder = 'waiting' | 'received';

/** Where a case stands in the list: since when it waits, or the day on which it came. */
export interface CasePlace {
  on: string;
  id: string;
}

/** Sorts last. */
export const NEVER = '9999-12-31';

/** Whether parts of an address are the place of a case: a day, and its id. */
export const isCasePlace = ([on = '', id = '', ...others]: readonly string[]): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(on) && dateFaults('', on).length === 0 && isId(id) && others.length === 0;

export const placeOf = (
  { waitsOn, createdAt, id }: Pick<CaseRow, 'waitsOn' | 'createdAt' | 'id'>,
  order: CaseOrder,
): CasePlace => ({ on: order === 'waiting' ? (waitsOn ?? NEVER) : parisDay(createdAt), id });

/** A half of a year, such as `2026-H2`. @param day in Paris */
export const periodOf = (day: string): string => `${day.slice(0, 4)}-H${day.slice(5, 7) <= '06' ? 1 : 2}`;

/** The half before that of a day: the last one that is over. */
export function lastOver(day: string): string {
  const [year = '', half] = periodOf(day).split('-H');
  return half === '2' ? `${year}-H1` : `${Number(year) - 1}-H2`;
}

/** First and last day of a half. */
export function daysOf(period: string): { from: string; to: string } {
  const [year = '', half] = period.split('-H');
  return half === '1' ? { from: `${year}-01-01`, to: `${year}-06-30` } : { from: `${year}-07-01`, to: `${year}-12-31` };
}
