import { bilingual, plural } from '../../../pages/words/typeset.ts';
import { UPLOAD } from '../../words/file.ts';

/** The lists of a federation as spreadsheets, down and up. */
export const SHEETS = bilingual(
  {
    ...UPLOAD.fr,
    title: 'Tableurs',
    lead: 'Vos listes se téléchargent, se remplissent dans un tableur, et se renvoient. Vous verrez d’abord ce qui changerait.',
    lists: { members: 'Vos membres', selection: 'Votre liste d’hébergeurs conseillés', reviews: 'Vos vérifications' },
    leads: {
      members: 'Une ligne par hébergeur : membre, ancien membre, ou suit.',
      selection: 'Une ligne par hébergeur : pourquoi, vos liens avec lui, et quand vous y reviendrez.',
      reviews: 'Une ligne par hébergeur et par point vérifié.',
    },
    down: 'Télécharger',
    downHint: 'Une liste vide donne un modèle à remplir.',
    workbook: 'Classeur .xlsx',
    csv: 'CSV',
    up: 'Renvoyer un fichier',
    chooseHint: 'Un classeur .xlsx ou un CSV, avec la ligne des titres. Ce qui n’y est pas reste comme il est.',
    tooLarge: 'Ce fichier est trop lourd : 100 ko au plus. Envoyez-le en plusieurs fois, chaque fois avec les titres.',
    nothing: 'Rien : tout cela est déjà dit.',
    wrongLead: (count: number) =>
      `${plural(count, 'Une chose est', `${count} choses sont`)} à corriger dans le fichier. Rien n’est écrit avant.`,
    added: (what: string) => `${what} : ajouté.`,
    is: (column: string, value: string) => `${column} : ${value}`,
    total: (added: number, changed: number, unchanged: number) =>
      `Lignes ajoutées : ${added}. Changées : ${changed}. Déjà ainsi : ${unchanged}.`,
    absent: (count: number) =>
      plural(
        count,
        'Une ligne de votre liste n’est pas dans le fichier : elle reste.',
        `${count} lignes de votre liste ne sont pas dans le fichier : elles restent.`,
      ),
    known: 'À savoir',
    done: (added: number, changed: number) => `C’est fait. Lignes ajoutées : ${added}. Changées : ${changed}.`,
  },
  {
    ...UPLOAD.en,
    title: 'Spreadsheets',
    lead: 'Your lists are downloaded, filled in with a spreadsheet, and sent back. You see first what would change.',
    lists: { members: 'Your members', selection: 'Your list of advised hosts', reviews: 'Your reviews' },
    leads: {
      members: 'A row for each host: member, former, or follower.',
      selection: 'A row for each host: why, your ties with it, and when you will look at it again.',
      reviews: 'A row for each host and each point that was reviewed.',
    },
    down: 'Download',
    downHint: 'An empty list gives a template to fill in.',
    workbook: 'Workbook .xlsx',
    csv: 'CSV',
    up: 'Send a file back',
    chooseHint: 'An .xlsx workbook or a CSV, with the row of titles. What is not in it stays as it is.',
    tooLarge: 'This file is too large: 100 kB at most. Send it in several parts, each with the titles.',
    nothing: 'Nothing: all of this is said already.',
    wrongLead: (count) =>
      `${plural(count, 'One thing is', `${count} things are`)} to be corrected in the file. Nothing is written before.`,
    added: (what) => `${what}: added.`,
    is: (column, value) => `${column}: ${value}`,
    total: (added, changed, unchanged) => `Rows added: ${added}. Changed: ${changed}. The same already: ${unchanged}.`,
    absent: (count) =>
      plural(
        count,
        'One row of your list is not in the file: it stays.',
        `${count} rows of your list are not in the file: they stay.`,
      ),
    known: 'To know',
    done: (added, changed) => `Done. Rows added: ${added}. Changed: ${changed}.`,
  },
);
