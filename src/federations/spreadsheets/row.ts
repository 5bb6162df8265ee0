import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../database/open.ts';
import type { Fault } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import type { HostBefore } from '../../record/settle.ts';
import { shapeFaults } from '../../requests/shape.ts';
import type { Places } from '../../spreadsheets/columns.ts';
import { cellsChanged, factsIn } from '../../spreadsheets/facts.ts';
import { faultInSheet } from '../../spreadsheets/told.ts';
import type { BelowEdit, SpokenOf } from '../below.ts';
import type { SheetList } from './list.ts';
import type { NamedRow } from './rows.ts';
import type { SheetOutcome } from './schema.ts';

/** A row that says something new, with the edit that makes it so. */
export interface Change extends NamedRow {
  host: HostBefore;
  edit: BelowEdit;
  /** Absent: the row is new. */
  fields?: SheetOutcome['changed'][number]['fields'];
}

type Read = { change: Change } | { faults: Fault[] } | 'unchanged';

const factOf = ({ pointer }: Fault): string => pointer.split('/')[1] ?? '';

/** What one row comes to. What is there already is not judged anew: rules, hosts and dates may have moved since. */
export async function readRow<D extends object>(
  context: Context,
  list: SheetList<D>,
  places: Places,
  row: NamedRow,
  { federation, host }: Pick<SpokenOf, 'federation'> & Partial<SpokenOf>,
  db: Database,
): Promise<Read> {
  const { line, name, cells } = row;
  const fields = list.fields(name.subject, context.reference);
  const before = host && { federation, host };
  const present = before && list.present(before, name.subject);
  const { facts, faults } = factsIn(cells, fields, present, present && list.shown?.(present, federation));
  const told = (found: readonly Fault[]) => ({
    faults: [...row.faults, ...found].map((one) => faultInSheet(one, { line, fields, places })),
  });
  if (present && faults.length === 0 && isDeepStrictEqual(facts, present))
    return row.faults.length > 0 ? told([]) : 'unchanged';
  // What could not be understood is missing from the facts: that is one fault, not two.
  const isTold = ({ pointer }: Fault) => faults.some((fault) => fault.pointer === pointer);
  const misshapen = [...faults, ...shapeFaults(list.draft, facts).filter((fault) => !isTold(fault))];
  // What can be understood is judged all the same, so that all faults come at once.
  const judged = new Set([...row.faults, ...misshapen].map(factOf));
  const usable = Object.fromEntries(Object.entries(facts).filter(([fact]) => !judged.has(fact))) as D;
  const edit = before && (await list.edit(context, name, usable, before, db));
  const meaningless = edit ? (edit.faults ?? []) : list.faults(context, name, usable, federation);
  const wrong = [...misshapen, ...meaningless.filter((fault) => !judged.has(factOf(fault)))];
  if (!edit || !host || wrong.length > 0 || row.faults.length > 0) return told(wrong);
  return { change: { ...row, host, edit, ...(present && { fields: cellsChanged(fields, present, facts) }) } };
}
