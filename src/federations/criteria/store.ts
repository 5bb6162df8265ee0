import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { OwnCriterionRow } from '../../record/rows.ts';
import { claims, federationPolicies, ownCriteria, recommendations, reviews } from '../../record/tables.ts';

/** Keeps a version of a criterion. */
export async function insertCriterion(db: Database, row: OwnCriterionRow): Promise<void> {
  await db.insert(ownCriteria).values(row);
}

/** Takes every version of a criterion away. */
export async function removeCriterion(db: Database, federationId: string, key: string): Promise<void> {
  await db.delete(ownCriteria).where(and(eq(ownCriteria.federationId, federationId), eq(ownCriteria.key, key)));
}

/** Whether anybody answered a criterion, or names it in a policy, past ones included, or in a recommendation. */
export async function isCriterionNamed(db: Database, key: string): Promise<boolean> {
  const holds = (text: unknown) =>
    sql`(${text}::text like ${`%"${key}"%`} or ${text}::text like ${`%"criterion:${key}"%`})`;
  const named = sql<boolean>`exists (select 1 from ${claims} where ${claims.criterion} = ${key})
    or exists (select 1 from ${reviews} where ${reviews.subject} = ${`criterion:${key}`})
    or exists (select 1 from ${federationPolicies} where ${holds(federationPolicies.rules)})
    or exists (select 1 from ${recommendations} where ${holds(recommendations.need)})`;
  const [found] = await db.select({ named }).from(sql`(select 1) as one`);
  return found!.named;
}
