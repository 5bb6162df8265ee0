import { and, eq, ne } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { FederationDraft } from '../documents/federation.ts';
import { isPublic } from '../record/read-rows.ts';
import type { FederationRow } from '../record/rows.ts';
import { cases, federations, hosts, reviews, selections } from '../record/tables.ts';
import { type HostWithTie, hasSameName } from './ties.ts';

/** The columns that a federation writes; an absent fact becomes unknown. */
export const federationColumns = (draft: FederationDraft) => ({
  slug: draft.slug,
  name: draft.name,
  website: draft.website,
  summary: draft.summary ?? null,
  country: draft.country ?? null,
  charter: draft.charter ?? null,
});

/** Names and websites of the other federations. */
export const listOtherNames = (db: Database, id: string): Promise<Pick<FederationRow, 'name' | 'website'>[]> =>
  db.select({ name: federations.name, website: federations.website }).from(federations).where(ne(federations.id, id));

/**
 * The federation whose website has exactly this host name: proving it proves exactly this name. Hosted websites differ
 * in the first part of the name.
 */
export async function findBySite(db: Database, website: string): Promise<{ id: string } | undefined> {
  const rows = await db.select({ id: federations.id, website: federations.website }).from(federations);
  return rows.find((row) => hasSameName(row.website, website));
}

export async function insertFederation(db: Database, row: typeof federations.$inferInsert): Promise<void> {
  await db.insert(federations).values(row);
}

export const countCasesOf = (db: Database, federationId: string): Promise<number> =>
  db.$count(cases, eq(cases.federationId, federationId));

/** Public hosts about which a federation has a review or a place on its list, with the ties it declares. */
export async function listHostsWithTies(db: Database, federationId: string): Promise<HostWithTie[]> {
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
