import type { Fault } from '../errors.ts';
import { type Cells, cellsOf, type Field, type Fields } from './fields.ts';

/** What a row says, and what is wrong with how it says it. */
export interface Facts {
  facts: Record<string, unknown>;
  faults: readonly Fault[];
}

// Spreadsheets have ends of line of their own inside cells.
const looksSame = (a: string, b: string): boolean => a.replace(/\r\n?/g, '\n') === b.replace(/\r\n?/g, '\n');

/**
 * What the cells of a row say of something whose present facts are known, or which is new. A cell that stands as the
 * download wrote it still says what it said, whatever reading it anew would give; a column that the file has not says
 * nothing, so what it held stays.
 */
export function factsIn(cells: Cells, fields: Fields, present: object | undefined): Facts {
  const before = cellsOf(fields, present);
  const facts: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const said = Object.fromEntries(Object.entries(cells).filter(([column]) => field.columns.includes(column)));
    const now = field.upon?.(said, before) ?? { ...before, ...said };
    const stays = present && isUntouched(field, before, now);
    const value = stays ? Reflect.get(present, name) : field.read(now);
    if (value !== undefined) facts[name] = value;
    if (!stays) faults.push(...(field.faults?.(now) ?? []));
  }
  return { facts, faults };
}

const isUntouched = ({ columns }: Field, before: Cells, now: Cells): boolean =>
  columns.every((column) => looksSame(before[column] ?? '', now[column] ?? ''));

/** The cells in which two states of a thing differ; an empty one is null. */
export function cellsChanged(
  fields: Fields,
  before: object,
  after: object,
): { column: string; before: string | null; after: string | null }[] {
  const [old, now] = [cellsOf(fields, before), cellsOf(fields, after)];
  return Object.keys(old)
    .filter((column) => old[column] !== now[column])
    .map((column) => ({ column, before: old[column] || null, after: now[column] || null }));
}
