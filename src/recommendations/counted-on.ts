import type { Match } from '../matching/answer/schema.ts';
import { servicesIn, servicesOf } from '../matching/answer/services-used.ts';

/**
 * Hosts that a recommendation counts on, each with its services: those that were chosen, and beside who does not meet
 * the need alone those that stand with it, as few of them as the answer allows.
 */
export function countedOn(chosen: readonly string[], { fits, toCheck, combinations }: Match): Map<string, string[]> {
  const alone = new Map([...fits, ...toCheck].map(({ host, services }) => [host, servicesIn(services)]));
  const counted = new Map<string, string[]>();
  const count = (slug: string, services: readonly string[]) =>
    counted.set(slug, [...new Set([...(counted.get(slug) ?? []), ...services])]);
  const others = ({ hosts }: Match['combinations'][number]) => hosts.filter((slug) => !chosen.includes(slug)).length;
  for (const slug of chosen) {
    const own = alone.get(slug);
    if (own) {
      count(slug, own);
      continue;
    }
    const ways = combinations.filter(({ hosts }) => hosts.includes(slug)).sort((a, b) => others(a) - others(b));
    for (const one of ways.slice(0, 1)) for (const host of one.hosts) count(host, servicesOf(host, one));
  }
  return counted;
}
