import { bilingual } from './typeset.ts';

/** What an entry may tell of a host, as a heading names it. */
export const FACT_NAMES = bilingual(
  {
    summary: 'Présentation',
    foundedOn: 'Année de création',
    legalForm: 'Forme',
    seat: 'Lieu',
    serves: 'Territoires servis',
    visits: 'Déplacements',
    audiences: 'Publics',
    languages: 'Langues',
    support: 'Aide proposée',
    contact: 'Contact',
  },
  {
    summary: 'Presentation',
    foundedOn: 'Year of foundation',
    legalForm: 'Form',
    seat: 'Place',
    serves: 'Territories served',
    visits: 'Visits',
    audiences: 'Audiences',
    languages: 'Languages',
    support: 'Help offered',
    contact: 'Contact',
  },
);

/** The rows about a host, as they are named before their values. */
export const FACT_ROWS = bilingual(
  {
    seat: 'Où il est installé',
    legalForm: 'Forme',
    foundedOn: 'Depuis',
    audiences: 'S’adresse à',
    serves: 'Travaille pour',
    visits: 'Où il se déplace',
    languages: 'Langues',
    support: 'Aide proposée',
    formerly: 'Anciennement',
    data: 'Pays des données',
    members: 'Réseaux',
    readByHost: 'Fiche relue par lui',
    trace: 'Dernier signe de vie',
  },
  {
    seat: 'Based in',
    legalForm: 'Form',
    foundedOn: 'Since',
    audiences: 'Serves',
    serves: 'Works for',
    visits: 'Comes in person to',
    languages: 'Languages',
    support: 'Help offered',
    formerly: 'Formerly',
    data: 'Country of the data',
    members: 'Networks',
    readByHost: 'Entry read by it',
    trace: 'Last sign of life',
  },
);
