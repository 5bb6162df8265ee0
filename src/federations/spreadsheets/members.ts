import { toCsv } from '../../spreadsheets/csv/write.ts';
import { textCells } from '../../spreadsheets/fields.ts';
import type { ListedMember } from '../members/schema.ts';

const exceptionCells = textCells('exceptions');

const COLUMNS = [
  ...['host', 'name', 'website', 'status', 'since', 'until', 'charter', 'charterVersion'],
  ...['lastReviewedOn', 'askedOn', 'toCheck', ...exceptionCells.columns],
];

export const membersSheet = (members: readonly ListedMember[]): string =>
  toCsv(
    COLUMNS,
    members.map(({ exceptions, ...member }) => ({ ...member, ...exceptionCells.write(exceptions) })),
  );
