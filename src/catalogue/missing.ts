import type { Host } from '../documents/host.ts';
import type { Model } from './model.ts';
import { isListed } from './model.ts';

/** How many hosts of the lists have confirmed their entry, and of how many something is not known. */
export interface Missing {
  confirmed: number;
  withoutService: number;
  /** No plan of theirs has a price that still counts today. */
  withoutPrice: number;
}

/** Counts what is unknown of the hosts that lists show. */
export function missingIn({ documents, offers }: Model): Missing {
  const listed = documents.filter(isListed);
  const known = { service: new Set<Host>(), price: new Set<Host>() };
  for (const { host, service, prices } of offers) {
    if (service) known.service.add(host);
    if (prices && prices.plans.length > 0) known.price.add(host);
  }
  const without = (hosts: ReadonlySet<Host>) => listed.filter((host) => !hosts.has(host)).length;
  return {
    confirmed: listed.filter(({ confirmedByHost }) => confirmedByHost).length,
    withoutService: without(known.service),
    withoutPrice: without(known.price),
  };
}
