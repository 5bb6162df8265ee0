import { and, type Column, eq, exists, gte, isNotNull, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import { HOST_FACTS, type HostDraft, type HostFact } from '../documents/host.ts';
import { parisDay } from '../ground/clock.ts';
import type { HostRow } from '../record/rows.ts';
import { entrySources, evidencePassages, hostAliases, hosts, referrals, watchedHosts } from '../record/tables.ts';
import { slugFaults } from '../requests/meaning.ts';
import { fold } from '../vocabulary/territories.ts';

/** The columns that a host writes itself; an absent fact becomes unknown. */
export const hostColumns = (draft: HostDraft) => ({
  slug: draft.slug,
  name: draft.name,
  website: draft.website ?? null,
  ...(Object.fromEntries(HOST_FACTS.map((fact) => [fact, draft[fact] ?? null])) as {
    [Fact in HostFact]: NonNullable<HostDraft[Fact]> | null;
  }),
});

/** Hosts that were ever published, whose slugs are reserved, with their names and websites. */
export const listNamed = (db: Database): Promise<Pick<HostRow, 'id' | 'slug' | 'name' | 'website' | 'state'>[]> =>
  db
    .select({ id: hosts.id, slug: hosts.slug, name: hosts.name, website: hosts.website, state: hosts.state })
    .from(hosts)
    .where(isNotNull(hosts.publishedAt));

export async function insertHost(db: Database, row: typeof hosts.$inferInsert): Promise<void> {
  await db.insert(hosts).values(row);
}

/** Removes a host that was never public, with its services, statements and tokens. */
export async function removeHost(db: Database, id: string): Promise<void> {
  await db.delete(hosts).where(eq(hosts.id, id));
}

/** Erases observations of the website of a withdrawn host, and passages of its pages. */
export async function forgetWatching(db: Database, hostId: string): Promise<void> {
  await db.delete(evidencePassages).where(eq(evidencePassages.hostId, hostId));
  await db.delete(watchedHosts).where(eq(watchedHosts.hostId, hostId));
}

/** SQL condition: files of a federation have named a host since a day. */
export const isNamedSince = (db: Database, day: string): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(entrySources)
      .where(and(eq(entrySources.hostId, hosts.id), or(isNull(entrySources.goneOn), gte(entrySources.goneOn, day)))),
  );

/**
 * Removes drafts registered before an instant, except those that a federation's files have named since; returns how
 * many.
 */
export async function removeDraftsBefore(db: Database, instant: Date): Promise<number> {
  const removed = await db
    .delete(hosts)
    .where(and(eq(hosts.state, 'draft'), lt(hosts.createdAt, instant), not(isNamedSince(db, parisDay(instant)))))
    .returning({ id: hosts.id });
  return removed.length;
}

const sentInCases = (hostId: string) =>
  and(eq(referrals.hostId, hostId), isNotNull(referrals.caseId), eq(referrals.beforeSite, false));

/** How many people were referred to a host in cases of federations and may be read by it. */
export const countSentInCases = (db: Database, hostId: string): Promise<number> =>
  db.$count(referrals, sentInCases(hostId));

/** Closes earlier referrals in cases to the person who will prove the host's next website. */
export async function keepSentInCases(db: Database, hostId: string): Promise<void> {
  await db.update(referrals).set({ beforeSite: true }).where(sentInCases(hostId));
}

const SLUG_MAX = 70;

const slugOf = (text: string): string => fold(text).replaceAll(' ', '-').slice(0, SLUG_MAX).replace(/-$/, '');

/** Slugs with this beginning, that hosts which were ever published have or had: links lead there. */
async function takenSlugs(db: Database, beginning: string): Promise<Set<string>> {
  const begins = (column: Column) => sql`starts_with(${column}, ${beginning})`;
  const present = db
    .select({ slug: hosts.slug })
    .from(hosts)
    .where(and(isNotNull(hosts.publishedAt), begins(hosts.slug)));
  const former = db
    .select({ slug: hostAliases.value })
    .from(hostAliases)
    .where(and(eq(hostAliases.kind, 'slug'), begins(hostAliases.value)));
  return new Set((await union(present, former)).map(({ slug }) => slug));
}

export const isSlugTaken = async (db: Database, slug: string): Promise<boolean> =>
  (await takenSlugs(db, slug)).has(slug);

/** A slug that no published host has or had, made from the name of an organisation, otherwise from its domain. */
export async function freeSlug(db: Database, name: string, domain?: string): Promise<string> {
  const [wanted = 'hebergeur'] = [slugOf(name), slugOf(domain ?? '')].filter(
    (slug) => slug.length >= 2 && slugFaults('', slug).length === 0,
  );
  const taken = await takenSlugs(db, wanted);
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const slug = `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}
