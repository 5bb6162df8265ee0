import pLimit from 'p-limit';
import { webAddress } from '../../ground/addresses.ts';
import { AT_ONCE_A_SITE, FAILURES_OF_A_SITE, SITES_AT_ONCE } from './limits.ts';

/* Politeness: few requests at once, fewer to one site, and none to a site that does not answer. */

/** State of the sites during one run. Only in memory: in another process, each site gets a new chance. */
export interface Sites {
  /** Calls a function for each address: sites in parallel, and a few addresses of each site at a time. */
  visit<T extends { url: string }>(list: readonly T[], each: (one: T) => Promise<void>): Promise<void>;
  isGivenUp(url: string): boolean;
  /** Records whether the site of an address answered, with any status. */
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
