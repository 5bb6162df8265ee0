import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { SUCCESSOR_PROMISE } from '../../documents/closing.ts';
import { undatedSince } from '../../documents/provenance.ts';
import type { ClaimRow, CommitmentRow, MembershipRow, ReviewRow } from '../../record/rows.ts';
import {
  claims,
  closings,
  commitments,
  evidencePages,
  federations,
  membershipRequests,
  memberships,
  replies,
  reviews,
  selections,
} from '../../record/tables.ts';
import { MEMBERSHIP_STATES } from '../../vocabulary/terms.ts';
import type { Both, MergeReport } from './report.ts';

/**
 * The date to give a statement when it moves. An undated statement is dated by the observation of its own entry, never
 * by the kept entry's. Undefined when it would get a date that it never had: then it cannot move.
 */
function dateForMove({ asOf }: Pick<ClaimRow, 'asOf'>, { kept, other }: Both): string | null | undefined {
  const seen = asOf ?? undatedSince(other.rows.host) ?? null;
  return seen === null && undatedSince(kept.rows.host) !== undefined ? undefined : seen;
}

async function moveClaims(db: Database, both: Both, report: MergeReport): Promise<void> {
  const { kept, other } = both;
  const statedByKept = new Set(kept.rows.claims.map(({ criterion }) => criterion));
  for (const row of other.rows.claims) {
    const { criterion, hostId } = row;
    const asOf = dateForMove(row, both);
    if (statedByKept.has(criterion)) report.conflict({ what: 'claims', key: criterion, code: 'kept-stands' });
    else if (asOf === undefined) report.conflict({ what: 'claims', key: criterion, code: 'left-behind' });
    else {
      await db
        .update(claims)
        .set({ hostId: kept.rows.host.id, asOf })
        .where(and(eq(claims.hostId, hostId), eq(claims.criterion, criterion)));
      report.moved('claims', criterion);
    }
  }
}

const ofWhole = ({ serviceId }: Pick<CommitmentRow, 'serviceId'>): boolean => serviceId === null;

async function moveCommitments(db: Database, both: Both, slugs: readonly string[], report: MergeReport): Promise<void> {
  const { kept, other } = both;
  const statedByKept = new Set(kept.rows.commitments.filter(ofWhole).map(({ kind }) => kind));
  for (const row of other.rows.commitments.filter(ofWhole)) {
    const { kind, hostId, value } = row;
    const asOf = dateForMove(row, both);
    const isToItself = kind === SUCCESSOR_PROMISE && slugs.includes(String(value));
    if (statedByKept.has(kind)) report.conflict({ what: 'commitments', key: kind, code: 'kept-stands' });
    else if (asOf === undefined || isToItself) report.conflict({ what: 'commitments', key: kind, code: 'left-behind' });
    else {
      await db
        .update(commitments)
        .set({ hostId: kept.rows.host.id, asOf })
        .where(and(eq(commitments.hostId, hostId), isNull(commitments.serviceId), eq(commitments.kind, kind)));
      report.moved('commitments', kind);
    }
  }
}

/** A host cannot be its own successor: where the kept entry named the other one as its successor, this is removed. */
async function endOwnSuccession(db: Database, hostId: string, slugs: readonly string[]): Promise<void> {
  const ofKept = eq(closings.hostId, hostId);
  await db
    .update(closings)
    .set({ successor: null, successorAgreed: false })
    .where(and(ofKept, inArray(closings.successor, [...slugs])));
  await db
    .delete(commitments)
    .where(
      and(
        eq(commitments.hostId, hostId),
        eq(commitments.kind, SUCCESSOR_PROMISE),
        inArray(commitments.value, [...slugs]),
      ),
    );
}

/** The stored states of pages given as evidence move with the statements that refer to them. */
async function movePages(db: Database, { kept, other }: Both): Promise<void> {
  const urlsOfKept = kept.rows.pages.map(({ url }) => url);
  const ofOther = eq(evidencePages.hostId, other.rows.host.id);
  const isNew = urlsOfKept.length > 0 ? notInArray(evidencePages.url, urlsOfKept) : undefined;
  await db.update(evidencePages).set({ hostId: kept.rows.host.id }).where(and(ofOther, isNew));
  await db.delete(evidencePages).where(ofOther);
}

/**
 * Moves statements of the other entry that the kept entry lacks. A closing of a whole host does not move: it would
 * announce the end of the kept host.
 * @param slugs of both entries
 */
export async function moveStatements(
  db: Database,
  both: Both,
  slugs: readonly string[],
  report: MergeReport,
): Promise<void> {
  await moveClaims(db, both, report);
  await moveCommitments(db, both, slugs, report);
  if (both.other.rows.closings.some(({ serviceId }) => serviceId === null))
    report.conflict({ what: 'closing', key: both.other.rows.host.slug, code: 'left-behind' });
  await endOwnSuccession(db, both.kept.rows.host.id, slugs);
  await movePages(db, both);
}

/**
 * Sort key for how reliable a membership is: stated by both sides first, then not marked for checking, then present,
 * then newest.
 */
const rankOf = ({ askedOn, toCheck, state, lastReviewedOn, since }: MembershipRow): string =>
  [
    Number(askedOn !== null),
    Number(!toCheck),
    MEMBERSHIP_STATES.length - MEMBERSHIP_STATES.indexOf(state),
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
    .where(and(eq(membershipRequests.hostId, both.other.rows.host.id), eq(membershipRequests.state, 'accepted')));
  // A request to join is dropped when either entry is a member already. An accepted request stays: it shows how the
  // member was accepted.
  const isMember = (federationId: string) =>
    !accepted.some((one) => one.federationId === federationId) &&
    [...both.kept.rows.memberships, ...both.other.rows.memberships].some((one) => one.federationId === federationId);
  await moveOncePerHost(db, both, { table: membershipRequests, what: 'membership-requests' }, isMember, report);
}
