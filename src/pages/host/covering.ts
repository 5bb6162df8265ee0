import type { Alternatives } from '../../alternatives/schema.ts';
import type { Entry } from '../directory/entry.ts';

export type AlternativeService = Alternatives['items'][number];

/** A host of the list of one service by its slug, as cards show it to somebody who looks for these usages. */
export type EntryAs = (slug: string, usages: readonly string[]) => Entry | undefined;

/** A host that offers several of the services that are left. */
export interface Covering {
  entry: Entry;
  services: AlternativeService[];
}

const MOST = 3;

/** Who offers the most of these services, so that one need not move to several places: two services at least. */
export function coveringMost(items: readonly AlternativeService[], entryAs: EntryAs): Covering[] {
  const slugs = new Set(items.flatMap(({ hosts }) => hosts.map(({ host }) => host)));
  const usages = items.flatMap((item) => item.usages);
  return [...slugs]
    .flatMap((slug) => {
      const entry = entryAs(slug, usages);
      const services = items.filter((item) => item.usages.every((usage) => entry?.usages.includes(usage)));
      return entry && services.length > 1 ? [{ entry, services }] : [];
    })
    .sort((a, b) => b.services.length - a.services.length)
    .slice(0, MOST);
}
