import type { Fault } from '../ground/errors.ts';
import { dateCellFaults, dateIn, frenchDate } from './dates.ts';
import type { Separator } from './separator.ts';

/** The cells of one row by column; an empty one says nothing. */
export type Cells = Readonly<Record<string, string>>;

/**
 * One fact as cells, both ways. What cannot be understood is read as it stands: the checks of shape and meaning that
 * every other way of writing goes through say what is wrong with it.
 */
export interface Field {
  columns: readonly string[];
  write(value: unknown, separator?: Separator): Cells;
  /** undefined: nothing is said. */
  read(cells: Cells): unknown;
  /** Cells of a file with those of before where the file has no such column; absent: the former upon the latter. */
  upon?(said: Cells, before: Cells): Cells;
  /** What those checks would not see any more, or would say in words that are not those of a spreadsheet. */
  faults?(cells: Cells): Fault[];
}

/** The facts of a row by name. */
export type Fields = Readonly<Record<string, Field>>;

const cellOf = (cells: Cells, column: string): string => (cells[column] ?? '').trim();

interface OneCell {
  read?(cell: string): unknown;
  write?(value: unknown, separator?: Separator): string;
  faults?(pointer: string, cell: string): Fault[];
}

/** A fact that stands in one cell. */
export function oneCell(column: string, { read = (cell) => cell, write = String, faults }: OneCell = {}): Field {
  const pointer = `/${column.replaceAll('.', '/')}`;
  return {
    columns: [column],
    write: (value, separator) => ({ [column]: value === undefined || value === null ? '' : write(value, separator) }),
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

const writeDate = (date: unknown, separator?: Separator): string =>
  separator === 'semicolon' ? frenchDate(String(date)) : String(date);

const dated =
  (precision: 'day' | 'partial') =>
  (column: string): Field =>
    oneCell(column, {
      read: dateIn,
      write: writeDate,
      faults: (pointer, cell) => dateCellFaults(pointer, cell, precision),
    });

/** A whole day. */
export const dayCell = dated('day');
/** A day, a month or a year. */
export const dateCell = dated('partial');

/** A plain text, number or yes and no, that means what it is. */
export const plainCell = (column: string): Field => oneCell(column);

/** Facts that make one together, each in a cell of its own. */
export function partCells(name: string, parts: Record<string, (column: string) => Field>): Field {
  const fields = Object.entries(parts).map(([part, make]) => [part, make(`${name}.${part}`)] as const);
  return {
    columns: fields.flatMap(([, { columns }]) => columns),
    write: (value, separator) =>
      Object.assign(
        {},
        ...fields.map(([part, field]) => field.write((value as Record<string, unknown>)?.[part], separator)),
      ),
    read: (cells) => {
      const said = fields.flatMap(([part, field]) => {
        const value = field.read(cells);
        return value === undefined ? [] : [[part, value]];
      });
      return said.length === 0 ? undefined : Object.fromEntries(said);
    },
    faults: (cells) => fields.flatMap(([, field]) => field.faults?.(cells) ?? []),
  };
}

const words = (column: string): Field => oneCell(column, { read: (cell) => cell.replace(/\r\n?/g, '\n') });

/** The two languages of a text, each in a cell of its own. */
export const textCells = (name: string): Field => partCells(name, { fr: words, en: words });

/** All facts of a row as cells. */
export const cellsOf = (fields: Fields, facts: object | undefined, separator?: Separator): Cells =>
  Object.assign(
    {},
    ...Object.entries(fields).map(([name, field]) => field.write(facts && Reflect.get(facts, name), separator)),
  );
