/* Pure: the halves of years that cases are counted in. */

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
