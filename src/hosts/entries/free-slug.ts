import { and, isNotNull, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { hosts } from '../../record/tables.ts';
import { slugFaults } from '../../requests/meaning.ts';
import { fold } from '../../vocabulary/territories.ts';

const SLUG_MAX = 70;

const slugOf = (text: string): string => fold(text).replaceAll(' ', '-').slice(0, SLUG_MAX).replace(/-$/, '');

/** Slugs with this beginning, of hosts that were ever published. */
async function takenSlugs(db: Database, beginning: string): Promise<Set<string>> {
  const rows = await db
    .select({ slug: hosts.slug })
    .from(hosts)
    .where(and(isNotNull(hosts.publishedAt), sql`starts_with(${hosts.slug}, ${beginning})`));
  return new Set(rows.map(({ slug }) => slug));
}

/** A slug that no published host has, made from the name of an organisation, otherwise from its domain. */
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
