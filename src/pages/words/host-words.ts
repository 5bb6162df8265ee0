import type { HOST_FACTS } from '../../documents/host.ts';
import type {
  CAPACITY_STATES,
  CERTIFICATIONS,
  CLAIM_VALUES,
  CLOSING_STAGES,
  MEMBERSHIP_STATUSES,
  PERIODS,
  REGISTRATIONS,
  SUPPORT_MODES,
} from '../../vocabulary/terms.ts';

type For<List extends readonly string[], T = string> = Record<List[number], T>;

/** Every word of the page of a host; a term of a closed list without its words does not compile. */
export interface HostWords {
  website: string;
  unconfirmed: string;
  silent: string;
  /** With the year, when it is known. */
  closed: (year: string | null) => string;
  suspended: (reason: string) => string;
  reason: (text: string) => string;
  stages: For<typeof CLOSING_STAGES>;
  alternatives: string;
  instead: string;
  afterTitle: (name: string) => string;
  insteadTitle: (name: string) => string;
  afterLead: string;
  nobodyElse: string;
  eachOfThem: string;
  back: (name: string) => string;
  successor: string;
  proposedSuccessor: string;
  offers: string;
  noService: string;
  software: (name: string) => string;
  registration: For<typeof REGISTRATIONS>;
  capacity: For<typeof CAPACITY_STATES>;
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
  /** `since`: with its preposition. */
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
    /** `until`: with its preposition. */
    certified: (issuer: string, until: string) => string;
  };
  undated: string;
  evidence: string;
  aged: string;
  earlierQuestion: string;
  pageLost: string;
  tie: string;
  contested: string;
  /** `on`: with its preposition. */
  reply: (federation: string, on: string) => string;
  replyToEarlier: string;
  past: string;
  pastAway: string;
  older: string;
  unknown: string;
  unknownLead: string;
  missing: (facts: string) => string;
  ask: string;
  age: string;
  confirmed: (day: string) => string;
  neverConfirmed: string;
  lastSeen: (date: string) => string;
  domain: (day: string) => string;
  facts: For<readonly (typeof HOST_FACTS)[number][]>;
  saidByHost: string;
  imported: string;
  sources: string;
  programs: string;
  find: string;
}
