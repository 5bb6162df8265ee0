import type { Database } from '../../database/open.ts';
import { slugFaults } from '../../requests/meaning.ts';
import { fold } from '../../vocabulary/territories.ts';
import { takenSlugs } from './store.ts';

const SLUG_MAX = 70;

const slugOf = (text: string): string => fold(text).replaceAll(' ', '-').slice(0, SLUG_MAX).replace(/-$/, '');

/** A slug that no published entry has, from the name of an organisation, else from its domain. */
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
