import type { TSchema } from 'typebox';
import type { Database } from '../database/open.ts';
import { domainOf } from '../ground/addresses.ts';
import { type Fault, fault, type Sentence } from '../ground/errors.ts';
import { mapInSlices } from '../ground/slices.ts';
import { nearestTo } from '../ground/texts.ts';
import type { listNamed } from '../hosts/store.ts';
import type { Context, Edit } from '../record/context.ts';
import type { FederationBefore } from '../record/finish-write.ts';
import { isVisible } from '../record/read-rows.ts';
import { suggestion } from '../requests/meaning.ts';
import { type ColumnIndexes, type Columns, shortened } from '../spreadsheets/columns.ts';
import type { Cells, SheetFields } from '../spreadsheets/fields.ts';
import type { Note, Sheet } from '../spreadsheets/sheet.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import type { Parties } from './statement.ts';

type Named = Awaited<ReturnType<typeof listNamed>>[number];
type HostLookup = { host: Named } | { fault: Fault };

/** Guessing a name takes long, and a person who reads fifty guesses has seen what is wrong. */
const MOST_GUESSES = 50;

const leftHost = fault('/host', 'host-withdrawn', {
  fr: 'Cet hébergeur a quitté le catalogue : retirez la ligne.',
  en: 'This host has left the catalogue: take the row out.',
});

const severalHosts = (cell: string, hosts: readonly Named[]): Fault => {
  const slugs = hosts.map(({ slug }) => slug);
  return fault('/host', 'ambiguous-host', {
    fr: `Plusieurs hébergeurs s’appellent « ${shortened(cell)} ». Écrivez l’un de ceux-ci : ${slugs.join(', ')}.`,
    en: `Several hosts are called “${shortened(cell)}”. Write one of these: ${slugs.join(', ')}.`,
  });
};

const unknownHost = (cell: string, near: string | undefined): Fault => {
  const { fr, en } = suggestion(near);
  return fault('/host', 'unknown-host', {
    fr: `Aucun hébergeur connu ne s’appelle « ${shortened(cell)} ». Écrivez le dernier mot de l’adresse de sa fiche, comme le-pic pour /hosts/le-pic.${fr}`,
    en: `No host that is known is called “${shortened(cell)}”. Write the last word of the address of its entry, such as le-pic for /hosts/le-pic.${en}`,
  });
};

/** The domain in a cell, with or without the scheme before it. */
const domainIn = (cell: string): string | undefined =>
  /^[^\s@][^\s@.]*\.[^\s@]+$/.test(cell) ? domainOf(cell.includes('://') ? cell : `https://${cell}`) : undefined;

function grouped(hosts: readonly Named[], keyOf: (host: Named) => string | undefined): Map<string, Named[]> {
  const groups = new Map<string, Named[]>();
  for (const host of hosts) {
    const key = keyOf(host);
    if (key) groups.set(key, [...(groups.get(key) ?? []), host]);
  }
  return groups;
}

/** Finds the host that a cell names: by slug, id, website or name. Finds only public hosts. */
export function hostFinder(known: readonly Named[]): (cell: string) => HostLookup {
  const visible = known.filter(isVisible);
  const byRef = new Map(known.flatMap((host) => [[host.id, host] as const, [host.slug, host] as const]));
  const byDomain = grouped(visible, ({ website }) => domainOf(website));
  const byName = grouped(visible, ({ name }) => fold(name));
  const bySpelling = new Map(visible.flatMap(({ slug, name }) => [[fold(name), slug] as const, [slug, slug] as const]));
  let guesses = 0;

  return (cell) => {
    const host = byRef.get(cell.toLowerCase());
    if (host) return isVisible(host) ? { host } : { fault: leftHost };
    const found = byDomain.get(domainIn(cell) ?? '') ?? byName.get(fold(cell)) ?? [];
    if (found.length === 1) return { host: found[0]! };
    if (found.length > 1) return { fault: severalHosts(cell, found) };
    const near = guesses++ < MOST_GUESSES ? nearestTo(cell.toLowerCase(), bySpelling.keys()) : undefined;
    return { fault: unknownHost(cell, near && bySpelling.get(near)) };
  };
}

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
  fields(subject: string | undefined, reference: Reference): SheetFields;
  /** The stored item for a row, if there is one. */
  present(before: Parties, subject: string | undefined): Draft | undefined;
  /** The stored item as a download shows it, when that differs. */
  shown?(present: Draft, federation: FederationBefore): Draft;
  /** What a row that is written does besides what it says. */
  note?(
    before: Parties,
    row: { line: number; draft: Draft },
    context: Context,
    db: Database,
  ): Promise<Note | undefined>;
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
  places: ColumnIndexes,
  { subject: subjectIn }: Pick<SheetList<object>, 'subject'>,
  find: (cell: string) => HostLookup,
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
