import type { TSchema } from 'typebox';
import type { Database } from '../database/open.ts';
import { type Fault, fault, type Sentence } from '../ground/errors.ts';
import { mapInSlices } from '../ground/slices.ts';
import type { Context, Edit } from '../record/context.ts';
import type { FederationBefore } from '../record/settle.ts';
import type { Columns, Places } from '../spreadsheets/columns.ts';
import type { Cells, Fields } from '../spreadsheets/fields.ts';
import type { Sheet } from '../spreadsheets/sheet.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Found } from './sheet-hosts.ts';
import type { Parties } from './statement.ts';

/** What a row is about: a host and, where the list has several rows per host, a subject. */
export interface RowName {
  host: string;
  subject?: string;
}

/** A list of a federation that is read from a spreadsheet; each row is handled as by the list's own PUT. */
export interface SheetList<Draft extends object> {
  columns: Columns;
  /** The subject that a cell names, where rows are identified by `subject` as well as `host`. */
  subject?(cell: string, reference: Reference): { subject: string; faults: Fault[] };
  draft: TSchema;
  /** The columns of facts, which depend on the subject. */
  fields(subject: string | undefined, reference: Reference): Fields;
  /** The stored item for a row, if there is one. */
  present(before: Parties, subject: string | undefined): Draft | undefined;
  /** The stored item as a download shows it, when that differs. */
  shown?(present: Draft, federation: FederationBefore): Draft;
  /** Whether an unchanged row still makes the caller its author. */
  adopts?(context: Context, before: Parties): boolean;
  /** The same edit as in the list's own PUT. */
  edit(context: Context, name: RowName, draft: Draft, before: Parties, db: Database): Edit | Promise<Edit>;
  /** The faults of that edit that can be found without the host. */
  faults(context: Context, name: RowName, draft: Draft, federation: FederationBefore): Fault[];
  /** The host and subject of every stored item, as a download contains them. */
  names(federation: FederationBefore, db: Database): RowName[] | Promise<RowName[]>;
}

/** A row with the host and subject it names, and faults in these names. */
export interface NamedRow {
  line: number;
  name: RowName;
  /** Absent: the host is unknown. */
  hostId?: string;
  cells: Cells;
  faults: readonly Fault[];
}

const NEEDED: Sentence = { fr: 'Cette cellule est obligatoire.', en: 'This cell is required.' };
/** The longest name in an address. */
const NAME_MAX = 253;
const TOO_LONG: Sentence = {
  fr: `C’est trop long pour un nom : ${NAME_MAX} caractères au plus.`,
  en: `This is too long for a name: ${NAME_MAX} characters at most.`,
};

function nameFault(pointer: string, cell: string): Fault | undefined {
  if (cell === '') return fault(pointer, 'missing', NEEDED);
  return cell.length > NAME_MAX ? fault(pointer, 'too-long', TOO_LONG) : undefined;
}

export const keyOf = ({ host, subject }: RowName): string => `${host} ${subject ?? ''}`;

const twice = ({ host, subject }: RowName, first: number): Fault =>
  fault(
    '/host',
    'duplicate',
    subject === undefined
      ? {
          fr: `L’hébergeur ${host} est déjà à la ligne ${first}. Gardez une seule des deux.`,
          en: `The host ${host} is on line ${first} already. Keep one of the two.`,
        }
      : {
          fr: `L’hébergeur ${host} est déjà à la ligne ${first} pour ${subject}. Gardez une seule des deux.`,
          en: `The host ${host} is on line ${first} already for ${subject}. Keep one of the two.`,
        },
  );

/** The rows of a spreadsheet with their hosts and subjects. A second row for the same host and subject gets a fault. */
export async function namedRows(
  { rows }: Sheet,
  places: Places,
  { subject: subjectIn }: Pick<SheetList<object>, 'subject'>,
  find: (cell: string) => Found,
  reference: Reference,
): Promise<NamedRow[]> {
  const lines = new Map<string, number>();
  // In slices: finding the nearest names takes time.
  return await mapInSlices(rows, ({ line, cells }) => {
    const cellsByColumn = Object.fromEntries([...places].map(([column, { index }]) => [column, cells[index] ?? '']));
    const [host, subject] = [cellsByColumn.host!.trim(), (cellsByColumn.subject ?? '').trim()];
    const faults: Fault[] = [];
    const wrongHost = nameFault('/host', host);
    const found = wrongHost ? { fault: wrongHost } : find(host);
    if ('fault' in found) faults.push(found.fault);
    const name: RowName = { host: 'host' in found ? found.host.slug : host };
    if (subjectIn) {
      const wrongSubject = nameFault('/subject', subject);
      const meant = wrongSubject ? { subject, faults: [wrongSubject] } : subjectIn(subject, reference);
      name.subject = meant.subject;
      faults.push(...meant.faults);
    }
    const first = lines.get(keyOf(name));
    if (faults.length === 0 && first !== undefined) faults.push(twice(name, first));
    else if (faults.length === 0) lines.set(keyOf(name), line);
    return { line, name, cells: cellsByColumn, faults, ...('host' in found && { hostId: found.host.id }) };
  });
}
