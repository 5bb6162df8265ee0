import type { Alternatives } from '../../alternatives/schema.ts';
import type { Entry } from '../directory/entry.ts';

export type AlternativeService = Alternatives['items'][number];

/** A host of the list of one service by its slug, as cards show it to somebody who looks for these usages. */
export type EntryAs = (slug: string, usages: readonly string[]) => Entry | undefined;

/** What a host offers today. */
export type UsagesOf = (slug: string) => ReadonlySet<string>;

/** A host that offers several of the services that are left. */
export interface Covering {
  entry: Entry;
  services: AlternativeService[];
}

const MOST = 3;

/** Who offers the most of these services, so that one need not move to several places: two services at least. */
export function coveringMost(items: readonly AlternativeService[], entryAs: EntryAs, usagesOf: UsagesOf): Covering[] {
  const slugs = new Set(items.flatMap(({ hosts }) => hosts.map(({ host }) => host)));
  const asked = items.flatMap(({ usages }) => usages);
  return [...slugs]
    .map((slug) => {
      const offered = usagesOf(slug);
      return { slug, services: items.filter(({ usages }) => usages.every((usage) => offered.has(usage))) };
    })
    .filter(({ services }) => services.length > 1)
    .sort((a, b) => b.services.length - a.services.length)
    .slice(0, MOST)
    .flatMap(({ slug, services }) => {
      const entry = entryAs(slug, asked);
      return entry ? [{ entry, services }] : [];
    });
}
