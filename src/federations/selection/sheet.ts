import { ChoiceDraft } from '../../documents/federation.ts';
import { longCsv, type Row } from '../../spreadsheets/csv.ts';
import { cellsOf, dayCell, type Notation, textCells, tieCells } from '../../spreadsheets/fields.ts';
import type { SheetList } from '../sheet-rows.ts';
import { choiceEdit, choiceFaults } from './commands.ts';
import type { ListedChoice } from './listed.ts';

const FIELDS = {
  why: textCells('why'),
  ties: tieCells('ties'),
  decidedOn: dayCell('decidedOn'),
  reviewBy: dayCell('reviewBy'),
};

const STATE = ['state', 'proposed', 'overdue'];
const COLUMNS = ['host', 'name', ...Object.values(FIELDS).flatMap(({ columns }) => columns), ...STATE];

/** A selected host as a row of a spreadsheet, to be edited and sent back. */
export const choiceRow = ({ why, ties, ...choice }: ListedChoice, notation?: Notation): Row => ({
  ...choice,
  ...cellsOf(FIELDS, { why, ties, ...choice }, notation),
});

/** The federation's own list as CSV. */
export const selectionSheet = (selection: readonly ListedChoice[]): Promise<string> =>
  longCsv(COLUMNS, selection, (choice) => choiceRow(choice));

export const selectionList: SheetList<ChoiceDraft> = {
  columns: {
    all: COLUMNS,
    computed: ['name', ...STATE],
    needed: [['host'], ...Object.values(FIELDS).map(({ columns }) => columns)],
  },
  draft: ChoiceDraft,
  fields: () => FIELDS,
  present: ({ federation, host }) => {
    const found = federation.document.selection?.find((choice) => choice.host === host.document.slug);
    if (!found) return undefined;
    const { host: _host, ...choice } = found;
    return choice;
  },
  edit: (context, _name, draft, before, db) => choiceEdit(context, draft, before, db),
  faults: (context, _name, draft, federation) => choiceFaults(context, draft, { federation }),
  names: ({ document }) => (document.selection ?? []).map(({ host }) => ({ host })),
};
