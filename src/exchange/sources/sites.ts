import pLimit from 'p-limit';
import { webAddress } from '../../ground/addresses.ts';
import { AT_ONCE_A_SITE, FAILURES_OF_A_SITE, SITES_AT_ONCE } from './limits.ts';

/* Politeness: few requests at once, fewer at one site, none to a site that does not answer. */

/** What is known of the sites of one run: memory only, so a run that goes on elsewhere gives each a new chance. */
export interface Sites {
  /** Does something for each address; sites one beside the other, each of them a little at a time. */
  visit<T extends { url: string }>(list: readonly T[], each: (one: T) => Promise<void>): Promise<void>;
  isGivenUp(url: string): boolean;
  /** Notes whether the site of an address answered, whatever it said. */
  note(url: string, answered: boolean): void;
}

const siteOf = (url: string): string => webAddress(url)?.host ?? '';

export function createSites(): Sites {
  const failures = new Map<string, number>();
  const sitesAtOnce = pLimit(SITES_AT_ONCE);
  return {
    visit: async (list, each) => {
      const bySite = new Map<string, (typeof list)[number][]>();
      for (const one of list) {
        const site = siteOf(one.url);
        const others = bySite.get(site);
        if (others) others.push(one);
        else bySite.set(site, [one]);
      }
      await sitesAtOnce.map(bySite.values(), (ofSite) => pLimit(AT_ONCE_A_SITE).map(ofSite, each));
    },
    isGivenUp: (url) => (failures.get(siteOf(url)) ?? 0) >= FAILURES_OF_A_SITE,
    note: (url, answered) => {
      const site = siteOf(url);
      if (answered) failures.delete(site);
      else failures.set(site, (failures.get(site) ?? 0) + 1);
    },
  };
}
