import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { Type } from 'typebox';
import { ITEMS_A_SLICE } from '../ground/slices.ts';
import {
  emptySheet,
  lostItsLines,
  MOST_COLUMNS,
  MOST_LINES,
  MOST_ROWS,
  type Note,
  type Sheet,
  type SheetRow,
  tooManyColumns,
  tooManyRows,
  unreadableSheet,
} from './sheet.ts';

/* Decoding: UTF-8, UTF-16 with a byte order mark, or windows-1252, the default of Excel in France. */

/** The characters of windows-1252 from 0x80 to 0x9f, where it differs from Latin-1. */
const WINDOWS_1252_EXTRAS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Up to version 23 of Node, TextDecoder reads windows-1252 as Latin-1 and loses typographic apostrophes. */
export const fromWindows1252 = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252_EXTRAS[character.charCodeAt(0) - 0x80]!);

/** The encoding named by a UTF-16 byte order mark; Excel saves “Unicode text” in this way. */
export function encodingMarked(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** The text without its byte order mark, and whether it was Unicode. */
function decodeText(bytes: Buffer): { text: string; isUtf8: boolean } {
  const marked = encodingMarked(bytes);
  if (marked) return { text: new TextDecoder(marked).decode(bytes), isUtf8: true };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: fromWindows1252(bytes), isUtf8: false };
  }
}

/*
 * A cell that begins like a formula is written with a quote in front, so that no spreadsheet runs it. A cell that
 * already begins with such a quote gets a second one; reading removes exactly one.
 */

// Spreadsheets convert \r\n inside cells to \n.
const QUOTED = /^'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Adds a quote to a cell that begins with a quote and a formula; csv-stringify adds the quote to plain formulas. */
const quotedAgain = (cell: string): string => (QUOTED.test(cell) ? `'${cell}` : cell);

/** Removes the quote that was added when writing. */
const unquoted = (cell: string): string => (QUOTED.test(cell) ? cell.slice(1) : cell);

/** Separators of downloaded sheets. */
export const SEPARATORS = ['comma', 'semicolon'] as const;
export type Separator = (typeof SEPARATORS)[number];

export const SeparatorQuery = Type.Optional(
  Type.Enum(SEPARATORS, {
    type: 'string',
    description:
      'comma, when absent: RFC 4180. semicolon: what Excel opens in columns in France, with dates such as 25/11/2026 and decimal commas',
  }),
);

const SEPARATOR_SIGNS = [',', ';', '\t'];

/** The separator depends on the country of the spreadsheet; titles contain no separator. */
function separatorOf(text: string): string {
  const titles = withoutEmptyEnd(/[^\r\n]+/.exec(text)![0].replace(/"[^"]*"/g, 'x'));
  const counts = SEPARATOR_SIGNS.map((separator) => titles.split(separator).length);
  const most = Math.max(...counts);
  if (most > MOST_COLUMNS) throw tooManyColumns();
  return SEPARATOR_SIGNS[counts.indexOf(most)]!;
}

/** Removes empty rows and cells at the end: some spreadsheets save thousands of them. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \r\n\t,;'.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** The cells up to the last non-empty one. */
function upToLastFilled(cells: readonly string[]): string[] {
  const end = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (end > MOST_COLUMNS) throw tooManyColumns();
  return cells.slice(0, end).map(unquoted);
}

const PART_BYTES = 50_000;

/** A text in parts, with pauses in between, so that other requests do not wait for a long sheet. */
async function* partsOf(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += PART_BYTES) {
    yield bytes.subarray(from, from + PART_BYTES);
    await setImmediate();
  }
}

async function rowsOf(text: string, isOneLine: boolean): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  let line = 0;
  const parser = parse({
    delimiter: separatorOf(text),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    on_record: (cells: string[]) => {
      if (++line > MOST_LINES) throw tooManyRows();
      const filledCells = upToLastFilled(cells);
      // Empty rows are skipped but counted, so that line numbers match the spreadsheet.
      if (filledCells.length === 0) return null;
      if (rows.length > MOST_ROWS) throw tooManyRows();
      rows.push({ line, cells: filledCells });
      return null;
    },
  });
  try {
    await pipeline(partsOf(withoutEmptyEnd(text)), parser.resume());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (isOneLine) throw lostItsLines();
    throw unreadableSheet(
      `Ligne ${line + 1} : un guillemet double n’est pas fermé, ou n’est pas à sa place. Enregistrez de nouveau le tableau au format CSV.`,
      `Line ${line + 1}: a double quote is not closed, or stands where none can. Save the table as CSV again.`,
    );
  }
  return rows;
}

const NOT_UTF_8: Note = {
  code: 'not-utf-8',
  text: {
    fr: 'Le fichier n’est pas en UTF-8. Il est lu comme Excel l’enregistre : vérifiez les accents et les points d’interrogation.',
    en: 'The file is not in UTF-8. It is read as Excel saves it: check the accents and the question marks.',
  },
};

/**
 * Reads a CSV file as LibreOffice or Excel saves it, with any usual separator, line end and encoding.
 * @throws CatalogueError malformed-request, body-too-large
 */
export async function csvSheet(bytes: Buffer): Promise<Sheet> {
  const { text, isUtf8 } = decodeText(bytes);
  if (text.includes('\0') || text.startsWith('%PDF-'))
    throw unreadableSheet(
      'Ce fichier n’est ni un classeur .xlsx, ni un tableau CSV. Dans votre tableur : « Enregistrer sous », au format .xlsx ou « CSV UTF-8 ».',
      'This file is neither an .xlsx workbook nor a table in CSV. In your spreadsheet: “Save as”, in the format .xlsx or “CSV UTF-8”.',
    );
  if (text.trim() === '') throw emptySheet();
  const isOneLine = !/[\r\n]/.test(text);
  const [header, ...rows] = await rowsOf(text, isOneLine);
  if (!header) throw emptySheet();
  return { header: header.cells, headerLine: header.line, rows, isOneLine, notes: isUtf8 ? [] : [NOT_UTF_8] };
}

export const CSV_TYPE = 'text/csv';

export type Row = Readonly<Record<string, string | number | boolean | null | undefined>>;

const written = (columns: readonly string[], separator: Separator) => ({
  columns: [...columns],
  delimiter: separator === 'semicolon' ? ';' : ',',
  escape_formulas: true,
  // csv-stringify only quotes cells with \r\n, but a single \r or \n would start a new row too.
  quoted_match: /[\r\n]/,
  record_delimiter: 'windows' as const,
  cast: { boolean: (value: boolean) => (value ? 'yes' : 'no'), string: quotedAgain },
});

/**
 * A table for spreadsheets. UTF-8 with a byte order mark, because some spreadsheets assume another encoding without it.
 * No cell runs as a formula, because hosts write some of the cells.
 */
export const toCsv = (columns: readonly string[], rows: readonly Row[], separator: Separator = 'comma'): string =>
  stringify([...rows], { ...written(columns, separator), header: true, bom: true });

/** The same for a list that may be long, with pauses for other requests. */
export async function longCsv<T>(
  columns: readonly string[],
  items: readonly T[],
  rowOf: (item: T) => Row,
  separator: Separator = 'comma',
): Promise<string> {
  const slices: string[] = [];
  for (let from = 0; from === 0 || from < items.length; from += ITEMS_A_SLICE) {
    if (from > 0) await setImmediate();
    const rows = items.slice(from, from + ITEMS_A_SLICE).map(rowOf);
    slices.push(from === 0 ? toCsv(columns, rows, separator) : stringify(rows, written(columns, separator)));
  }
  return slices.join('');
}

/** Further rows of such a table, when it is too long to be made at once; cells are in the order of the columns. */
export const moreCsv = (
  columns: readonly string[],
  rows: readonly (readonly Row[string][])[],
  separator: Separator,
): string => stringify([...rows], written(columns, separator));

/** A CSV text as the response of a GET. */
export const csvAnswer = (body: string): { body: string; type: string } => ({
  body,
  type: `${CSV_TYPE}; charset=utf-8`,
});
