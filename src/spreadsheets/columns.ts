import { CatalogueError, type Fault, type FaultCode, fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { suggestion } from '../requests/meaning.ts';
import type { Language } from '../vocabulary/terms.ts';
import { emptySheet, lostItsLines, type Note, type Sheet } from './sheet.ts';

/** French titles of columns. A text without a language counts as French, so the title belongs to its French part. */
const FRENCH: Readonly<Record<string, string>> = {
  host: 'Hébergeur',
  subject: 'Sujet',
  value: 'Réponse',
  'why.fr': 'Pourquoi',
  ties: 'Liens',
  decidedOn: 'Décidé le',
  reviewBy: 'À revoir le',
  reviewedOn: 'Revu le',
  expiresOn: 'Valable jusqu’au',
  'note.fr': 'Note',
  evidenceUrl: 'Preuve',
  tie: 'Lien',
  'certificate.issuer': 'Certificat délivré par',
  'certificate.number': 'Numéro du certificat',
  'certificate.expiresOn': 'Certificat valable jusqu’au',
  state: 'Statut',
  since: 'Depuis',
  until: 'Jusqu’au',
  charter: 'Charte',
  charterVersion: 'Version de la charte',
  lastReviewedOn: 'Dernière revue le',
  toCheck: 'À vérifier',
  'exceptions.fr': 'Exceptions',
};

export const frenchTitle = (column: string): string | undefined => FRENCH[column];

/** A title for comparison: without case, accents, spaces and most punctuation. */
export const titleKey = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/[\p{M}\s\-_'’,:()*]/gu, '')
    .toLowerCase();

/** Titles of columns in both languages, for rooms with titles of their own. */
export type Titles = Readonly<Record<string, { fr: string; en: string }>>;

/** Columns by all their titles (as `titleKey`): the name, the French title and, for a text, the name without `.fr`. */
export function columnsByTitle(columns: readonly string[], titles: Titles = {}): ReadonlyMap<string, string> {
  const byTitle = new Map<string, string>();
  for (const column of columns) {
    const { fr = frenchTitle(column) ?? column, en = column } = titles[column] ?? {};
    for (const title of [column.replace(/\.fr$/, ''), fr, en, column])
      if (title === column || !columns.includes(title)) byTitle.set(titleKey(title), column);
  }
  return byTitle;
}

/** The title of a column in a language, or its name. */
export const titleIn = (column: string, language: Language | undefined, titles: Titles = {}): string =>
  language === undefined
    ? column
    : (titles[column]?.[language] ?? (language === 'fr' ? frenchTitle(column) : undefined) ?? column);

/** Columns with a French title, each with both titles, for the documentation. */
export const bothTitles = (columns: readonly string[]): string =>
  columns
    .flatMap((column) => {
      const french = frenchTitle(column);
      return french ? [`\`${column}\` or \`${french}\``] : [];
    })
    .join(', ');

/** The columns of a sheet, by name. */
export interface Columns {
  /** Every column that a download has, in its order. */
  all: readonly string[];
  /** Computed columns: an upload ignores them. */
  computed: readonly string[];
  /** Groups of columns of which a sheet needs at least one each. */
  needed: readonly (readonly string[])[];
  /** Titles of its own. */
  titles?: Titles;
}

/** The index of each known column in a file, and its title there. */
export type ColumnIndexes = ReadonlyMap<string, { index: number; title: string }>;

export const shortened = (words: string): string => (words.length > 60 ? `${words.slice(0, 60)}…` : words);

/** A fault of the row of titles. */
const titleFault = (column: string, code: FaultCode, fr: string, en: string): Fault =>
  fault(`/0/${column}`, code, { fr, en });

function missingFault(group: readonly string[], strangers: readonly string[]): Fault {
  const [fr, en] = [group.join(' » ou « '), group.join('” or “')];
  const french = frenchTitle(group[0]!);
  const titles = [...group, ...(french ? [french] : [])];
  const near = titles.flatMap((title) => nearestTo(titleKey(title), strangers.map(titleKey)) ?? [])[0];
  const typed = strangers.find((title) => titleKey(title) === near)?.trim();
  return titleFault(
    group[0]!,
    'missing-column',
    `Il manque la colonne « ${fr} »${french ? ` (en français : « ${french} »)` : ''}.${typed ? ` Est-ce celle qui s’appelle « ${shortened(typed)} » ?` : ''}`,
    `The column “${en}” is missing${french ? ` (in French: “${french}”)` : ''}.${typed ? ` Is it the one called “${shortened(typed)}”?` : ''}`,
  );
}

function unknownColumnNote(title: string, known: ReadonlyMap<string, string>): Note {
  const { fr, en } = suggestion(known.get(nearestTo(titleKey(title), known.keys()) ?? ''));
  const name = shortened(title.trim());
  return {
    code: 'unknown-column',
    text: {
      fr: `La colonne « ${name} » n’est pas connue : elle est laissée de côté.${fr}`,
      en: `The column “${name}” is not known: it is left aside.${en}`,
    },
  };
}

/**
 * Whether line ends were lost, as with `curl -d`: then the first cell of a row is joined to the last title, or cells
 * continue after the titles.
 */
function hasLostItsLines({ header, isOneLine }: Sheet, known: ReadonlyMap<string, string>): boolean {
  if (!isOneLine) return false;
  const keys = header.map(titleKey);
  const isStuck = keys
    .slice(1, -1)
    .some((key) => !known.has(key) && [...known.keys()].some((title) => key.startsWith(title)));
  const last = keys.findLastIndex((key) => known.has(key));
  return known.has(keys[0]!) && (isStuck || (last > 0 && last < keys.length / 2));
}

/** Maximum number of rows above the titles, in which people may describe the table. */
const MOST_ABOVE = 10;

/** The number of known titles in a row. */
const knownIn = (cells: readonly string[], names: ReadonlyMap<string, string>): number =>
  new Set(cells.flatMap((cell) => names.get(titleKey(cell)) ?? [])).size;

/** The sheet from its row of titles, without other rows above it. */
export function fromTitles<S extends Sheet>(sheet: S, { all, titles }: Columns): S {
  const names = columnsByTitle(all, titles);
  let [most, place] = [Math.max(1, knownIn(sheet.header, names)), -1];
  for (const [at, { cells }] of sheet.rows.slice(0, MOST_ABOVE).entries()) {
    const known = knownIn(cells, names);
    if (known > most) [most, place] = [known, at];
  }
  const found = sheet.rows[place];
  return found ? { ...sheet, header: found.cells, headerLine: found.line, rows: sheet.rows.slice(place + 1) } : sheet;
}

/**
 * The sheet of a file that has the most of the given titles.
 * @throws CatalogueError malformed-request when none has any
 */
export function sheetWith<S extends Sheet>(sheets: readonly S[], columns: Columns): S {
  const names = columnsByTitle(columns.all, columns.titles);
  const ranked = sheets
    .map((sheet) => fromTitles(sheet, columns))
    .map((sheet) => ({ sheet, known: knownIn(sheet.header, names) }))
    .sort((a, b) => b.known - a.known);
  if (!ranked[0]) throw emptySheet();
  return ranked[0].sheet;
}

/** An example row, marked in its first cell. */
const EXAMPLE = /^\s*(exemple|example)\s*:/i;

/** The sheet without its example rows. */
export const withoutExamples = <S extends Sheet>(sheet: S): S => ({
  ...sheet,
  rows: sheet.rows.filter(({ cells }) => !EXAMPLE.test(cells.find((cell) => cell.trim() !== '') ?? '')),
});

/** Cells without a title, usually because a separator inside a text was not quoted. */
export const strayFaults = ({ header, rows }: Sheet): Fault[] =>
  rows
    .filter(({ cells }) => cells.some((cell, i) => cell.trim() !== '' && (header[i] ?? '').trim() === ''))
    .map(({ line }) => ({
      pointer: `/${line - 1}`,
      code: 'cell-without-a-title',
      message: {
        fr: `Ligne ${line}. Une cellule remplie n’est sous aucun titre : videz-la, ou donnez un titre à sa colonne.`,
        en: `Line ${line}. A cell that is filled in stands under no title: empty it, or give its column a title.`,
      },
    }));

/** What a spreadsheet shows for a failed formula, or for a formula that was never computed. */
const BROKEN = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FORMULA!)$/;

/** Cells of known columns that contain a formula error instead of a value. */
export const brokenFaults = ({ rows }: Sheet, places: ColumnIndexes): Fault[] =>
  rows.flatMap(({ line, cells }) =>
    [...places].flatMap(([column, { index, title }]) =>
      BROKEN.test(cells[index] ?? '')
        ? {
            pointer: `/${line - 1}/${column}`,
            code: 'no-value' as const,
            message: {
              fr: `Ligne ${line}, colonne « ${title} ». La formule de cette cellule ne donne pas de valeur : écrivez la valeur elle-même.`,
              en: `Line ${line}, column “${title}”. The formula of this cell gives no value: write the value itself.`,
            },
          }
        : [],
    ),
  );

/**
 * Finds the columns of a sheet, in any order, with a note about each unknown one.
 * @throws CatalogueError malformed-request when the file has lost its line ends, invalid-request when a column is
 * missing or occurs twice
 */
export function columnIndexesOf(
  sheet: Sheet,
  { all, needed, titles }: Columns,
): { places: ColumnIndexes; notes: Note[] } {
  const names = columnsByTitle(all, titles);
  if (hasLostItsLines(sheet, names)) throw lostItsLines();
  const places = new Map<string, { index: number; title: string }>();
  const unknownTitles: string[] = [];
  const faults: Fault[] = [];
  for (const [index, title] of sheet.header.entries()) {
    const column = names.get(titleKey(title));
    if (column === undefined) {
      if (title.trim() !== '') unknownTitles.push(title);
    } else if (places.has(column))
      faults.push(
        titleFault(
          column,
          'duplicate',
          `La colonne « ${column} » est là deux fois.`,
          `The column “${column}” is there twice.`,
        ),
      );
    else places.set(column, { index, title: shortened(title.trim()) });
  }
  for (const group of needed)
    if (!group.some((column) => places.has(column))) faults.push(missingFault(group, unknownTitles));
  if (faults.length > 0)
    throw new CatalogueError(
      'invalid-request',
      {
        fr: 'Les titres de la feuille ne vont pas. Rien n’est changé.',
        en: 'The titles of the sheet are not right. Nothing is changed.',
      },
      { faults },
    );
  return { places, notes: unknownTitles.map((title) => unknownColumnNote(title, names)) };
}
