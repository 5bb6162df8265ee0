import { and, asc, eq, ne } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { FederationDraft, MemberDraft } from '../documents/federation.ts';
import { isPublic } from '../record/read-rows.ts';
import type { FederationRow, MembershipRow, ReviewRow } from '../record/rows.ts';
import { federations, hosts, memberships, reviews, selections, vouches } from '../record/tables.ts';
import type { SpokenOf } from './ties.ts';

/** The columns that a federation writes; what is absent becomes unknown. */
export const federationColumns = (draft: FederationDraft) => ({
  slug: draft.slug,
  name: draft.name,
  website: draft.website,
  summary: draft.summary ?? null,
  country: draft.country ?? null,
  charter: draft.charter ?? null,
});

/** The columns of a membership; what is absent becomes unknown. */
export const memberColumns = (draft: MemberDraft, askedOn: string | null = null) => ({
  status: draft.status,
  since: draft.since ?? null,
  charter: draft.charter ?? null,
  charterVersion: draft.charterVersion ?? null,
  lastReviewedOn: draft.lastReviewedOn ?? null,
  until: draft.until ?? null,
  exceptions: draft.exceptions ?? null,
  askedOn,
  toCheck: draft.toCheck ?? false,
});

/** What the other federations call themselves. */
export const listOtherNames = (db: Database, id: string): Promise<Pick<FederationRow, 'name' | 'website'>[]> =>
  db.select({ name: federations.name, website: federations.website }).from(federations).where(ne(federations.id, id));

export async function insertFederation(db: Database, row: typeof federations.$inferInsert): Promise<void> {
  await db.insert(federations).values(row);
}

const theMembership = (federationId: string, hostId: string) =>
  and(eq(memberships.federationId, federationId), eq(memberships.hostId, hostId));

export async function findMembership(
  db: Database,
  federationId: string,
  hostId: string,
): Promise<MembershipRow | undefined> {
  return (await db.select().from(memberships).where(theMembership(federationId, hostId)))[0];
}

export async function putMembership(db: Database, row: MembershipRow): Promise<void> {
  const { federationId: _federation, hostId: _host, ...said } = row;
  await db
    .insert(memberships)
    .values(row)
    .onConflictDoUpdate({ target: [memberships.federationId, memberships.hostId], set: said });
}

export async function removeMembership(db: Database, federationId: string, hostId: string): Promise<void> {
  await db.delete(memberships).where(theMembership(federationId, hostId));
}

const theReview = ({ federationId, hostId, subject }: Pick<ReviewRow, 'federationId' | 'hostId' | 'subject'>) =>
  and(eq(reviews.federationId, federationId), eq(reviews.hostId, hostId), eq(reviews.subject, subject));

export async function putReviewRow(db: Database, row: ReviewRow): Promise<void> {
  const { federationId: _federation, hostId: _host, subject: _subject, ...said } = row;
  await db
    .insert(reviews)
    .values(row)
    .onConflictDoUpdate({ target: [reviews.federationId, reviews.hostId, reviews.subject], set: said });
}

export async function removeReviewRow(
  db: Database,
  key: Pick<ReviewRow, 'federationId' | 'hostId' | 'subject'>,
): Promise<void> {
  await db.delete(reviews).where(theReview(key));
}

/** What a federation reviewed, of hosts that anybody may read. */
export const listReviewed = (db: Database, federationId: string): Promise<{ host: string; subject: string }[]> =>
  db
    .select({ host: hosts.slug, subject: reviews.subject })
    .from(reviews)
    .innerJoin(hosts, eq(reviews.hostId, hosts.id))
    .where(and(eq(reviews.federationId, federationId), isPublic()))
    .orderBy(asc(hosts.slug), asc(reviews.subject));

/** Hosts that anybody may read and of which a federation speaks, in its reviews or on its own list. */
export async function listSpokenOf(db: Database, federationId: string): Promise<SpokenOf[]> {
  const { name, website } = hosts;
  const reviewed = await db
    .select({ name, website, tie: reviews.tie })
    .from(reviews)
    .innerJoin(hosts, eq(reviews.hostId, hosts.id))
    .where(and(eq(reviews.federationId, federationId), isPublic()));
  const chosen = await db
    .select({ name, website, tie: selections.ties })
    .from(selections)
    .innerJoin(hosts, eq(selections.hostId, hosts.id))
    .where(and(eq(selections.federationId, federationId), isPublic()));
  return [...reviewed, ...chosen];
}

/** Notes that a federation answers for a host; the day is that of the first time. */
export async function putVouch(db: Database, federationId: string, hostId: string, day: string): Promise<string> {
  await db.insert(vouches).values({ federationId, hostId, vouchedOn: day }).onConflictDoNothing();
  const [row] = await db
    .select({ vouchedOn: vouches.vouchedOn })
    .from(vouches)
    .where(and(eq(vouches.federationId, federationId), eq(vouches.hostId, hostId)));
  return row!.vouchedOn;
}

/** Whether there was one to remove. */
export async function removeVouch(db: Database, federationId: string, hostId: string): Promise<boolean> {
  const removed = await db
    .delete(vouches)
    .where(and(eq(vouches.federationId, federationId), eq(vouches.hostId, hostId)))
    .returning({ hostId: vouches.hostId });
  return removed.length > 0;
}
