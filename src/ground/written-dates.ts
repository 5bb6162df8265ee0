/* Dates as people write them. */

const twoDigits = (digits: string | number): string => String(digits).padStart(2, '0');

/** First letters of the months in French and English: Excel turns 2026-11 into « nov-26 ». */
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

/** « 1er mars 2027 », `1 March 2027` or `March 1, 2027`. */
const DAY_FIRST = /^(?:le )?(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}+)\.? (\d{4})$/iu;
const MONTH_FIRST = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu;

/** A day whose month is in letters; undefined: it is written in another way. */
function dayInWords(cell: string): string | undefined {
  const text = cell.trim().replace(/\s+/g, ' ');
  const [, firstDay, itsMonth, itsYear] = DAY_FIRST.exec(text) ?? [];
  const [, month = itsMonth, day = firstDay, year = itsYear] = MONTH_FIRST.exec(text) ?? [];
  const number = month ? monthNamed(month) : 0;
  return number === 0 ? undefined : `${year}-${twoDigits(number)}-${twoDigits(day!)}`;
}

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a whole day in the format of the API. */
export const isWholeDay = (text: string): boolean => WHOLE_DAY.test(text);

/**
 * A day, month or year in French notation, converted to the format of the API: 25/11/2026 and 25 novembre 2026 become
 * 2026-11-25. Any other text is returned unchanged, so that the checks report it; so is a full date with a two-digit year.
 */
export function dateIn(cell: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell) ?? [];
  if (day && month) return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  const inWords = dayInWords(cell);
  if (inWords) return inWords;
  const [, onlyMonth, ofYear] = /^(\d{1,2})\/(\d{4})$/.exec(cell) ?? [];
  if (onlyMonth) return `${ofYear}-${twoDigits(onlyMonth)}`;
  const [, name, shortYear] = /^(\p{L}+)\.?[- ](\d{2}|\d{4})$/u.exec(cell) ?? [];
  const number = name ? monthNamed(name) : 0;
  return number === 0 ? cell : `${shortYear!.padStart(4, '20')}-${twoDigits(number)}`;
}

/** A date of the API in French notation: 2026-11-25 becomes 25/11/2026, and 2026-11 becomes 11/2026. */
export const frenchDate = (date: string): string => date.split('-').reverse().join('/');
