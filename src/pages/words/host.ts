import type { HOST_FACTS } from '../../hosts/schema.ts';
import type {
  CAPACITY_STATES,
  CERTIFICATIONS,
  CLAIM_VALUES,
  MEMBERSHIP_STATUSES,
  PERIODS,
  PROMISE_STATES,
  REGISTRATIONS,
  SUPPORT_MODES,
} from '../../vocabulary/terms.ts';
import { typeset } from './typeset.ts';

type For<List extends readonly string[], T = string> = Record<List[number], T>;

interface HostWords {
  website: string;
  unconfirmed: string;
  silent: string;
  closed: string;
  suspended: (reason: string) => string;
  closing: (day: string) => string;
  successor: string;
  offers: string;
  noService: string;
  software: (name: string) => string;
  registration: For<typeof REGISTRATIONS>;
  capacity: For<typeof CAPACITY_STATES>;
  capacityUntil: (day: string) => string;
  data: (country: string) => string;
  certified: For<typeof CERTIFICATIONS>;
  exports: (formats: string) => string;
  forWhom: string;
  audiences: string;
  serves: string;
  everywhere: string;
  visits: string;
  languages: string;
  support: string;
  modes: For<typeof SUPPORT_MODES>;
  noSupport: string;
  seat: string;
  legalForm: string;
  founded: string;
  members: string;
  membership: For<typeof MEMBERSHIP_STATUSES, (federation: string, since: string | null) => string>;
  toCheck: string;
  contact: string;
  hours: string;
  price: string;
  per: For<typeof PERIODS, (amount: string) => string>;
  free: string;
  onQuote: string;
  noPrice: string;
  freeAmount: string;
  advised: (amount: string) => string;
  floor: (amount: string) => string;
  fee: (amount: string) => string;
  setup: (amount: string) => string;
  perAccount: (amount: string, above: string | null) => string;
  perGb: (amount: string, above: string | null) => string;
  accounts: (count: string) => string;
  upTo: (size: string) => string;
  unlimitedAccounts: string;
  unlimitedSpace: string;
  beforeTax: string;
  alsoCovers: (services: string) => string;
  seen: (date: string) => string;
  old: (date: string) => string;
  promises: string;
  promisesLead: string;
  noPromise: string;
  says: For<typeof CLAIM_VALUES>;
  source: {
    host: string;
    published: string;
    import: string;
    charter: (federation: string) => string;
    federation: (federation: string) => string;
    check: string;
    certified: (issuer: string, until: string) => string;
  };
  undated: string;
  evidence: string;
  aged: string;
  pageLost: string;
  contested: string;
  past: string;
  pastAway: string;
  promise: For<typeof PROMISE_STATES>;
  promised: (days: string) => string;
  actual: (days: string) => string;
  older: string;
  unknown: string;
  unknownLead: string;
  ask: string;
  age: string;
  confirmed: (day: string) => string;
  neverConfirmed: string;
  lastSeen: (date: string) => string;
  domain: (day: string) => string;
  facts: For<readonly (typeof HOST_FACTS)[number][]>;
  fact: string;
  known: string;
  saidByHost: string;
  imported: string;
  sources: string;
  programs: string;
  find: string;
}

const fr: HostWords = {
  website: 'Son site',
  unconfirmed: 'L’hébergeur n’a pas encore relu cette fiche. Elle vient de pages publiques et peut être incomplète.',
  silent: 'L’hébergeur n’a pas confirmé sa fiche depuis longtemps.',
  closed: 'Cet hébergeur a fermé.',
  suspended: (reason) => `Cette fiche est suspendue : elle n’est plus proposée. Raison : ${reason}`,
  closing: (day) => `Cet hébergeur annonce sa fermeture pour le ${day}.`,
  successor: 'La relève serait assurée par',
  offers: 'Ce qu’il propose',
  noService: 'Aucun service connu pour l’instant.',
  software: (name) => `Logiciel : ${name}`,
  registration: {
    'none-needed': 'Sans inscription',
    open: 'Inscription ouverte',
    members: 'Pour ses membres : il faut adhérer',
    customers: 'Pour ses clients',
    'on-application': 'Sur demande : il répond oui ou non',
  },
  capacity: { open: 'Il reste des places', 'waiting-list': 'Liste d’attente', full: 'Complet' },
  capacityUntil: (day) => `jusqu’à ${day}`,
  data: (country) => `Données en ${country}`,
  certified: {
    hds: 'Dit avoir la certification HDS (données de santé)',
    secnumcloud: 'Dit avoir la qualification SecNumCloud',
  },
  exports: (formats) => `On peut repartir avec : ${formats}`,
  forWhom: 'Pour qui',
  audiences: 'S’adresse à',
  serves: 'Travaille pour',
  everywhere: 'le monde entier',
  visits: 'Se déplace en',
  languages: 'Langues',
  support: 'Aide proposée',
  modes: { remote: 'à distance', phone: 'par téléphone', 'in-person': 'en personne' },
  noSupport: 'Pas d’aide en plus de l’hébergement',
  seat: 'Installé à',
  legalForm: 'Forme',
  founded: 'Depuis',
  members: 'Réseaux',
  membership: {
    member: (federation, since) => `Membre de ${federation}${since ? ` depuis ${since}` : ''}`,
    former: (federation) => `Ancien membre de ${federation}`,
    follower: (federation) => `Suit ${federation} sans en être membre`,
  },
  toCheck: 'à vérifier',
  contact: 'Les joindre',
  hours: 'Horaires',
  price: 'À quel prix',
  per: {
    month: (amount) => `${amount} par mois`,
    quarter: (amount) => `${amount} par trimestre`,
    year: (amount) => `${amount} par an`,
  },
  free: 'Gratuit',
  onQuote: 'Sur devis',
  noPrice: 'prix inconnu, à demander',
  freeAmount: 'Prix libre',
  advised: (amount) => `${amount} conseillés`,
  floor: (amount) => `au moins ${amount}`,
  fee: (amount) => `${amount} d’adhésion par an`,
  setup: (amount) => `${amount} une seule fois, au début`,
  perAccount: (amount, above) => `${amount} par compte${above ? ` au-delà de ${above}` : ''}`,
  perGb: (amount, above) => `${amount} par gigaoctet${above ? ` au-delà de ${above}` : ''}`,
  accounts: (count) => `${count} comptes au plus`,
  upTo: (size) => `${size} au plus`,
  unlimitedAccounts: 'comptes sans limite',
  unlimitedSpace: 'place sans limite',
  beforeTax: 'hors taxe',
  alsoCovers: (services) => `Comprend aussi : ${services}`,
  seen: (date) => `Prix relevé : ${date}`,
  old: (date) => `Prix ancien (${date}) : à redemander`,
  promises: 'Ce qu’il promet, et comment on le sait',
  promisesLead: 'Une promesse qui manque ici n’est pas un « non » : personne ne l’a encore dite.',
  noPromise: 'Aucune promesse connue pour l’instant.',
  says: { yes: 'oui', partial: 'en partie', no: 'non' },
  source: {
    host: 'L’hébergeur le dit',
    published: 'L’hébergeur le dit et l’a écrit sur une page publique',
    import: 'Relevé sur une page publique',
    charter: (federation) => `Ce que la charte de ${federation} demande à ses membres`,
    federation: (federation) => `Vérifié par ${federation}`,
    check: 'Vu par ce catalogue, qui a regardé lui-même',
    certified: (issuer, until) => `Certifié par ${issuer} jusqu’au ${until}`,
  },
  undated: 'sans date',
  evidence: 'la page',
  aged: 'C’est ancien : à redemander.',
  pageLost: 'La page donnée comme preuve ne répond plus.',
  contested: 'Contesté : quelqu’un d’autre dit non, preuve à l’appui.',
  past: 'Son passé',
  pastAway: 'Le passé ne peut pas être lu en ce moment. Revenez plus tard.',
  promise: { kept: 'promesse tenue', broken: 'promesse non tenue', pending: 'en cours', unknown: 'on ne sait pas' },
  promised: (days) => `promis : ${days}`,
  actual: (days) => `réel : ${days}`,
  older: 'Plus ancien',
  unknown: 'Ce que l’on ne sait pas',
  unknownLead: 'Inconnu ne veut pas dire « non ». Vous pouvez le lui demander.',
  ask: 'Questions à lui poser',
  age: 'De quand datent ces informations',
  confirmed: (day) => `L’hébergeur a relu sa fiche le ${day}.`,
  neverConfirmed: 'L’hébergeur n’a pas encore relu sa fiche.',
  lastSeen: (date) => `Dernière trace d’activité : ${date}.`,
  domain: (day) => `Le nom de son site a été vérifié le ${day}.`,
  facts: {
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
  fact: 'Information',
  known: 'Source et date',
  saidByHost: 'dit par l’hébergeur',
  imported: 'relevé',
  sources: 'Pages où les informations ont été relevées',
  programs: 'Cette fiche pour les programmes',
  find: 'Trouver un hébergeur pour mon besoin',
};

const en: HostWords = {
  website: 'Its website',
  unconfirmed: 'The host has not read this entry yet. It comes from public pages and may be incomplete.',
  silent: 'The host has not confirmed its entry for a long time.',
  closed: 'This host has closed.',
  suspended: (reason) => `This entry is suspended: it is no longer proposed. Reason: ${reason}`,
  closing: (day) => `This host announces that it will close on ${day}.`,
  successor: 'Taken over by',
  offers: 'What it offers',
  noService: 'No service known so far.',
  software: (name) => `Software: ${name}`,
  registration: {
    'none-needed': 'No sign-up needed',
    open: 'Sign-ups open',
    members: 'For its members: one must join',
    customers: 'For its customers',
    'on-application': 'On application: it answers yes or no',
  },
  capacity: { open: 'Places left', 'waiting-list': 'Waiting list', full: 'Full' },
  capacityUntil: (day) => `until ${day}`,
  data: (country) => `Data in ${country}`,
  certified: {
    hds: 'Says it has the HDS certification (health data)',
    secnumcloud: 'Says it is SecNumCloud qualified',
  },
  exports: (formats) => `One may leave with: ${formats}`,
  forWhom: 'For whom',
  audiences: 'Serves',
  serves: 'Works for',
  everywhere: 'the whole world',
  visits: 'Comes in person to',
  languages: 'Languages',
  support: 'Help offered',
  modes: { remote: 'at a distance', phone: 'by telephone', 'in-person': 'in person' },
  noSupport: 'No help beside hosting',
  seat: 'Seated in',
  legalForm: 'Form',
  founded: 'Since',
  members: 'Networks',
  membership: {
    member: (federation, since) => `Member of ${federation}${since ? ` since ${since}` : ''}`,
    former: (federation) => `Former member of ${federation}`,
    follower: (federation) => `Follows ${federation} without being a member`,
  },
  toCheck: 'to be checked',
  contact: 'Reach them',
  hours: 'Hours',
  price: 'At what price',
  per: {
    month: (amount) => `${amount} a month`,
    quarter: (amount) => `${amount} a quarter`,
    year: (amount) => `${amount} a year`,
  },
  free: 'Free',
  onQuote: 'On quote',
  noPrice: 'price unknown, ask',
  freeAmount: 'Free amount',
  advised: (amount) => `${amount} advised`,
  floor: (amount) => `at least ${amount}`,
  fee: (amount) => `${amount} membership a year`,
  setup: (amount) => `${amount} once, at the beginning`,
  perAccount: (amount, above) => `${amount} per account${above ? ` above ${above}` : ''}`,
  perGb: (amount, above) => `${amount} per gigabyte${above ? ` above ${above}` : ''}`,
  accounts: (count) => `${count} accounts at most`,
  upTo: (size) => `${size} at most`,
  unlimitedAccounts: 'accounts without limit',
  unlimitedSpace: 'space without limit',
  beforeTax: 'before tax',
  alsoCovers: (services) => `Also covers: ${services}`,
  seen: (date) => `Price recorded: ${date}`,
  old: (date) => `Old price (${date}): ask again`,
  promises: 'What it promises, and how that is known',
  promisesLead: 'A promise that is missing here is not a “no”: nobody has said it yet.',
  noPromise: 'No promise known so far.',
  says: { yes: 'yes', partial: 'in part', no: 'no' },
  source: {
    host: 'The host says so',
    published: 'The host says so and wrote it on a public page',
    import: 'Found on a public page',
    charter: (federation) => `What the charter of ${federation} asks of its members`,
    federation: (federation) => `Checked by ${federation}`,
    check: 'Seen by this catalogue, which looked itself',
    certified: (issuer, until) => `Certified by ${issuer} until ${until}`,
  },
  undated: 'no date',
  evidence: 'the page',
  aged: 'This is old: ask again.',
  pageLost: 'The page given as evidence no longer answers.',
  contested: 'Disputed: somebody else says no, with evidence.',
  past: 'Its past',
  pastAway: 'The past cannot be read right now. Come back later.',
  promise: { kept: 'promise kept', broken: 'promise broken', pending: 'under way', unknown: 'not known' },
  promised: (days) => `promised: ${days}`,
  actual: (days) => `actual: ${days}`,
  older: 'Older',
  unknown: 'What is not known',
  unknownLead: 'Unknown does not mean “no”. You may ask.',
  ask: 'Questions to ask',
  age: 'How old this information is',
  confirmed: (day) => `The host read its entry on ${day}.`,
  neverConfirmed: 'The host has not read its entry yet.',
  lastSeen: (date) => `Last trace of activity: ${date}.`,
  domain: (day) => `The name of its website was verified on ${day}.`,
  facts: {
    summary: 'Presentation',
    foundedOn: 'Year of foundation',
    legalForm: 'Form',
    seat: 'Place',
    serves: 'Territories served',
    visits: 'Visits',
    audiences: 'Publics',
    languages: 'Languages',
    support: 'Help offered',
    contact: 'Contact',
  },
  fact: 'Information',
  known: 'Source and date',
  saidByHost: 'said by the host',
  imported: 'recorded',
  sources: 'Pages where the information was found',
  programs: 'This entry for programs',
  find: 'Find a host for my need',
};

export const HOST = { fr: typeset(fr), en };
