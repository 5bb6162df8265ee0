import { bilingual } from '../../../pages/words/typeset.ts';

/** The lists of a federation as spreadsheets, down and up. */
export const SHEETS = bilingual(
  {
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
    choose: 'Votre fichier',
    chooseHint: 'Un classeur .xlsx ou un CSV, avec la ligne des titres. Ce qui n’y est pas reste comme il est.',
    look: 'Voir ce qui changerait',
    another: 'Prendre un autre fichier',
    none: 'Choisissez un fichier.',
    photo:
      'C’est une image ou un PDF, pas un tableau. Dans votre tableur : « Enregistrer sous », au format .xlsx ou CSV.',
    tooLarge: 'Ce fichier est trop lourd : 100 ko au plus. Envoyez-le en plusieurs fois, chaque fois avec les titres.',
    would: 'Ce qui changerait',
    nothing: 'Rien : tout cela est déjà dit.',
    wrong: 'Ce qui ne va pas',
    wrongLead: (count: number) =>
      `${count === 1 ? 'Une chose est' : `${count} choses sont`} à corriger dans le fichier. Rien n’est écrit avant.`,
    line: (line: number) => `Ligne ${line}`,
    added: (what: string) => `${what} : ajouté.`,
    becomes: (column: string, before: string, after: string) => `${column} : ${before} devient ${after}`,
    empty: 'vide',
    total: (added: number, changed: number, unchanged: number) =>
      `Lignes ajoutées : ${added}. Changées : ${changed}. Déjà ainsi : ${unchanged}.`,
    absent: (count: number) =>
      count === 1
        ? 'Une ligne de votre liste n’est pas dans le fichier : elle reste.'
        : `${count} lignes de votre liste ne sont pas dans le fichier : elles restent.`,
    known: 'À savoir',
    apply: 'Appliquer ces changements',
    done: (added: number, changed: number) => `C’est fait. Lignes ajoutées : ${added}. Changées : ${changed}.`,
  },
  {
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
    choose: 'Your file',
    chooseHint: 'An .xlsx workbook or a CSV, with the row of titles. What is not in it stays as it is.',
    look: 'See what would change',
    another: 'Take another file',
    none: 'Choose a file.',
    photo: 'This is a picture or a PDF, not a table. In your spreadsheet: “Save as”, in .xlsx or CSV.',
    tooLarge: 'This file is too large: 100 kB at most. Send it in several parts, each with the titles.',
    would: 'What would change',
    nothing: 'Nothing: all of this is said already.',
    wrong: 'What is wrong',
    wrongLead: (count) =>
      `${count === 1 ? 'One thing is' : `${count} things are`} to be corrected in the file. Nothing is written before.`,
    line: (line) => `Line ${line}`,
    added: (what) => `${what}: added.`,
    becomes: (column, before, after) => `${column}: ${before} becomes ${after}`,
    empty: 'empty',
    total: (added, changed, unchanged) => `Rows added: ${added}. Changed: ${changed}. The same already: ${unchanged}.`,
    absent: (count) =>
      count === 1
        ? 'One row of your list is not in the file: it stays.'
        : `${count} rows of your list are not in the file: they stay.`,
    known: 'To know',
    apply: 'Apply these changes',
    done: (added, changed) => `Done. Rows added: ${added}. Changed: ${changed}.`,
  },
);
