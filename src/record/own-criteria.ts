import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { type Fault, fault } from '../ground/errors.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { federations, ownCriteria } from './tables.ts';

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
