import type { SheetKey } from './fields.ts';

/* What the columns of the sheets are called, and what they mean, for the sheet that explains them. */

type Said = readonly [title: string, meaning: string];
interface Both {
  fr: Said;
  en: Said;
}

const said = (fr: Said, en: Said): Both => ({ fr, en });

const HOST = said(
  [
    'Hébergeur',
    'Le dernier mot de l’adresse de sa fiche (le-pic pour /hosts/le-pic), ou son site. Dans le classeur d’un seul hébergeur, peut rester vide.',
  ],
  [
    'Host',
    'The last word of the address of its entry (le-pic for /hosts/le-pic), or its site. In the workbook of one host, it may be empty.',
  ],
);
const FRENCH_SUMMARY: Said = ['Présentation', 'En français, en une ou deux phrases.'];
const REMOVE = said(
  ['À retirer', 'oui retire cette ligne du catalogue. Une ligne qui manque dans la feuille ne retire rien.'],
  ['Remove', 'yes takes this row out of the catalogue. A row that is not in the sheet removes nothing.'],
);

const HOST_COLUMNS: Record<string, Both> = {
  host: HOST,
  version: said(
    ['Version', 'La version lue : laissez-la, elle empêche d’écraser ce que quelqu’un a changé entre-temps.'],
    ['Version', 'The version that was read: leave it, it keeps you from writing over what somebody changed meanwhile.'],
  ),
  state: said(['État', 'Calculé : à lire seulement.'], ['State', 'Computed: to be read only.']),
  confirmedAt: said(['Confirmé le', 'Calculé : à lire seulement.'], ['Confirmed on', 'Computed: to be read only.']),
  name: said(['Nom', 'Comme on l’écrit.'], ['Name', 'As it is written.']),
  website: said(['Site', 'L’adresse du site, avec https://'], ['Website', 'The address of the site, with https://']),
  'summary.fr': said(FRENCH_SUMMARY, ['Summary in French', 'One or two sentences.']),
  'summary.en': said(['Présentation en anglais', 'Facultatif.'], ['Summary in English', 'Optional.']),
  foundedOn: said(['Fondé en', 'Une année, un mois ou un jour.'], ['Founded on', 'A year, a month or a day.']),
  legalForm: said(['Forme juridique', 'Une valeur de la liste.'], ['Legal form', 'A value of the list.']),
  'seat.country': said(
    ['Pays du siège', 'Le pays, ou son code : FR.'],
    ['Country of the seat', 'The country, or its code: FR.'],
  ),
  'seat.territory': said(
    ['Territoire du siège', 'Un code comme departement:23 ou commune:23096, ou le nom d’un département.'],
    ['Territory of the seat', 'A code such as departement:23 or commune:23096, or the name of a département.'],
  ),
  serves: said(
    ['Sert à distance', 'Territoires, séparés par des points-virgules ; « monde » pour partout.'],
    ['Serves at a distance', 'Territories between semicolons; “world” for everywhere.'],
  ),
  visits: said(
    ['Se déplace', 'Territoires où il vient en personne, séparés par des points-virgules.'],
    ['Visits', 'Territories where it comes in person, between semicolons.'],
  ),
  audiences: said(
    ['Publics', 'Valeurs de la liste, séparées par des points-virgules.'],
    ['Audiences', 'Values of the list, between semicolons.'],
  ),
  languages: said(
    ['Langues', 'Codes ou noms : français ; anglais.'],
    ['Languages', 'Codes or names: French; English.'],
  ),
  support: said(
    [
      'Aide proposée',
      'Valeurs de la liste, et comment entre parenthèses : à distance, par téléphone, sur place. « aucun » si aucune.',
    ],
    [
      'Help offered',
      'Values of the list, and how in brackets: remotely, by telephone, in person. “none” if there is none.',
    ],
  ),
  'contact.url': said(['Page de contact', 'Son adresse.'], ['Contact page', 'Its address.']),
  'contact.email': said(
    ['Courriel', 'Celui de l’organisation, jamais celui d’une personne : tout le monde le lira.'],
    ['Email', 'That of the organisation, never of a person: everybody will read it.'],
  ),
  'contact.roleAddress': said(
    [
      'Courriel de l’organisation',
      'oui si ce courriel, qui ressemble à celui d’une personne, est bien celui de l’organisation.',
    ],
    [
      'Email is of the organisation',
      'yes if this email, which looks like that of a person, is that of the organisation.',
    ],
  ),
  'contact.phone': said(['Téléphone', 'Celui de l’organisation.'], ['Telephone', 'That of the organisation.']),
  'contact.hours.fr': said(['Horaires', 'En français.'], ['Hours in French', 'When it answers.']),
  'contact.hours.en': said(['Horaires en anglais', 'Facultatif.'], ['Hours in English', 'Optional.']),
};

const SERVICE_COLUMNS: Record<string, Both> = {
  host: HOST,
  service: said(
    ['Service', 'Un nom court sans espace ni accent, comme nuage. Vide : fait à partir du nom.'],
    ['Service', 'A short name without spaces or accents, such as nuage. Empty: made from the name.'],
  ),
  name: said(['Nom du service', 'Comme on l’écrit.'], ['Name of the service', 'As it is written.']),
  usages: said(
    ['Usages', 'À quoi il sert : valeurs de la liste, séparées par des points-virgules. Au moins une.'],
    ['Usages', 'What it is for: values of the list, between semicolons. At least one.'],
  ),
  'summary.fr': said(FRENCH_SUMMARY, ['Summary in French', 'One or two sentences.']),
  'summary.en': said(['Présentation en anglais', 'Facultatif.'], ['Summary in English', 'Optional.']),
  'software.name': said(['Logiciel', 'Nextcloud, par exemple.'], ['Software', 'Nextcloud, for instance.']),
  'software.licence': said(
    ['Licence', 'AGPL-3.0-or-later, par exemple.'],
    ['Licence', 'AGPL-3.0-or-later, for instance.'],
  ),
  url: said(
    ['Adresse', 'L’adresse du service, avec https://'],
    ['Address', 'The address of the service, with https://'],
  ),
  registration: said(['Inscription', 'Une valeur de la liste.'], ['Registration', 'A value of the list.']),
  'capacity.state': said(['Places', 'Une valeur de la liste.'], ['Places', 'A value of the list.']),
  'capacity.until': said(
    ['Places valables jusqu’au', 'Dernier jour où cela vaut.'],
    ['Places hold until', 'Last day on which this holds.'],
  ),
  'capacity.openFrom': said(
    ['Places à partir du', 'Premier jour avec des places.'],
    ['Places from', 'First day with places.'],
  ),
  dataCountry: said(
    ['Pays des données', 'Le pays, ou son code : FR.'],
    ['Country of the data', 'The country, or its code: FR.'],
  ),
  ownDomain: said(
    [
      'Nom de domaine de l’association',
      'oui si les adresses mail ou le site peuvent porter le nom de domaine de l’association, non s’ils portent toujours le vôtre. Vide : pas dit.',
    ],
    [
      'Domain name of the organisation',
      'yes if mail addresses or the site may be under the domain name of the organisation, no if always under yours. Empty: not said.',
    ],
  ),
  certifications: said(
    ['Certifications', 'Valeurs de la liste. « aucun » si aucune.'],
    ['Certifications', 'Values of the list. “none” if there is none.'],
  ),
  exportFormats: said(
    ['Formats d’export', 'Textes séparés par des points-virgules. « aucun » si aucun.'],
    ['Export formats', 'Texts between semicolons. “none” if there is none.'],
  ),
  imports: said(
    [
      'Reprend les données de',
      'Outils séparés par des points-virgules, chacun suivi de l’adresse de son guide s’il y en a un.',
    ],
    ['Takes data over from', 'Tools between semicolons, each followed by the address of its guide if there is one.'],
  ),
  startedOn: said(['Depuis', 'Une année, un mois ou un jour.'], ['Started on', 'A year, a month or a day.']),
  plans: said(
    ['Formules', '« aucune » s’il n’y en a pas ; sinon vide : elles ont leur feuille.'],
    ['Plans', '“none” if there is none; else empty: they have a sheet of their own.'],
  ),
  remove: REMOVE,
};

const PLAN_COLUMNS: Record<string, Both> = {
  host: HOST,
  service: said(
    ['Service', 'Le nom court du service, ou son nom.'],
    ['Service', 'The short name of the service, or its name.'],
  ),
  plan: said(
    ['Formule', 'Son nom. Une formule qui change de nom en est une autre.'],
    ['Plan', 'Its name. A plan under another name is another plan.'],
  ),
  from: said(
    ['À partir du', 'Premier jour de ce prix. Vide : depuis toujours.'],
    ['From', 'First day of this price. Empty: since ever.'],
  ),
  period: said(['Période', 'Mois, trimestre ou an. Vide : an.'], ['Period', 'Month, quarter or year. Empty: year.']),
  for: said(
    [
      'Pour qui est ce prix',
      'Toute l’association, ou une personne : il est alors compté autant de fois qu’il y a de comptes. Vide : pas dit.',
    ],
    [
      'Whom the price covers',
      'The whole organisation, or one person: it then counts once for each account. Empty: not said.',
    ],
  ),
  fixed: said(
    ['Prix fixe', 'En euros par période. 0 : gratuit. Vide : pas dit.'],
    ['Fixed price', 'In euros for a period. 0: free. Empty: not said.'],
  ),
  membershipFee: said(['Adhésion', 'En euros par an.'], ['Membership fee', 'In euros a year.']),
  membershipFree: said(
    ['Adhésion libre', 'oui si chacun choisit le montant de son adhésion.'],
    ['Free membership fee', 'yes if everybody chooses what they pay as a member.'],
  ),
  'membershipFree.advised': said(
    ['Adhésion conseillée', 'En euros par an.'],
    ['Advised membership fee', 'In euros a year.'],
  ),
  'membershipFree.floor': said(['Adhésion minimum', 'En euros par an.'], ['Least membership fee', 'In euros a year.']),
  setupFee: said(['Frais d’installation', 'En euros, une seule fois.'], ['Setup fee', 'In euros, once.']),
  perAccount: said(
    ['Prix par compte de plus', 'En euros, au-delà des comptes compris. Vide : pas dit.'],
    ['Price for each further account', 'In euros, above the accounts that are included. Empty: not said.'],
  ),
  includedAccounts: said(['Comptes compris', 'Un nombre.'], ['Accounts included', 'A number.']),
  maxAccounts: said(['Comptes au plus', 'Un nombre, ou « illimité ».'], ['Most accounts', 'A number, or “unlimited”.']),
  perGb: said(
    ['Prix par Go', 'En euros, au-delà des gigaoctets compris.'],
    ['Price for each GB', 'In euros, above the gigabytes that are included.'],
  ),
  includedGb: said(['Go compris', 'Un nombre.'], ['GB included', 'A number.']),
  includedGbPerAccount: said(['Go compris par compte', 'Un nombre.'], ['GB included for each account', 'A number.']),
  maxGb: said(['Go au plus', 'Un nombre, ou « illimité ».'], ['Most GB', 'A number, or “unlimited”.']),
  limits: said(
    [
      'Autres limites',
      'Une unité, deux points, un nombre, comme simultaneous-participants: 30 ; séparées par des points-virgules.',
    ],
    ['Other limits', 'A unit, a colon, a number, such as simultaneous-participants: 30; between semicolons.'],
  ),
  freeAmount: said(
    ['Prix libre', 'oui si chacun donne ce qu’il peut.'],
    ['Pay what you can', 'yes if everybody gives what they can.'],
  ),
  'freeAmount.advised': said(
    ['Montant conseillé', 'En euros par période.'],
    ['Advised amount', 'In euros for a period.'],
  ),
  'freeAmount.floor': said(['Montant minimum', 'En euros par période.'], ['Least amount', 'In euros for a period.']),
  covers: said(
    ['Comprend aussi', 'Noms courts d’autres services, séparés par des points-virgules.'],
    ['Covers too', 'Short names of other services, between semicolons.'],
  ),
  onQuote: said(['Sur devis', 'oui ou non. Vide : pas dit.'], ['On quote', 'yes or no. Empty: not said.']),
  taxIncluded: said(['Taxe comprise', 'oui ou non. Vide : pas dit.'], ['Tax included', 'yes or no. Empty: not said.']),
  'conditions.fr': said(['Conditions', 'En français.'], ['Conditions in French', 'For whom, how.']),
  'conditions.en': said(['Conditions en anglais', 'Facultatif.'], ['Conditions in English', 'Optional.']),
  observedOn: said(
    ['Prix relevé le', 'Le jour, le mois ou l’année où ce prix a été lu.'],
    ['Price seen on', 'The day, month or year when this price was read.'],
  ),
  remove: REMOVE,
};

const COLUMN_WORDS: Readonly<Record<SheetKey, Readonly<Record<string, Both>>>> = {
  hosts: HOST_COLUMNS,
  services: SERVICE_COLUMNS,
  plans: PLAN_COLUMNS,
};

/** The columns of a sheet, in its order. */
export const columnsOf = (sheet: SheetKey): string[] => Object.keys(COLUMN_WORDS[sheet]);

export const titlesOf = (sheet: SheetKey) =>
  Object.fromEntries(
    Object.entries(COLUMN_WORDS[sheet]).map(([column, { fr, en }]) => [column, { fr: fr[0], en: en[0] }]),
  );

export const meaningOf = (sheet: SheetKey, column: string, language: 'fr' | 'en'): string =>
  COLUMN_WORDS[sheet][column]![language][1];

/** What the sheets are called; other names that are understood follow. */
export const SHEET_NAMES: Readonly<Record<SheetKey, { fr: string; en: string; others: readonly string[] }>> = {
  hosts: { fr: 'Hébergeurs', en: 'Hosts', others: ['Hébergeur', 'Host'] },
  services: { fr: 'Services', en: 'Services', others: ['Service'] },
  plans: { fr: 'Formules', en: 'Plans', others: ['Formule', 'Plan', 'Tarifs', 'Prix', 'Prices'] },
};

export const EXPLAINED = { fr: 'Lisez-moi', en: 'Read me' };
export const LISTS = { fr: 'Listes', en: 'Lists' };

/** What stands first in the sheet that explains the others. */
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
