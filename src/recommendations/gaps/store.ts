import { and, asc, count, gte, lte } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { unmetAsks } from '../../record/tables.ts';
import type { Contribution } from './cells.ts';
import type { Unmet } from './unmet.ts';

/** Notes what was asked for and not met; the same request again in a month changes nothing. */
export async function noteUnmet(
  db: Database,
  federationId: string,
  day: string,
  { families, region, request }: Unmet,
): Promise<void> {
  const month = day.slice(0, 7);
  if (families.length === 0) return;
  await db
    .insert(unmetAsks)
    .values(families.map((family) => ({ federationId, month, family, region, request })))
    .onConflictDoNothing();
}

/** How often each federation asked for what, month by month. Only for `cells.ts`: these numbers are never shown. */
export async function listContributions(db: Database, from: string, to: string): Promise<Contribution[]> {
  const { month, family, region, federationId } = unmetAsks;
  return await db
    .select({ month, family, region, federationId, asks: count() })
    .from(unmetAsks)
    .where(and(gte(month, from), lte(month, to)))
    .groupBy(month, family, region, federationId)
    .orderBy(asc(month), asc(family), asc(region));
}
