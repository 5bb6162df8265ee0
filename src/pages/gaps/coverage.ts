import { isAtWork } from '../../alternatives/find.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import type { Territory } from '../../vocabulary/shapes.ts';

/** How surely a host serves a région: all of it, a part of it, or it never said where. */
type Serving = 'all' | 'part' | 'unsaid';

/** Who is known to offer a usage in a région. */
export interface Coverage {
  usage: string;
  region: string;
  all: readonly Host[];
  part: readonly Host[];
  /** Hosts that say nothing of where they serve: they may. */
  unsaid: readonly Host[];
}

/** Whether nobody at all is known who may offer it there. */
export const isGap = ({ all, part, unsaid }: Coverage): boolean => all.length + part.length + unsaid.length === 0;

/** The régions that have a département, by name. */
export function regionsIn({ reference: { territories } }: Pick<Model, 'reference'>): string[] {
  const codes = territories.departements.flatMap(
    ({ level, code }) => territories.lineage({ level, code }).find((one) => one.level === 'region')?.code ?? [],
  );
  const nameOf = (code: string) => territories.name({ level: 'region', code }, 'fr');
  return [...new Set(codes)].sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'fr'));
}

function servingOf({ serves, seat }: Host, region: string, lineage: (of: Territory) => readonly Territory[]) {
  const isThis = ({ level, code }: Territory) => level === 'region' && code === region;
  // Without a word of where it serves, a host is taken to serve its own country: that is a guess.
  if (!serves) return seat && seat.country !== 'FR' ? undefined : 'unsaid';
  let found: Serving | undefined;
  for (const zone of serves) {
    if (zone.level === 'world' || (zone.level === 'country' && zone.code === 'FR') || isThis(zone)) return 'all';
    if (lineage(zone).some(isThis)) found = 'part';
  }
  return found;
}

/** Each usage in each région. @param regions codes */
export function coverageOf(model: Model, regions: readonly string[]): Coverage[] {
  const { offers, reference } = model;
  const { lineage } = reference.territories;
  const open = offers.filter(({ host, service }) => service && !service.closing && isAtWork(host));
  return [...reference.usages.keys()].flatMap((usage) => {
    const offering = [
      ...new Set(open.filter(({ service }) => service!.usages.includes(usage)).map(({ host }) => host)),
    ];
    return regions.map((region) => {
      const of = (serving: Serving) => offering.filter((host) => servingOf(host, region, lineage) === serving);
      return { usage, region, all: of('all'), part: of('part'), unsaid: of('unsaid') };
    });
  });
}

/** Listed hosts at work that have their seat in a région. */
export const seatedIn = ({ documents, reference: { territories } }: Model, region: string): number =>
  documents.filter(
    (host) =>
      isAtWork(host) &&
      host.seat?.territory !== undefined &&
      territories.lineage(host.seat.territory).some(({ level, code }) => level === 'region' && code === region),
  ).length;
