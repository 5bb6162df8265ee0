import { and, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CatalogueError, fault } from '../ground/errors.ts';
import { hostAliases, hosts } from './tables.ts';

/* A host owns its slugs for good: the present one and all former ones. */

/** The id of the host that formerly had a slug, or of the host it was merged into. */
export async function findByFormerSlug(db: Database, slug: string): Promise<string | undefined> {
  const [found] = await db
    .select({ id: hostAliases.hostId })
    .from(hostAliases)
    .where(and(eq(hostAliases.kind, 'slug'), eq(hostAliases.value, slug)));
  return found?.id;
}

/** The present and all former slugs of a host. */
export async function slugsOf(db: Database, host: { id: string; slug: string }): Promise<string[]> {
  const former = await db
    .select({ slug: hostAliases.value })
    .from(hostAliases)
    .where(and(eq(hostAliases.hostId, host.id), eq(hostAliases.kind, 'slug')));
  return [host.slug, ...former.map(({ slug }) => slug)];
}

/** Ids of the entries merged into a host. */
export async function idsMergedInto(db: Database, hostId: string): Promise<string[]> {
  const rows = await db.select({ id: hosts.id }).from(hosts).where(eq(hosts.mergedInto, hostId));
  return rows.map(({ id }) => id);
}

/** The id of an entry that was merged into a host, by its id or its slug at that time. */
export async function findMerged(db: Database, hostId: string, ref: string): Promise<string | undefined> {
  const rows = await db.select({ id: hosts.id, slug: hosts.slug }).from(hosts).where(eq(hosts.mergedInto, hostId));
  return rows.find(({ id, slug }) => id === ref || slug === ref)?.id;
}

/**
 * Requires that no other host has, or had, a slug of these hosts. No database constraint spans both tables, so the
 * check runs under the lock of the revision: a concurrent write that takes a slug has committed or failed by then.
 * @throws CatalogueError slug-taken
 */
export async function requireOwnSlugs(db: Database, hostIds: readonly string[]): Promise<void> {
  if (hostIds.length === 0) return;
  const [taken] = await db
    .select({ slug: hosts.slug })
    .from(hostAliases)
    .innerJoin(hosts, and(eq(hosts.slug, hostAliases.value), ne(hosts.id, hostAliases.hostId)))
    .where(
      and(
        eq(hostAliases.kind, 'slug'),
        isNotNull(hosts.publishedAt),
        isNull(hosts.mergedInto),
        or(inArray(hosts.id, [...hostIds]), inArray(hostAliases.hostId, [...hostIds])),
      ),
    )
    .limit(1);
  if (!taken) return;
  const message = {
    fr: `Un autre hébergeur porte, ou a porté, l’identifiant « ${taken.slug} » : des liens y mènent encore. Choisissez-en un autre, ou demandez à l’administration de le libérer.`,
    en: `Another host has, or had, the slug "${taken.slug}", and links still lead to it. Choose another one, or ask an administrator to free it.`,
  };
  throw new CatalogueError('slug-taken', message, { faults: [fault('/slug', 'slug-taken', message)] });
}
