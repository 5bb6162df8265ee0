import { and, count, gte, lt, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Host, SeenAtWork } from '../documents/host.ts';
import { siteOf } from '../ground/addresses.ts';
import { addDays } from '../ground/clock.ts';
import { looks } from '../record/tables.ts';

/** How many days are shown. */
export const DAYS_TOLD = 90;

/** How often websites answered in the days before a given day. Like the change of day, it makes no revision. */
export interface SeenSites {
  /** Counts cover the days before this one; empty: nothing was loaded. */
  readonly day: string;
  of(host: Pick<Host, 'id' | 'website'>): SeenAtWork | undefined;
}

export const NOTHING_SEEN: SeenSites = { day: '', of: () => undefined };

/** Loads the checks of the days before a day; these never change. Checks of a host's former website do not count. */
export async function readSeen(db: Database, day: string): Promise<SeenSites> {
  const rows = await db
    .select({
      hostId: looks.hostId,
      site: looks.site,
      of: count(),
      answered: sql<number>`(count(*) filter (where ${looks.answered}))::int`,
      last: sql<string | null>`(max(${looks.day}) filter (where ${looks.answered}))::text`,
    })
    .from(looks)
    .where(and(gte(looks.day, addDays(day, -DAYS_TOLD)), lt(looks.day, day)))
    .groupBy(looks.hostId, looks.site);
  const bySite = new Map(
    rows.map(({ hostId, site, answered, of, last }): [string, SeenAtWork] => [
      `${hostId} ${site}`,
      { answered, of, last },
    ]),
  );
  return { day, of: ({ id, website }) => (website ? bySite.get(`${id} ${siteOf(website)}`) : undefined) };
}
