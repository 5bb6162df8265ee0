import type { Host } from '../../documents/host.ts';
import { undatedSince } from '../../documents/provenance.ts';
import type { Plan, Service } from '../../documents/service.ts';
import { type Marks, provenanceMarkOf } from '../../record/provenance.ts';
import { hasPrice } from '../../services/cost.ts';

/** The day since which the prices of a plan are known: when it was seen, was written here, or its entry was compiled. */
export function knownSince(
  plan: Plan,
  service: Pick<Service, 'slug'>,
  host: Host,
  marks: Marks | null | undefined,
): string | undefined {
  const mark = provenanceMarkOf(marks, `services/${service.slug}/plans`);
  // Without a mark the host wrote it, and its last confirmation is what is known of the day.
  const written = mark ? mark.asOf : host.confirmedOn;
  return plan.observedOn ?? written ?? undatedSince(host);
}

export const knownPrices = (host: Host, service: Service, marks: Marks | null | undefined) =>
  (service.plans ?? []).filter(hasPrice).map((plan) => ({ plan, knownSince: knownSince(plan, service, host, marks) }));
