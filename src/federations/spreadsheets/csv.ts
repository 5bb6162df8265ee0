import { stringify } from 'csv-stringify/sync';
import type { Text } from '../../vocabulary/shapes.ts';

type Cell = string | number | boolean | null | undefined;
export type Row = Readonly<Record<string, Cell>>;

/**
 * A table as spreadsheets read it: UTF-8 with its mark, because some take it for another alphabet without; and no cell
 * that a spreadsheet would run as a formula, because hosts write some of them.
 */
export const toCsv = (columns: readonly string[], rows: readonly Row[]): string =>
  stringify([...rows], {
    columns: [...columns],
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: (value) => (value ? 'yes' : 'no') },
  });

/** The two languages of a text, each in a column of its own. */
export const textCells = (name: string, text: Text | undefined): Row => ({
  [`${name}.fr`]: text?.fr,
  [`${name}.en`]: text?.en,
});

/** A tie: the word `none`, or a text. */
export const tieCells = (name: string, tie: 'none' | Text | undefined): Row => ({
  [name]: tie === 'none' ? tie : undefined,
  ...textCells(name, tie === 'none' ? undefined : tie),
});
