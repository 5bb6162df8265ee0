import { type Fault, inLanguage } from '../errors.ts';
import type { Fields } from './fields.ts';

/** The column that a fault of a draft is about: `/why/fr` is `why.fr`, and of a whole that is missing, its first. */
function columnOf(pointer: string, fields: Fields): string {
  const column = pointer.slice(1).replaceAll('/', '.');
  const name = column.split('.', 1)[0]!;
  const columns = fields[name]?.columns ?? [];
  return columns.includes(column) ? column : (columns[0] ?? name);
}

/** A fault of what a row says, as a place in the sheet and in words that somebody before a spreadsheet follows. */
export function faultInSheet({ pointer, code, message }: Fault, line: number, fields: Fields = {}): Fault {
  const column = columnOf(pointer, fields);
  return {
    // Rows of the sheet counted from 0, as pointers count: the titles are 0.
    pointer: `/${line - 1}/${column}`,
    code,
    message: {
      fr: `Ligne ${line}, colonne « ${column} ». ${inLanguage(message, 'fr')}`,
      en: `Line ${line}, column “${column}”. ${inLanguage(message, 'en')}`,
    },
  };
}
