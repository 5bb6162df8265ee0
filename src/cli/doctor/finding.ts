/** What was looked at, how it is, and what to do about it. What could not be found out is `unknown`, never fine. */
export interface Finding {
  looked: string;
  state: 'fine' | 'wrong' | 'unknown';
  is: string;
  /** What to do; only of what is wrong or unknown. */
  todo?: string;
}

export const fine = (looked: string, is: string): Finding => ({ looked, state: 'fine', is });
export const wrong = (looked: string, is: string, todo: string): Finding => ({ looked, state: 'wrong', is, todo });
export const unknown = (looked: string, is: string, todo?: string): Finding => ({
  ...{ looked, state: 'unknown', is },
  ...(todo !== undefined && { todo }),
});

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `40 s`, `12 min`, `26 h`, `9 days` */
export function durationOf(seconds: number): string {
  if (seconds < 2 * MINUTE) return `${Math.round(seconds)} s`;
  if (seconds < 2 * HOUR) return `${Math.round(seconds / MINUTE)} min`;
  return seconds < 2 * DAY ? `${Math.round(seconds / HOUR)} h` : `${Math.round(seconds / DAY)} days`;
}
