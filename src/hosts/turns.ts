import type { Clock } from '../ground/clock.ts';
import { countedByHour } from '../http/asking/quota.ts';

/** Enough for a school or an office where many register behind one address. */
const REGISTRATIONS_AN_HOUR = 30;
const CLAIMS_AN_HOUR = 5;
const CHECKS_AN_HOUR = 60;
/** Enough for the associations that fill in the questions together, in one room. */
export const NEEDS_AN_HOUR = 20;
const ERASURES_AN_HOUR = 20;

/** One count for each thing that costs others something, however it comes in: by the API or by a form. */
export interface Turns {
  /** Anybody makes a host, and with it a token: so that of a host counts like none. */
  registration: ReturnType<typeof countedByHour>;
  /** Each claim creates a token, and may alarm the holder of the entry. */
  claim: ReturnType<typeof countedByHour>;
  /** Each check asks a site that the sender names; tokens of one host must not add up against it. */
  check: ReturnType<typeof countedByHour>;
  /** Officers read each need that is sent to their federation. */
  need: ReturnType<typeof countedByHour>;
  /** A number is short: nobody finds that of somebody else by trying. */
  erasure: ReturnType<typeof countedByHour>;
}

export const turnsBy = (clock: Clock): Turns => ({
  registration: countedByHour(REGISTRATIONS_AN_HOUR, clock, (minutes) => ({
    fr: `Pas plus de ${REGISTRATIONS_AN_HOUR} inscriptions par heure depuis une même adresse. Réessayez dans ${minutes} min, ou demandez à l’administration du catalogue.`,
    en: `No more than ${REGISTRATIONS_AN_HOUR} registrations an hour from one address. Try again in ${minutes} min, or ask an administrator of the catalogue.`,
  })),
  claim: countedByHour(CLAIMS_AN_HOUR, clock, (minutes) => ({
    fr: `Pas plus de ${CLAIMS_AN_HOUR} demandes de reprise par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${CLAIMS_AN_HOUR} claims an hour. Try again in ${minutes} min.`,
  })),
  check: countedByHour(CHECKS_AN_HOUR, clock, (minutes) => ({
    fr: `Pas plus de ${CHECKS_AN_HOUR} vérifications de site par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${CHECKS_AN_HOUR} checks of a site an hour. Try again in ${minutes} min.`,
  })),
  need: countedByHour(NEEDS_AN_HOUR, clock, (minutes) => ({
    fr: `Pas plus de ${NEEDS_AN_HOUR} besoins envoyés par heure depuis une même adresse. Réessayez dans ${minutes} min, ou appelez avec le code, ou donnez le fichier.`,
    en: `No more than ${NEEDS_AN_HOUR} needs sent an hour from one address. Try again in ${minutes} min, or call with the code, or hand over the file.`,
  })),
  erasure: countedByHour(ERASURES_AN_HOUR, clock, (minutes) => ({
    fr: `Pas plus de ${ERASURES_AN_HOUR} effacements essayés par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${ERASURES_AN_HOUR} tries to erase an hour. Try again in ${minutes} min.`,
  })),
});
