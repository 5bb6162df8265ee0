import { addDays, addMonths, parisDay } from '../../ground/clock.ts';
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

/** Days after which an unopened need is deleted. */
export const DAYS_UNOPENED = 30;

/** Whether the case is a sent need that no officer has opened. */
export const isUnopened = ({ isSent, openedOn }: Pick<CaseRow, 'isSent' | 'openedOn'>): boolean =>
  isSent && openedOn === null;

/** The day on which a need that was sent is deleted when nobody opens it. */
export const endOfUnopened = ({ createdAt }: Pick<CaseRow, 'createdAt'>): string =>
  addDays(parisDay(createdAt), DAYS_UNOPENED);

export const isFinal = (outcome: CaseOutcome | null): boolean =>
  outcome !== null && (FINAL_OUTCOMES as readonly string[]).includes(outcome);

/** Days after a call without any word. A need that was sent waits at once: nobody has read it yet. */
const DAYS_AFTER_CALL = 14;
/** Days before the day by which the association must have moved, and that day itself. */
const DAYS_BEFORE_DUE = [30, 7, 0] as const;

/** What decides when a case waits for an officer. */
interface Waiting {
  receivedOn: string;
  isSent: boolean;
  /** `saidOn`: the day on which the outcome was last recorded. */
  said: { state: CaseOutcome; on: string; saidOn: string } | null;
  /** The day by which the association must have moved. */
  dueOn: string | null;
  /** The day that an officer chose: it takes the place of all others, but not of the day by which it must have moved. */
  remindOn: string | null;
}

/** The day of the question about an outcome, or about what nobody said anything of. */
function askedOn({ receivedOn, isSent, said }: Waiting): string {
  if (said === null) return isSent ? receivedOn : addDays(receivedOn, DAYS_AFTER_CALL);
  const { on, saidOn } = said;
  return [...ASKED_AFTER.map((months) => addMonths(on, months)), addMonths(saidOn, ASKED_AFTER[0])].find(
    (day) => day > saidOn,
  )!;
}

/**
 * The day from which a case waits for an officer: the chosen one, or the day by which it must have moved, if that is
 * earlier; else 3 and then 12 months after the outcome (if both days were past when the outcome was last recorded: 3
 * months after that recording), two weeks after a call, or at once for a need that was sent; and not later than a month
 * before it is due, a week before, and the day itself. null: it has a final outcome and waits for nothing.
 */
export function waitsOn(of: Waiting): string | null {
  const { receivedOn, said, dueOn, remindOn } = of;
  if (said !== null && isFinal(said.state)) return remindOn;
  const since = said?.saidOn ?? receivedOn;
  const before = remindOn === null ? DAYS_BEFORE_DUE : [0];
  const due = dueOn === null ? [] : before.map((days) => addDays(dueOn, -days)).filter((day) => day > since);
  return [remindOn ?? askedOn(of), ...due].sort()[0]!;
}

/** `due`: what is due first. `received`: oldest first, for callers who cannot read cases. */
export type CaseOrder = 'due' | 'received';

/** The position of a case in the list: the day on which it is due, or the day of receipt. */
export interface CaseCursor {
  on: string;
  id: string;
}

/** Sorts after every real day. */
export const NEVER = '9999-12-31';

/** Whether the parts of a cursor are a position in the list: a day, and the id of a case. */
export const isCaseCursor = ([on = '', id = '', ...others]: readonly string[]): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(on) && dateFaults('', on).length === 0 && isId(id) && others.length === 0;

/** The day on which a case is due: when it waits for an officer, or must have moved. */
const dayDue = ({ waitsOn, dueOn, outcome }: Pick<CaseRow, 'waitsOn' | 'dueOn' | 'outcome'>): string =>
  [waitsOn ?? NEVER, (isFinal(outcome) ? null : dueOn) ?? NEVER].sort()[0]!;

export const cursorOfCase = (
  row: Pick<CaseRow, 'waitsOn' | 'dueOn' | 'outcome' | 'createdAt' | 'id'>,
  order: CaseOrder,
): CaseCursor => ({ on: order === 'due' ? dayDue(row) : parisDay(row.createdAt), id: row.id });

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
