import type { Host } from '../documents/host.ts';
import type { ClaimDraft, CommitmentDraft, ReplyDraft } from '../documents/statement.ts';
import { criterionVersionNow } from '../documents/weighing.ts';
import { CatalogueError } from '../ground/errors.ts';
import { changeHost } from '../hosts/change.ts';
import type { Context, WriteResult } from '../record/context.ts';
import { growthFaults, sizeOfEntry } from '../record/entry-size.ts';
import { goneCriteriaFaults } from '../record/federations.ts';
import type { HostBefore } from '../record/finish-write.ts';
import type { HostRows } from '../record/host-facts.ts';
import { today } from '../requests/meaning.ts';
import type { IfMatch } from '../requests/version.ts';
import { serviceNotFound } from '../services/rights.ts';
import { claimFaults, commitmentFaults, pathFaults, type StatementDraft } from './meaning.ts';
import {
  putClaimRow,
  putCommitmentRow,
  putReplyRow,
  removeClaimRow,
  removeCommitmentRow,
  removeReplyRow,
} from './store.ts';

/** The columns that claims and commitments share. */
export const statementColumns = (context: Context, { evidenceUrl, note, asOf }: StatementDraft) => ({
  evidenceUrl: evidenceUrl ?? null,
  note: note ?? null,
  asOf: asOf ?? today(context),
  imported: false,
});

/**
 * Creates or replaces a host's claim about a criterion. Its level of evidence is computed, never written.
 * @throws CatalogueError no-token, host-not-found, not-yours, meaningless-request, version-required, version-stale
 */
export const putClaim = (
  context: Context,
  hostRef: string,
  criterion: string,
  draft: ClaimDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, hostRef, ifMatch, async (before, db) => {
    const { host, claims } = before.rows;
    const isNew = !claims.some((claim) => claim.criterion === criterion);
    const size = sizeOfEntry(before);
    const row = {
      hostId: host.id,
      criterion,
      value: draft.value,
      ...statementColumns(context, draft),
      criterionVersion: criterionVersionNow(criterion, context.reference),
    };
    return {
      creates: isNew,
      faults: pathFaults('/criterion', [
        ...growthFaults(size, { claims: size.claims + (isNew ? 1 : 0) }, ''),
        ...claimFaults(context, criterion, draft),
        ...(await goneCriteriaFaults(db, context.reference, [['', criterion]])),
      ]),
      apply: (db) => putClaimRow(db, row),
    };
  });

/**
 * Removes a host's claim about a criterion; statements from its charters and from others stay.
 * @throws CatalogueError no-token, host-not-found, not-yours, claim-not-found, version-required, version-stale
 */
export const removeClaim = (
  context: Context,
  hostRef: string,
  criterion: string,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, hostRef, ifMatch, ({ rows: { host, claims } }) => {
    if (!claims.some((claim) => claim.criterion === criterion))
      throw new CatalogueError('claim-not-found', {
        fr: 'Cet hébergeur ne dit rien de ce critère.',
        en: 'This host says nothing of this criterion.',
      });
    return { apply: (db) => removeClaimRow(db, host.id, criterion) };
  });

/** A commitment by its host, service (absent: the host as a whole) and kind. */
export interface CommitmentRef {
  host: string;
  service?: string | undefined;
  kind: string;
}

function subjectIn({ rows }: HostBefore, { service, kind }: CommitmentRef) {
  const row = rows.services.find(({ slug, id }) => slug === service || id === service);
  if (service !== undefined && !row) throw serviceNotFound();
  const subject = { hostId: rows.host.id, serviceId: row?.id ?? null, kind };
  const exists = rows.commitments.some((c) => c.serviceId === subject.serviceId && c.kind === kind);
  return { subject, exists };
}

/**
 * Creates or replaces a commitment of a host or a service. Its level of evidence is computed, never written.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found, meaningless-request, version-required,
 * version-stale
 */
export const putCommitment = (
  context: Context,
  ref: CommitmentRef,
  draft: CommitmentDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, ref.host, ifMatch, (before) => {
    const { subject, exists } = subjectIn(before, ref);
    const faults = pathFaults('/kind', commitmentFaults(context, ref.kind, draft));
    const row = { ...subject, value: draft.value, ...statementColumns(context, draft) };
    return { creates: !exists, faults, apply: (db) => putCommitmentRow(db, row) };
  });

/**
 * Removes a commitment.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found, commitment-not-found, version-required, version-stale
 */
export const removeCommitment = (context: Context, ref: CommitmentRef, ifMatch: IfMatch): Promise<WriteResult<Host>> =>
  changeHost(context, ref.host, ifMatch, (before) => {
    const { subject, exists } = subjectIn(before, ref);
    if (!exists)
      throw new CatalogueError('commitment-not-found', {
        fr: 'Rien de tel n’a été promis.',
        en: 'Nothing of this kind was promised.',
      });
    return { apply: (db) => removeCommitmentRow(db, subject) };
  });

/** A reply by the review that it answers. */
interface ReplyRef {
  host: string;
  federation: string;
  subject: string;
}

function reviewIn({ reviews }: HostRows, { federation, subject }: ReplyRef): HostRows['reviews'][number] {
  const found = reviews.find(
    (review) => review.subject === subject && [review.federation, review.federationId].includes(federation),
  );
  if (found) return found;
  throw new CatalogueError('review-not-found', {
    fr: 'Cette fédération n’a pas fait cette revue : il n’y a rien à quoi répondre.',
    en: 'This federation has not reviewed this: there is nothing to reply to.',
  });
}

/**
 * Creates or replaces a host's reply to a review. It changes no score: a contested statement stays contested until the
 * host or the federation changes its statement.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, review-not-found, version-required,
 * version-stale
 */
export const putReply = (
  context: Context,
  ref: ReplyRef,
  draft: ReplyDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, ref.host, ifMatch, ({ rows }) => {
    const { hostId, federationId, subject, reply } = reviewIn(rows, ref);
    const columns = {
      text: draft.text,
      evidenceUrl: draft.evidenceUrl ?? null,
      repliedOn: today(context),
      toEarlier: false,
    };
    return {
      creates: !reply,
      apply: (db) => putReplyRow(db, { hostId, federationId, subject, ...columns }),
    };
  });

/**
 * Removes a reply.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, review-not-found, reply-not-found, version-required, version-stale
 */
export const removeReply = (context: Context, ref: ReplyRef, ifMatch: IfMatch): Promise<WriteResult<Host>> =>
  changeHost(context, ref.host, ifMatch, ({ rows }) => {
    const { reply, ...key } = reviewIn(rows, ref);
    if (!reply)
      throw new CatalogueError('reply-not-found', {
        fr: 'Vous n’avez pas répondu à cette revue.',
        en: 'You have not replied to this review.',
      });
    return { apply: (db) => removeReplyRow(db, key) };
  });
