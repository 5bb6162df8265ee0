import { CatalogueError, type Sentence } from '../errors.ts';

/** What a reader of any format makes of a file: text in cells, not yet understood. */
export interface Sheet {
  /** The titles, as they stand in the first row that is not empty. */
  header: readonly string[];
  rows: readonly SheetRow[];
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
export const MOST_ROWS = 1000;

/** Lines of a file, the empty ones among them: telling one from the next costs too, at a million of them a minute. */
export const MOST_LINES = 10 * MOST_ROWS;
export const MOST_COLUMNS = 200;

export const tooManyRows = () =>
  new CatalogueError('body-too-large', {
    fr: `La feuille a plus de ${MOST_ROWS} lignes. Envoyez-la en plusieurs fois : ce qui n’y est pas reste comme il est.`,
    en: `The sheet has more than ${MOST_ROWS} rows. Send it in several parts: what is not in it stays as it is.`,
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
