import { type FaultCode, fault, type Sentence } from '../ground/errors.ts';
import { type Notation, oneCell, type SheetField } from './fields.ts';

/** Units that people write after a number, although the column implies them. */
const UNIT = /(?:€|eur|euros?|go|gb|%)$/i;

/** Spaces between thousands. */
const THOUSANDS = /(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g;
/** Points or commas between thousands, which a second sign makes certain: 1.200,50 or 1.200.000. */
const GROUPED = /^\d{1,3}(?:(?:\.\d{3})+,\d{1,2}|(?:,\d{3})+\.\d{1,2}|(?:\.\d{3}){2,}|(?:,\d{3}){2,})$/;
/** A thousand, or three decimals: 1.200 and 1,200. */
const DOUBTFUL = /^[1-9]\d{0,2}[.,]\d{3}$/;
const CLEAR = /^\d+(?:[.,]\d+)?$/;

const SEPARATOR = /[.,]/g;

const plainOf = (cell: string): string => cell.trim().replace(UNIT, '').trim().replace(THOUSANDS, '');

/** Without the signs between thousands. */
function ungrouped(plain: string): string {
  const signs = plain.match(SEPARATOR)!;
  const decimals = new Set(signs).size > 1 ? plain.split(signs.at(-1)!).at(-1) : undefined;
  const digits = plain.replace(SEPARATOR, '');
  return decimals === undefined ? digits : `${digits.slice(0, -decimals.length)}.${decimals}`;
}

/**
 * A number with a decimal point or comma, and signs between thousands. 1.200 and 1,200 mean one thing to some people and
 * another to others: they stay a text.
 */
export function numberIn(cell: string): number | string {
  const plain = plainOf(cell);
  if (GROUPED.test(plain)) return Number(ungrouped(plain));
  return CLEAR.test(plain) && !DOUBTFUL.test(plain) ? Number(plain.replace(',', '.')) : cell;
}

/** A number with a point that cannot be taken for thousands. */
export function certainNumber(value: number): string {
  const text = String(value);
  return DOUBTFUL.test(text) ? `${text}0` : text;
}

/** A number in text form; with a decimal comma for readers who use one. */
export function writeNumber(value: number, notation?: Notation): string {
  const comma = String(value).replace('.', ',');
  return notation === 'semicolon' && numberIn(comma) === value ? comma : certainNumber(value);
}

const NO_NUMBER: Sentence = {
  fr: 'Écrivez un nombre, comme 35 ou 34,50.',
  en: 'Write a number, such as 35 or 34.50.',
};

/** What is wrong with a cell that holds no number; of one that may be two, which two. */
function whyNoNumber(cell: string): Sentence {
  const plain = plainOf(cell);
  if (!DOUBTFUL.test(plain)) return NO_NUMBER;
  const whole = plain.replace(SEPARATOR, '');
  const [units, decimals] = plain.split(SEPARATOR) as [string, string];
  // Without its last zeros.
  const few = String(Number(`0.${decimals}`)).slice('0.'.length);
  const certain = few.length === 3 ? `${few}0` : few;
  const other = (sign: string) => (certain === '' ? units : `${units}${sign}${certain}`);
  return {
    fr: `« ${plain} » : est-ce ${whole}, ou ${other(',')} ? Écrivez l’un des deux de cette façon.`,
    en: `“${plain}”: is it ${whole}, or ${other('.')}? Write one of the two in this way.`,
  };
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

/**
 * A number in a cell; `words` maps other accepted texts to values.
 * @param otherwise reads what is more than a number, such as `60 € par an`
 */
export const numberCell =
  (words: ReadonlyMap<string, string> = new Map(), otherwise?: (cell: string) => number | undefined) =>
  (column: string): SheetField => {
    const read = (cell: string): number | string => {
      const number = words.get(cell.toLowerCase()) ?? numberIn(cell);
      return typeof number === 'string' ? (otherwise?.(cell) ?? number) : number;
    };
    return oneCell(column, {
      read: (cell) => (isUnknown(cell) ? undefined : read(cell)),
      write: (value, notation) => (typeof value === 'number' ? writeNumber(value, notation) : String(value)),
      faults: (pointer, cell) =>
        isUnknown(cell) || words.has(cell.toLowerCase()) || typeof read(cell) === 'number'
          ? []
          : [fault(pointer, WRONG, whyNoNumber(cell))],
    });
  };
