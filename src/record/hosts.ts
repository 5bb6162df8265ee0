import { domainToUnicode } from 'node:url';
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError, fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { isId, isSlug } from '../requests/meaning.ts';
import { isPublic } from './read-rows.ts';
import type { HostRow } from './rows.ts';
import { domainPart } from './tables/columns.ts';
import { differentEntries, hostAliases, hosts } from './tables.ts';

const hasSlug = (slug: string) => and(eq(hosts.slug, slug), isNotNull(hosts.publishedAt), isNull(hosts.mergedInto));

/**
 * The id of a host by its id, or by a present or former slug of a host that was ever published; a withdrawn host keeps
 * its slugs. An id wins over a slug that looks like an id, a present slug over a former one. An entry that was merged
 * leads to the entry that was kept.
 */
export async function findId(db: Database, ref: string): Promise<string | undefined> {
  if (isId(ref)) {
    const [byId] = await db.select({ id: hosts.id, mergedInto: hosts.mergedInto }).from(hosts).where(eq(hosts.id, ref));
    if (byId) return byId.mergedInto ?? byId.id;
  }
  if (!isSlug(ref)) return undefined;
  const [bySlug] = await db.select({ id: hosts.id }).from(hosts).where(hasSlug(ref));
  return bySlug?.id ?? (await findByFormerSlug(db, ref));
}

export const findHost = (db: Database, ref: string): Promise<HostRow | undefined> =>
  rowOf(db, ref, (condition) => db.select().from(hosts).where(condition));

/** A host, locked until the transaction ends. */
export const lockHost = (db: Database, ref: string): Promise<HostRow | undefined> =>
  rowOf(db, ref, (condition) => db.select().from(hosts).where(condition).for('update'));

/** Nearly all requests name the present slug of a host: its row is read in one statement then. */
async function rowOf(
  db: Database,
  ref: string,
  read: (condition: SQL | undefined) => PromiseLike<HostRow[]>,
): Promise<HostRow | undefined> {
  const [host] = isId(ref) || !isSlug(ref) ? [] : await read(hasSlug(ref));
  if (host) return host;
  const id = await findId(db, ref);
  return id === undefined ? undefined : (await read(eq(hosts.id, id)))[0];
}

/**
 * Hosts locked per statement. A federation has thousands, and the embedded database blocks the process during a
 * statement.
 */
const LOCKED_AT_ONCE = 100;

/** Several hosts, locked in the order of their ids, so that two transactions cannot deadlock. */
export async function lockHosts(db: Database, ids: readonly string[]): Promise<HostRow[]> {
  const inOrder = [...new Set(ids)].sort();
  const locked: HostRow[] = [];
  for (let from = 0; from < inOrder.length; from += LOCKED_AT_ONCE) {
    const some = inArray(hosts.id, inOrder.slice(from, from + LOCKED_AT_ONCE));
    locked.push(...(await db.select().from(hosts).where(some).orderBy(asc(hosts.id)).for('update')));
  }
  return locked;
}

/** By host id, the day on which the host, or the earliest entry merged into it, was registered. */
export async function listArrivals(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { id, mergedInto, createdAt } = hosts;
  const theirs = or(inArray(id, [...ids]), inArray(mergedInto, [...ids]));
  const rows = await db.select({ id, mergedInto, createdAt }).from(hosts).where(theirs).orderBy(desc(createdAt));
  return new Map(rows.map((row) => [row.mergedInto ?? row.id, parisDay(row.createdAt)]));
}

export async function updateHost(db: Database, id: string, columns: Partial<HostRow>): Promise<void> {
  await db.update(hosts).set(columns).where(eq(hosts.id, id));
}

/** The slug of the public host nearest to one that does not exist. */
export async function nearestHost(db: Database, slug: string): Promise<string | undefined> {
  const published = await db.select({ slug: hosts.slug }).from(hosts).where(isPublic());
  return nearestTo(
    slug,
    published.map((one) => one.slug),
  );
}

/**
 * Condition: the website may be at this domain (as `domainOf` gives it). It finds a few others too: check the results
 * with `domainOf`.
 */
export function isPerhapsAt(domain: string): SQL {
  const names = [domain, domainToUnicode(domain).toLowerCase()].filter((name) => name !== '');
  return inArray(
    domainPart(hosts.website),
    names.flatMap((name) => [name, `${name}.`]),
  );
}

/* A host owns its slugs for good: the present one and all former ones. */

/** The id of the host that formerly had a slug, or of the host it was merged into. */
async function findByFormerSlug(db: Database, slug: string): Promise<string | undefined> {
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

/** Two entries in the order in which a pair is stored, whatever the order of the arguments. */
export const pairOf = (one: string, another: string): { hostId: string; otherId: string } =>
  one < another ? { hostId: one, otherId: another } : { hostId: another, otherId: one };

/**
 * At a merge, moves the pairs "not the same organisation" of the merged entry to the kept one, except the pair of the
 * two themselves.
 */
export async function moveDifferences(db: Database, kept: string, other: string): Promise<void> {
  const { hostId, otherId } = differentEntries;
  const rows = await db
    .delete(differentEntries)
    .where(or(eq(hostId, other), eq(otherId, other)))
    .returning();
  const moved = rows
    .map((row) => ({ ...row, third: row.hostId === other ? row.otherId : row.hostId }))
    .filter(({ third }) => third !== kept)
    .map(({ third, ...row }) => ({ ...row, ...pairOf(kept, third) }));
  if (moved.length > 0) await db.insert(differentEntries).values(moved).onConflictDoNothing();
}
