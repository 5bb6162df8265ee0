import { isVisible } from '../../accounts/rights.ts';
import type { Context } from '../../context.ts';
import type { Fault, Sentence } from '../../errors.ts';
import { type HostBefore, loadHosts } from '../../hosts/change.ts';
import { listSlugs, lockHosts } from '../../hosts/store.ts';
import type { Places } from '../../spreadsheets/columns.ts';
import type { Cells } from '../../spreadsheets/fields.ts';
import type { Sheet } from '../../spreadsheets/sheet.ts';
import { faultInSheet } from '../../spreadsheets/told.ts';
import { fault } from '../../vocabulary/meaning.ts';
import { nearestTo } from '../../vocabulary/nearest.ts';
import type { RowName } from './list.ts';

/** A row of a sheet with the name it is about, before the host is looked for. */
export interface NamedRow {
  line: number;
  name: RowName;
  cells: Cells;
}

const NEEDED: Sentence = { fr: 'Cette cellule est obligatoire.', en: 'This cell is required.' };
/** As long as a name in an address may be. */
const NAME_MAX = 253;
const TOO_LONG: Sentence = {
  fr: `C’est trop long pour un nom : ${NAME_MAX} caractères au plus.`,
  en: `This is too long for a name: ${NAME_MAX} characters at most.`,
};

function nameFaults(pointer: string, cell: string): Fault[] {
  if (cell === '') return [fault(pointer, 'missing', NEEDED)];
  return cell.length > NAME_MAX ? [fault(pointer, 'too-long', TOO_LONG)] : [];
}

export const keyOf = ({ host, subject }: RowName): string => `${host} ${subject ?? ''}`;

/** Cells that stand under no title, most often because a separator in a text was not quoted. */
const strayFault = (line: number): Fault => ({
  pointer: `/${line - 1}`,
  code: 'cell-without-a-title',
  message: {
    fr: `Ligne ${line}. Une cellule remplie n’est sous aucun titre : videz-la, ou donnez un titre à sa colonne.`,
    en: `Line ${line}. A cell that is filled in stands under no title: empty it, or give its column a title.`,
  },
});

const twiceFault = (line: number, first: number): Fault =>
  faultInSheet(
    fault('/host', 'duplicate', {
      fr: `La ligne ${first} dit déjà la même chose : gardez une seule des deux.`,
      en: `Line ${first} is about the same: keep one of the two.`,
    }),
    line,
  );

/** The rows of a sheet by what they are about, each name once. */
export function namedRows(
  { header, rows }: Sheet,
  places: Places,
  bySubject: boolean,
): { named: NamedRow[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const named: NamedRow[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    if (cells.some((cell, i) => cell.trim() !== '' && (header[i] ?? '').trim() === '')) faults.push(strayFault(line));
    const said = Object.fromEntries([...places].map(([column, index]) => [column, cells[index] ?? '']));
    const [host, subject] = [said.host!.trim(), said.subject?.trim()];
    const wrong = [...nameFaults('/host', host), ...(bySubject ? nameFaults('/subject', subject ?? '') : [])];
    faults.push(...wrong.map((one) => faultInSheet(one, line)));
    if (wrong.length > 0) continue;
    const name = { host, ...(bySubject && { subject: subject! }) };
    const first = lines.get(keyOf(name));
    if (first !== undefined) faults.push(twiceFault(line, first));
    else {
      lines.set(keyOf(name), line);
      named.push({ line, name, cells: said });
    }
  }
  return { named, faults };
}

const unknownHost = (typed: string, known: readonly string[]): Fault => {
  const near = nearestTo(typed, known);
  return fault('/host', 'unknown-host', {
    fr: `Aucun hébergeur ne porte ce nom : il faut celui de son adresse ici.${near ? ` Vouliez-vous dire « ${near} » ?` : ''}`,
    en: `There is no host by this name: give the one in its address here.${near ? ` Did you mean “${near}”?` : ''}`,
  });
};

const leftHost = fault('/host', 'host-withdrawn', {
  fr: 'Cet hébergeur a quitté le catalogue : retirez la ligne.',
  en: 'This host has left the catalogue: take the row out.',
});

/** The hosts that rows name, locked in one order, and what is wrong with the names that lead to none. */
export async function lockNamed(
  db: Context['db'],
  context: Context,
  rows: readonly NamedRow[],
): Promise<{ hosts: ReadonlyMap<string, HostBefore>; faults: Fault[] }> {
  const known = new Map((await listSlugs(db)).map((host) => [host.slug, host]));
  const visible = [...known.values()].filter(isVisible).map(({ slug }) => slug);
  const ids = new Set<string>();
  const faults: Fault[] = [];
  for (const { line, name } of rows) {
    const host = known.get(name.host);
    if (host && isVisible(host)) ids.add(host.id);
    else faults.push(faultInSheet(host ? leftHost : unknownHost(name.host, visible), line));
  }
  const locked = await lockHosts(db, [...ids]);
  const before = await loadHosts(
    db,
    context,
    locked.map(({ id }) => id),
  );
  return { hosts: new Map(before.map((host) => [host.document.slug, host])), faults };
}
