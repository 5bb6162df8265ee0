import { type FaultCode, fault } from '../ground/errors.ts';
import { type Notation, oneCell, type SheetField } from './fields.ts';

/** Units that people write after a number, although the column implies them. */
const UNIT = /(?:€|eur|euros?|go|gb|%)$/i;

/** A number with a decimal point or comma, and spaces between thousands. 1,000 is ambiguous and stays a text. */
export function numberIn(cell: string): number | string {
  const plain = cell
    .trim()
    .replace(UNIT, '')
    .trim()
    .replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '');
  const isClear = /^\d+(\.\d+|,\d{1,2})?$/.test(plain) || /^0,\d+$/.test(plain);
  return isClear ? Number(plain.replace(',', '.')) : cell;
}

/** A number in text form; with a decimal comma for readers who use one. */
export function writeNumber(value: number, notation?: Notation): string {
  const comma = String(value).replace('.', ',');
  return notation === 'semicolon' && numberIn(comma) === value ? comma : String(value);
}

/** Words that people write for an unknown fact: the same as an empty cell. */
const UNKNOWN = new Set([
  '?',
  'ne sait pas',
  'je ne sais pas',
  'inconnu',
  'inconnue',
  'unknown',
  'do not know',
  "don't know",
  'don’t know',
]);
export const isUnknown = (cell: string): boolean => UNKNOWN.has(cell.trim().toLowerCase());

const WRONG: FaultCode = 'wrong-format';

/** A number in a cell; `words` maps other accepted texts to values. */
export const numberCell =
  (words: ReadonlyMap<string, string> = new Map()) =>
  (column: string): SheetField =>
    oneCell(column, {
      read: (cell) => (isUnknown(cell) ? undefined : (words.get(cell.toLowerCase()) ?? numberIn(cell))),
      write: (value, notation) => (typeof value === 'number' ? writeNumber(value, notation) : String(value)),
      faults: (pointer, cell) =>
        isUnknown(cell) || words.has(cell.toLowerCase()) || typeof numberIn(cell) === 'number'
          ? []
          : [
              fault(pointer, WRONG, {
                fr: 'Écrivez un nombre, comme 35 ou 34,50.',
                en: 'Write a number, such as 35 or 34.50.',
              }),
            ],
    });
