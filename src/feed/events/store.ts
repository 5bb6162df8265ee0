import { and, desc, eq, inArray, lte } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { FeedEventRow } from '../../record/rows.ts';
import { feedEvents, hosts } from '../../record/tables.ts';
import type { EventType } from '../../vocabulary/terms.ts';

/** Those of the given hosts that are individuals. */
export async function individualsAmong(db: Database, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: hosts.id })
    .from(hosts)
    .where(and(inArray(hosts.id, [...ids]), eq(hosts.legalForm, 'individual')));
  return new Set(rows.map(({ id }) => id));
}

/** The latest public events of some types, up to a revision; latest first. */
export const latestEvents = (
  db: Database,
  types: readonly EventType[],
  { until, limit }: { until: number; limit: number },
): Promise<FeedEventRow[]> =>
  db
    .select()
    .from(feedEvents)
    .where(and(inArray(feedEvents.type, [...types]), eq(feedEvents.isPrivate, false), lte(feedEvents.revision, until)))
    .orderBy(desc(feedEvents.number))
    .limit(limit);
