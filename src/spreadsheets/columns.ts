import { CatalogueError, type Fault } from '../errors.ts';
import { fault } from '../vocabulary/meaning.ts';
import { nearestTo } from '../vocabulary/nearest.ts';
import type { Note } from './sheet.ts';

/** The columns of a sheet, by name. */
export interface Columns {
  /** Every column that a download has, in its order. */
  all: readonly string[];
  /** Columns without which no row says enough: of each group, one at least. */
  needed: readonly (readonly string[])[];
}

/** Where each column that is known stands in a file. */
export type Places = ReadonlyMap<string, number>;

const titleOf = (cell: string): string => cell.trim().toLowerCase();
const shown = (title: string): string => (title.length > 60 ? `${title.slice(0, 60)}…` : title);

/** A fault of the row of titles. */
const titleFault = (column: string, code: string, fr: string, en: string): Fault =>
  fault(`/0/${column}`, code, { fr, en });

function missingFault(group: readonly string[], strangers: readonly string[]): Fault {
  const [fr, en] = [group.join(' » ou « '), group.join('” or “')];
  const near = group.flatMap((column) => nearestTo(titleOf(column), strangers.map(titleOf)) ?? [])[0];
  return titleFault(
    group[0]!,
    'missing-column',
    `Il manque la colonne « ${fr} ».${near ? ` Est-ce celle qui s’appelle « ${near} » ?` : ''}`,
    `The column “${en}” is missing.${near ? ` Is it the one called “${near}”?` : ''}`,
  );
}

function strangerNote(title: string, known: readonly string[]): Note {
  const near = nearestTo(titleOf(title), known.map(titleOf));
  const meant = known.find((column) => titleOf(column) === near);
  const name = shown(title.trim());
  return {
    code: 'unknown-column',
    text: {
      fr: `La colonne « ${name} » n’est pas connue : elle est laissée de côté.${meant ? ` Vouliez-vous dire « ${meant} » ?` : ''}`,
      en: `The column “${name}” is not known: it is left aside.${meant ? ` Did you mean “${meant}”?` : ''}`,
    },
  };
}

/**
 * Where the columns stand, in whatever order they come, and which were not known.
 * @throws CatalogueError invalid-request when one is missing or comes twice
 */
export function placesOf(header: readonly string[], { all, needed }: Columns): { places: Places; notes: Note[] } {
  const names = new Map(all.map((column) => [titleOf(column), column]));
  const places = new Map<string, number>();
  const strangers: string[] = [];
  const faults: Fault[] = [];
  for (const [index, title] of header.entries()) {
    const column = names.get(titleOf(title));
    if (column === undefined) {
      if (title.trim() !== '') strangers.push(title);
    } else if (places.has(column))
      faults.push(
        titleFault(
          column,
          'duplicate',
          `La colonne « ${column} » est là deux fois.`,
          `The column “${column}” is there twice.`,
        ),
      );
    else places.set(column, index);
  }
  for (const group of needed)
    if (!group.some((column) => places.has(column))) faults.push(missingFault(group, strangers));
  if (faults.length > 0)
    throw new CatalogueError(
      'invalid-request',
      {
        fr: 'Les titres de la feuille ne vont pas. Rien n’est changé.',
        en: 'The titles of the sheet are not right. Nothing is changed.',
      },
      { faults },
    );
  return { places, notes: strangers.map((title) => strangerNote(title, all)) };
}
