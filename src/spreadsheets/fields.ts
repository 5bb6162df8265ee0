import { type Fault, type FaultCode, fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { dateIn, frenchDate } from '../ground/written-dates.ts';
import { dateFaults, suggestion } from '../requests/meaning.ts';
import type { Text } from '../vocabulary/shapes.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { Separator } from './csv.ts';

/** The notation of cells: for programs, for Excel in France, or in a workbook for readers of a language. */
export type Notation = Separator | Language;

const WHOLE = /^\d{4}-\d{2}-\d{2}$/;
const PARTIAL = /^\d{4}(-\d{2}(-\d{2})?)?$/;

const HOW_TO_WRITE = {
  day: {
    fr: 'Écrivez la date comme 25/11/2026 ou 1er mars 2027.',
    en: 'Write the date as 25/11/2026 or 1 March 2027.',
  },
  partial: {
    fr: 'Écrivez la date comme 25/11/2026 ou 1er mars 2027. Le mois seul convient aussi, comme 11/2026, ou l’année, comme 2026.',
    en: 'Write the date as 25/11/2026 or 1 March 2027. The month alone will do too, as 11/2026, or the year, as 2026.',
  },
};
const DOES_NOT_EXIST = {
  day: { fr: 'Ce jour n’existe pas.', en: 'There is no such day.' },
  month: { fr: 'Ce mois n’existe pas.', en: 'There is no such month.' },
};

/** Faults of a date in a cell: a wrong format, or a day that does not exist. */
function dateCellFaults(pointer: string, cell: string, precision: 'day' | 'partial'): Fault[] {
  const date = dateIn(cell);
  if (!(precision === 'day' ? WHOLE : PARTIAL).test(date))
    return [fault(pointer, 'wrong-format', HOW_TO_WRITE[precision])];
  return dateFaults(pointer, date).map((dateFault) => ({
    ...dateFault,
    message: DOES_NOT_EXIST[WHOLE.test(date) ? 'day' : 'month'],
  }));
}

/** The cells of one row, by column. */
export type Cells = Readonly<Record<string, string>>;

/** The words that a cell may contain, with their labels. */
export interface CellTerms {
  readonly labels: ReadonlyMap<string, { fr: string; en: string }>;
  /** The key of a written word. */
  keyOf(written: string): string | undefined;
}

export type Choices = Readonly<Record<string, CellTerms>>;

/**
 * Converts one fact to cells and back. A text that cannot be interpreted is returned unchanged: the checks of schema
 * and meaning, which are the same as for JSON, then report it.
 */
export interface SheetField {
  columns: readonly string[];
  /** The words to choose from in a workbook, by column; other columns have no list. */
  choices?: Choices;
  write(value: unknown, notation?: Notation): Cells;
  /** undefined: the cells are empty. */
  read(cells: Cells): unknown;
  /** Combines the cells of a file with the present ones; absent: columns that the file lacks keep their cells. */
  merge?(written: Cells, before: Cells): Cells;
  /** Faults that these checks cannot see after reading, or would not describe in terms of a spreadsheet. */
  faults?(cells: Cells): Fault[];
}

/** The facts of a row by name. */
export type SheetFields = Readonly<Record<string, SheetField>>;

const cellOf = (cells: Cells, column: string): string => (cells[column] ?? '').trim();

interface OneCell {
  read?(cell: string): unknown;
  write?(value: unknown, notation?: Notation): string;
  faults?(pointer: string, cell: string): Fault[];
  /** The words to choose from. */
  terms?: CellTerms | undefined;
}

/** A fact in a single cell. */
export function oneCell(
  column: string,
  { read = (cell) => cell, write = String, faults, terms }: OneCell = {},
): SheetField {
  const pointer = `/${column.replaceAll('.', '/')}`;
  return {
    columns: [column],
    ...(terms && { choices: { [column]: terms } }),
    write: (value, notation) => ({ [column]: value === undefined || value === null ? '' : write(value, notation) }),
    read: (cells) => {
      const cell = cellOf(cells, column);
      return cell === '' ? undefined : read(cell);
    },
    ...(faults && {
      faults: (cells) => {
        const cell = cellOf(cells, column);
        return cell === '' ? [] : faults(pointer, cell);
      },
    }),
  };
}

const writeDate = (date: unknown, notation?: Notation): string =>
  notation === 'semicolon' ? frenchDate(String(date)) : String(date);

const dateCellOf =
  (precision: 'day' | 'partial') =>
  (column: string): SheetField =>
    oneCell(column, {
      read: dateIn,
      write: writeDate,
      faults: (pointer, cell) => dateCellFaults(pointer, cell, precision),
    });

/** A date with a day. */
export const dayCell = dateCellOf('day');
/** A date with a day, a month or only a year. */
export const dateCell = dateCellOf('partial');

/** A text without conversion; for numbers see `numbers.ts`, for yes/no and lists `terms.ts`. */
export const plainCell = (column: string): SheetField => oneCell(column);

/** The words to choose from in the columns of several fields. */
export const choicesOf = (fields: readonly SheetField[]): Choices =>
  Object.assign({}, ...fields.map(({ choices }) => choices));

/** An object with a cell for each of its properties. */
export function partCells<T extends object>(
  name: string,
  parts: Record<keyof T & string, (column: string) => SheetField>,
): SheetField {
  const fields = Object.entries<(column: string) => SheetField>(parts).map(
    ([part, make]) => [part, make(`${name}.${part}`)] as const,
  );
  return {
    columns: fields.flatMap(([, { columns }]) => columns),
    choices: choicesOf(fields.map(([, field]) => field)),
    write: (value, notation) =>
      Object.assign(
        {},
        ...fields.map(([part, field]) => field.write((value as Record<string, unknown>)?.[part], notation)),
      ),
    read: (cells) => {
      const values = fields.flatMap(([part, field]) => {
        const value = field.read(cells);
        return value === undefined ? [] : [[part, value]];
      });
      return values.length === 0 ? undefined : Object.fromEntries(values);
    },
    faults: (cells) => fields.flatMap(([, field]) => field.faults?.(cells) ?? []),
  };
}

const wordsCell = (column: string): SheetField => oneCell(column, { read: (cell) => cell.replace(/\r\n?/g, '\n') });

/** A text with a cell for each language. */
export const textCells = (name: string): SheetField => partCells<Text>(name, { fr: wordsCell, en: wordsCell });

/** All facts of a row, as cells. */
export const cellsOf = (fields: SheetFields, facts: object | undefined, notation?: Notation): Cells =>
  Object.assign(
    {},
    ...Object.entries(fields).map(([name, field]) => field.write(facts && Reflect.get(facts, name), notation)),
  );

const NONE = new Set(['none', 'no', 'aucun', 'aucune', 'non']);
/** Words that say that there is a tie (a link of interest), but not which one. */
const ONLY_YES = new Set(['yes', 'oui', 'true', 'vrai', 'x']);

const wordIn = (cell = ''): string => cell.trim().toLowerCase();
const isNone = (cell: string | undefined): boolean => NONE.has(wordIn(cell));
const isFilled = (cell: string | undefined): boolean => wordIn(cell) !== '';

/**
 * A tie, that is a link of interest between federation and host: `none` or `aucun` in one cell, or a text there, which
 * counts as French, or texts in the cells of the languages.
 */
export function tieCells(name: string): SheetField {
  const text = textCells(name);
  const french = `${name}.fr`;
  const holdsTie = (cells: Cells) => isFilled(cells[name]) && !isNone(cells[name]);
  const asText = (cells: Cells): Cells =>
    holdsTie(cells) && !isFilled(cells[french]) ? { ...cells, [french]: cells[name]! } : cells;

  const wrong = (code: FaultCode, fr: string, en: string): Fault[] => [fault(`/${name}`, code, { fr, en })];
  return {
    columns: [name, ...text.columns],
    write: (tie) => ({
      [name]: tie === 'none' ? tie : '',
      ...text.write(tie === 'none' ? undefined : (tie as Text | undefined)),
    }),
    read: (cells) => (isNone(cells[name]) ? 'none' : text.read(asText(cells))),
    // A tie has two notations: the one in the file replaces the other, even when the file lacks its column.
    merge: (written, before) => {
      if (isNone(written[name])) return written;
      const isOnlyInLanguages = written[name] === undefined && text.read(written) !== undefined;
      return {
        ...before,
        ...(holdsTie(written) && { [french]: '' }),
        ...written,
        ...(isOnlyInLanguages && { [name]: '' }),
      };
    },
    faults: (cells) => {
      if (!isFilled(cells[name])) return [];
      if (isNone(cells[name]))
        return text.read(cells) === undefined
          ? []
          : wrong(
              'none-and-a-tie',
              'Écrivez « aucun », ou dites le lien : pas les deux.',
              'Say “none”, or say the tie: not both.',
            );
      const word = wordIn(cells[name]);
      if (ONLY_YES.has(word))
        return wrong(
          'unknown-value',
          'Dites quel est ce lien. S’il n’y en a pas, écrivez « aucun ».',
          'Say what the tie is. When there is none, write “none”.',
        );
      const near = nearestTo(word, NONE);
      if (near !== undefined) {
        const { fr, en } = suggestion(near);
        return wrong(
          'unknown-value',
          `Ce n’est ni un lien ni « aucun ».${fr}`,
          `This is neither a tie nor “none”.${en}`,
        );
      }
      return isFilled(cells[french]) && wordIn(cells[french]) !== word
        ? wrong(
            'said-twice',
            `Le lien est dit deux fois : ici, et dans « ${french} ». Gardez l’un des deux.`,
            `The tie is said twice: here, and in “${french}”. Keep one of the two.`,
          )
        : [];
    },
  };
}
