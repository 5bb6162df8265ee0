import { toCsv } from '../../spreadsheets/csv/write.ts';
import { oneCell, partCells, textCells } from '../../spreadsheets/fields.ts';
import type { MemberAnswer } from '../answers/schema.ts';

const contactCells = partCells('contact', { url: oneCell, email: oneCell, phone: oneCell });
const replyCells = textCells('reply');

const COLUMNS = [
  ...['host', 'name', 'website', 'state', ...contactCells.columns, 'toCheck'],
  ...['value', 'evidence', 'by', 'asOf', 'contested', ...replyCells.columns],
];

/** What members answer to one criterion; an empty value: nothing is known. */
export const answersSheet = (answers: readonly MemberAnswer[]): string =>
  toCsv(
    COLUMNS,
    answers.map(({ contact, reply, ...answer }) => ({
      ...answer,
      ...contactCells.write(contact),
      ...replyCells.write(reply?.text),
    })),
  );
