/** Returns the present instant. Always passed as an argument, so that tests can set the time. */
export type Clock = () => Date;

const PARIS_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** 24 hours. A calendar day in Paris may be an hour longer or shorter. */
const DAY_MS = 86_400_000;

/** The instant `days` times 24 hours later; earlier when negative. */
export const instantAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);

/** The calendar day in Europe/Paris, such as `2026-11-24`: shelf lives and closings move with it. */
export const parisDay = (now: Date): string => PARIS_DAY.format(now);

const HOUR_MS = 3_600_000;

/** The first instant of a calendar day in Europe/Paris, which is one or two hours before that of UTC. */
export function startOfDay(day: string): Date {
  const inSummer = new Date(Date.parse(day) - 2 * HOUR_MS);
  return parisDay(inSummer) === day ? inSummer : new Date(Date.parse(day) - HOUR_MS);
}

/** A date with a full day; null for a year, a month, or an unknown date. */
export const exactDay = (date: string | null | undefined): string | null => (date?.length === 10 ? date : null);

/** The last day that a year, a month or a day stands for: `2026` → `2026-12-31`, `2026-02` → `2026-02-28`. */
export function lastDayOf(date: string): string {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = date.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The day `months` later; the last day of the month when the month is too short. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The day `days` later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** ISO 8601 week of a day, such as `2026-W48`. */
export function isoWeek(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  // The week belongs to the year of its Thursday.
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const week = Math.ceil(((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS + 1) / 7);
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
