import { frenchDate } from '../../ground/written-dates.ts';
import { moreCsv, type Row, type Separator, toCsv } from '../../spreadsheets/csv.ts';
import type { Label } from '../../vocabulary/reference.ts';
import type { Text, Zone } from '../../vocabulary/shapes.ts';
import type { Dumped } from './dumped.ts';

/* A table of the catalogue for spreadsheets: its columns say what they hold, and how it is read from one row. */

type Cell = Row[string];

/** The type of a column in a Table Schema; a partial day is a year, a month or a day. */
export type ColumnType = 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'partial-day' | 'any';

export interface Column<T> {
  name: string;
  type: ColumnType;
  says: Label;
  cell: (row: T) => Cell;
  /** The words that it has today; others may come. */
  values?: readonly string[];
  /** The unit of its numbers. */
  unit?: 'EUR' | 'GB';
}

/** Where the rows of a column are found: in a column of another table, with the same name. */
interface Reference {
  column: string;
  table: string;
}

export interface Table<T = never> {
  name: string;
  title: Label;
  /** The column that names one row. */
  key: string;
  refersTo: readonly Reference[];
  columns: readonly Column<T>[];
  /** Who may do what with it; absent: facts, and texts that people wrote. */
  licence?: 'facts' | 'territories';
  /** The rows of one host; absent: `rows` gives all of them. */
  rowsOf?: (host: Dumped['hosts'][number], dumped: Dumped) => readonly T[];
  rows?: (dumped: Dumped) => readonly T[];
}

export const column = <T>(
  name: string,
  type: ColumnType,
  [fr, en]: readonly [fr: string, en: string],
  cell: Column<T>['cell'],
  values?: readonly string[],
): Column<T> => ({ name, type, says: { fr, en }, cell, ...(values && { values }) });

export const inUnit = <T>(unit: Column<T>['unit'] & string, one: Column<T>): Column<T> => ({ ...one, unit });

/** Two columns: a text in each language. */
export const inBoth = <T>(
  name: string,
  [fr, en]: readonly [fr: string, en: string],
  text: (row: T) => Text | undefined,
): Column<T>[] => [
  column(`${name}Fr`, 'string', [`${fr} (en français)`, `${en} (in French)`], (row) => text(row)?.fr),
  column(`${name}En`, 'string', [`${fr} (en anglais)`, `${en} (in English)`], (row) => text(row)?.en),
];

/** Separates values in a cell: no key, code or slug contains it. */
const BETWEEN = ' | ';
export const listed = (values: readonly string[] | undefined): string | undefined => values?.join(BETWEEN);

/** A place with its level, so that no spreadsheet takes the zero off a code. */
export const zoneName = (zone: Zone): string => (zone.level === 'world' ? 'world' : `${zone.level}:${zone.code}`);

/** Each call of the table writer allocates memory, so many rows are written at once. */
const ROWS_AT_ONCE = 100;

/** A cell in the notation of a spreadsheet in France: a decimal comma, and days as 25/11/2026. */
function inFrance(type: ColumnType, cell: Cell): Cell {
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  return typeof cell === 'string' && (type === 'date' || type === 'partial-day') ? frenchDate(cell) : cell;
}

/** The rows of a table in parts: first the names of its columns. */
export function* tableParts<T>(
  { columns, rowsOf, rows: allRows }: Table<T>,
  dumped: Dumped,
  separator: Separator = 'comma',
): Generator<string> {
  const names = columns.map(({ name }) => name);
  yield toCsv(names, [], separator);
  const cellsOf = (row: T): Cell[] =>
    columns.map(({ type, cell }) => (separator === 'semicolon' ? inFrance(type, cell(row)) : cell(row)));
  let rows: Cell[][] = [];
  const groups = allRows ? [allRows(dumped)] : dumped.hosts.map((host) => () => rowsOf!(host, dumped));
  for (const group of groups) {
    for (const row of typeof group === 'function' ? group() : group) {
      rows.push(cellsOf(row));
      if (rows.length < ROWS_AT_ONCE) continue;
      yield moreCsv(names, rows, separator);
      rows = [];
    }
  }
  if (rows.length > 0) yield moreCsv(names, rows, separator);
}
