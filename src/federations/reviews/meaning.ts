import { isClaimNo, isMeasureNo } from '../../documents/evidence.ts';
import type { ReviewDraft } from '../../documents/federation.ts';
import { addMonths, lastDayOf } from '../../ground/clock.ts';
import { type Fault, fault, pathFault } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import { dateFaults, keyFaults, orderFaults, pastFaults, today } from '../../requests/meaning.ts';
import { pathFaults, saidFaults } from '../../statements/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { CLAIM_VALUES } from '../../vocabulary/terms.ts';
import type { Parties } from '../statement.ts';
import { ownHostFaults } from '../ties.ts';

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

function subjectFaults(subject: string, { value }: ReviewDraft, reference: Reference, day: string): Fault[] {
  const key = subject.slice(subject.indexOf(':') + 1);
  const inPath = (faults: Fault[]) => pathFaults('/subject', faults);
  if (subject === `criterion:${key}`) {
    if (!reference.criteria.has(key)) return inPath(keyFaults('', 'criterion', key, reference.criteria));
    if (CLAIM_VALUES.some((term) => term === value)) return [];
    return [
      fault('/value', 'wrong-kind-of-value', {
        fr: `Un critère prend ${CLAIM_VALUES.join(', ')}.`,
        en: `A criterion takes ${CLAIM_VALUES.join(', ')}.`,
      }),
    ];
  }
  if (subject === `commitment:${key}`) return inPath(saidFaults(key, value, reference, day));
  return [
    pathFault('/subject', 'unknown-subject', {
      fr: 'Une revue porte sur criterion:<clé> ou commitment:<clé>.',
      en: 'A review is of criterion:<key> or commitment:<kind>.',
    }),
  ];
}

/** Whoever says no to the word of a host shows why, and where it stands. */
function noFaults(subject: string, draft: ReviewDraft, reference: Reference, day: string): Fault[] {
  const key = subject.slice(subject.indexOf(':') + 1);
  const says = subject.startsWith('criterion:')
    ? isClaimNo(reference.criteria.get(key), draft.value)
    : isMeasureNo(reference.commitmentKinds.get(key), draft.value, day);
  if (!says) return [];
  const faults: Fault[] = [];
  if (draft.evidenceUrl === undefined)
    faults.push(
      fault('/evidenceUrl', 'evidence-required', {
        fr: 'Un « non » demande une adresse où le vérifier.',
        en: 'A no needs an address where it can be checked.',
      }),
    );
  if (draft.tie === undefined)
    faults.push(
      fault('/tie', 'tie-required', {
        fr: 'Un « non » demande le lien avec l’hébergeur, ou "none".',
        en: 'A no needs the tie with the host, or "none".',
      }),
    );
  return faults;
}

/** What is wrong with a review; of a host that is not known yet, what can be told without it. */
export function reviewFaults(
  context: Context,
  subject: string,
  draft: ReviewDraft,
  { federation, host }: Pick<Parties, 'federation'> & Partial<Parties>,
): Fault[] {
  const day = today(context);
  return [
    ...subjectFaults(subject, draft, context.reference, day),
    ...noFaults(subject, draft, context.reference, day),
    ...(host ? ownHostFaults('/tie', draft.tie, federation.document, host.document) : []),
    ...pastFaults('/reviewedOn', draft.reviewedOn, day),
    ...orderFaults('/expiresOn', draft.reviewedOn, draft.expiresOn),
    ...orderFaults('/certificate/expiresOn', draft.reviewedOn, draft.certificate?.expiresOn),
    ...lastingFaults(draft),
  ];
}
