import type { ReviewDraft } from '../../documents/federation.ts';
import { addMonths, lastDayOf } from '../../ground/clock.ts';
import type { Fault } from '../../ground/errors.ts';
import { fault } from '../../ground/errors.ts';
import { dateFaults } from '../../requests/meaning.ts';

/**
 * Months after its day at which a review ends at the latest. Memberships are looked at again after three years
 * (`MEMBERSHIP_REVIEW_MONTHS`): what was seen once is not the word of peers for longer than that.
 */
export const LONGEST_REVIEW_MONTHS = 36;

/**
 * Months after the day of a review at which its certificate ends at the latest. Third parties certify hosting for three
 * years; five leave room for those that take longer, and none for a certificate without end.
 */
export const LONGEST_CERTIFICATE_MONTHS = 60;

function tooLong(pointer: string, ends: string | undefined, from: string | undefined, months: number): Fault[] {
  // A row of a sheet may lack its day, or name one that does not exist: that is told elsewhere.
  if (ends === undefined || from === undefined || dateFaults(pointer, from).length > 0) return [];
  const latest = addMonths(lastDayOf(from), months);
  if (ends <= latest) return [];
  return [
    fault(pointer, 'too-far-ahead', {
      fr: `C’est trop loin : ${months} mois au plus après la revue, donc ${latest} au plus tard.`,
      en: `This is too far ahead: ${months} months at most after the review, so ${latest} at the latest.`,
    }),
  ];
}

/** Ends that are too far from the day of the review: nothing counts for ever. */
export const lastingFaults = ({ reviewedOn, expiresOn, certificate }: Partial<ReviewDraft>): Fault[] => [
  ...tooLong('/expiresOn', expiresOn, reviewedOn, LONGEST_REVIEW_MONTHS),
  ...tooLong('/certificate/expiresOn', certificate?.expiresOn, reviewedOn, LONGEST_CERTIFICATE_MONTHS),
];
