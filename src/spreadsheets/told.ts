import { type Fault, inLanguage } from '../ground/errors.ts';
import type { Places } from './columns.ts';
import type { Fields } from './fields.ts';

/**
 * The column that a fault of a draft is about: `/why/fr` is `why.fr`, of a whole that is missing its first, and of the
 * French of a tie the tie where the file says it there.
 */
function columnOf(pointer: string, fields: Fields, places: Places): string {
  const column = pointer.slice(1).replaceAll('/', '.');
  const name = column.split('.', 1)[0]!;
  const columns = fields[name]?.columns ?? [column];
  const isSaidAbove = column === `${name}.fr` && !places.has(column) && places.has(name);
  if (columns.includes(column) && !isSaidAbove) return column;
  return columns.find((one) => places.has(one)) ?? columns[0]!;
}

/** A fault of what a row says, as a place in the sheet and in words that somebody before a spreadsheet follows. */
export function faultInSheet(
  { pointer, code, message }: Fault,
  { line, fields, places }: { line: number; fields: Fields; places: Places },
): Fault {
  const column = columnOf(pointer, fields, places);
  const title = places.get(column)?.title ?? column;
  return {
    // Rows of the sheet counted from 0, as pointers count: the titles are 0.
    pointer: `/${line - 1}/${column}`,
    code,
    message: {
      fr: `Ligne ${line}, colonne « ${title} ». ${inLanguage(message, 'fr')}`,
      en: `Line ${line}, column “${title}”. ${inLanguage(message, 'en')}`,
    },
  };
}
