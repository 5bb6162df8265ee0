import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { nearestTo } from '../ground/texts.ts';
import { isId, isSlug } from '../requests/meaning.ts';
import type { FederationRow, MembershipRow } from './rows.ts';
import { federations, memberships, selections } from './tables.ts';

export async function findId(db: Database, ref: string): Promise<string | undefined> {
  const [byId] = isId(ref)
    ? await db.select({ id: federations.id }).from(federations).where(eq(federations.id, ref))
    : [];
  if (byId) return byId.id;
  if (!isSlug(ref)) return undefined;
  const [bySlug] = await db.select({ id: federations.id }).from(federations).where(eq(federations.slug, ref));
  return bySlug?.id;
}

/** A federation by id or slug. */
export async function findFederation(db: Database, ref: string): Promise<FederationRow | undefined> {
  const id = await findId(db, ref);
  return id === undefined ? undefined : (await db.select().from(federations).where(eq(federations.id, id)))[0];
}

/** The slug nearest to one that does not exist. */
export async function nearestFederation(db: Database, slug: string): Promise<string | undefined> {
  const rows = await db.select({ slug: federations.slug }).from(federations);
  return nearestTo(
    slug,
    rows.map((one) => one.slug),
  );
}

/** A federation, locked until the transaction ends. */
export async function lockFederation(db: Database, ref: string): Promise<FederationRow | undefined> {
  const id = await findId(db, ref);
  if (id === undefined) return undefined;
  return (await db.select().from(federations).where(eq(federations.id, id)).for('update'))[0];
}

/** Several federations, locked in the order of their ids, so that two transactions cannot deadlock. */
export const lockFederations = (db: Database, ids: readonly string[]): Promise<FederationRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(federations)
        .where(inArray(federations.id, [...ids]))
        .orderBy(asc(federations.id))
        .for('update');

export async function updateFederation(db: Database, id: string, columns: Partial<FederationRow>): Promise<void> {
  await db.update(federations).set(columns).where(eq(federations.id, id));
}

/** The memberships of a federation, or of a host. */
export const listMemberships = (
  db: Database,
  of: { federationId: string } | { hostId: string },
): Promise<MembershipRow[]> =>
  db
    .select()
    .from(memberships)
    .where('hostId' in of ? eq(memberships.hostId, of.hostId) : eq(memberships.federationId, of.federationId));

/** Ids of the federations whose document names a host, among the members or in the selection. */
export async function listFederationsNaming(db: Database, hostId: string): Promise<string[]> {
  const rows = [
    ...(await db.select({ id: memberships.federationId }).from(memberships).where(eq(memberships.hostId, hostId))),
    ...(await db.select({ id: selections.federationId }).from(selections).where(eq(selections.hostId, hostId))),
  ];
  return [...new Set(rows.map(({ id }) => id))];
}
