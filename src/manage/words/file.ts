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
      'Ces cases sont vides dans votre fichier. Pour garder ce que dit la fiche, remplissez-les, ou supprimez ces colonnes du tableur.',
    erases: (column: string, before: string) =>
      `${column} : « ${before} » sera effacé si vous appliquez : votre fichier n’y met rien.`,
    wrong: 'Ce qui ne va pas',
    line: (line: number) => `Ligne ${line}`,
    becomes: (column: string, before: string, after: string) => `${column} : ${before} → ${after}`,
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
    erases: (column, before) => `${column}: “${before}” will be erased if you apply this: your file has nothing there.`,
    wrong: 'What is wrong',
    line: (line) => `Line ${line}`,
    becomes: (column, before, after) => `${column}: ${before} → ${after}`,
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
    lead: 'Un tableur (.xlsx ou CSV). Vous verrez d’abord ce qui changerait.',
    chooseHint: 'Le vôtre, déjà rempli avec ce que dit votre fiche, se télécharge ici :',
    emptyHint: 'Un modèle à remplir se télécharge ici :',
    workbook: 'classeur .xlsx',
    tooLarge: 'Ce fichier est trop lourd pour une seule fiche : 100 ko au plus. Gardez vos seules lignes.',
    isProperties: 'C’est un fichier .properties : il se lit sur votre site, pas ici.',
    nothing: 'Rien : votre fiche dit déjà tout cela.',
    wrongLead: 'Rien n’est écrit tant que ce n’est pas corrigé dans le fichier.',
    document: (address: string | undefined) =>
      `C’est un bercail.json : il se lit sur votre site, pas ici.${address === undefined ? '' : ` Mettez-le à ${address}, puis donnez cette adresse.`}`,
    known: 'À savoir',
    added: (what: string) => `Ajouté : ${what}`,
    removed: (what: string) => `Retiré : ${what}`,
    changed: (what: string) => `Changé : ${what}`,
    row: (sheet: string, line: number) => `Feuille « ${sheet} », ligne ${line}`,
    entry: 'votre fiche',
    own: 'Votre fiche en fichiers',
    ownLead:
      'À poser sur votre site. bercail.json dit tout ce que dit votre fiche ; il se pose à l’adresse /.well-known/bercail.json.',
    ownProperties:
      'Un fichier .properties ne dit ni vos prix, ni vos territoires, ni vos promesses. Il y en a un pour vous et un par service, qui se nomment l’un l’autre par leur adresse sur votre site. Ajoutez à ceux des services la ligne host.name, qui tient la machine : votre fiche ne le dit pas.',
    ownSource: 'Rien n’est relu tant que vous n’avez pas donné l’adresse du fichier.',
    giveSource: 'Donner l’adresse d’un fichier lu chaque jour',
    ownDraft:
      'Une fois votre fiche publiée, vous aurez aussi un fichier .properties, et un fichier pourra être relu chaque jour.',
    properties: 'Fichiers .properties, au format de ChatonsInfos',
    place: 'Sa place sur votre site :',
    check: 'Vérifier un fichier',
    other: (name: string, site: string | undefined) =>
      `Ce fichier parle de « ${name} »${site === undefined ? '' : ` (${site})`}, pas de vous.`,
    otherLead: (own: string) =>
      `Votre fiche est celle de « ${own} ». Rien n’est encore pris. Si c’est le fichier d’un autre, prenez-en un autre plus bas.`,
    applyOther: 'C’est bien le nôtre : appliquer ces changements',
    older: 'Votre fiche a changé depuis ce fichier',
    olderLead:
      'Quelqu’un l’a changée après le téléchargement de ce fichier. Relisez ce qui suit : ce qui a été ajouté entre-temps pourrait être remplacé ou effacé. Dans le doute, téléchargez le fichier de nouveau.',
    applyOlder: 'Appliquer quand même ces changements',
  },
  {
    ...UPLOAD.en,
    title: 'Fill in from a file',
    lead: 'A spreadsheet (.xlsx or CSV). You will first see what would change.',
    chooseHint: 'Yours, filled with what your entry says, can be downloaded here:',
    emptyHint: 'A template to fill in can be downloaded here:',
    workbook: '.xlsx workbook',
    tooLarge: 'This file is too heavy for a single entry: 100 kB at most. Keep only your own rows.',
    isProperties: 'This is a .properties file: it is read on your site, not here.',
    nothing: 'Nothing: your entry says all of that already.',
    wrongLead: 'Nothing is written until it is mended in the file.',
    document: (address) =>
      `This is a bercail.json: it is read on your site, not here.${address === undefined ? '' : ` Put it at ${address}, then give this address.`}`,
    known: 'Good to know',
    added: (what) => `Added: ${what}`,
    removed: (what) => `Taken out: ${what}`,
    changed: (what) => `Changed: ${what}`,
    row: (sheet, line) => `Sheet “${sheet}”, line ${line}`,
    entry: 'your entry',
    own: 'Your entry in files',
    ownLead:
      'To be put on your site. bercail.json says all that your entry says; it is put at /.well-known/bercail.json.',
    ownProperties:
      'A .properties file says neither your prices, nor your territories, nor your promises. There is one for you and one for each service, which name each other by their address on your site. Add to those of services the line host.name, who keeps the machine: your entry does not say it.',
    ownSource: 'Nothing is read again until you have given the address of the file.',
    giveSource: 'Give the address of a file that is read every day',
    ownDraft: 'Once your entry is published, you will also have a .properties file, and a file may be read every day.',
    properties: '.properties files, in the format of ChatonsInfos',
    place: 'Its place on your site:',
    check: 'Check a file',
    other: (name, site) => `This file is about “${name}”${site === undefined ? '' : ` (${site})`}, not about you.`,
    otherLead: (own) =>
      `Your entry is that of “${own}”. Nothing is taken yet. If the file is of somebody else, take another one below.`,
    applyOther: 'It is ours: apply these changes',
    older: 'Your entry has changed since this file',
    olderLead:
      'Somebody changed it after this file was downloaded. Read what follows again: what was added meanwhile may be replaced or erased. In doubt, download the file again.',
    applyOlder: 'Apply these changes all the same',
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
    right: 'Ce fichier est bon',
    isWorkbook:
      'C’est un classeur de tableur, pas un fichier à mettre en ligne. Il s’envoie depuis le bureau de votre fiche, à « Remplir depuis un fichier ».',
    photo: 'C’est une image ou un PDF. Envoyez le fichier bercail.json ou .properties lui-même.',
    wrongLead: 'Corrigez ces lignes, puis vérifiez de nouveau.',
    known: 'À savoir',
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
    right: 'This file is right',
    isWorkbook:
      'This is a workbook of a spreadsheet, no file to put online. It is sent from the desk of your entry, at “Fill in from a file”.',
    photo: 'This is a picture or a PDF. Send the bercail.json or .properties file itself.',
    wrongLead: 'Mend these lines, then check it again.',
    known: 'Good to know',
    missing: 'What organisations will not find in it',
    corrected: 'The same file, tidied',
  },
);
