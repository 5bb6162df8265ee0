import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../database/open.ts';
import type { Federation, ReviewDraft } from '../../documents/federation.ts';
import { criterionVersionNow } from '../../documents/weighing.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Context, Edit, Written } from '../../record/context.ts';
import { goneCriteriaFaults } from '../../record/own-criteria.ts';
import type { ReviewRow } from '../../record/rows.ts';
import type { HostBefore } from '../../record/settle.ts';
import type { IfMatch } from '../../requests/version.ts';
import { pathFaults } from '../../statements/meaning.ts';
import { outdateReplyRow } from '../../statements/store.ts';
import { byFederation, changeStatement, type Parties, type StatementRef } from '../statement.ts';
import { reviewFaults } from './meaning.ts';
import { putReviewRow, removeReviewRow } from './store.ts';

/** A review is about `criterion:<key>` or `commitment:<kind>`. */
export type ReviewRef = StatementRef & { subject: string };

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
): Promise<Written<Federation>> =>
  changeStatement(context, byFederation, ref, ifMatch, (before, db) =>
    reviewEdit(context, ref.subject, draft, before, db),
  );

/**
 * Removes a review.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, review-not-found, version-required,
 * version-stale
 */
export const removeReview = (context: Context, ref: ReviewRef, ifMatch: IfMatch): Promise<Written<Federation>> =>
  changeStatement(context, byFederation, ref, ifMatch, ({ federation, host }) => {
    const key = { federationId: federation.document.id, hostId: host.document.id, subject: ref.subject };
    if (!reviewIn(host, key))
      throw new CatalogueError('review-not-found', {
        fr: 'Cette fédération n’a pas fait cette revue.',
        en: 'This federation has not reviewed this.',
      });
    return { apply: (db) => removeReviewRow(db, key) };
  });
