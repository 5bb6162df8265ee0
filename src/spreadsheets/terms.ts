import { fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { suggestion } from '../requests/meaning.ts';
import type { Language } from '../vocabulary/terms.ts';
import { type CellTerms, type Notation, oneCell, type SheetField } from './fields.ts';
import { isUnknown } from './numbers.ts';

/* Cells with one or several words of a list: by key, or by label in either language. */

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s\-’'.,:()]+/g, ' ')
    .trim()
    .toLowerCase();

/** @param others additional spellings of a key */
export function termsOf(
  labels: ReadonlyMap<string, { fr: string; en: string }>,
  others: Readonly<Record<string, string>> = {},
): CellTerms {
  const keys = new Map<string, string>();
  for (const [written, key] of Object.entries(others)) keys.set(folded(written), key);
  for (const [key, { fr, en }] of labels) for (const label of [fr, en]) keys.set(folded(label), key);
  for (const key of labels.keys()) keys.set(folded(key), key);
  return { labels, keyOf: (written) => (labels.has(written) ? written : keys.get(folded(written))) };
}

/** A word in a notation: labels for people, keys for programs. */
export const saidIn = (key: string, { labels }: CellTerms, notation: Notation | undefined): string =>
  notation === 'fr' || notation === 'en' ? (labels.get(key)?.[notation] ?? key) : key;

const MOST_REMEMBERED = 500;
/** Cached guesses for unknown words: the same mistake occurs in many rows. */
const guesses = new WeakMap<CellTerms, Map<string, string | undefined>>();

function guessOf(written: string, terms: CellTerms): string | undefined {
  if (written.length > 60) return undefined;
  const made = guesses.get(terms) ?? new Map<string, string | undefined>();
  guesses.set(terms, made);
  if (made.has(written)) return made.get(written);
  const guess = nearestTo(
    written.toLowerCase(),
    [...terms.labels].flatMap(([key, { fr, en }]) => [key, fr, en]),
  );
  if (made.size >= MOST_REMEMBERED) made.clear();
  made.set(written, guess);
  return guess;
}

function unknownWord(pointer: string, written: string, terms: CellTerms) {
  const { labels } = terms;
  const short = written.length > 60 ? `${written.slice(0, 60)}…` : written;
  const near = suggestion(guessOf(written, terms));
  const list = (language: Language) =>
    labels.size <= 12
      ? ` ${language === 'fr' ? 'Valeurs' : 'Values'} : ${[...labels.values()].map((one) => one[language]).join(' ; ')}.`
      : '';
  return fault(pointer, 'unknown-value', {
    fr: `« ${short} » n’est pas une valeur de cette colonne.${near.fr}${list('fr')}`,
    en: `“${short}” is no value of this column.${near.en}${list('en').replace(' :', ':')}`,
  });
}

/** A cell with one word of a list. */
export const termCell =
  (terms: CellTerms) =>
  (column: string): SheetField =>
    oneCell(column, {
      read: (cell) => (isUnknown(cell) ? undefined : (terms.keyOf(cell) ?? cell)),
      write: (value, notation) => saidIn(String(value), terms, notation),
      faults: (pointer, cell) =>
        isUnknown(cell) || terms.keyOf(cell) !== undefined ? [] : [unknownWord(pointer, cell, terms)],
      terms,
    });

const TRUTHS: ReadonlyMap<string, { fr: string; en: string }> = new Map([
  ['true', { fr: 'oui', en: 'yes' }],
  ['false', { fr: 'non', en: 'no' }],
]);
export const YES_OR_NO = termsOf(TRUTHS, { vrai: 'true', faux: 'false', x: 'true' });

/** Yes or no; an empty cell means neither. */
export const yesNoCell = (column: string): SheetField => {
  const words = termCell(YES_OR_NO)(column);
  const truth = (value: unknown) => (value === 'true' ? true : value === 'false' ? false : value);
  return {
    ...words,
    read: (cells) => truth(words.read(cells)),
    write: (value, notation) => words.write(value, notation === 'fr' || notation === 'en' ? notation : 'en'),
  };
};

/** Words that say that a list is known to be empty. */
const NOTHING = new Set(['none', 'aucun', 'aucune', 'rien']);
const NONE = { fr: 'aucun', en: 'none' };

const MOST_PARTS = 500;

const partsOf = (cell: string): string[] =>
  cell
    .split(/[;\n]/, MOST_PARTS)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The conversion of one value of a list. */
interface Item {
  /** Returns undefined for an invalid value. */
  read(written: string): unknown;
  write(value: unknown, notation?: Notation): string;
  /** The fault for an invalid value. */
  fault(pointer: string, written: string): ReturnType<typeof fault>;
  /** Whether commas separate values too. */
  byComma?: boolean;
  split?(cell: string): string[];
  /** The words to choose from in a workbook. */
  terms?: CellTerms;
}

/** A cell with several values, separated by semicolons or line ends. */
export const listCell =
  ({ read, write, fault: wrong, byComma = false, split = partsOf, terms }: Item) =>
  (column: string): SheetField => {
    const itemsIn = (cell: string): string[] =>
      split(cell).flatMap((part) =>
        byComma && read(part) === undefined && part.includes(',') ? partsOf(part.replaceAll(',', ';')) : [part],
      );
    const isNone = (cell: string) => NOTHING.has(cell.trim().toLowerCase());
    return oneCell(column, {
      terms,
      read: (cell) => {
        if (isUnknown(cell)) return undefined;
        return isNone(cell) ? [] : itemsIn(cell).map((part) => read(part) ?? part);
      },
      write: (value, notation) => {
        const values = value as readonly unknown[];
        if (values.length === 0) return NONE[notation === 'fr' ? 'fr' : 'en'];
        return values.map((one) => write(one, notation)).join('; ');
      },
      faults: (pointer, cell) =>
        isUnknown(cell) || isNone(cell)
          ? []
          : itemsIn(cell)
              .filter((part) => read(part) === undefined)
              .slice(0, 5)
              .map((part) => wrong(pointer, part)),
    });
  };

/** A cell with several words of a list. */
export const termsCell = (terms: CellTerms) =>
  listCell({
    terms,
    read: (written) => terms.keyOf(written),
    write: (value, notation) => saidIn(String(value), terms, notation),
    fault: (pointer, written) => unknownWord(pointer, written, terms),
    byComma: true,
  });

/** Texts may contain the separator, escaped by a backslash. */
const splitTexts = (cell: string): string[] => {
  const parts: string[] = [''];
  for (let at = 0; at < cell.length && parts.length <= MOST_PARTS; at++) {
    const sign = cell[at]!;
    if (sign === '\\' && at + 1 < cell.length) parts[parts.length - 1] += cell[++at]!;
    else if (sign === ';') parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};

/** A cell with several free texts. */
export const textsCell = listCell({
  read: (written) => written,
  write: (value) => String(value).replace(/[\\;]/g, '\\$&'),
  fault: (pointer) =>
    fault(pointer, 'unknown-value', { fr: 'Ce texte ne se lit pas.', en: 'This text cannot be read.' }),
  split: splitTexts,
});
