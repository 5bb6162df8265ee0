import { type Static, Type } from 'typebox';
import { Choice, ChoiceDraft, type Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import type { Lookup } from '../../ground/lookup.ts';
import { listOf } from '../../http/pagination.ts';
import { longCsv, type Row } from '../../spreadsheets/csv.ts';
import { cellsOf, dayCell, type Notation, textCells, tieCells } from '../../spreadsheets/fields.ts';
import { namedObject, shortText, termOf } from '../../vocabulary/shapes.ts';
import { HOST_STATES } from '../../vocabulary/terms.ts';
import { isUnavailable } from '../recommendable.ts';
import type { SheetList } from '../sheet-rows.ts';
import { choiceEdit, choiceFaults, choiceNotFound } from './commands.ts';

/** A selected host, with its present state. */
export const ListedChoice = namedObject('ListedChoice', {
  ...Choice.properties,
  name: shortText(),
  state: termOf(HOST_STATES),
  proposed: Type.Boolean({
    description: 'false: suspended, closed or about to close, or all its services are: no match takes it',
  }),
  overdue: Type.Boolean({ description: 'The day of its review has passed' }),
});
export type ListedChoice = Static<typeof ListedChoice>;

export const SelectionList = listOf(ListedChoice, 'SelectionList');

/** The hosts by slug, as on a given day. */
interface Listed {
  bySlug: Lookup<Host>;
  day: string;
}

/** The federation's own list, with the present state of each host. */
export const listedSelection = ({ bySlug, day }: Listed, { selection = [] }: Federation): ListedChoice[] =>
  selection.flatMap((choice) => {
    const host = bySlug.get(choice.host);
    if (!host) return [];
    const { name, state } = host;
    return [{ ...choice, name, state, proposed: !isUnavailable(host), overdue: choice.reviewBy < day }];
  });

/**
 * One host of the federation's own list.
 * @throws CatalogueError choice-not-found
 */
export function listedChoice(hosts: Listed, federation: Federation, slug: string | undefined): ListedChoice {
  const found = listedSelection(hosts, federation).find(({ host }) => host === slug);
  if (found) return found;
  throw choiceNotFound();
}

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
