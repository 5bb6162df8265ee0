import type { Label } from './reference.ts';
import type {
  AUDIENCES,
  CompleteList,
  CountedUnit,
  FactOrigin,
  Language,
  LEGAL_FORMS,
  SupportMode,
  WithdrawalReason,
} from './terms.ts';

/* Labels for the closed lists of `terms.ts`; a term without a label does not compile. */

export const LEGAL_FORM_LABELS: Record<(typeof LEGAL_FORMS)[number], Label> = {
  association: { fr: 'Association', en: 'Non-profit association' },
  cooperative: { fr: 'Coopérative', en: 'Cooperative' },
  company: { fr: 'Entreprise', en: 'Company' },
  'micro-company': { fr: 'Micro-entreprise', en: 'Sole trader' },
  'public-body': { fr: 'Organisme public', en: 'Public body' },
  informal: { fr: 'Collectif sans forme juridique', en: 'Informal collective' },
  individual: { fr: 'Particulier', en: 'Individual' },
  other: { fr: 'Autre forme', en: 'Other form' },
};

export const AUDIENCE_LABELS: Record<(typeof AUDIENCES)[number], Label> = {
  associations: { fr: 'Associations', en: 'Non-profit organisations' },
  individuals: { fr: 'Particuliers', en: 'Individuals' },
  companies: { fr: 'Entreprises', en: 'Companies' },
  'public-bodies': { fr: 'Organismes publics', en: 'Public bodies' },
  schools: { fr: 'Écoles', en: 'Schools' },
  activists: { fr: 'Militants', en: 'Activists' },
};

/** Labels for use inside a sentence. */
export const COMPLETE_LIST_LABELS: Record<CompleteList, Label> = {
  services: { fr: 'services', en: 'services' },
  plans: { fr: 'formules', en: 'plans' },
  support: { fr: 'aide proposée', en: 'help offered' },
  audiences: { fr: 'publics', en: 'audiences' },
  languages: { fr: 'langues', en: 'languages' },
};

/** How support is given, written after the kind of support. */
export const SUPPORT_MODE_LABELS: Record<SupportMode, Label> = {
  remote: { fr: 'à distance', en: 'remotely' },
  phone: { fr: 'par téléphone', en: 'by telephone' },
  'in-person': { fr: 'sur place', en: 'in person' },
};

/** Units written after a number: singular, then plural. */
export const COUNTED_UNIT_LABELS: Record<CountedUnit, Record<Language, readonly [one: string, several: string]>> = {
  days: { fr: ['jour', 'jours'], en: ['day', 'days'] },
  hours: { fr: ['heure', 'heures'], en: ['hour', 'hours'] },
  'working-hours': { fr: ['heure de travail', 'heures de travail'], en: ['working hour', 'working hours'] },
  people: { fr: ['personne', 'personnes'], en: ['person', 'people'] },
  'months-of-costs': {
    fr: ['mois de dépenses', 'mois de dépenses'],
    en: ['month of costs', 'months of costs'],
  },
  'percent-over-90-days': {
    fr: ['pour cent du temps', 'pour cent du temps'],
    en: ['per cent of the time', 'per cent of the time'],
  },
  formats: { fr: ['format', 'formats'], en: ['format', 'formats'] },
};

export const ORIGIN_LABELS: Record<FactOrigin, Label> = {
  certificate: {
    fr: 'Un certificat d’un tiers, vérifié par une fédération',
    en: 'A certificate of a third party, checked by a federation',
  },
  catalogue: { fr: 'Une mesure du catalogue', en: 'A measurement of the catalogue' },
  review: { fr: 'Un examen par une fédération', en: 'A review by a federation' },
  host: { fr: 'L’hébergeur', en: 'The host' },
  admin: {
    fr: 'L’administration du catalogue, pour l’hébergeur',
    en: 'An administrator of the catalogue, for the host',
  },
  'host-document': {
    fr: 'Le document que l’hébergeur publie sur son site',
    en: 'The document that the host publishes on its site',
  },
  'host-file': { fr: 'Le fichier ChatonsInfos de l’hébergeur', en: 'The ChatonsInfos file of the host' },
  federation: { fr: 'Une fédération, ou son fichier', en: 'A federation, or its file' },
  charter: { fr: 'La charte que l’hébergeur a signée', en: 'The charter that the host signed' },
  import: { fr: 'Le relevé de pages publiques par le catalogue', en: 'Compiled by the catalogue from public pages' },
};

/** Why an entry was withdrawn, as a sentence without its final punctuation. */
export const WITHDRAWAL_REASON_LABELS: Record<WithdrawalReason, Label> = {
  stopped: { fr: 'L’hébergeur a cessé son activité', en: 'The host has stopped its work' },
  asked: {
    fr: 'L’hébergeur ne souhaite plus figurer dans le catalogue',
    en: 'The host no longer wishes to be in the catalogue',
  },
  double: { fr: 'La fiche en doublait une autre', en: 'The entry doubled another one' },
  'not-a-host': { fr: 'L’organisation n’est pas un hébergeur', en: 'The organisation is not a host' },
  rules: {
    fr: 'La fiche ne suivait pas les règles du catalogue',
    en: 'The entry did not follow the rules of the catalogue',
  },
};
