import { CsvError, parse } from 'csv-parse/sync';
import {
  emptySheet,
  MOST_COLUMNS,
  MOST_LINES,
  MOST_ROWS,
  type Note,
  type Sheet,
  type SheetRow,
  tooManyColumns,
  tooManyRows,
  unreadableSheet,
} from '../sheet.ts';
import { decodeText } from './decode.ts';
import { unquoted } from './formulas.ts';

const SEPARATORS = [',', ';', '\t'];

/** Spreadsheets write the separator of their country; titles hold none of them. */
function separatorOf(text: string): string {
  const titles = /[^\r\n]+/.exec(text)![0].replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => titles.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}

/** Without the rows that look empty at its end: some spreadsheets save thousands of them. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \r\n\t,;'.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

function rowsOf(text: string): SheetRow[] {
  const rows: SheetRow[] = [];
  let line = 0;
  try {
    parse(withoutEmptyEnd(text), {
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (cells: string[]) => {
        if (++line > MOST_LINES) throw tooManyRows();
        // Spreadsheets save rows that look empty, and count them.
        if (cells.every((cell) => cell.trim() === '')) return null;
        if (rows.length > MOST_ROWS) throw tooManyRows();
        rows.push({ line, cells: cells.map(unquoted) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
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
 * A CSV file as LibreOffice or Excel saves it: any of the usual separators, ends of line and encodings.
 * @throws CatalogueError malformed-request, body-too-large
 */
export function readCsv(bytes: Buffer): Sheet {
  const { text, isUtf8 } = decodeText(bytes);
  if (text.includes('\0') || text.startsWith('%PDF-'))
    throw unreadableSheet(
      'Ce n’est pas un tableau au format CSV. Dans votre tableur, enregistrez-le sous « CSV UTF-8 ».',
      'This is not a table in CSV. In your spreadsheet, save it as “CSV UTF-8”.',
    );
  if (text.trim() === '') throw emptySheet();
  const [header, ...rows] = rowsOf(text);
  if (!header) throw emptySheet();
  if (header.cells.filter((title) => title.trim() !== '').length > MOST_COLUMNS) throw tooManyColumns();
  return { header: header.cells, rows, notes: isUtf8 ? [] : [NOT_UTF_8] };
}
