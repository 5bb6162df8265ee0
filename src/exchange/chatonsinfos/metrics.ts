import type { Meant } from './interpret.ts';
import { shown } from './values.ts';
import type { Findings } from './words/problems.ts';

/* Lists of figures: `metrics.http.visits.humans.2021.months = 12,,30`. The catalogue does not store them yet. */

/** Figures of a year; null: unknown, which is not 0. */
export interface Metric {
  readonly name: string;
  readonly year: number | null;
  readonly period: Period;
  readonly values: readonly (number | null)[];
  readonly line: number;
}

const LENGTHS = { months: 12, weeks: 53, days: 366 } as const;
export type Period = keyof typeof LENGTHS;

const MISSING = new Set(['', 'null', '-', 'n/a']);

/** The list, and the first element that is not a number. */
function listOf(text: string): { values: (number | null)[]; wrong?: { value: string; at: number } } {
  let wrong: { value: string; at: number } | undefined;
  const values = text.split(',').map((part, index) => {
    const cell = part.trim();
    if (MISSING.has(cell.toLowerCase())) return null;
    if (/^[+-]?\d{1,20}(\.\d{1,20})?$/.test(cell)) return Number(cell);
    wrong ??= { value: shown(cell), at: index + 1 };
    return null;
  });
  return { values, ...(wrong && { wrong }) };
}

/** The figures of an entry whose key begins with `metrics.`; undefined when its name is incomplete. */
export function metricOf({ key, value = '', entry }: Meant, found: Findings): Metric | undefined {
  const parts = key.split('.');
  const period = parts.pop() as Period;
  const most = LENGTHS[period];
  const year = parts.pop() ?? '';
  const name = parts.slice(1).join('.');
  if (name === '') return undefined;
  const { values, wrong } = listOf(value);
  if (wrong) found.add('bad-element', wrong, entry.line, entry.key);
  if (values.length > most) found.add('list-too-long', { count: values.length, most }, entry.line, entry.key);
  return {
    name,
    year: /^\d{4}$/.test(year) ? Number(year) : null,
    period,
    values: values.slice(0, most),
    line: entry.line,
  };
}
