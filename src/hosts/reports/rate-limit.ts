import { type Count, type Counting, counted } from '../../record/counts.ts';

const REPORTS_AN_HOUR = 5;

/** Counts reports per sender, sent by the API or by a form: people read each of them. */
export type CountReport = Count;

export const reportCounter = (counting: Counting): CountReport =>
  counted(counting, { what: 'report', most: REPORTS_AN_HOUR }, (minutes) => ({
    fr: `Pas plus de ${REPORTS_AN_HOUR} signalements par heure. Réessayez dans ${minutes} min.`,
    en: `No more than ${REPORTS_AN_HOUR} reports an hour. Try again in ${minutes} min.`,
  }));
