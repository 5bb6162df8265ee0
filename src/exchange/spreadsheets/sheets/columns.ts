/* Titles and explanations of columns, for the sheet that explains the others. */

export type Said = readonly [title: string, meaning: string];
export interface Both {
  fr: Said;
  en: Said;
}

export const said = (fr: Said, en: Said): Both => ({ fr, en });

/** A column of every sheet: the host of the row. */
export const HOST = said(
  [
    'Hébergeur',
    'Le dernier mot de l’adresse de sa fiche (le-pic pour /hosts/le-pic), ou son site. Dans le classeur d’un seul hébergeur, peut rester vide.',
  ],
  [
    'Host',
    'The last word of the address of its entry (le-pic for /hosts/le-pic), or its site. In the workbook of one host, it may be empty.',
  ],
);
export const FRENCH_SUMMARY: Said = ['Présentation', 'En français, en une ou deux phrases.'];
export const REMOVE = said(
  ['À retirer', 'oui retire cette ligne du catalogue. Une ligne qui manque dans la feuille ne retire rien.'],
  ['Remove', 'yes takes this row out of the catalogue. A row that is not in the sheet removes nothing.'],
);
