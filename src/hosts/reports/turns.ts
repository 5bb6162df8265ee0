import { type Count, type Counting, counted } from '../../record/counts.ts';

const REPORTS_AN_HOUR = 5;

/** Counts the reports of a sender, however they come in: reports are read by people. */
export type CountReport = Count;

export const reportCounter = (counting: Counting): CountReport =>
  counted(counting, { what: 'report', most: REPORTS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${REPORTS_AN_HOUR} signalements par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${REPORTS_AN_HOUR} reports an hour. Try again in ${minutes} min.`,
  }));
