import { type Coded, type NoParameters, sayer } from '../../vocabulary/sentences.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import type { ClaimValue, CompleteList } from '../../vocabulary/terms.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import type { ByFederation, HistorySubject, ServiceScope } from './parts.ts';

type Promise = ServiceScope & { kind: string };
type OfPlan = { service: string; serviceSlug: string; plan: string };
type Claim = { criterion: string; version?: number | undefined };
type Value<V> = { value: V };
type Change<V> = { from: V; to: V };
/** `successorName` is added when the history is written. */
type Succession = ServiceScope & { successor: string; successorName?: string };
type Review = ByFederation & HistorySubject;

/** Events of a host: the parameters of each sentence. Hosts and federations have their present names. */
export interface HistorySentences {
  published: NoParameters;
  'published-again': NoParameters;
  suspended: NoParameters;
  'suspension-explained': NoParameters;
  'suspension-lifted': NoParameters;
  /** Its site has not answered for weeks, and nobody confirmed that it is active. */
  'fell-silent': NoParameters;
  'heard-again': NoParameters;
  withdrawn: NoParameters;
  redacted: NoParameters;
  confirmed: NoParameters;
  renamed: Change<string>;
  /** Domains; null: the host no longer states a website. */
  'website-moved': { from: string; to: string | null };
  'slug-changed': Change<string>;
  /** Another entry of the same organisation, merged into this one. */
  merged: { slug: string; name: string };
  'lists-whole': { lists: readonly CompleteList[] };
  'lists-samples': { lists: readonly CompleteList[] };
  'commitment-made': Promise & Value<Measure>;
  'commitment-strengthened': Promise & Change<Measure>;
  'commitment-weakened': Promise & Change<Measure>;
  'commitment-changed': Promise & Change<Measure>;
  'commitment-taken-back': Promise & Value<Measure>;
  /** The history of one promise: `values` oldest first; `isOver` when there is no present promise. */
  'commitment-past': Promise & { values: readonly Measure[]; earlier?: number; weakened: number; isOver: boolean };
  'claim-made': Claim & Value<ClaimValue>;
  'claim-strengthened': Claim & Change<ClaimValue>;
  'claim-weakened': Claim & Change<ClaimValue>;
  'claim-changed': Claim & Change<ClaimValue>;
  'claim-taken-back': Claim & Value<ClaimValue>;
  'page-lost': HistorySubject & ServiceScope;
  'page-back': HistorySubject & ServiceScope;
  'page-changed': HistorySubject & ServiceScope;
  'service-added': { service: string };
  'service-removed': { service: string };
  'price-changed': Change<number> & { service: string; plan: string; period: 'month' | 'quarter' | 'year' };
  'prices-changed': { service: string };
  'coming-prices-changed': { service: string };
  /** `on`: first day of the higher price; days of notice `promised` (null: none) and actually given. */
  'price-rise': OfPlan & { on: string; promised: number | null; actual: number };
  'price-rise-taken-back': OfPlan & { on: string; promised: number | null; actual: number };
  /** Days of the end; null: not stated. */
  'closing-announced': ServiceScope & { on: string | null };
  'closing-changed': ServiceScope & Change<string | null>;
  'closing-cancelled': ServiceScope;
  'closing-breaks-promise': Promise & { promised: Measure | null; actual: Measure | null };
  'successor-named': Succession;
  'successor-agreed': Succession;
  'successor-withdrew': Succession;
  'successor-no-longer-named': Succession;
  /** About a promised successor, without a closing. */
  'succession-promise-agreed': Succession;
  'succession-promise-left': Succession;
  'membership-confirmed': ByFederation & { since?: string; askedOn?: string };
  'membership-uncertain': ByFederation;
  'membership-followed': ByFederation;
  'membership-unfollowed': ByFederation;
  'membership-ended': ByFederation & { until?: string };
  'membership-erased': ByFederation;
  'membership-reviewed': ByFederation & { on: string };
  'membership-corrected': ByFederation;
  'charter-changed': ByFederation;
  'exceptions-noted': ByFederation;
  'exceptions-changed': ByFederation;
  'exceptions-lifted': ByFederation;
  reviewed: Review & Value<Measure> & { on: string };
  'review-renewed': Review & Value<Measure> & { on: string };
  'review-contests': Review & Value<Measure>;
  'review-certified': Review & Value<Measure> & { issuer: string; until: string };
  'review-changed': Review & Change<Measure>;
  'review-detailed': Review & Value<Measure>;
  'review-removed': Review & Value<Measure>;
  'reply-made': Review;
  'reply-changed': Review;
  'reply-taken-back': Review;
}

/** An event of a host, before it is put into words. */
export type HostEvent<C extends keyof HistorySentences = keyof HistorySentences> = Coded<HistorySentences, C>;

/** Puts an event into a sentence, in the speaker's language. */
export const sayHostEvent = sayer<HistorySentences>({ fr: FRENCH, en: ENGLISH });
