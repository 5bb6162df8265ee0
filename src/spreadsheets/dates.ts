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
