import { type Counter, type CounterContext, createCounter, HOUR_MS } from '../record/counts.ts';

/** Enough for a school or an office where many people share one address. */
const REGISTRATIONS_AN_HOUR = 30;
const CLAIMS_AN_HOUR = 5;
const CHECKS_AN_HOUR = 60;
/** Enough for associations that answer the questions together in one room. */
export const NEEDS_AN_HOUR = 20;
const ERASURES_AN_HOUR = 20;
/** There are sixteen million numbers, of which at most a hundred are in use at a time: a hundred guesses find none. */
const ERASURES_OF_FEDERATION = 100;
/** A quarter of the unopened needs that may wait for one federation; they are kept for as many days. */
const NEEDS_OF_FEDERATION = 25;
const DAYS_OF_FEDERATION = 30;
const LINKS_AN_HOUR = 20;
const MAILS_AN_HOUR = 10;

/** One rate limit for each action that costs others something, by the API or by a form. */
export interface RateLimits {
  /**
   * Anyone can register a host and so get a host token; requests with a host token therefore share the anonymous limit.
   */
  registration: Counter;
  /** Each claim creates a token, and may alarm the holder of the entry. */
  claim: Counter;
  /** Each check requests a website that the sender names; several tokens of one host must not multiply the requests. */
  check: Counter;
  /** Officers read each need that is sent to their federation. */
  need: Counter;
  /** Limits what one sender may send to one federation, so that most of its waiting needs come from others. */
  needOfFederation: Counter;
  /** Sign-in links by mail, for whatever addresses. */
  signInLink: Counter;
  /** Confirmation mails to an address: the recipient may know nothing about it. */
  mail: Counter;
  /** Numbers are short: the limit prevents finding other people's by guessing. */
  erasure: Counter;
  /** Counted per federation, across all senders: many addresses do not help with guessing. */
  erasureOfFederation: Counter;
}

export const rateLimitsBy = (counting: CounterContext): RateLimits => ({
  registration: createCounter(counting, { what: 'registration', most: REGISTRATIONS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${REGISTRATIONS_AN_HOUR} inscriptions par heure depuis une même adresse. Réessayez dans ${minutes} min, ou demandez à l’administration du catalogue.`,
    en: `No more than ${REGISTRATIONS_AN_HOUR} registrations an hour from one address. Try again in ${minutes} min, or ask an administrator of the catalogue.`,
  })),
  claim: createCounter(counting, { what: 'claim', most: CLAIMS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${CLAIMS_AN_HOUR} demandes de reprise par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${CLAIMS_AN_HOUR} claims an hour. Try again in ${minutes} min.`,
  })),
  check: createCounter(counting, { what: 'check', most: CHECKS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${CHECKS_AN_HOUR} vérifications de site par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${CHECKS_AN_HOUR} checks of a site an hour. Try again in ${minutes} min.`,
  })),
  need: createCounter(counting, { what: 'need', most: NEEDS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${NEEDS_AN_HOUR} besoins envoyés par heure depuis une même adresse. Réessayez dans ${minutes} min, ou appelez avec le code, ou donnez le fichier.`,
    en: `No more than ${NEEDS_AN_HOUR} needs sent an hour from one address. Try again in ${minutes} min, or call with the code, or hand over the file.`,
  })),
  needOfFederation: createCounter(
    counting,
    { what: 'need-of-federation', most: NEEDS_OF_FEDERATION, windowMs: DAYS_OF_FEDERATION * 24 * HOUR_MS },
    () => ({
      fr: `Pas plus de ${NEEDS_OF_FEDERATION} besoins envoyés au même réseau en ${DAYS_OF_FEDERATION} jours depuis une même adresse. Appelez ce réseau avec le code, ou donnez-lui le fichier.`,
      en: `No more than ${NEEDS_OF_FEDERATION} needs sent to one network within ${DAYS_OF_FEDERATION} days from one address. Call it with the code, or hand over the file.`,
    }),
  ),
  signInLink: createCounter(counting, { what: 'sign-in-link', most: LINKS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${LINKS_AN_HOUR} liens par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${LINKS_AN_HOUR} links an hour. Try again in ${minutes} min.`,
  })),
  mail: createCounter(counting, { what: 'mail', most: MAILS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${MAILS_AN_HOUR} adresses de courriel ajoutées par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${MAILS_AN_HOUR} mail addresses added an hour. Try again in ${minutes} min.`,
  })),
  erasure: createCounter(counting, { what: 'erasure', most: ERASURES_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${ERASURES_AN_HOUR} effacements essayés par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${ERASURES_AN_HOUR} tries to erase an hour. Try again in ${minutes} min.`,
  })),
  erasureOfFederation: createCounter(
    counting,
    { what: 'erasure-of-federation', most: ERASURES_OF_FEDERATION },
    (minutes) => ({
      fr: `Trop d’effacements ont été essayés auprès de ce réseau. Réessayez dans ${minutes} min, ou demandez-lui d’effacer ce besoin.`,
      en: `Too many have tried to erase needs at this network. Try again in ${minutes} min, or ask it to erase this need.`,
    }),
  ),
});

const REPORTS_AN_HOUR = 5;

/** Counts reports per sender, sent by the API or by a form: people read each of them. */
export type CountReport = Counter;

export const reportCounter = (counting: CounterContext): CountReport =>
  createCounter(counting, { what: 'report', most: REPORTS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${REPORTS_AN_HOUR} signalements par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${REPORTS_AN_HOUR} reports an hour. Try again in ${minutes} min.`,
  }));
