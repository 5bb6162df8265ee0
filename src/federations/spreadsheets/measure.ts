import { dateIn } from '../../spreadsheets/dates.ts';
import { type Field, oneCell } from '../../spreadsheets/fields.ts';
import type { Measure } from '../../statements/schema.ts';
import type { CommitmentKind, Reference } from '../../vocabulary/reference.ts';

/* What a review found, in one cell: an answer to a criterion, or the measure of a commitment. */

const ANSWERS = new Map([
  ['oui', 'yes'],
  ['non', 'no'],
  ['partiel', 'partial'],
  ['en partie', 'partial'],
]);
const TRUTHS = new Map([
  ...['yes', 'oui', 'true', 'vrai'].map((word) => [word, true] as const),
  ...['no', 'non', 'false', 'faux'].map((word) => [word, false] as const),
]);

const answerIn = (cell: string): string => {
  const word = cell.toLowerCase();
  return ANSWERS.get(word) ?? word;
};

/** A number with a point or a comma, and spaces between thousands. Is 1,000 a thousand or one? It stays as it stands. */
function numberIn(cell: string): number | string {
  const plain = cell.replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '');
  const isClear = /^\d+(\.\d+|,\d{1,2})?$/.test(plain) || /^0,\d+$/.test(plain);
  return isClear ? Number(plain.replace(',', '.')) : cell;
}

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

const isSpecial = ({ specialValues = [] }: CommitmentKind, cell: string): boolean =>
  specialValues.some(({ value }) => value === cell);

const measureIn =
  (kind: CommitmentKind | undefined) =>
  (cell: string): Measure =>
    !kind || isSpecial(kind, cell) ? cell : MEASURES[kind.valueType](cell);

const written = (value: unknown): string => {
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
};

/** What a review found, as it is written; to read it takes its subject. */
export const measureCell: Field = oneCell('value', undefined, written);

/** @param subject criterion:<key> or commitment:<kind>; what is neither is for the checks to tell */
export function measureCellOf(subject: string, { commitmentKinds }: Reference): Field {
  const [family, key = ''] = subject.split(/:(.*)/s);
  return oneCell('value', family === 'criterion' ? answerIn : measureIn(commitmentKinds.get(key)), written);
}
