import { fault } from '../../ground/errors.ts';
import { nearestTo } from '../../ground/nearest.ts';
import { meant } from '../../requests/unknown-key.ts';
import { dateIn } from '../../spreadsheets/dates.ts';
import { dateCell, type Field, oneCell } from '../../spreadsheets/fields.ts';
import type { Separator } from '../../spreadsheets/separator.ts';
import type { CommitmentKind, Reference } from '../../vocabulary/reference.ts';
import type { Measure } from '../../vocabulary/shapes.ts';

/* What a review found, in one cell: an answer to a criterion, or the measure of a commitment. */

const ANSWERS = new Map([
  ['yes', 'yes'],
  ['oui', 'yes'],
  ['no', 'no'],
  ['non', 'no'],
  ['partial', 'partial'],
  ['partiel', 'partial'],
  ['en partie', 'partial'],
]);
const TRUTHS = new Map([
  ...['yes', 'oui', 'true', 'vrai'].map((word) => [word, true] as const),
  ...['no', 'non', 'false', 'faux'].map((word) => [word, false] as const),
]);

/** A number with a point or a comma, and spaces between thousands. Is 1,000 a thousand or one? It stays as it stands. */
function numberIn(cell: string): number | string {
  const plain = cell.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '');
  const isClear = /^\d+(\.\d+|,\d{1,2})?$/.test(plain) || /^0,\d+$/.test(plain);
  return isClear ? Number(plain.replace(',', '.')) : cell;
}

/** A decimal comma, where it will be read as one. */
function writeNumber(value: number, separator?: Separator): string {
  const comma = String(value).replace('.', ',');
  return separator === 'semicolon' && numberIn(comma) === value ? comma : String(value);
}

function write(value: unknown, separator?: Separator): string {
  if (Array.isArray(value)) return value.join('; ');
  if (typeof value === 'number') return writeNumber(value, separator);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** What a review found, as it is written; to read it takes its subject. */
export const measureCell: Field = oneCell('value', { write });

const answerCell = oneCell('value', {
  write,
  read: (cell) => ANSWERS.get(cell.toLowerCase()) ?? cell,
  faults: (pointer, cell) => {
    const word = cell.toLowerCase();
    if (ANSWERS.has(word)) return [];
    const { fr, en } = meant(nearestTo(word, ANSWERS.keys()));
    return [
      fault(pointer, 'wrong-kind-of-value', {
        fr: `Répondez oui, en partie ou non.${fr}`,
        en: `Answer yes, partial or no.${en}`,
      }),
    ];
  },
});

const MEASURES: Record<CommitmentKind['valueType'], (cell: string) => Measure> = {
  number: numberIn,
  boolean: (cell) => TRUTHS.get(cell.toLowerCase()) ?? cell,
  date: dateIn,
  list: (cell) =>
    cell
      .split(';')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  url: (cell) => cell,
  host: (cell) => cell,
};

/** A measure of a kind of commitment; a word with a meaning of its own is read first. */
function commitmentCell({ valueType, specialValues = [] }: CommitmentKind): Field {
  const isSpecial = (value: unknown) => specialValues.some((special) => special.value === value);
  const dates = dateCell('value');
  return {
    ...oneCell('value', { read: (cell) => (isSpecial(cell) ? cell : MEASURES[valueType](cell)) }),
    write: (value, separator) =>
      valueType === 'date' && !isSpecial(value) ? dates.write(value, separator) : measureCell.write(value, separator),
    faults: (cells) => (valueType === 'date' && !isSpecial(cells.value?.trim()) ? dates.faults!(cells) : []),
  };
}

/** @param subject criterion:<key> or commitment:<kind>; what is neither is for the checks to tell */
export function measureCellOf(subject: string, { commitmentKinds }: Reference): Field {
  const [family, key = ''] = subject.split(/:(.*)/s);
  if (family === 'criterion') return answerCell;
  const kind = family === 'commitment' ? commitmentKinds.get(key) : undefined;
  return kind ? commitmentCell(kind) : measureCell;
}
