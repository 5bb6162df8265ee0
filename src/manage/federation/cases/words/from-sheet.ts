import { bilingual, plural } from '../../../../pages/words/typeset.ts';
import { UPLOAD } from '../../../words/file.ts';

/** Several associations at once: their sheet, and what is found for each. */
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
    lead: 'Un tableau de leurs besoins ouvre un dossier pour chacune, avec une réponse et une lettre à lui remettre.',
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
    opened: 'Les dossiers ouverts ensemble',
    openedLead:
      'Pour chacune, ce qui vient d’abord aujourd’hui. Ouvrez son dossier pour voir le reste et choisir avec elle.',
    openedNone: 'Aucun de ces dossiers n’est plus là.',
    done: (count: number) => plural(count, 'Un dossier est ouvert.', `${count} dossiers sont ouverts.`),
    columns: { label: 'Association', first: 'D’abord', price: 'Prix' },
    sheetColumns: {
      number: 'numéro',
      label: 'association',
      usages: 'usages',
      first: 'd’abord',
      standing: 'où cela en est',
      price: 'prix',
      site: 'site',
    },
    nobody: 'Personne, d’après ce que nous savons.',
    unmatched: 'Son besoin est à corriger : ouvrez son dossier.',
    letters: 'Les lettres, une page pour chacune',
    lettersLead: 'Imprimez-les en une fois : chaque lettre commence sur sa propre feuille.',
    sheet: 'Ce tableau pour un tableur, par numéros',
    sheetLabels: 'Le même, avec les noms que vous leur donnez',
    fileName: 'dossiers-ouverts-ensemble.csv',
    letterNumber: (number: string) => `Dossier ${number}`,
    hello: 'Bonjour,',
    intro: (network: string) =>
      `Vous avez demandé à ${network} où héberger vos outils. Voici ce que vous cherchez, et qui pourrait vous accueillir.`,
    need: 'Votre besoin',
    found: 'Qui pourrait vous accueillir',
    foundNobody:
      'Nous n’avons trouvé personne qui réponde à tout ce besoin. Appelez-nous : nous verrons ensemble ce qui peut changer.',
    toAsk: 'À demander avant de choisir',
    close: (day: string) =>
      `Cette lettre dit ce que les hébergeurs annoncent au ${day}. Écrivez-leur avant de décider : leurs prix et leurs places changent.`,
    call: (number: string) => `Pour en parler, rappelez-nous avec le numéro de votre dossier : ${number}.`,
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
    lead: 'A table of their needs opens a case for each, with an answer and a letter to hand over.',
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
    opened: 'Cases opened together',
    openedLead: 'For each, what comes first today. Open its case to see the rest and to choose with it.',
    openedNone: 'None of these cases is there any more.',
    done: (count) => plural(count, 'One case is open.', `${count} cases are open.`),
    columns: { label: 'Organisation', first: 'First', price: 'Price' },
    sheetColumns: {
      number: 'number',
      label: 'organisation',
      usages: 'usages',
      first: 'first',
      standing: 'how it stands',
      price: 'price',
      site: 'site',
    },
    nobody: 'Nobody, as far as we know.',
    unmatched: 'Its need has to be corrected: open its case.',
    letters: 'The letters, a page for each',
    lettersLead: 'Print them all at once: each letter begins on its own sheet.',
    sheet: 'This table for a spreadsheet, by numbers',
    sheetLabels: 'The same, with the names that you give them',
    fileName: 'cases-opened-together.csv',
    letterNumber: (number) => `Case ${number}`,
    hello: 'Hello,',
    intro: (network) =>
      `You asked ${network} where to host your tools. Here is what you look for, and who could take you.`,
    need: 'Your need',
    found: 'Who could take you',
    foundNobody: 'We found nobody who meets all of this need. Call us: we will look together at what can change.',
    toAsk: 'To ask before you choose',
    close: (day) =>
      `This letter says what the hosts announce as of ${day}. Write to them before you decide: their prices and places change.`,
    call: (number) => `To talk about it, call us with the number of your case: ${number}.`,
  },
);
