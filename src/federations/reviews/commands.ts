import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { isClaimNo, isMeasureNo } from '../../documents/evidence.ts';
import type { Federation, ReviewDraft } from '../../documents/federation.ts';
import { criterionVersionNow } from '../../documents/weighing.ts';
import { addMonths, lastDayOf } from '../../ground/clock.ts';
import { CatalogueError, type Fault, fault, oneFault, pathFault } from '../../ground/errors.ts';
import type { Context, Edit, WriteResult } from '../../record/context.ts';
import { goneCriteriaFaults } from '../../record/federations.ts';
import type { HostBefore } from '../../record/finish-write.ts';
import { isPublic } from '../../record/read-rows.ts';
import type { ReviewRow } from '../../record/rows.ts';
import { hosts, reviews } from '../../record/tables.ts';
import { dateFaults, keyFaults, orderFaults, pastFaults, today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import { pathFaults, saidFaults } from '../../statements/meaning.ts';
import { outdateReplyRow } from '../../statements/store.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { CLAIM_VALUES } from '../../vocabulary/terms.ts';
import { byFederation, changeStatement, type Parties, type StatementRef } from '../statement.ts';
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
  return oneFault(pointer, 'too-far-ahead', {
    fr: `C’est trop loin : ${months} mois au plus après la revue, donc ${latest} au plus tard.`,
    en: `This is too far ahead: ${months} months at most after the review, so ${latest} at the latest.`,
  });
}

/** Refuses end dates too long after the day of the review: nothing counts for ever. */
const lastingFaults = ({ reviewedOn, expiresOn, certificate }: Partial<ReviewDraft>): Fault[] => [
  ...tooLong('/expiresOn', expiresOn, reviewedOn, LONGEST_REVIEW_MONTHS),
  ...tooLong('/certificate/expiresOn', certificate?.expiresOn, reviewedOn, LONGEST_CERTIFICATE_MONTHS),
];

function subjectFaults(subject: string, { value }: ReviewDraft, reference: Reference, day: string): Fault[] {
  const key = subject.slice(subject.indexOf(':') + 1);
  const inPath = (faults: Fault[]) => pathFaults('/subject', faults);
  if (subject === `criterion:${key}`) {
    if (!reference.criteria.has(key)) return inPath(keyFaults('', 'criterion', key, reference.criteria));
    if (CLAIM_VALUES.some((term) => term === value)) return [];
    return oneFault('/value', 'wrong-kind-of-value', {
      fr: `Un critère prend ${CLAIM_VALUES.join(', ')}.`,
      en: `A criterion takes ${CLAIM_VALUES.join(', ')}.`,
    });
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

/** 404: the federation has not reviewed this. */
export const reviewNotFound = () =>
  new CatalogueError('review-not-found', {
    fr: 'Cette fédération n’a pas fait cette revue.',
    en: 'This federation has not reviewed this.',
  });

const theReview = ({ federationId, hostId, subject }: Pick<ReviewRow, 'federationId' | 'hostId' | 'subject'>) =>
  and(eq(reviews.federationId, federationId), eq(reviews.hostId, hostId), eq(reviews.subject, subject));

async function putReviewRow(db: Database, row: ReviewRow): Promise<void> {
  const { federationId: _federation, hostId: _host, subject: _subject, ...changed } = row;
  await db
    .insert(reviews)
    .values(row)
    .onConflictDoUpdate({ target: [reviews.federationId, reviews.hostId, reviews.subject], set: changed });
}

async function removeReviewRow(
  db: Database,
  key: Pick<ReviewRow, 'federationId' | 'hostId' | 'subject'>,
): Promise<void> {
  await db.delete(reviews).where(theReview(key));
}

/** A federation's reviews of public hosts. */
export const listReviewed = (db: Database, federationId: string): Promise<{ host: string; subject: string }[]> =>
  db
    .select({ host: hosts.slug, subject: reviews.subject })
    .from(reviews)
    .innerJoin(hosts, eq(reviews.hostId, hosts.id))
    .where(and(eq(reviews.federationId, federationId), isPublic()))
    .orderBy(asc(hosts.slug), asc(reviews.subject));

/** A review is about `criterion:<key>` or `commitment:<kind>`. */
type ReviewRef = StatementRef & { subject: string };

/** The federation's review of a subject of a host, if there is one. */
export const reviewIn = (
  { rows }: HostBefore,
  { federationId, subject }: { federationId: string; subject: string },
): ReviewRow | undefined =>
  rows.reviews.find((review) => review.federationId === federationId && review.subject === subject);

/** Whether a review differs from before in substance: then the host's reply does not answer it. */
const isRewritten = (before: ReviewRow, row: ReviewRow): boolean => {
  const statementIn = ({ value, evidenceUrl, note }: ReviewRow) => ({ value, evidenceUrl, note });
  return !isDeepStrictEqual(statementIn(before), statementIn(row));
};

/** The edit that writes a review, alone or by a row of a spreadsheet. */
export async function reviewEdit(
  context: Context,
  subject: string,
  draft: ReviewDraft,
  before: Parties,
  db: Database,
): Promise<Edit> {
  const { federation, host } = before;
  const key = { federationId: federation.document.id, hostId: host.document.id, subject };
  const criterion = subject.replace(/^criterion:/, '');
  const row = {
    ...key,
    value: draft.value,
    reviewedOn: draft.reviewedOn,
    expiresOn: draft.expiresOn ?? null,
    note: draft.note ?? null,
    evidenceUrl: draft.evidenceUrl ?? null,
    tie: draft.tie ?? null,
    certificate: draft.certificate ?? null,
    criterionVersion: criterionVersionNow(criterion, context.reference),
  };
  const was = reviewIn(host, key);
  return {
    creates: was === undefined,
    faults: [
      ...reviewFaults(context, subject, draft, before),
      ...pathFaults('/subject', await goneCriteriaFaults(db, context.reference, [['', criterion]])),
    ],
    apply: async (db) => {
      await putReviewRow(db, row);
      if (was && isRewritten(was, row)) await outdateReplyRow(db, key);
    },
  };
}

/**
 * Writes a federation's review of a host's claim or commitment: by peers, or with a certificate.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, meaningless-request,
 * version-required, version-stale
 */
export const putReview = (
  context: Context,
  ref: ReviewRef,
  draft: ReviewDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
  changeStatement(context, byFederation, ref, ifMatch, (before, db) =>
    reviewEdit(context, ref.subject, draft, before, db),
  );

/**
 * Removes a review.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, review-not-found, version-required,
 * version-stale
 */
export const removeReview = (context: Context, ref: ReviewRef, ifMatch: IfMatch): Promise<WriteResult<Federation>> =>
  changeStatement(context, byFederation, ref, ifMatch, ({ federation, host }) => {
    const key = { federationId: federation.document.id, hostId: host.document.id, subject: ref.subject };
    if (!reviewIn(host, key)) throw reviewNotFound();
    return { apply: (db) => removeReviewRow(db, key) };
  });
