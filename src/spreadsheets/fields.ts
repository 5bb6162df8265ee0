import type { Fault } from '../errors.ts';
import { fault } from '../vocabulary/meaning.ts';
import type { Text } from '../vocabulary/shapes.ts';
import { dateIn } from './dates.ts';

/** The cells of one row by column; an empty one says nothing. */
export type Cells = Readonly<Record<string, string>>;

/**
 * One fact as cells, both ways. What cannot be understood is read as it stands: the checks of shape and meaning that
 * every other way of writing goes through say what is wrong with it.
 */
export interface Field {
  columns: readonly string[];
  write(value: unknown): Cells;
  /** undefined: nothing is said. */
  read(cells: Cells): unknown;
  /** Cells of a file with those of before where the file has no such column; absent: the former upon the latter. */
  upon?(said: Cells, before: Cells): Cells;
  /** What those checks would not see any more. */
  faults?(cells: Cells): Fault[];
}

/** The facts of a row by name. */
export type Fields = Readonly<Record<string, Field>>;

/** A fact that stands in one cell. */
export const oneCell = (
  column: string,
  read: (cell: string) => unknown = (cell) => cell,
  write: (value: unknown) => string = String,
): Field => ({
  columns: [column],
  write: (value) => ({ [column]: value === undefined ? '' : write(value) }),
  read: (cells) => {
    const cell = (cells[column] ?? '').trim();
    return cell === '' ? undefined : read(cell);
  },
});

export const dateCell = (column: string): Field => oneCell(column, dateIn);

/** Facts that make one together, each in a cell of its own. */
export function partCells(name: string, parts: Record<string, (column: string) => Field>): Field {
  const fields = Object.entries(parts).map(([part, make]) => [part, make(`${name}.${part}`)] as const);
  return {
    columns: fields.flatMap(([, { columns }]) => columns),
    write: (value) =>
      Object.assign({}, ...fields.map(([part, field]) => field.write((value as Record<string, unknown>)?.[part]))),
    read: (cells) => {
      const said = fields.flatMap(([part, field]) => {
        const value = field.read(cells);
        return value === undefined ? [] : [[part, value]];
      });
      return said.length === 0 ? undefined : Object.fromEntries(said);
    },
  };
}

const words = (column: string): Field => oneCell(column, (cell) => cell.replace(/\r\n?/g, '\n'));

/** The two languages of a text, each in a cell of its own. */
export const textCells = (name: string): Field => partCells(name, { fr: words, en: words });

const NONE = new Set(['none', 'no', 'aucun', 'aucune', 'non']);
const isNone = (cell: string): boolean => NONE.has(cell.trim().toLowerCase());

/** A tie: the word `none` in one cell, or a text in those of its languages. */
export function tieCells(name: string): Field {
  const text = textCells(name);
  return {
    columns: [name, ...text.columns],
    write: (tie) => ({
      [name]: tie === 'none' ? tie : '',
      ...text.write(tie === 'none' ? undefined : (tie as Text | undefined)),
    }),
    read: (cells) => (isNone(cells[name] ?? '') ? 'none' : text.read(cells)),
    // What the file says wins over the other way of saying it, which stands in a column that it has not.
    upon: (said, before) => {
      if (isNone(said[name] ?? '')) return said;
      const isToldOnly = said[name] === undefined && text.read(said) !== undefined;
      return { ...before, ...said, ...(isToldOnly && { [name]: '' }) };
    },
    faults: (cells) => {
      const cell = cells[name] ?? '';
      if (cell.trim() === '') return [];
      if (isNone(cell))
        return text.read(cells) === undefined
          ? []
          : [
              fault(`/${name}`, 'none-and-a-tie', {
                fr: 'Dites « none », ou dites le lien : pas les deux.',
                en: 'Say “none”, or say the tie: not both.',
              }),
            ];
      return [
        fault(`/${name}`, 'unknown-value', {
          fr: `Écrivez « none » s’il n’y a pas de lien. S’il y en a un, laissez vide et dites-le dans « ${name}.fr ».`,
          en: `Write “none” when there is no tie. When there is one, leave this empty and say it in “${name}.en”.`,
        }),
      ];
    },
  };
}

/** All facts of a row as cells. */
export const cellsOf = (fields: Fields, facts: object | undefined): Cells =>
  Object.assign({}, ...Object.entries(fields).map(([name, field]) => field.write(facts && Reflect.get(facts, name))));
