import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { MembershipRow, ReviewRow } from '../../record/rows.ts';
import type { HostBefore } from '../../record/settle.ts';
import { federations, membershipRequests, memberships, replies, reviews, selections } from '../../record/tables.ts';
import { MEMBERSHIP_STATUSES } from '../../vocabulary/terms.ts';
import type { MergeReport } from './report.ts';

interface Both {
  kept: HostBefore;
  other: HostBefore;
}

/**
 * Sort key for how reliable a membership is: stated by both sides first, then not marked for checking, then present,
 * then newest.
 */
const rankOf = ({ askedOn, toCheck, status, lastReviewedOn, since }: MembershipRow): string =>
  [
    Number(askedOn !== null),
    Number(!toCheck),
    MEMBERSHIP_STATUSES.length - MEMBERSHIP_STATUSES.indexOf(status),
    lastReviewedOn ?? since ?? '',
  ].join(' ');

async function moveMemberships(db: Database, { kept, other }: Both, report: MergeReport): Promise<void> {
  const hostId = kept.rows.host.id;
  for (const { federation, federationCharter: _, ...row } of other.rows.memberships) {
    const of = (id: string) => and(eq(memberships.federationId, row.federationId), eq(memberships.hostId, id));
    const present = kept.rows.memberships.find(({ federationId }) => federationId === row.federationId);
    if (present && rankOf(present) >= rankOf(row)) {
      report.conflict({ what: 'memberships', key: federation, code: 'kept-stands' });
      continue;
    }
    if (present) {
      await db.delete(memberships).where(of(hostId));
      report.conflict({ what: 'memberships', key: federation, code: 'other-stands' });
    } else report.moved('memberships', federation);
    await db.update(memberships).set({ hostId }).where(of(row.hostId));
  }
}

async function moveReview(db: Database, row: ReviewRow, hostId: string, isReplaced: boolean): Promise<void> {
  const of = (table: typeof reviews | typeof replies, id: string) =>
    and(eq(table.federationId, row.federationId), eq(table.hostId, id), eq(table.subject, row.subject));
  if (isReplaced) await db.delete(reviews).where(of(reviews, hostId));
  // A reply belongs to its review by foreign key: insert the review anew, move the reply, then delete the old review.
  await db.insert(reviews).values({ ...row, hostId });
  await db.update(replies).set({ hostId }).where(of(replies, row.hostId));
  await db.delete(reviews).where(of(reviews, row.hostId));
}

async function moveReviews(db: Database, { kept, other }: Both, report: MergeReport): Promise<void> {
  for (const { federation, reply: _, ...row } of other.rows.reviews) {
    const key = `${federation}/${row.subject}`;
    const present = kept.rows.reviews.find(
      (one) => one.federationId === row.federationId && one.subject === row.subject,
    );
    if (present && present.reviewedOn >= row.reviewedOn) {
      report.conflict({ what: 'reviews', key, code: 'kept-stands' });
      continue;
    }
    await moveReview(db, row, kept.rows.host.id, present !== undefined);
    if (present) report.conflict({ what: 'reviews', key, code: 'other-stands' });
    else report.moved('reviews', key);
  }
}

/** Moves rows that a federation has at most once per host, unless the kept entry has one already. */
async function moveOncePerHost(
  db: Database,
  { kept, other }: Both,
  { table, what }: { table: typeof selections | typeof membershipRequests; what: 'selections' | 'membership-requests' },
  isTaken: (federationId: string) => boolean,
  report: MergeReport,
): Promise<void> {
  const of = (id: string) =>
    db
      .select({ federationId: table.federationId, slug: federations.slug })
      .from(table)
      .innerJoin(federations, eq(table.federationId, federations.id))
      .where(eq(table.hostId, id));
  const own = new Set((await of(kept.rows.host.id)).map(({ federationId }) => federationId));
  for (const { federationId, slug } of await of(other.rows.host.id)) {
    if (own.has(federationId) || isTaken(federationId)) {
      report.conflict({ what, key: slug, code: 'kept-stands' });
      continue;
    }
    await db
      .update(table)
      .set({ hostId: kept.rows.host.id })
      .where(and(eq(table.federationId, federationId), eq(table.hostId, other.rows.host.id)));
    report.moved(what, slug);
  }
}

/** Moves everything that federations say about the other entry. */
export async function moveWordsOfFederations(db: Database, both: Both, report: MergeReport): Promise<void> {
  await moveMemberships(db, both, report);
  await moveReviews(db, both, report);
  await moveOncePerHost(db, both, { table: selections, what: 'selections' }, () => false, report);
  const accepted = await db
    .select({ federationId: membershipRequests.federationId })
    .from(membershipRequests)
    .where(and(eq(membershipRequests.hostId, both.other.rows.host.id), eq(membershipRequests.status, 'accepted')));
  // A request to join is dropped when either entry is a member already. An accepted request stays: it shows how the
  // member was accepted.
  const isMember = (federationId: string) =>
    !accepted.some((one) => one.federationId === federationId) &&
    [...both.kept.rows.memberships, ...both.other.rows.memberships].some((one) => one.federationId === federationId);
  await moveOncePerHost(db, both, { table: membershipRequests, what: 'membership-requests' }, isMember, report);
}
