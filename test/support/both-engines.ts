/**
 * Where PostgreSQL runs the tests, these run on the embedded database too: for each folder of `src/` with SQL of its own,
 * the files below `test/` that make it speak. `test/contract/levels.test.ts` holds that none is forgotten.
 */
export const ON_BOTH_ENGINES: Readonly<Record<string, readonly string[]>> = {
  accounts: ['record/accounts', 'api/accounts', 'api/idempotency'],
  audit: ['api/audit'],
  catalogue: ['api/follow', 'api/withdrawn'],
  'catalogue/alike': ['api/alike-entries'],
  closings: ['api/closing'],
  database: ['record/database', 'api/restore'],
  'exchange/imports': ['api/proposals'],
  'exchange/seed': ['record/seed'],
  'exchange/sources': ['api/sources-of-hosts'],
  federations: ['api/federation-writing'],
  'federations/criteria': ['api/own-criteria'],
  'federations/helpers': ['api/helpers'],
  'federations/members': ['api/membership-answers'],
  'federations/policies': ['record/policies'],
  'federations/requests': ['api/federation-requests'],
  'federations/reviews': ['api/replies'],
  'federations/selection': ['api/selection'],
  'federations/vouches': ['api/vouches-lapse'],
  'feed/events': ['api/following'],
  'feed/webhooks': ['api/webhooks'],
  hosts: ['record/hosts', 'api/leaving'],
  'hosts/confirmations': ['api/confirmations'],
  'hosts/merging': ['api/merging'],
  'hosts/names': ['api/names'],
  'hosts/ownership': ['api/ownership-claims'],
  'hosts/reports': ['api/reports'],
  leases: ['record/leases', 'record/tasks', 'api/mail'],
  letters: ['api/letters'],
  mail: ['api/mail'],
  persons: ['api/signing-in'],
  recommendations: ['api/recommendations'],
  'recommendations/cases': ['api/cases', 'api/cases-followed'],
  'recommendations/gaps': ['api/gaps'],
  'recommendations/referrals': ['api/referrals'],
  'record/tables': ['record/database'],
  record: ['record/services', 'record/statements', 'record/federations'],
  redaction: ['api/redaction-everywhere'],
  'waiting/administration': ['api/administration-desk'],
  'waiting/case-reminders': ['api/mail'],
  'waiting/federation': ['api/mail'],
  'waiting/quarterly': ['api/mail'],
  'waiting/host': ['api/todo'],
  services: ['record/services', 'api/price-changes'],
  statements: ['record/statements'],
  tasks: ['record/tasks'],
  watching: ['api/watching'],
  'watching/evidence': ['record/evidence-pages'],
};

/**
 * Rooms that lean most on what an engine may do in its own way (locks, documents, text, copies of a database): with the
 * store, they run on the embedded database wherever all must be there. `npm run trial:embedded` runs every room.
 */
export const LEANING_ON_THE_ENGINE: readonly string[] = [
  'api/membership-answers',
  'api/names',
  'api/redaction-everywhere',
  'api/restore',
  'api/selection',
  'api/sources-of-hosts',
];

/**
 * What asks the database by the statements of the rooms above, or by none, and is tried without PostgreSQL too: for each
 * room a few quick files, so that a newcomer's `npm test` tries every room in minutes.
 */
export const OTHER_ROOMS: Readonly<Record<string, readonly string[]>> = {
  advice: ['api/advice'],
  alternatives: ['api/successors'],
  diagnosis: ['api/diagnosis'],
  discovery: ['api/discovery', 'api/site-files'],
  exchange: ['api/dumps', 'api/exchange-check', 'api/federation-spreadsheets', 'api/linked-data'],
  following: ['api/following'],
  history: ['api/history-federations'],
  'host-documents': ['api/refused-documents'],
  http: ['api/http-semantics', 'api/plain-faults', 'api/problems', 'api/reading', 'api/refusals'],
  manage: ['api/federation-desk', 'api/host-desk', 'api/joining'],
  matching: ['api/match', 'api/worked-example'],
  pages: ['api/embed', 'api/federation-page', 'api/pages'],
  reference: ['api/lookups', 'api/units'],
  services: ['api/service-writing'],
  statements: ['api/statement-writing'],
  tasks: ['api/tasks'],
  workshops: ['api/tool-map-pages'],
};

/** Why the rest is left out of the embedded database where there is PostgreSQL. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'test/api, test/record': 'what else is there asks the database by the statements of the rooms above',
  'other rooms, where all must be there': 'ask by the same kinds of statements; npm run trial:embedded runs them',
  'test/browser': 'looks at pages, which are made from memory; the desks read by the same statements',
  'test/contract': 'starts programs on an embedded database of their own, wherever it runs',
  'test/postgres': 'shows what only a server does',
};
