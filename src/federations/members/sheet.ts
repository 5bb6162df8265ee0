import { MemberDraft } from '../../documents/federation.ts';
import { isCurrent } from '../../documents/membership.ts';
import { fault, oneFault } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import { today } from '../../requests/meaning.ts';
import { longCsv, type Row } from '../../spreadsheets/csv.ts';
import { cellsOf, dateCell, dayCell, type Notation, oneCell, plainCell, textCells } from '../../spreadsheets/fields.ts';
import { MEMBERSHIP_STATES } from '../../vocabulary/terms.ts';
import type { SheetList } from '../sheet-rows.ts';
import { memberDraftOf, memberEdit, memberFaults, membershipIn } from './commands.ts';
import type { ListedMember } from './schema.ts';
import { findOpenRequest } from './store.ts';

const STATUSES = new Map<string, string>([
  ...MEMBERSHIP_STATES.map((state) => [state, state] as const),
  ['membre', 'member'],
  ['ancien membre', 'former'],
  ['suit', 'follower'],
]);

const stateCell = oneCell('state', {
  read: (cell) => STATUSES.get(cell.toLowerCase()) ?? cell,
  faults: (pointer, cell) =>
    STATUSES.has(cell.toLowerCase())
      ? []
      : oneFault(pointer, 'unknown-value', {
          fr: 'Écrivez membre, ancien membre, ou suit pour qui suit sans être membre.',
          en: 'Write member, former, or follower for who follows without being a member.',
        }),
});

const YES = new Set(['yes', 'oui', 'true', 'vrai']);
const NO = new Set(['no', 'non', 'false', 'faux']);

/** An empty cell means: not to be checked. */
const toCheckCell = oneCell('toCheck', {
  read: (cell) => (NO.has(cell.toLowerCase()) ? undefined : YES.has(cell.toLowerCase()) || cell),
  write: (value) => (value === true ? 'yes' : ''),
  faults: (pointer, cell) =>
    YES.has(cell.toLowerCase()) || NO.has(cell.toLowerCase())
      ? []
      : [fault(pointer, 'unknown-value', { fr: 'Répondez oui ou non.', en: 'Answer yes or no.' })],
});

const FIELDS = {
  state: stateCell,
  since: dateCell('since'),
  until: dateCell('until'),
  charter: plainCell('charter'),
  charterVersion: plainCell('charterVersion'),
  lastReviewedOn: dateCell('lastReviewedOn'),
  evidenceUrl: plainCell('evidenceUrl'),
  toCheck: toCheckCell,
  exceptions: textCells('exceptions'),
};

/** Read-only columns: the day on which the host agreed, and who wrote the row. */
const COMPUTED = { askedOn: dayCell('askedOn'), statedBy: plainCell('statedBy') };

const COLUMNS = [
  ...['host', 'name', 'website', 'state', 'since', 'until', 'charter', 'charterVersion'],
  ...['lastReviewedOn', 'askedOn', 'statedBy', 'evidenceUrl', 'toCheck', ...FIELDS.exceptions.columns],
];

/** A membership as a row of a spreadsheet, to be edited and sent back. */
export const memberRow = ({ host, name, website, ...member }: ListedMember, notation?: Notation): Row => ({
  ...{ host, name, website },
  ...cellsOf({ ...FIELDS, ...COMPUTED }, member, notation),
});

/** The members of a federation as CSV. */
export const membersSheet = (members: readonly ListedMember[]): Promise<string> =>
  longCsv(COLUMNS, members, (member) => memberRow(member));

export const memberList: SheetList<MemberDraft> = {
  columns: { all: COLUMNS, computed: ['name', 'website', 'askedOn', 'statedBy'], needed: [['host'], ['state']] },
  draft: MemberDraft,
  fields: () => FIELDS,
  present: (before) => {
    const found = membershipIn(before);
    return found && memberDraftOf(found);
  },
  // When a federation sends back a list that the catalogue compiled, it becomes the author of its rows.
  adopts: ({ caller }, before) => caller.role === 'federation' && membershipIn(before)?.statedBy !== 'federation',
  // The default charter is shown in the file, but is not stored when it is sent back.
  shown: (present, { document }) => ({ ...definedOnly({ charter: document.charter }), ...present }),
  note: async (before, { line, draft }, context, db) => {
    const [federation, host] = [before.federation.document, before.host.document];
    const present = membershipIn(before);
    if (draft.state !== 'member' || (present && isCurrent(present, today(context)))) return undefined;
    const refused = await findOpenRequest(db, federation.id, host.id);
    if (refused?.state !== 'refused') return undefined;
    const { name } = host;
    return {
      code: 'refused-before',
      text: {
        fr: `Ligne ${line} : vous avez refusé ${name} le ${refused.answeredOn}. Cette ligne l’accepte ; votre refus et sa raison restent notés.`,
        en: `Line ${line}: you refused ${name} on ${refused.answeredOn}. This line accepts it; your refusal and its reason stay noted.`,
      },
    };
  },
  edit: (context, _name, draft, before, db) => memberEdit(context, draft, before, db),
  faults: (context, _name, draft, { document }) => memberFaults(draft, document, context.reference, today(context)),
  names: ({ document }) => document.members.map(({ host }) => ({ host })),
};
