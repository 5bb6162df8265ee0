import { and, asc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { HostDraft } from '../documents/host.ts';
import { nearestTo } from '../ground/nearest.ts';
import { isPublic } from '../record/read.ts';
import type { HostRow } from '../record/rows.ts';
import { hosts } from '../record/tables.ts';
import { isId, isSlug } from '../requests/meaning.ts';

/** The columns that a host writes; what is absent becomes unknown. */
export const hostColumns = (draft: HostDraft) => ({
  slug: draft.slug,
  name: draft.name,
  website: draft.website ?? null,
  summary: draft.summary ?? null,
  foundedOn: draft.foundedOn ?? null,
  legalForm: draft.legalForm ?? null,
  seat: draft.seat ?? null,
  serves: draft.serves ?? null,
  visits: draft.visits ?? null,
  audiences: draft.audiences ?? null,
  languages: draft.languages ?? null,
  support: draft.support ?? null,
  contact: draft.contact ?? null,
});

/** A host by id, or by its slug once it was published, which it keeps when it leaves; a slug that looks like an id never hides the host with that id. */
async function findId(db: Database, ref: string): Promise<string | undefined> {
  if (isId(ref)) {
    const [byId] = await db.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, ref));
    if (byId) return byId.id;
  }
  if (!isSlug(ref)) return undefined;
  const [bySlug] = await db
    .select({ id: hosts.id })
    .from(hosts)
    .where(and(eq(hosts.slug, ref), isNotNull(hosts.publishedAt)));
  return bySlug?.id;
}

export async function findHost(db: Database, ref: string): Promise<HostRow | undefined> {
  const id = await findId(db, ref);
  return id === undefined ? undefined : (await db.select().from(hosts).where(eq(hosts.id, id)))[0];
}

/** Hosts that were published once, whose slugs are not free any more, with what people call them by. */
export const listNamed = (db: Database): Promise<Pick<HostRow, 'id' | 'slug' | 'name' | 'website' | 'state'>[]> =>
  db
    .select({ id: hosts.id, slug: hosts.slug, name: hosts.name, website: hosts.website, state: hosts.state })
    .from(hosts)
    .where(isNotNull(hosts.publishedAt));

/** A host whose row stays ours until the transaction ends. */
export async function lockHost(db: Database, ref: string): Promise<HostRow | undefined> {
  const id = await findId(db, ref);
  return id === undefined ? undefined : (await db.select().from(hosts).where(eq(hosts.id, id)).for('update'))[0];
}

/** Several hosts, locked in one order, so that two such transactions wait for each other instead of for ever. */
export const lockHosts = (db: Database, ids: readonly string[]): Promise<HostRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(hosts)
        .where(inArray(hosts.id, [...ids]))
        .orderBy(asc(hosts.id))
        .for('update');

export async function insertHost(db: Database, row: typeof hosts.$inferInsert): Promise<void> {
  await db.insert(hosts).values(row);
}

export async function updateHost(db: Database, id: string, columns: Partial<HostRow>): Promise<void> {
  await db.update(hosts).set(columns).where(eq(hosts.id, id));
}

/** Removes a host that was never public, with all that stands below it and its tokens. */
export async function removeHost(db: Database, id: string): Promise<void> {
  await db.delete(hosts).where(eq(hosts.id, id));
}

/** Removes the drafts registered before an instant; one that is published meanwhile is left alone. */
export async function removeDraftsBefore(db: Database, instant: Date): Promise<number> {
  const removed = await db
    .delete(hosts)
    .where(and(eq(hosts.state, 'draft'), lt(hosts.createdAt, instant)))
    .returning({ id: hosts.id });
  return removed.length;
}

/** The slug of a published host that was likely meant by one that no host bears. */
export async function nearestHost(db: Database, slug: string): Promise<string | undefined> {
  const known = await db.select({ slug: hosts.slug }).from(hosts).where(isPublic());
  return nearestTo(
    slug,
    known.map((one) => one.slug),
  );
}
