import { seekerFor } from '../../alternatives/find.ts';
import type { Model } from '../../catalogue/model.ts';
import { hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';

const MOST_LIKE = 5;
/** A long list of services says no more of a host than its first ones. */
const MOST_SERVICES = 12;

/** Hosts that offer what these do, those first that are near to most of their services. */
export function* likeHosts(hosts: readonly Host[], model: Model): Generator<'pause', Host[], unknown> {
  const { lineage } = model.reference.territories;
  const weights = new Map<Host, number>();
  for (const host of hosts) {
    const seek = seekerFor(host, model, lineage);
    for (const service of host.services.filter((one) => !hasEnded(one)).slice(0, MOST_SERVICES)) {
      const near = yield* seek(service);
      const found = near.filter((one) => !hosts.includes(one.host));
      for (const [place, { host: other }] of found.entries())
        weights.set(other, (weights.get(other) ?? 0) + MOST_LIKE - place);
    }
  }
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_LIKE)
    .map(([host]) => host);
}
