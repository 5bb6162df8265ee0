import { toCsv } from '../../spreadsheets/csv/write.ts';
import { cellsOf, dateCell, textCells, tieCells } from '../../spreadsheets/fields.ts';
import { ChoiceDraft } from '../schema.ts';
import { choiceEdit } from '../selection/commands.ts';
import type { ListedChoice } from '../selection/schema.ts';
import type { SheetList } from './list.ts';

const FIELDS = {
  why: textCells('why'),
  ties: tieCells('ties'),
  decidedOn: dateCell('decidedOn'),
  reviewBy: dateCell('reviewBy'),
};

const COLUMNS = [
  ...['host', 'name', ...Object.values(FIELDS).flatMap(({ columns }) => columns)],
  ...['state', 'proposed', 'overdue'],
];

/** The federation's own list as a sheet, to be filled in and sent back. */
export const selectionSheet = (selection: readonly ListedChoice[]): string =>
  toCsv(
    COLUMNS,
    selection.map(({ why, ties, ...choice }) => ({ ...choice, ...cellsOf(FIELDS, { why, ties, ...choice }) })),
  );

export const selectionList: SheetList<ChoiceDraft> = {
  columns: { all: COLUMNS, needed: [['host'], ...Object.values(FIELDS).map(({ columns }) => columns)] },
  bySubject: false,
  draft: ChoiceDraft,
  fields: () => FIELDS,
  present: ({ federation, host }) => {
    const found = federation.document.selection?.find((choice) => choice.host === host.document.slug);
    if (!found) return undefined;
    const { host: _host, ...choice } = found;
    return choice;
  },
  edit: (context, _name, draft, before, db) => choiceEdit(context, draft, before, db),
  names: ({ document }) => (document.selection ?? []).map(({ host }) => ({ host })),
};
