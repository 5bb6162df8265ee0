/*
 * Closed lists of the domain. Each term is written only here; schemas, CHECK constraints and labels are derived from
 * them.
 */

/** States of a host. Only `draft` is invisible to the public; `withdrawn` leaves a tombstone. */
export const HOST_STATES = ['draft', 'published', 'silent', 'suspended', 'closed', 'withdrawn'] as const;

/** Kinds of former names of an organisation. */
export const ALIAS_KINDS = ['slug', 'name', 'domain'] as const;
export type AliasKind = (typeof ALIAS_KINDS)[number];

export const LEGAL_FORMS = [
  'association',
  'cooperative',
  'company',
  'micro-company',
  'public-body',
  'informal',
  'individual',
  'other',
] as const;

export const AUDIENCES = ['associations', 'individuals', 'companies', 'public-bodies', 'schools', 'activists'] as const;

/**
 * Kinds of support that a host may offer in addition to hosting; their labels are in
 * `seed/vocabulary/support-kinds.json`.
 */
export const SUPPORT_KINDS = [
  'diagnosis',
  'work-organisation',
  'migration',
  'training',
  'helpdesk',
  'hosting',
  'legal-advice',
  'awareness',
  'pooling',
  'digital-mediation',
  'dla',
  'guidasso',
  'fdva',
] as const;

export const SUPPORT_MODES = ['remote', 'phone', 'in-person'] as const;
export type SupportMode = (typeof SUPPORT_MODES)[number];

export const REGISTRATIONS = ['none-needed', 'open', 'members', 'customers', 'on-application'] as const;

export const CAPACITY_STATES = ['open', 'waiting-list', 'full'] as const;

export const CERTIFICATIONS = ['hds', 'secnumcloud'] as const;

/** Units of commitments written after their number, and whether they have fractions. */
const COUNTED_UNITS = {
  days: 'whole',
  hours: 'fractions',
  'working-hours': 'fractions',
  people: 'whole',
  'months-of-costs': 'fractions',
  'percent-over-90-days': 'fractions',
  formats: 'fractions',
} as const;

/** All units of commitments; euros and years have their own notation. */
export const MEASURE_UNITS = { ...COUNTED_UNITS, EUR: 'fractions', year: 'whole' } as const;

export const PERIODS = ['month', 'quarter', 'year'] as const;

/** Who one price covers; when absent, unknown. */
export const COVERED_BY_PRICE = ['organisation', 'person'] as const;

/** Answers a host may give about a criterion. No answer is `unknown`, which is not in this list. */
export const CLAIM_VALUES = ['yes', 'partial', 'no'] as const;

/** Evidence from weak to strong. Expired certificates and measurements become `unknown`. */
export const EVIDENCE_LEVELS = ['unknown', 'declared', 'documented', 'peer-reviewed', 'measured', 'certified'] as const;

/** State of a page given as evidence, at the last check. */
export const EVIDENCE_PAGE_STATES = ['found', 'failing', 'lost'] as const;

export const STATEMENT_SOURCES = ['host', 'import', 'charter', 'federation', 'catalogue'] as const;

/**
 * Origins of facts with their ranks, strongest first. An import never overwrites a fact of a higher rank. `host` and
 * `admin` have the same rank.
 */
export const ORIGIN_RANKS = {
  certificate: 1,
  catalogue: 2,
  review: 3,
  host: 4,
  admin: 4,
  'host-document': 5,
  'host-file': 6,
  federation: 7,
  charter: 7,
  import: 8,
} as const;
export type FactOrigin = keyof typeof ORIGIN_RANKS;
export const FACT_ORIGINS = Object.keys(ORIGIN_RANKS) as FactOrigin[];

/** Importers: in whose name an imported file is written. */
export const SOURCE_ORIGINS = ['host-document', 'host-file', 'federation'] as const;
export type SourceOrigin = (typeof SOURCE_ORIGINS)[number];

/** What an imported file proposes until a person accepts it. */
export const PROPOSAL_KINDS = ['field', 'service'] as const;
export const PROPOSAL_STATES = ['open', 'refused'] as const;

/** What a charter or a federation requires of members. */
export const REQUIREMENT_LEVELS = ['required', 'recommended'] as const;
export type RequirementLevel = (typeof REQUIREMENT_LEVELS)[number];

export const MEMBERSHIP_STATES = ['member', 'former', 'follower'] as const;

/** States of a host's request to join. An accepted host is a member; the decision stays with the request. */
export const REQUEST_STATES = ['asked', 'more-information', 'refused', 'accepted'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Who wrote a membership: the federation, the host itself, or the catalogue from public pages. */
export const MEMBERSHIP_AUTHORS = ['federation', 'host', 'catalogue'] as const;
export type MembershipAuthor = (typeof MEMBERSHIP_AUTHORS)[number];

/** What was observed of an entry that its host has not confirmed. */
export const OBSERVED_STATES = ['active', 'closed', 'unknown'] as const;

/** Stages of a closing, in chronological order. */
export const CLOSING_STAGES = ['restricted', 'readOnly', 'closed', 'dataErased'] as const;

export const PROMISE_STATES = ['kept', 'broken', 'pending', 'unknown'] as const;
export const PRICE_CHANGE_STATES = [...PROMISE_STATES, 'taken-back'] as const;

/** Why an address was not fetched, or why fetching it failed. */
export const FETCH_PROBLEMS = [
  'not-http',
  'https-needed',
  'with-credentials',
  'unusual-port',
  'ip-address',
  'not-public-name',
  'not-public-machine',
  'name-not-found',
  'no-answer',
  'bad-certificate',
  'too-slow',
  'too-large',
  'too-many-redirects',
  'redirected-elsewhere',
] as const;

/**
 * Troubles of a website: it shows a page for parked domains, redirects elsewhere, has no valid certificate, has an
 * unreadable `robots.txt`, or lacks a sign-up page.
 */
export const SITE_TROUBLES = ['parked', 'moved', 'certificate', 'robots', 'page-gone'] as const;

/** Levels of zones, from the largest to the smallest. */
export const ZONE_LEVELS = ['world', 'country', 'region', 'departement', 'commune'] as const;

export const TERRITORY_LEVELS = ['country', 'region', 'departement', 'commune'] as const;

/**
 * What a token of a host or a federation may do there: everything, or read everything and answer what others ask.
 * An administrator's token has all rights.
 */
export const TOKEN_RIGHTS = ['all', 'read-and-answer', 'read'] as const;
export type TokenRights = (typeof TOKEN_RIGHTS)[number];

export const ROLES = ['admin', 'federation', 'host'] as const;

export const ACTORS = ['host', 'federation', 'admin', 'import', 'catalogue'] as const;

export const CHANGE_KINDS = ['created', 'changed', 'withdrawn', 'redacted'] as const;

/** Why an entry was withdrawn; public. */
export const WITHDRAWAL_REASONS = ['stopped', 'asked', 'double', 'not-a-host', 'rules'] as const;

/** Events sent to programs of others by webhooks. */
export const EVENT_TYPES = [
  'host.created',
  'host.changed',
  'host.closing',
  'host.withdrawn',
  'host.redacted',
  'federation.created',
  'federation.changed',
  'federation.redacted',
  'membership.changed',
  'claim.contested',
  'commitment.weakened',
  'commitment.broken',
  'import.failed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const WEBHOOK_STATES = ['unverified', 'active', 'disabled'] as const;
/** `dead`: given up, and sent again only on request. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const;

export const MISTAKE_KINDS = ['wrong', 'closed', 'misleading'] as const;

/** What anyone may send about an entry: a mistake, or a request to remove it, which only administrators read. */
export const REPORT_KINDS = [...MISTAKE_KINDS, 'removal'] as const;

/** Who requests the removal of an entry: the host, a person whom the entry names, or somebody else. */
export const ASKERS = ['host', 'person', 'other'] as const;

/** The outcome of a report of a mistake. */
export const MISTAKE_OUTCOMES = ['corrected', 'not-so', 'noted'] as const;

/** The outcome of a request for removal. */
export const REMOVAL_OUTCOMES = ['removed', 'corrected', 'refused'] as const;

/** The outcome of a report of any kind. */
export const REPORT_OUTCOMES = [...MISTAKE_OUTCOMES, 'removed', 'refused'] as const;

export const IMPORTANCES = ['not-important', 'plus', 'important', 'very-important'] as const;

export const PRIORITIES = ['must', 'should', 'could'] as const;

/** A host's answer about a person who was referred to it. */
export const REFERRAL_OUTCOMES = ['accepted', 'full', 'not-for-us'] as const;

/** How the need of a case reached the federation. */
export const CASE_SOURCES = ['link', 'file', 'phone', 'diagnosis'] as const;

/** Outcomes of a case, from the first step to the last. */
export const CASE_OUTCOMES = ['written-to', 'answered', 'chosen', 'moved', 'gave-up'] as const;
/** What is known of a case: no outcome yet, or its outcome. */
export const CASE_STATES = ['received', ...CASE_OUTCOMES] as const;
/** Outcomes after which a case needs nothing more. */
export const FINAL_OUTCOMES = ['moved', 'gave-up'] as const;

export const LANGUAGES = ['fr', 'en'] as const;

export type CaseSource = (typeof CASE_SOURCES)[number];
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];
export type CaseState = (typeof CASE_STATES)[number];
export type Language = (typeof LANGUAGES)[number];
export type StatementSource = (typeof STATEMENT_SOURCES)[number];
export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number];
export type Audience = (typeof AUDIENCES)[number];
export type ClaimValue = (typeof CLAIM_VALUES)[number];
export type Importance = (typeof IMPORTANCES)[number];
export type HostState = (typeof HOST_STATES)[number];
export type ClosingStage = (typeof CLOSING_STAGES)[number];
export type TerritoryLevel = (typeof TERRITORY_LEVELS)[number];
export type Role = (typeof ROLES)[number];
export type Actor = (typeof ACTORS)[number];
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type SupportKind = (typeof SUPPORT_KINDS)[number];
export type MistakeKind = (typeof MISTAKE_KINDS)[number];
export type ReportKind = (typeof REPORT_KINDS)[number];
export type Asker = (typeof ASKERS)[number];
export type CountedUnit = keyof typeof COUNTED_UNITS;
export type MeasureUnit = keyof typeof MEASURE_UNITS;
export type SiteTroubleKind = (typeof SITE_TROUBLES)[number];
export type FetchProblem = (typeof FETCH_PROBLEMS)[number];

/**
 * Lists that a host may declare complete: what a complete list lacks, the host does not offer. `services` includes
 * where they are offered (`serves`), `support` where the host comes in person (`visits`).
 */
export const COMPLETE_LISTS = ['services', 'plans', 'support', 'audiences', 'languages'] as const;
export type CompleteList = (typeof COMPLETE_LISTS)[number];

/** Statements of an entry that somebody may have recorded elsewhere before its host said them. */
export const IMPORTED_STATEMENTS = ['claims', 'commitments'] as const;
