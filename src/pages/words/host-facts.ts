import { inFrench } from '../../matching/words/parts-fr.ts';
import { bilingual, plural } from './typeset.ts';

/** Where to go after a host, or instead of it. */
export const ALTERNATIVES = bilingual(
  {
    afterTitle: (name: string) => `Où aller après ${name}`,
    insteadTitle: (name: string) => `Où aller à la place ${inFrench.of(name)}`,
    lead: 'Demandez toujours confirmation avant de déménager.',
    most: (name: string, count: number, total: number) =>
      count === total
        ? `${name} propose aussi ${total === 2 ? 'les deux' : `les ${total}`} services.`
        : `${name} propose ${count} de ces ${total} services.`,
    together: 'Le plus près de tout avoir au même endroit',
    /** Services, by the names that the host which is left gives them. */
    instead: (services: string) => `Pour remplacer : ${services}.`,
    insteadOfMany: (count: number) => `Pour remplacer ${count} services.`,
    eachService: 'Service par service',
    eachOfThem: 'Pour chacun des suivants :',
    others: (count: number) => plural(count, '1 autre hébergeur', `${count} autres hébergeurs`),
    find: 'Trouver un hébergeur pour mon besoin',
    nobodyElse: 'Nous ne connaissons personne d’autre qui le propose aujourd’hui.',
    back: (name: string) => `Revenir à la fiche ${inFrench.of(name)}`,
  },
  {
    afterTitle: (name) => `Where to go after ${name}`,
    insteadTitle: (name) => `Where to go instead of ${name}`,
    lead: 'Always ask for confirmation before you move.',
    most: (name, count, total) =>
      count === total
        ? `${name} also offers ${total === 2 ? 'both' : `all ${total}`} services.`
        : `${name} offers ${count} of these ${total} services.`,
    together: 'Nearest to having all in one place',
    instead: (services) => `To replace: ${services}.`,
    insteadOfMany: (count) => `To replace ${count} services.`,
    eachService: 'Service by service',
    eachOfThem: 'For each of the following:',
    others: (count) => plural(count, '1 other host', `${count} other hosts`),
    find: 'Find a host for my need',
    nobodyElse: 'We know of nobody else who offers it today.',
    back: (name) => `Back to the page of ${name}`,
  },
);

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
