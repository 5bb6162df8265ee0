import type { Language } from '../vocabulary/terms.ts';

/** The words of a letter; addresses are at the end of a line, so that mail programs turn them into links. */
const FRENCH = {
  subject: (site: string) => `Votre fiche sur ${site}`,
  greeting: 'Bonjour,',
  whatItIs: (site: string) =>
    `${site} est un catalogue partagé d’hébergeurs éthiques : des associations y cherchent qui peut accueillir leurs fichiers, leur courrier ou leur site. Il est gratuit, sans publicité, et personne n’y paie sa place.`,
  compiled: (name: string) =>
    `Il a déjà une fiche sur ${name}. Nous l’avons faite à partir de sources publiques : vous ne l’avez pas encore relue.`,
  said: 'Ce qu’elle dit :',
  nothingSaid: 'Elle ne dit encore presque rien.',
  website: (address: string) => `Site : ${address}`,
  seat: (place: string) => `Siège : ${place}`,
  /** `prices`: how many known plans have a price that still holds. */
  service: (name: string, usages: string, prices: number) =>
    `${name} : ${usages}${prices > 0 ? ` (${prices} prix connu${prices > 1 ? 's' : ''})` : ' (prix inconnu)'}`,
  more: (count: number) => `Et ${count} autre${count > 1 ? 's' : ''} service${count > 1 ? 's' : ''}.`,
  servesKnown: 'Les territoires où vous travaillez.',
  unknown: 'Ce qu’elle ne dit pas, et que des associations demandent :',
  lacks: {
    services: 'Que proposez-vous ?',
    prices: 'Combien coûte chaque service par an, et jusqu’où va chaque formule ?',
    places: 'Reste-t-il des places ?',
    serves: 'Où travaillez-vous ?',
    contact: 'Comment vous joindre ?',
  },
  neverNo: 'Ce que vous ne dites pas reste inconnu : ce n’est jamais compté comme un « non ».',
  youMay: 'Vous pouvez :',
  read: (address: string) => `lire la fiche : ${address}`,
  confirm: (address: string) => `la reprendre, la corriger et la confirmer : ${address}`,
  report: (address: string) => `signaler une erreur sans rien créer : ${address}`,
  removal: (address: string) => `demander qu’elle soit retirée : ${address}`,
  once: 'Rien ne presse, et nous ne vous écrirons pas une seconde fois à ce sujet.',
  regards: 'Bien cordialement,',
  team: (site: string) => `L’équipe de ${site}`,
  post: (name: string, site: string, entry: string, confirm: string, removal: string) =>
    [
      `Bonjour, ${site}, catalogue partagé d’hébergeurs éthiques, a une fiche sur ${name}, faite à partir de sources publiques : ${entry}`,
      `Pour la reprendre, la corriger et la confirmer : ${confirm}`,
      `Pour demander qu’elle soit retirée : ${removal}`,
    ].join('\n'),
};

const ENGLISH: typeof FRENCH = {
  subject: (site) => `Your entry on ${site}`,
  greeting: 'Hello,',
  whatItIs: (site) =>
    `${site} is a shared catalogue of ethical hosts: associations look there for who can take in their files, their mail or their site. It is free, without advertising, and nobody pays for a place in it.`,
  compiled: (name) =>
    `It already has an entry about ${name}. We compiled it from public sources: you have not read it over yet.`,
  said: 'What it says:',
  nothingSaid: 'It says next to nothing yet.',
  website: (address) => `Website: ${address}`,
  seat: (place) => `Seat: ${place}`,
  service: (name, usages, prices) =>
    `${name}: ${usages}${prices > 0 ? ` (${prices} known price${prices > 1 ? 's' : ''})` : ' (price unknown)'}`,
  more: (count) => `And ${count} more service${count > 1 ? 's' : ''}.`,
  servesKnown: 'The territories where you work.',
  unknown: 'What it does not say, and associations ask:',
  lacks: {
    services: 'What do you offer?',
    prices: 'What does each service cost a year, and how far does each plan go?',
    places: 'Are there places left?',
    serves: 'Where do you work?',
    contact: 'How can you be reached?',
  },
  neverNo: 'What you do not say stays unknown: it is never counted as a “no”.',
  youMay: 'You may:',
  read: (address) => `read the entry: ${address}`,
  confirm: (address) => `take it over, correct it and confirm it: ${address}`,
  report: (address) => `tell of an error without making anything: ${address}`,
  removal: (address) => `ask that it be removed: ${address}`,
  once: 'There is no hurry, and we shall not write to you a second time about this.',
  regards: 'Kind regards,',
  team: (site) => `The team of ${site}`,
  post: (name, site, entry, confirm, removal) =>
    [
      `Hello, ${site}, a shared catalogue of ethical hosts, has an entry about ${name}, compiled from public sources: ${entry}`,
      `To take it over, correct it and confirm it: ${confirm}`,
      `To ask that it be removed: ${removal}`,
    ].join('\n'),
};

export const WORDS: Readonly<Record<Language, typeof FRENCH>> = { fr: FRENCH, en: ENGLISH };
