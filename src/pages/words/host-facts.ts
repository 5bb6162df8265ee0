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
