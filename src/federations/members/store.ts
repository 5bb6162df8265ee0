import { and, asc, eq, ne } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { MemberDraft } from '../../documents/federation.ts';
import { isPublic } from '../../record/read-rows.ts';
import type { MembershipRequestRow, MembershipRow } from '../../record/rows.ts';
import { federations, hosts, membershipRequests, memberships } from '../../record/tables.ts';
import type { MembershipAuthor } from '../../vocabulary/terms.ts';

/** The columns of a membership; an absent fact becomes unknown. */
export const memberColumns = (draft: MemberDraft, statedBy: MembershipAuthor, askedOn: string | null = null) => ({
  state: draft.state,
  since: draft.since ?? null,
  charter: draft.charter ?? null,
  charterVersion: draft.charterVersion ?? null,
  lastReviewedOn: draft.lastReviewedOn ?? null,
  until: draft.until ?? null,
  exceptions: draft.exceptions ?? null,
  evidenceUrl: draft.evidenceUrl ?? null,
  askedOn,
  toCheck: draft.toCheck ?? false,
  statedBy,
});

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
  const { federationId: _federation, hostId: _host, ...changed } = row;
  await db
    .insert(memberships)
    .values(row)
    .onConflictDoUpdate({ target: [memberships.federationId, memberships.hostId], set: changed });
}

export async function removeMembership(db: Database, federationId: string, hostId: string): Promise<void> {
  await db.delete(memberships).where(theMembership(federationId, hostId));
}

const theRequest = (federationId: string, hostId: string) =>
  and(eq(membershipRequests.federationId, federationId), eq(membershipRequests.hostId, hostId));

export async function findRequest(
  db: Database,
  federationId: string,
  hostId: string,
): Promise<MembershipRequestRow | undefined> {
  return (await db.select().from(membershipRequests).where(theRequest(federationId, hostId)))[0];
}

/** A request that is not accepted: open, waiting for more information, or refused. */
export async function findOpenRequest(
  db: Database,
  federationId: string,
  hostId: string,
): Promise<MembershipRequestRow | undefined> {
  const isOpen = and(theRequest(federationId, hostId), ne(membershipRequests.state, 'accepted'));
  return (await db.select().from(membershipRequests).where(isOpen))[0];
}

export async function putRequest(db: Database, row: MembershipRequestRow): Promise<void> {
  const { federationId: _federation, hostId: _host, ...changed } = row;
  await db
    .insert(membershipRequests)
    .values(row)
    .onConflictDoUpdate({ target: [membershipRequests.federationId, membershipRequests.hostId], set: changed });
}

export async function removeRequest(db: Database, federationId: string, hostId: string): Promise<void> {
  await db.delete(membershipRequests).where(theRequest(federationId, hostId));
}

/** The requests of a host, oldest first, each with its federation. */
export const listRequestsOf = (
  db: Database,
  hostId: string,
): Promise<{ row: MembershipRequestRow; federation: string; name: string }[]> =>
  db
    .select({ row: membershipRequests, federation: federations.slug, name: federations.name })
    .from(membershipRequests)
    .innerJoin(federations, eq(membershipRequests.federationId, federations.id))
    .where(eq(membershipRequests.hostId, hostId))
    .orderBy(asc(membershipRequests.askedOn), asc(federations.slug));

/** Requests to a federation, oldest first: of all hosts, or of one. Without hosts that have left. */
export const listRequests = (
  db: Database,
  federationId: string,
  hostId?: string,
): Promise<{ row: MembershipRequestRow; slug: string; name: string }[]> =>
  db
    .select({ row: membershipRequests, slug: hosts.slug, name: hosts.name })
    .from(membershipRequests)
    .innerJoin(hosts, eq(membershipRequests.hostId, hosts.id))
    .where(
      and(
        isPublic(),
        hostId === undefined ? eq(membershipRequests.federationId, federationId) : theRequest(federationId, hostId),
      ),
    )
    .orderBy(asc(membershipRequests.askedOn), asc(hosts.slug));
