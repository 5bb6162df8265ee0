import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import { dateFaults } from '../requests/meaning.ts';

const two = (digits: string | number): string => String(digits).padStart(2, '0');

/** How the names of months begin, in French and in English: Excel makes « nov-26 » of 2026-11. */
const MONTHS = [
  ['jan'],
  ['fev', 'feb'],
  ['mar'],
  ['avr', 'apr'],
  ['mai', 'may'],
  ['juin', 'jun'],
  ['juil', 'jul'],
  ['aou', 'aug'],
  ['sep'],
  ['oct'],
  ['nov'],
  ['dec'],
];

const monthNamed = (name: string): number => {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return MONTHS.findIndex((beginnings) => beginnings.some((beginning) => plain.startsWith(beginning))) + 1;
};

/**
 * A day, a month or a year as a spreadsheet in France writes it, in the way of the API: 25/11/2026 is 2026-11-25.
 * What is none of them comes back as it stands, for the checks to tell; so does a year of two digits in a whole date.
 */
export function dateIn(cell: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell) ?? [];
  if (day && month) return `${year}-${two(month)}-${two(day)}`;
  const [, onlyMonth, ofYear] = /^(\d{1,2})\/(\d{4})$/.exec(cell) ?? [];
  if (onlyMonth) return `${ofYear}-${two(onlyMonth)}`;
  const [, name, shortYear] = /^(\p{L}+)\.?[- ](\d{2}|\d{4})$/u.exec(cell) ?? [];
  const number = name ? monthNamed(name) : 0;
  return number === 0 ? cell : `${shortYear!.padStart(4, '20')}-${two(number)}`;
}

/** A date of the API as a spreadsheet in France writes it: 2026-11-25 is 25/11/2026, 2026-11 is 11/2026. */
export const frenchDate = (date: string): string => date.split('-').reverse().join('/');

const WHOLE = /^\d{4}-\d{2}-\d{2}$/;
const PARTIAL = /^\d{4}(-\d{2}(-\d{2})?)?$/;

const HOW = {
  day: {
    fr: 'Écrivez la date comme 25/11/2026 ou 2026-11-25.',
    en: 'Write the date as 25/11/2026 or 2026-11-25.',
  },
  partial: {
    fr: 'Écrivez la date comme 25/11/2026 ou 2026-11-25. Le mois seul convient aussi, comme 11/2026, ou l’année, comme 2026.',
    en: 'Write the date as 25/11/2026 or 2026-11-25. The month alone will do too, as 11/2026, or the year, as 2026.',
  },
};
const NO_SUCH = {
  day: { fr: 'Ce jour n’existe pas.', en: 'There is no such day.' },
  month: { fr: 'Ce mois n’existe pas.', en: 'There is no such month.' },
};

/** What is wrong with a date as it is written in a cell: how, or that the calendar has none. */
export function dateCellFaults(pointer: string, cell: string, precision: 'day' | 'partial'): Fault[] {
  const date = dateIn(cell);
  if (!(precision === 'day' ? WHOLE : PARTIAL).test(date)) return [fault(pointer, 'wrong-format', HOW[precision])];
  return dateFaults(pointer, date).map((found) => ({
    ...found,
    message: NO_SUCH[WHOLE.test(date) ? 'day' : 'month'],
  }));
}
