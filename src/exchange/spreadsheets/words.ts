import type { Sentence } from '../../ground/errors.ts';
import type { SheetKey } from './fields.ts';

/* Names of the sheets of hosts, explanations, and what is wrong with a row. */

/** Names of the sheets; `others` are also accepted. */
export const SHEET_NAMES: Readonly<Record<SheetKey, { fr: string; en: string; others: readonly string[] }>> = {
  hosts: { fr: 'Hébergeurs', en: 'Hosts', others: ['Hébergeur', 'Host'] },
  services: { fr: 'Services', en: 'Services', others: ['Service'] },
  plans: { fr: 'Formules', en: 'Plans', others: ['Formule', 'Plan', 'Tarifs', 'Prix', 'Prices'] },
};

export const EXPLAINED = { fr: 'Lisez-moi', en: 'Read me' };
export const LISTS = { fr: 'Listes', en: 'Lists' };

/** The first lines of the sheet that explains the others. */
export const INTRODUCTION = {
  fr: [
    'Ce classeur dit ce qu’un hébergeur propose. Corrigez-le et renvoyez-le : rien n’est écrit tant qu’une cellule ne va pas, et chaque erreur est dite avec sa ligne et sa colonne.',
    'Une cellule vide veut dire « on ne sait pas », jamais « non ». Une ligne ou une colonne qui manque ne change rien.',
    'Une ligne qui commence par « Exemple : » n’est pas lue. Les titres vont dans n’importe quel ordre, en français, en anglais ou par la clé.',
    'Les dates s’écrivent 25/11/2026, les prix 34,50 ; les formules sont lues par leur valeur.',
    'Essayez d’abord sans rien écrire : ajoutez ?dryRun=true à l’adresse d’envoi.',
  ],
  en: [
    'This workbook says what a host offers. Correct it and send it back: nothing is written while a cell is wrong, and each fault is told with its row and column.',
    'An empty cell means “not known”, never “no”. A row or column that is missing changes nothing.',
    'A row that begins with “Example:” is not read. Titles come in any order, in French, in English or by the key.',
    'Dates are written 2026-11-25 or 25/11/2026, prices 34.50; formulas are read by their value.',
    'Try first without writing: add ?dryRun=true to the address where you send it.',
  ],
} as const;

export const EXPLAINED_TITLES = {
  fr: ['Feuille', 'Colonne', 'Clé', 'Ce que c’est'],
  en: ['Sheet', 'Column', 'Key', 'What it is'],
} as const;

/** @param first the row that says it already */
export const twice = (first: number): Sentence => ({
  fr: `La ligne ${first} dit déjà la même chose. Gardez une seule des deux.`,
  en: `Row ${first} says the same thing already. Keep one of the two.`,
});

export const NEEDED: Sentence = { fr: 'Cette cellule est obligatoire.', en: 'This cell is required.' };

export const NO_SLUG: Sentence = {
  fr: 'Écrivez un nom court : au moins deux lettres sans accent ou chiffres, et des traits d’union, comme nuage.',
  en: 'Write a short name: at least two letters without accents or digits, and hyphens, such as nuage.',
};

export const PLANS_THERE: Sentence = {
  fr: 'Ce service a des formules. Retirez-les dans leur feuille, ou videz cette cellule.',
  en: 'This service has plans. Take them out in their sheet, or empty this cell.',
};
