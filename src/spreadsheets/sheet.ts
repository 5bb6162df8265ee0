import { isDeepStrictEqual } from 'node:util';
import { CatalogueError, type Fault, fault, inLanguage, type Sentence } from '../ground/errors.ts';
import type { ColumnIndexes } from './columns.ts';
import { type Cells, cellsOf, type SheetFields } from './fields.ts';

/** The content of a file of any format: texts in cells, not interpreted. */
export interface Sheet {
  /** The titles: the first row that is not empty. */
  header: readonly string[];
  rows: readonly SheetRow[];
  /** The line number of the titles. */
  headerLine: number;
  /** Whether the file contains no line end. */
  isOneLine: boolean;
  notes: readonly Note[];
}

export interface SheetRow {
  /** The number that a spreadsheet shows next to the row, from 1. */
  line: number;
  cells: readonly string[];
}

/** A remark about an accepted sheet. */
export interface Note {
  code: string;
  text: Sentence;
}

/** Far more than any federation has; each row costs queries. */
export const MOST_ROWS = 5000;
/** The size of so many rows with long notes. */
export const MOST_BYTES = 4_000_000;

/** Maximum number of lines, empty ones included: parsing them takes time too. */
export const MOST_LINES = 2 * MOST_ROWS;
/** Counted up to the last non-empty column. */
export const MOST_COLUMNS = 200;

export const tooManyRows = () =>
  new CatalogueError('body-too-large', {
    fr: `La feuille a plus de ${MOST_ROWS.toLocaleString('fr')} lignes. Envoyez-la en plusieurs fichiers, chacun avec la ligne des titres : ce qui n’y est pas reste comme il est.`,
    en: `The sheet has more than ${MOST_ROWS.toLocaleString('en')} rows. Send it in several files, each with the row of titles: what is not in it stays as it is.`,
  });

export const tooManyColumns = () =>
  new CatalogueError('body-too-large', {
    fr: `La feuille a plus de ${MOST_COLUMNS} colonnes. Gardez celles qui se téléchargent à cette adresse.`,
    en: `The sheet has more than ${MOST_COLUMNS} columns. Keep those that are downloaded at this address.`,
  });

export const unreadableSheet = (fr: string, en: string) => new CatalogueError('malformed-request', { fr, en });

export const damagedWorkbook = () =>
  unreadableSheet(
    'Ce classeur est abîmé, ou n’est pas arrivé en entier. Enregistrez-le de nouveau, en .xlsx ou en CSV.',
    'This workbook is damaged, or has not come whole. Save it again, as .xlsx or CSV.',
  );

export const emptySheet = () =>
  unreadableSheet(
    'Le fichier est vide. Il faut au moins la ligne des titres : la feuille qui se télécharge à cette adresse l’a.',
    'The file is empty. It needs the row of titles at least: the sheet that is downloaded at this address has it.',
  );

export const lostItsLines = () =>
  unreadableSheet(
    'Le fichier est arrivé sur une seule ligne : envoyez-le avec --data-binary.',
    'The file has come as one line: send it with --data-binary.',
  );

/** Maximum number of faults reported for one file. The last one then says how many more there are. */
export const MOST_TOLD = 200;

export const moreFaults = (count: number): Fault =>
  fault('', 'more-faults', {
    fr: `Il y a ${count} autres erreurs. Corrigez d’abord celles-ci, puis renvoyez le fichier.`,
    en: `There are ${count} more faults. Mend these first, then send the file again.`,
  });

/** The facts of a row, and the faults of its cells. */
interface Facts {
  facts: Record<string, unknown>;
  faults: readonly Fault[];
}

/**
 * The facts in the cells of a row. A fact stays unchanged when its cells equal the download of the present facts, even
 * if a cell cannot represent it completely, and when the file lacks its columns.
 * @param present undefined: the row is new
 * @param shown the facts as a download shows them, if that differs from `present`
 */
export function factsIn(cells: Cells, fields: SheetFields, present: object | undefined, shown = present): Facts {
  const before = cellsOf(fields, shown);
  const facts: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const written = Object.fromEntries(Object.entries(cells).filter(([column]) => field.columns.includes(column)));
    const now = field.merge?.(written, before) ?? { ...before, ...written };
    const read = field.read(now);
    const value = present && isDeepStrictEqual(read, field.read(before)) ? Reflect.get(present, name) : read;
    if (value !== undefined) facts[name] = value;
    faults.push(...(field.faults?.(now) ?? []));
  }
  return { facts, faults };
}

/** The cells in which two states differ; an empty cell is null. */
export function cellsChanged(
  fields: SheetFields,
  before: object,
  after: object,
): { column: string; before: string | null; after: string | null }[] {
  const [old, now] = [cellsOf(fields, before), cellsOf(fields, after)];
  return Object.keys(old)
    .filter((column) => old[column] !== now[column])
    .map((column) => ({ column, before: old[column] || null, after: now[column] || null }));
}

/**
 * The column of a fault: `/why/fr` is `why.fr`; for a missing object, its first column; for the French text of a tie,
 * the column of the tie if the file has the text there.
 */
function columnOf(pointer: string, fields: SheetFields, places: ColumnIndexes): string {
  const column = pointer.slice(1).replaceAll('/', '.');
  const name = column.split('.', 1)[0]!;
  const columns = fields[name]?.columns ?? [column];
  const isInTieColumn = column === `${name}.fr` && !places.has(column) && places.has(name);
  if (columns.includes(column) && !isInTieColumn) return column;
  return columns.find((one) => places.has(one)) ?? columns[0]!;
}

/** Converts a fault of a draft to a fault of the sheet, with line and column in pointer and sentence. */
export function faultInSheet(
  { pointer, code, message }: Fault,
  { line, fields, places }: { line: number; fields: SheetFields; places: ColumnIndexes },
): Fault {
  const column = columnOf(pointer, fields, places);
  const title = places.get(column)?.title ?? column;
  return {
    // Pointers count from 0, so the row of titles is row 0.
    pointer: `/${line - 1}/${column}`,
    code,
    message: {
      fr: `Ligne ${line}, colonne « ${title} ». ${inLanguage(message, 'fr')}`,
      en: `Line ${line}, column “${title}”. ${inLanguage(message, 'en')}`,
    },
  };
}
