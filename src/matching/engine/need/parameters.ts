import type { Label } from '../../../vocabulary/reference.ts';
import type { Coded, NoParameters } from '../../../vocabulary/sentences.ts';
import type { Measure, Territory, Zone } from '../../../vocabulary/shapes.ts';
import type { Audience, EvidenceLevel, Importance, StatementSource, SupportMode } from '../../../vocabulary/terms.ts';

/*
 * The parameters of each sentence of an answer. Amounts are in euros, room is in gigabytes, dates are written as in
 * documents.
 */

/** A family of wishes. */
export type Family = 'cost' | 'fit' | 'proximity' | 'values' | 'durability';

/** A criterion or a commitment by its key. */
export type Subject = { kind: 'criterion' | 'commitment'; key: string };

/** The source of a statement about a host. `federationName` is added when the answer is written. */
export type Witness = { by: StatementSource; federation: string | null; federationName?: string };

/** What supports a statement. */
export type Evidence = Witness & { evidence: EvidenceLevel | 'terms'; asOf: string | null };

/** The stated size of one usage; null for what the need does not state. */
export type Size = {
  accounts: number | null;
  gigabytes: number | null;
  /** Amounts in other units, by unit. */
  amounts?: Readonly<Record<string, number>> | null;
};
/** Amounts assumed because the need does not state them, and for which usages; null and empty if all are stated. */
export type Assumed = {
  accounts: number | null;
  gigabytes: number | null;
  accountsFor: readonly string[];
  gigabytesFor: readonly string[];
};
export type SizedUsage = Size & { usage: string };

/** A hard need by its name, and the key of its subject. */
export type HardNeedNamed = { name: string; key: string | null; territory: Territory | null };

/** A rule of a federation's policy. `about` is the kind of its subject, `key` the subject within that kind. */
export type Rule = { rule: string; about: string; key: string | null } & (
  | { kind: 'require-criterion' | 'minimum-evidence'; evidence: EvidenceLevel }
  /** `bound`: how the measure limits what hosts promise; null when any value is enough. */
  | { kind: 'require-commitment'; atLeast: Measure; bound: Bound | null }
  | { kind: 'minimum-word'; word: Importance }
  | { kind: 'factor'; factor: number; more: boolean }
);
export type Bound = 'exactly' | 'since' | 'at-most' | 'at-least';

export type ListName = 'fits' | 'to-check';
/** The rank of a host in one of the two lists; null: it is in neither. */
export type PlaceParams = { list: ListName; rank: number } | null;

/** `perYear` null: the price is unknown, or the association chooses part of it (`chosen`), from `floor` up. */
export type Price = { perYear: number | null; once?: number; exact: boolean; floor: number | null; chosen: boolean };
/** Compared with one host alone: `saved` in euros a year; `brings`: other criteria that put the group before it. */
export type Contacts = {
  contacts: number;
  alone: boolean;
  saved: number | null;
  brings: readonly string[];
  fewerOpen: boolean;
};
export type Share = { host: string; usages: readonly string[] };
export type GroupParams = Price & Contacts & { host: string; shares: readonly Share[] };

/** Notes about what was assumed or left out for a need. */
export interface Notes {
  'default-wishes': { names: readonly string[] };
  'storage-margin-needs-storage': NoParameters;
  'proximity-needs-territory': NoParameters;
  'budget-assumed': { euros: number };
  'audience-assumed': { audience: Audience };
  'amounts-assumed': Assumed;
  'mailboxes-assumed': { mailboxes: number };
  'mail-storage-assumed': { gigabytes: number };
  'domain-name-apart': { euros: number };
  'growth-needs-storage': NoParameters;
  'one-family-leads': { family: Family };
  'combinations-too-many': { hosts: number; usages: number };
  /** More hosts qualify for pairs than take part. */
  'combinations-cut': { hosts: number; taken: number };
  'combinations-busy': NoParameters;
  'combinations-stopped': NoParameters;
  'kept-together': { usages: readonly string[] };
  'health-data-not-proven': { count: number };
  /** `service` is null when the whole host closes. */
  'closing-successor': {
    host: string;
    service: string | null;
    successor: string;
    successorName: string;
    agreed: boolean;
    closesOn: string | null;
    isOver: boolean;
  };
  'nothing-wished': NoParameters;
}

/** Reasons for a host. */
interface Reasons {
  'one-contact': { usages: readonly string[] };
  free: { confirmed: boolean };
  'pay-what-you-can': { advised: number | null; floor: number };
  'price-within-budget': { perYear: number; once?: number; budget: number; left: number; confirmed: boolean };
  'price-known': { perYear: number; once?: number; confirmed: boolean };
  /** `gigabytes` is null when the room is unlimited. Usages are named when several plans hold room. */
  'room-to-grow': { gigabytes: number | null; wanted: number; counted: boolean; usages: readonly string[] };
  'near-you': { territory: Territory };
  'wished-usage-covered': { usage: string };
  'support-offered': { key: string; mode: SupportMode | null };
  /** Present tools; `guides`: for each tool, the page that explains how to bring its data in. */
  'tools-explained': { tools: readonly string[]; guides: readonly { tool: string; url: string }[] };
  'tools-taken-over': { tools: readonly string[] };
  'criterion-met': Evidence & { key: string; value: Measure };
  'commitment-met': Evidence & { key: string; value: Measure };
}

/** Cautions about a host. */
interface Cautions {
  /** `ending`: the part of the addresses after the @. */
  'no-own-domain': { ending: string | null };
  /** `lost`: what one gets instead of a usage that a near usage meets. */
  'near-usage': { usage: string; via: string; lost: Label };
  'full-soon': { gigabytes: number; months: number };
  'price-rises': { from: string; perYear: number };
  'stated-no-criterion': { key: string; value: Measure | null };
  'stated-no-commitment': { key: string; value: Measure | null };
  'stated-no-support': { key: string; value: Measure | null };
  /** Help that is offered in these modes; `whole`: and in no other, as the host says. */
  'support-otherwise': {
    key: string;
    wished: SupportMode;
    modes: readonly SupportMode[];
    whole: boolean;
    /** Also offered in the wished mode, but not where the need is. */
    elsewhere: boolean;
  };
  contested: Subject & Witness;
  'contested-answered': Subject & Witness;
  'contested-unanswered': Subject & Witness & { value: Measure };
  'not-confirmed-by-host': { asOf: string | null };
  'on-application': NoParameters;
  'places-not-confirmed': NoParameters;
  'places-from': { from: string };
  'territory-assumed': { territory: Territory };
  'not-all-plans': NoParameters;
  'language-unsaid': { country: string };
  'only-declared': NoParameters;
  'tax-added': NoParameters;
  'evidence-page-lost': Subject;
  'evidence-page-changed': Subject & { on: string };
  'evidence-aged': Subject & { asOf: string | null };
}

/** Questions to ask a host. */
export interface Questions {
  'ask-usage': Size & { key: string; withPrice: boolean };
  'ask-room': { usages: readonly SizedUsage[] };
  'ask-amount': { key: string; amount: number };
  'ask-price': { usages: readonly SizedUsage[] };
  'ask-price-still': { perYear: number | null; once?: number; observedOn: string | null };
  'ask-price-free': { advised: number | null; each: boolean };
  'ask-price-quote': { accounts: number | null; amounts: Readonly<Record<string, number>> | null };
  'ask-price-advised': NoParameters;
  'ask-open': NoParameters;
  'ask-application': NoParameters;
  'ask-other-offer': { offers: readonly string[]; perYear: number | null; once?: number };
  'ask-territory': { territory: Territory };
  'ask-audience': { audience: Audience };
  'ask-language': { language: string };
  'ask-deadline': { startsBy: string };
  'ask-data-country': { countries: readonly string[] };
  'ask-support': { key: string; mode: SupportMode | null };
  'ask-leaving-tools': { tools: readonly string[] };
  'ask-criterion': { key: string };
  'ask-commitment': { key: string };
  'ask-criterion-evidence': { key: string; evidence: EvidenceLevel };
  'ask-commitment-evidence': { key: string; evidence: EvidenceLevel };
  'ask-criterion-partial': { key: string };
  'ask-criterion-contested': { key: string };
  'ask-commitment-contested': { key: string };
  'ask-seat': NoParameters;
  'ask-price-for': NoParameters;
  'ask-own-domain': NoParameters;
  'ask-who-reads': NoParameters;
  'ask-encrypted': NoParameters;
  'ask-authorities': NoParameters;
}

type Missing = { missing: number; has: number };
type MissingUnits = Missing & { unit: string; wanted: number };
type MissingPromise = { key: string; has: number; wanted: number };
/** `allPlans`: the host declares its list of plans complete. */
type Missed = { host: string; allPlans: boolean };

/** Hosts that nearly fit, and what to give up when no host fits. */
interface WaysOut {
  'near-miss-amount': MissingUnits & Missed;
  'near-miss-storage': MissingUnits & Missed & { counted: boolean };
  'near-miss-budget': Missing & Missed;
  'near-miss-commitment': MissingPromise & Missed;
  'near-miss-need': HardNeedNamed & Missed;
  /** `zones`: where the host says that it works; empty: only its `country` is known. */
  'near-miss-territory': Missed & { territory: Territory; zones: readonly Zone[]; country: string | null };
  'near-miss-audience': Missed & { audience: Audience; audiences: readonly Audience[] };
  'near-miss-language': Missed & { language: string; languages: readonly string[] };
  'relax-one': HardNeedNamed & { count: number };
  'relax-several': { needs: readonly HardNeedNamed[]; count: number };
  'step-budget': Missing & { count: number };
  'step-amount': MissingUnits & { count: number };
  'step-commitment': MissingPromise & { count: number };
  'step-storage': MissingUnits & { count: number };
}

/** Several hosts for one need; all these sentences share one set of parameters. */
interface Together {
  'ask-first': { host: string; needs: readonly HardNeedNamed[] };
  /** About a host that the reader named; `rank` is its rank among the `count` hosts that fit. */
  'asked-fits': { host: string; confirmed: boolean; rank: number; count: number };
  'asked-to-check': { host: string; needs: readonly HardNeedNamed[] };
  /** Help that the host `to` does not offer. */
  'help-from': { name: string; support: string; comes: boolean | null };
  'asked-improbable': { host: string; needs: readonly HardNeedNamed[] };
  'asked-excluded': { host: string; needs: readonly HardNeedNamed[] };
  'asked-unknown': { host: string };
  /** The need is limited to other hosts. */
  'asked-elsewhere': { host: string };
  'asked-left': { host: string };
  /** A wished usage that the host `to` lacks. */
  addition: Price & { usage: string; host: string; to: string };
  /** `confirmed`: every host has confirmed its entry; otherwise they only seem to cover everything. */
  'one-host': GroupParams & { confirmed: boolean };
  'several-hosts': GroupParams & { confirmed: boolean };
  'one-host-to-check': GroupParams;
  'several-hosts-to-check': GroupParams;
}

type Pair = { better: string; than: string };

/** The questions that say how near a host is to those who ask, the weightiest first. */
export const NEARNESS = ['country', 'price', 'region', 'territory', 'audience', 'contact'] as const;
export type Nearness = (typeof NEARNESS)[number];

/** Why a host ranks before another, and how firmly the first host holds its rank. */
interface Explanations {
  /** Names of criteria; `refused` and `unknown` are subsets of `because`. */
  before: Pair & {
    because: readonly string[];
    refused: readonly string[];
    unknown: readonly string[];
    despite: readonly string[];
  };
  /** `by`: the first question on which they differ, where both leave as much open. */
  nearer: Pair & { by: Nearness };
  /** `needs`: what only the second host leaves open; `unseen`: nobody saw the second host active lately. */
  'less-open': Pair & { needs: readonly HardNeedNamed[]; unseen: boolean };
  /** `toCheck`: other hosts may turn out to fit too. */
  'only-one': { host: string; confirmed: boolean; toCheck: boolean };
  'fewest-to-check': { host: string };
  'whatever-unknown': { host: string };
  'for-any-points': { host: string; settled: boolean };
  'stable-first': { host: string };
  'equal-first': { host: string };
  'word-changes-first': { host: string; criterion: string; change: 'dropped' | 'less' | 'more'; first: string };
  conflict: { needs: readonly HardNeedNamed[] };
}

type OfFederation = { federation: string; federationName?: string };

/** What the policy of a federation adds to a need. */
interface Policies {
  'policy-rule': OfFederation & Rule;
  'policy-rule-aside': OfFederation & Rule;
  'policy-takes-out': OfFederation & { count: number };
  /** `movedBy`: by the rules themselves, or only because they move other hosts. */
  'policy-moves': {
    federationName: string;
    host: string;
    rules: readonly Rule[];
    without: PlaceParams;
    with: PlaceParams;
    movedBy: 'rules' | 'others';
  };
}

/** Every sentence that an answer may hold, by code, with its parameters. */
export interface MatchingSentences
  extends Notes,
    Reasons,
    Cautions,
    Questions,
    WaysOut,
    Together,
    Explanations,
    Policies {}

export type SentenceCode = keyof MatchingSentences;

/** A statement of an answer; `sentence.ts` puts it into words. */
export type Reason<C extends SentenceCode = SentenceCode> = Coded<MatchingSentences, C>;
