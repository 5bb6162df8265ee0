import { domainToUnicode } from 'node:url';
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { parisDay } from '../ground/clock.ts';
import { nearestTo } from '../ground/texts.ts';
import { isId, isSlug } from '../requests/meaning.ts';
import { findByFormerSlug } from './names.ts';
import { isPublic } from './read-rows.ts';
import type { HostRow } from './rows.ts';
import { domainPart } from './tables/columns.ts';
import { hosts } from './tables.ts';

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
  const [bySlug] = await db
    .select({ id: hosts.id })
    .from(hosts)
    .where(and(eq(hosts.slug, ref), isNotNull(hosts.publishedAt), isNull(hosts.mergedInto)));
  return bySlug?.id ?? (await findByFormerSlug(db, ref));
}

export async function findHost(db: Database, ref: string): Promise<HostRow | undefined> {
  const id = await findId(db, ref);
  return id === undefined ? undefined : (await db.select().from(hosts).where(eq(hosts.id, id)))[0];
}

/** A host, locked until the transaction ends. */
export async function lockHost(db: Database, ref: string): Promise<HostRow | undefined> {
  const id = await findId(db, ref);
  return id === undefined ? undefined : (await db.select().from(hosts).where(eq(hosts.id, id)).for('update'))[0];
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
