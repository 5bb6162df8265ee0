import { bilingual } from '../../pages/words/typeset.ts';

/** Sending a file, and seeing what it changes before it is written. */
export const UPLOAD = bilingual(
  {
    choose: 'Votre fichier',
    look: 'Voir ce qui changerait',
    another: 'Prendre un autre fichier',
    none: 'Choisissez un fichier.',
    photo:
      'C’est une image ou un PDF, pas un tableau. Dans votre tableur : « Enregistrer sous », au format .xlsx ou CSV.',
    would: 'Ce qui changerait',
    wouldErase: 'Ce qui serait effacé',
    wouldEraseLead:
      'Ces cases sont vides dans votre fichier. Pour garder ce que dit la fiche, remplissez-les, ou supprimez ces colonnes.',
    erases: (column: string, before: string) =>
      `${column} : « ${before} » serait effacé, et personne ne le saurait plus.`,
    wrong: 'Ce qui ne va pas',
    line: (line: number) => `Ligne ${line}`,
    becomes: (column: string, before: string, after: string) => `${column} : ${before} devient ${after}`,
    is: (column: string, after: string) => `${column} : ${after}`,
    empty: 'vide',
    apply: 'Appliquer ces changements',
  },
  {
    choose: 'Your file',
    look: 'See what would change',
    another: 'Take another file',
    none: 'Choose a file.',
    photo: 'This is a picture or a PDF, not a table. In your spreadsheet: “Save as”, in .xlsx or CSV.',
    would: 'What would change',
    wouldErase: 'What would be erased',
    wouldEraseLead: 'These cells are empty in your file. To keep what is said, fill them, or delete these columns.',
    erases: (column, before) => `${column}: “${before}” would be erased, and nobody would know it any more.`,
    wrong: 'What is wrong',
    line: (line) => `Line ${line}`,
    becomes: (column, before, after) => `${column}: ${before} becomes ${after}`,
    is: (column, after) => `${column}: ${after}`,
    empty: 'empty',
    apply: 'Apply these changes',
  },
);

/** Filling an entry from a file, on the desk of a host. */
export const FILE = bilingual(
  {
    ...UPLOAD.fr,
    title: 'Remplir depuis un fichier',
    lead: 'Un tableur (.xlsx ou CSV), ou un fichier .properties de ChatonsInfos. Vous verrez d’abord ce qui changerait.',
    chooseHint: 'Le vôtre, déjà rempli avec ce que dit votre fiche, se télécharge ici :',
    emptyHint: 'Un modèle à remplir se télécharge ici :',
    workbook: 'classeur .xlsx',
    tooLarge: 'Ce fichier est trop lourd pour une seule fiche : 100 ko au plus. Gardez vos seules lignes.',
    notHost: 'Ce fichier .properties ne décrit ni un hébergeur ni un service : rien n’en est repris.',
    noUsage: (service: string) =>
      `« ${service} » est nouveau et le fichier ne dit pas à quoi il sert : ajoutez-le d’abord parmi les services.`,
    nothing: 'Rien : votre fiche dit déjà tout cela.',
    wrongLead: 'Rien n’est écrit tant que ce n’est pas corrigé dans le fichier.',
    known: 'À savoir',
    added: (what: string) => `Ajouté : ${what}`,
    removed: (what: string) => `Retiré : ${what}`,
    changed: (what: string) => `Changé : ${what}`,
    entry: 'votre fiche',
    own: 'Votre fiche en fichiers',
    ownLead:
      'Tout ce que dit votre fiche, à poser sur votre site : bercail.json à l’adresse /.well-known/bercail.json, ou un fichier .properties. Il est ensuite relu chaque jour.',
    properties: 'Fichier .properties',
    check: 'Vérifier un fichier',
    other: (name: string, site: string | undefined) =>
      `Ce fichier parle de « ${name} »${site === undefined ? '' : ` (${site})`}, pas de vous.`,
    otherLead: (own: string) =>
      `Votre fiche est celle de « ${own} ». Rien n’est encore pris. Si c’est le fichier d’un autre, prenez-en un autre plus bas.`,
    applyOther: 'C’est bien le nôtre : appliquer ces changements',
  },
  {
    ...UPLOAD.en,
    title: 'Fill in from a file',
    lead: 'A spreadsheet (.xlsx or CSV), or a .properties file of ChatonsInfos. You will first see what would change.',
    chooseHint: 'Yours, filled with what your entry says, can be downloaded here:',
    emptyHint: 'A template to fill in can be downloaded here:',
    workbook: '.xlsx workbook',
    tooLarge: 'This file is too heavy for a single entry: 100 kB at most. Keep only your own rows.',
    notHost: 'This .properties file describes neither a host nor a service: nothing of it is taken.',
    noUsage: (service) =>
      `“${service}” is new and the file does not say what it is for: add it among the services first.`,
    nothing: 'Nothing: your entry says all of that already.',
    wrongLead: 'Nothing is written until it is mended in the file.',
    known: 'Good to know',
    added: (what) => `Added: ${what}`,
    removed: (what) => `Taken out: ${what}`,
    changed: (what) => `Changed: ${what}`,
    entry: 'your entry',
    own: 'Your entry in files',
    ownLead:
      'All that your entry says, to be put on your site: bercail.json at /.well-known/bercail.json, or a .properties file. It is then read again every day.',
    properties: '.properties file',
    check: 'Check a file',
    other: (name, site) => `This file is about “${name}”${site === undefined ? '' : ` (${site})`}, not about you.`,
    otherLead: (own) =>
      `Your entry is that of “${own}”. Nothing is taken yet. If the file is of somebody else, take another one below.`,
    applyOther: 'It is ours: apply these changes',
  },
);

/** Checking a file of one’s own, signed in or not. */
export const CHECKED_FILE = bilingual(
  {
    ...UPLOAD.fr,
    title: 'Vérifier un fichier',
    lead: 'Un fichier bercail.json, ou .properties de ChatonsInfos, avant de le mettre en ligne. Rien n’en est gardé.',
    look: 'Vérifier',
    chooseHint: 'Pas besoin d’avoir une fiche ni un compte.',
    tooLarge: 'Ce fichier est trop lourd : 100 ko au plus.',
    fine: 'Rien à corriger : ce fichier peut être mis en ligne.',
    wrongLead: 'Corrigez ces lignes, puis vérifiez de nouveau.',
    missing: 'Ce que les associations n’y trouveront pas',
    corrected: 'Le même fichier, remis au propre',
  },
  {
    ...UPLOAD.en,
    title: 'Check a file',
    lead: 'A bercail.json, or a .properties file of ChatonsInfos, before you put it online. Nothing of it is kept.',
    look: 'Check',
    chooseHint: 'You need no entry and no account.',
    tooLarge: 'This file is too large: 100 kB at most.',
    fine: 'Nothing to mend: this file may go online.',
    wrongLead: 'Mend these lines, then check it again.',
    missing: 'What organisations will not find in it',
    corrected: 'The same file, tidied',
  },
);
