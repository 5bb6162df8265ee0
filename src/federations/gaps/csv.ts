import type { Language } from '../../vocabulary/terms.ts';
import type { Gaps } from './schema.ts';
import { GAP_COLUMNS } from './words.ts';

const field = (value: string | number | null): string => {
  const text = String(value ?? '');
  return /[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The same cells as a table (RFC 4180). */
export const gapsCsv = ({ cells }: Gaps, language: Language): string =>
  [
    GAP_COLUMNS[language],
    ...cells.map(({ month, familyLabel, regionLabel, atLeast }) => [month, familyLabel, regionLabel, atLeast]),
  ]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');
