import { type Host, isReadByHost } from '../documents/host.ts';
import { isListed, type Model } from './model.ts';

/** How many listed hosts have confirmed their entry, and for how many of them each fact is unknown. */
export interface Missing {
  confirmed: number;
  withoutService: number;
  /** Hosts without any plan whose price still holds today. */
  withoutPrice: number;
}

/** Counts what is unknown about the listed hosts. */
export function missingIn({ documents, offers }: Model): Missing {
  const listed = documents.filter(isListed);
  const known = { service: new Set<Host>(), price: new Set<Host>() };
  for (const { host, service, prices } of offers) {
    if (service) known.service.add(host);
    if (prices && prices.plans.length > 0) known.price.add(host);
  }
  const without = (hosts: ReadonlySet<Host>) => listed.filter((host) => !hosts.has(host)).length;
  return {
    confirmed: listed.filter(isReadByHost).length,
    withoutService: without(known.service),
    withoutPrice: without(known.price),
  };
}
