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
 * Longest validity of a review in months. Memberships are reviewed again after three years
 * (`MEMBERSHIP_REVIEW_MONTHS`): a single look must not count as the word of peers for longer.
 */
export const LONGEST_REVIEW_MONTHS = 36;

/**
 * Longest validity of a certificate, in months after the day of the review. Certificates for hosting last three years;
 * five leave room for longer ones, but not for certificates without end.
 */
export const LONGEST_CERTIFICATE_MONTHS = 60;

function tooLong(pointer: string, ends: string | undefined, from: string | undefined, months: number): Fault[] {
  // A row of a spreadsheet may lack its day, or have an impossible one: another check reports that.
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

/** Refuses end dates too long after the day of the review: nothing counts for ever. */
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

/** A federation that contradicts a host must state its evidence and where it is. */
function denialFaults(subject: string, draft: ReviewDraft, reference: Reference, day: string): Fault[] {
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

/** Faults of a review. While its host is unknown, only those that do not depend on the host. */
export function reviewFaults(
  context: Context,
  subject: string,
  draft: ReviewDraft,
  { federation, host }: Pick<Parties, 'federation'> & Partial<Parties>,
): Fault[] {
  const day = today(context);
  return [
    ...subjectFaults(subject, draft, context.reference, day),
    ...denialFaults(subject, draft, context.reference, day),
    ...(host ? ownHostFaults('/tie', draft.tie, federation.document, host.document) : []),
    ...pastFaults('/reviewedOn', draft.reviewedOn, day),
    ...orderFaults('/expiresOn', draft.reviewedOn, draft.expiresOn),
    ...orderFaults('/certificate/expiresOn', draft.reviewedOn, draft.certificate?.expiresOn),
    ...lastingFaults(draft),
  ];
}
