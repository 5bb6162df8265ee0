import { bilingual, plural } from '../../../../pages/words/typeset.ts';
import { UPLOAD } from '../../../words/file.ts';

/** Several associations at once, from their sheet. */
export const FROM_SHEET = bilingual(
  {
    ...UPLOAD.fr,
    another: 'Essayer un autre fichier',
    download: 'Télécharger le modèle .xlsx',
    chooseHint: 'Le modèle rempli, en .xlsx ou en CSV.',
    template: 'Le modèle à remplir',
    wrong: 'À corriger dans le fichier',
    known: 'À savoir',
    twice: (label: string) => `« ${label} » est là deux fois : une seule ligne par association.`,
    missing: 'Cette cellule est obligatoire.',
    noPlace: 'Écrivez une commune, un département, une région ou un pays.',
    title: 'Plusieurs associations à la fois',
    lead: 'Un tableau de leurs besoins ouvre un dossier pour chacune, avec sa réponse.',
    templateHint: (most: number) =>
      `Une ligne par association, ${most} au plus. Donnez à chacune un nom que vous reconnaîtrez, jamais celui d’une personne.`,
    notKept: 'Le fichier n’est pas gardé. Seuls les dossiers le sont, quand vous les ouvrez.',
    look: 'Lire le tableau',
    tooLarge: 'Ce fichier est trop lourd : 100 ko au plus. Gardez les seules lignes des associations.',
    count: (count: number, most: number) =>
      count === 0
        ? `Le tableau n’a aucune ligne remplie. Remplissez une ligne par association, ${most} au plus.`
        : `Le tableau a ${count} associations. Prenez-en ${most} au plus à la fois.`,
    wrongLead: 'Aucun dossier n’est ouvert tant que ce n’est pas corrigé dans le fichier.',
    understood: 'Ce que nous avons compris',
    understoodLead: (count: number) =>
      plural(
        count,
        'Une association. Rien n’est encore enregistré.',
        `${count} associations. Rien n’est encore enregistré.`,
      ),
    inUse: (labels: string) =>
      `Un dossier a déjà ce nom : ${labels}. Si c’est la même association, retirez sa ligne du fichier.`,
    open: (count: number) => plural(count, 'Ouvrir le dossier', `Ouvrir les ${count} dossiers`),
    health: 'données de santé',
    helpWished: (kinds: string) => `aide souhaitée : ${kinds}`,
    opened: 'Les dossiers sont ouverts.',
  },
  {
    ...UPLOAD.en,
    another: 'Try another file',
    download: 'Download the template .xlsx',
    chooseHint: 'The template filled in, as .xlsx or CSV.',
    template: 'The template to fill in',
    wrong: 'To be corrected in the file',
    known: 'To know',
    twice: (label) => `“${label}” is there twice: one row for each organisation.`,
    missing: 'This cell is required.',
    noPlace: 'Write a commune, a département, a région or a country.',
    title: 'Several organisations at once',
    lead: 'A table of their needs opens a case for each, with its answer.',
    templateHint: (most) =>
      `A row for each organisation, ${most} at most. Give each a name that you will recognise, never that of a person.`,
    notKept: 'The file is not kept. Only the cases are, once you open them.',
    look: 'Read the table',
    tooLarge: 'This file is too large: 100 kB at most. Keep only the rows of the organisations.',
    count: (count, most) =>
      count === 0
        ? `The table has no row that is filled in. Fill in a row for each organisation, ${most} at most.`
        : `The table has ${count} organisations. Take ${most} at most at a time.`,
    wrongLead: 'No case is opened until this is corrected in the file.',
    understood: 'What we understood',
    understoodLead: (count) =>
      plural(count, 'One organisation. Nothing is saved yet.', `${count} organisations. Nothing is saved yet.`),
    inUse: (labels) =>
      `A case has this name already: ${labels}. If it is the same organisation, take its row out of the file.`,
    open: (count) => plural(count, 'Open the case', `Open the ${count} cases`),
    health: 'health data',
    helpWished: (kinds) => `help wished for: ${kinds}`,
    opened: 'The cases are open.',
  },
);
