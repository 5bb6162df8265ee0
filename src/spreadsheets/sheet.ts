import { CatalogueError, type Sentence } from '../ground/errors.ts';

/** What a reader of any format makes of a file: text in cells, not yet understood. */
export interface Sheet {
  /** The titles, as they stand in the first row that is not empty. */
  header: readonly string[];
  rows: readonly SheetRow[];
  /** Whether the file has no end of line at all. */
  isOneLine: boolean;
  notes: readonly Note[];
}

export interface SheetRow {
  /** The number that a spreadsheet shows beside the row, from 1. */
  line: number;
  cells: readonly string[];
}

/** Something worth knowing that refuses nothing. */
export interface Note {
  code: string;
  text: Sentence;
}

/** Far more than any federation keeps; what is asked of the database for each row has to end. */
export const MOST_ROWS = 5000;
/** What so many rows take, with notes of some length. */
export const MOST_BYTES = 4_000_000;

/** Lines of a file, the empty ones among them: telling one from the next costs too, at a million of them a minute. */
export const MOST_LINES = 2 * MOST_ROWS;
/** Up to the last one that is filled in. */
export const MOST_COLUMNS = 200;

export const tooManyRows = () =>
  new CatalogueError('body-too-large', {
    fr: `La feuille a plus de ${MOST_ROWS.toLocaleString('fr')} lignes. Envoyez-la en plusieurs fichiers, chacun avec la ligne des titres : ce qui n’y est pas reste comme il est.`,
    en: `The sheet has more than ${MOST_ROWS.toLocaleString('en')} rows. Send it in several files, each with the row of titles: what is not in it stays as it is.`,
  });

export const tooManyColumns = () =>
  new CatalogueError('body-too-large', {
    fr: `La feuille a plus de ${MOST_COLUMNS} colonnes. Gardez celles qui se téléchargent à cette adresse.`,
    en: `The sheet has more than ${MOST_COLUMNS} columns. Keep those that are downloaded at this address.`,
  });

export const unreadableSheet = (fr: string, en: string) => new CatalogueError('malformed-request', { fr, en });

export const emptySheet = () =>
  unreadableSheet(
    'Le fichier est vide. Il faut au moins la ligne des titres : la feuille qui se télécharge à cette adresse l’a.',
    'The file is empty. It needs the row of titles at least: the sheet that is downloaded at this address has it.',
  );

export const lostItsLines = () =>
  unreadableSheet(
    'Le fichier est arrivé sur une seule ligne : envoyez-le avec --data-binary.',
    'The file has come as one line: send it with --data-binary.',
  );
