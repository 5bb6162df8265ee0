import { type Origin, undatedSince } from '../../documents/provenance.ts';
import { byText } from '../../ground/texts.ts';
import { originOf } from '../../record/all-provenance.ts';
import type { HostFacts } from '../../record/host-facts.ts';
import type { RatedWay } from '../engine/host/choose.ts';
import type { Interval } from '../engine/need/interval.ts';
import type { CompiledNeed } from '../engine/need/need.ts';
import type { Wish } from '../engine/need/wishes.ts';

/* Who said what a wish is weighed by, and when, where no statement says it: the fields of the entry behind it. */

type Told = Pick<Origin, 'by' | 'asOf'> & { source: string | null };

/** The fields behind a wish, each with the day on which it was seen by itself, where that is known. */
function fieldsBehind(wish: Wish, { candidate, way }: RatedWay, need: CompiledNeed): [field: string, on?: string][] {
  const slugOf = (service: number) => `services/${candidate.services[service]!.service.slug}`;
  switch (wish.kind) {
    case 'proximity':
      return [['seat']];
    case 'support':
      return [['support']];
    case 'price':
    case 'storage-margin':
      return way.options.flatMap(({ service, plan }): [string, string?][] => {
        if (plan === null) return [];
        const { observedOn } = candidate.plans[plan]!.plan;
        return [[`${slugOf(service)}/plans`, ...(observedOn === undefined ? [] : [observedOn])] as [string, string?]];
      });
    case 'usage':
      return way.options
        .filter(({ wanted }) => need.wanted[wanted]!.usage === wish.key)
        .map(({ service }) => [`${slugOf(service)}/usages`]);
    case 'leaving-tools':
      return way.options
        .filter(({ service }) => candidate.services[service]!.service.imports !== undefined)
        .map(({ service }) => [`${slugOf(service)}/imports`]);
    default:
      return [];
  }
}

const oldestOf = (days: readonly (string | null)[]): string | null =>
  days.includes(null) ? null : ((days as readonly string[]).toSorted(byText)[0] ?? null);

/**
 * Who said what a wish of a rated host is weighed by; undefined when nobody is known to have said it, or when what is
 * weighed is that nobody did. Of several facts the oldest day counts, and a page only when all were read there.
 */
export function originOfTerm(
  wish: Wish,
  { evidence, unknown, low, high }: Interval,
  placed: RatedWay,
  need: CompiledNeed,
  facts: HostFacts | undefined,
): Told | undefined {
  if (!facts || evidence === 'unknown' || (unknown && low === 0 && high === 1000)) return undefined;
  const origins = fieldsBehind(wish, placed, need).map(([field, on]) => {
    const { by, source = null, asOf } = originOf(facts, field);
    return { by, source, asOf: on ?? asOf ?? (by === 'import' ? (undatedSince(facts) ?? null) : null) };
  });
  const [first, ...others] = origins;
  // Without a mark the host would have said it: not in an entry that it never confirmed.
  if (!first || origins.some(({ by, asOf }) => by === 'host' && asOf === null)) return undefined;
  if (others.some(({ by }) => by !== first.by)) return undefined;
  return {
    by: first.by,
    source: others.every(({ source }) => source === first.source) ? first.source : null,
    asOf: oldestOf(origins.map(({ asOf }) => asOf)),
  };
}
