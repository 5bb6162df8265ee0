import { stringify } from 'csv-stringify/sync';
import type { Separator } from '../separator.ts';
import { quotedAgain } from './formulas.ts';

export const CSV_TYPE = 'text/csv';

export type Row = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * A table as spreadsheets read it: UTF-8 with its mark, because some take it for another alphabet without; and no cell
 * that a spreadsheet would run as a formula, because hosts write some of them.
 */
export const toCsv = (columns: readonly string[], rows: readonly Row[], separator: Separator = 'comma'): string =>
  stringify([...rows], {
    columns: [...columns],
    header: true,
    delimiter: separator === 'semicolon' ? ';' : ',',
    bom: true,
    escape_formulas: true,
    // It looks for the end of a record only, \r\n: any other end of line would begin a row too.
    quoted_match: /[\r\n]/,
    record_delimiter: 'windows',
    cast: { boolean: (value) => (value ? 'yes' : 'no'), string: quotedAgain },
  });

/** A table as an answer. */
export const csvAnswer = (body: string): { body: string; type: string } => ({
  body,
  type: `${CSV_TYPE}; charset=utf-8`,
});
