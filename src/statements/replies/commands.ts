import type { Host } from '../../documents/host.ts';
import type { ReplyDraft } from '../../documents/statement.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { changeHost } from '../../hosts/change.ts';
import type { Context, Written } from '../../record/context.ts';
import type { HostRows } from '../../record/host-facts.ts';
import { today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import { putReplyRow, removeReplyRow } from './store.ts';

/** A reply is to one review of one federation. */
export interface ReplyRef {
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
 * Writes what a host replies to a review, shown beside it wherever the review is. It moves no score: what is contested
 * stays so until one of the two changes its word.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, review-not-found, version-required, version-stale
 */
export const putReply = (
  context: Context,
  ref: ReplyRef,
  draft: ReplyDraft,
  ifMatch: IfMatch,
): Promise<Written<Host>> =>
  changeHost(context, ref.host, ifMatch, ({ rows }) => {
    const { hostId, federationId, subject, reply } = reviewIn(rows, ref);
    const said = {
      text: draft.text,
      evidenceUrl: draft.evidenceUrl ?? null,
      repliedOn: today(context),
      toEarlier: false,
    };
    return {
      creates: !reply,
      apply: (db) => putReplyRow(db, { hostId, federationId, subject, ...said }),
    };
  });

/**
 * Takes a reply back.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, review-not-found, reply-not-found, version-required, version-stale
 */
export const removeReply = (context: Context, ref: ReplyRef, ifMatch: IfMatch): Promise<Written<Host>> =>
  changeHost(context, ref.host, ifMatch, ({ rows }) => {
    const { reply, ...key } = reviewIn(rows, ref);
    if (!reply)
      throw new CatalogueError('reply-not-found', {
        fr: 'Vous n’avez pas répondu à cette revue.',
        en: 'You have not replied to this review.',
      });
    return { apply: (db) => removeReplyRow(db, key) };
  });
