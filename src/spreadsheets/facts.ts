import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../ground/errors.ts';
import { type Cells, cellsOf, type Fields } from './fields.ts';

/** What a row says, and what is wrong with how it says it. */
export interface Facts {
  facts: Record<string, unknown>;
  faults: readonly Fault[];
}

/**
 * What the cells of a row say of something whose present facts are known, or which is new. What reads as the download of
 * the present facts would read says nothing new: the fact stays as it is, even where a cell cannot hold all of it, or
 * where it is `shown` otherwise. A column that the file has not says nothing either.
 */
export function factsIn(cells: Cells, fields: Fields, present: object | undefined, shown = present): Facts {
  const before = cellsOf(fields, shown);
  const facts: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const said = Object.fromEntries(Object.entries(cells).filter(([column]) => field.columns.includes(column)));
    const now = field.upon?.(said, before) ?? { ...before, ...said };
    const read = field.read(now);
    const value = present && isDeepStrictEqual(read, field.read(before)) ? Reflect.get(present, name) : read;
    if (value !== undefined) facts[name] = value;
    faults.push(...(field.faults?.(now) ?? []));
  }
  return { facts, faults };
}

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
