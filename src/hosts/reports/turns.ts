import type { Clock } from '../../ground/clock.ts';
import { countedByHour } from '../../http/asking/quota.ts';

const REPORTS_AN_HOUR = 5;

/** Counts the reports of a sender, however they come in: reports are read by people. */
export type CountReport = ReturnType<typeof countedByHour>;

export const reportCounter = (clock: Clock): CountReport =>
  countedByHour(REPORTS_AN_HOUR, clock, (minutes) => ({
    fr: `Pas plus de ${REPORTS_AN_HOUR} signalements par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${REPORTS_AN_HOUR} reports an hour. Try again in ${minutes} min.`,
  }));
