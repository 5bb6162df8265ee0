import {
  and,
  arrayContains,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  not,
  or,
  sql,
} from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Host, SeenAtWork } from '../documents/host.ts';
import { siteOf } from '../ground/addresses.ts';
import { addDays } from '../ground/clock.ts';
import type { WatchedHostRow } from '../record/rows.ts';
import { closings, hosts, type KeptRobots, looks, services, siteVisits, watchedHosts } from '../record/tables.ts';

/** How many days are shown. */
export const DAYS_TOLD = 90;

/** How often websites answered in the days before a given day. Like the change of day, it makes no revision. */
export interface SeenSites {
  /** Counts cover the days before this one; empty: nothing was loaded. */
  readonly day: string;
  /** By the id of the host and its site, with a space between. */
  readonly sites: ReadonlyMap<string, SeenAtWork>;
  of(host: Pick<Host, 'id' | 'website'>): SeenAtWork | undefined;
}

export const seenSites = (day: string, sites: ReadonlyMap<string, SeenAtWork>): SeenSites => ({
  day,
  sites,
  of: ({ id, website }) => (website ? sites.get(`${id} ${siteOf(website)}`) : undefined),
});

export const NOTHING_SEEN = seenSites('', new Map());

/** Loads the checks of the days before a day; these never change. Checks of a host's former website do not count. */
export async function readSeen(db: Database, day: string): Promise<SeenSites> {
  const rows = await db
    .select({
      hostId: looks.hostId,
      site: looks.site,
      of: count(),
      answered: sql<number>`(count(*) filter (where ${looks.answered}))::int`,
      lastOn: sql<string | null>`(max(${looks.day}) filter (where ${looks.answered}))::text`,
    })
    .from(looks)
    .where(and(gte(looks.day, addDays(day, -DAYS_TOLD)), lt(looks.day, day)))
    .groupBy(looks.hostId, looks.site);
  return seenSites(
    day,
    new Map(
      rows.map(({ hostId, site, answered, of, lastOn }): [string, SeenAtWork] => [
        `${hostId} ${site}`,
        { answered, of, lastOn },
      ]),
    ),
  );
}

/** Most requests to one site in a day, including `robots.txt` and redirects. */
const MOST_A_DAY = 10;

/** Begins the visit of a site on a day; false when a process has begun it already. */
export async function beginVisit(db: Database, site: string, day: string, now: Date): Promise<boolean> {
  const begun = await db
    .insert(siteVisits)
    .values({ site, day, visitedAt: now })
    .onConflictDoUpdate({
      target: [siteVisits.site, siteVisits.day],
      set: { visitedAt: now },
      // The row may exist already because a redirect from another site led there.
      setWhere: isNull(siteVisits.visitedAt),
    })
    .returning({ site: siteVisits.site });
  return begun.length > 0;
}

/**
 * Takes one of a site's requests of the day, for one address. One statement, so that concurrent processes never request
 * an address twice or exceed the limit.
 */
export async function takeRequest(db: Database, site: string, day: string, address: string): Promise<boolean> {
  await db.insert(siteVisits).values({ site, day }).onConflictDoNothing();
  const taken = await db
    .update(siteVisits)
    .set({ asked: sql`array_append(${siteVisits.asked}, ${address})` })
    .where(
      and(
        eq(siteVisits.site, site),
        eq(siteVisits.day, day),
        not(arrayContains(siteVisits.asked, [address])),
        sql`cardinality(${siteVisits.asked}) < ${MOST_A_DAY}`,
      ),
    )
    .returning({ site: siteVisits.site });
  return taken.length > 0;
}

export async function keptRobots(db: Database, site: string, day: string): Promise<Record<string, KeptRobots>> {
  const [row] = await db
    .select({ robots: siteVisits.robots })
    .from(siteVisits)
    .where(and(eq(siteVisits.site, site), eq(siteVisits.day, day)));
  return row?.robots ?? {};
}

export async function keepRobots(
  db: Database,
  site: string,
  day: string,
  robots: Record<string, KeptRobots>,
): Promise<void> {
  await db
    .update(siteVisits)
    .set({ robots: sql`${siteVisits.robots} || ${JSON.stringify(robots)}::jsonb` })
    .where(and(eq(siteVisits.site, site), eq(siteVisits.day, day)));
}

export async function noteAnswer(db: Database, site: string, day: string, now: Date): Promise<void> {
  await db
    .update(siteVisits)
    .set({ answeredAt: now })
    .where(and(eq(siteVisits.site, site), eq(siteVisits.day, day)));
}

/** Whether any site answered since an instant; if none did, the catalogue itself may be offline. */
export async function hasAnyAnswered(db: Database, since: Date): Promise<boolean> {
  const [row] = await db
    .select({ site: siteVisits.site })
    .from(siteVisits)
    .where(gte(siteVisits.answeredAt, since))
    .limit(1);
  return row !== undefined;
}

export async function listVisited(db: Database, day: string): Promise<Set<string>> {
  const rows = await db
    .select({ site: siteVisits.site })
    .from(siteVisits)
    .where(and(eq(siteVisits.day, day), isNotNull(siteVisits.visitedAt)));
  return new Set(rows.map(({ site }) => site));
}

const WATCHED_STATES = ['published', 'silent'] as const;

/** Hosts in service, with their addresses to check. */
export async function listWatched(db: Database) {
  const isWatched = inArray(hosts.state, [...WATCHED_STATES]);
  const hostRows = await db
    .select({
      id: hosts.id,
      website: hosts.website,
      contact: sql<string | null>`${hosts.contact} ->> 'url'`,
      confirmedOn: hosts.confirmedOn,
      observed: hosts.observed,
      closedOn: closings.closedOn,
    })
    .from(hosts)
    .leftJoin(closings, and(eq(closings.hostId, hosts.id), isNull(closings.serviceId)))
    .where(isWatched);
  const serviceRows = await db
    .select({ hostId: services.hostId, url: services.url })
    .from(services)
    .innerJoin(hosts, eq(services.hostId, hosts.id))
    .where(and(isWatched, isNotNull(services.url)));
  return { hosts: hostRows, services: serviceRows as { hostId: string; url: string }[] };
}

export async function findWatched(db: Database, hostId: string): Promise<WatchedHostRow | undefined> {
  return (await db.select().from(watchedHosts).where(eq(watchedHosts.hostId, hostId)))[0];
}

export async function putWatched(db: Database, row: WatchedHostRow): Promise<void> {
  const { hostId: _, ...rest } = row;
  await db.insert(watchedHosts).values(row).onConflictDoUpdate({ target: watchedHosts.hostId, set: rest });
}

export async function insertLook(db: Database, row: typeof looks.$inferInsert): Promise<void> {
  await db.insert(looks).values(row).onConflictDoNothing();
}

/** The checks of a host's website from a day on, latest first. */
export const listLooks = (db: Database, hostId: string, site: string, since: string) =>
  db
    .select({ on: looks.day, answered: looks.answered, httpStatus: looks.status, problemCode: looks.problem })
    .from(looks)
    .where(and(eq(looks.hostId, hostId), eq(looks.site, site), gte(looks.day, since)))
    .orderBy(desc(looks.day));

/** The conclusions about the present websites of hosts, where there is something to report. */
export const listTold = (db: Database, hostIds: readonly string[]): Promise<WatchedHostRow[]> =>
  hostIds.length === 0
    ? Promise.resolve([])
    : db
        .select(getTableColumns(watchedHosts))
        .from(watchedHosts)
        .innerJoin(hosts, and(eq(hosts.id, watchedHosts.hostId), eq(hosts.website, watchedHosts.url)))
        .where(
          and(
            inArray(watchedHosts.hostId, [...hostIds]),
            or(isNotNull(watchedHosts.toldOn), sql`jsonb_array_length(${watchedHosts.troubles}) > 0`),
          ),
        );

/** Deletes checks and visits before given days, and those dated in the future: a clock was ahead. */
export async function forget(
  db: Database,
  { looksBefore, visitsBefore, after }: { looksBefore: string; visitsBefore: string; after: string },
): Promise<void> {
  await db.delete(looks).where(or(lt(looks.day, looksBefore), gt(looks.day, after)));
  await db.delete(siteVisits).where(or(lt(siteVisits.day, visitsBefore), gt(siteVisits.day, after)));
}
