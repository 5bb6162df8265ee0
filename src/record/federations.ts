import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { type Fault, fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { isId, isSlug } from '../requests/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { FederationRow, MembershipRow } from './rows.ts';
import { federations, memberships, ownCriteria, selections } from './tables.ts';

async function findId(db: Database, ref: string): Promise<string | undefined> {
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

/** A criterion named in a request: the pointer, and the key. */
export type NamedCriterion = readonly [pointer: string, key: string];

/**
 * Locks the federations' own criteria that a request names until the transaction ends, so that none is removed, nor its
 * key reused for another question, meanwhile. Returns faults for criteria that are already gone: the vocabularies in
 * memory may lag behind the database.
 */
export async function goneCriteriaFaults(
  db: Database,
  { criteria }: Reference,
  named: readonly NamedCriterion[],
): Promise<Fault[]> {
  const own = named.flatMap(([pointer, key]) => {
    const owner = criteria.get(key)?.federationFacts?.federation.slug;
    return owner === undefined ? [] : [{ pointer, key, owner }];
  });
  if (own.length === 0) return [];
  const keys = own.map(({ key }) => key);
  const rows = await db
    .select({ key: ownCriteria.key, owner: federations.slug })
    .from(ownCriteria)
    .innerJoin(federations, eq(ownCriteria.federationId, federations.id))
    .where(and(inArray(ownCriteria.key, keys), eq(ownCriteria.version, 1)))
    .orderBy(asc(ownCriteria.key))
    .for('key share', { of: ownCriteria });
  return own
    .filter(({ key, owner }) => !rows.some((row) => row.key === key && row.owner === owner))
    .map(({ pointer, key }) =>
      fault(pointer, 'unknown-criterion', {
        fr: `Le critère « ${key} » vient d’être retiré par sa fédération.`,
        en: `The criterion “${key}” was taken away by its federation just now.`,
      }),
    );
}

/**
 * Locks a criterion before it is removed. Transactions that name it (`goneCriteriaFaults`) have ended by then, or wait.
 */
export async function lockCriterion(db: Database, federationId: string, key: string): Promise<void> {
  await db
    .select({ key: ownCriteria.key })
    .from(ownCriteria)
    .where(and(eq(ownCriteria.federationId, federationId), eq(ownCriteria.key, key)))
    .for('update');
}
