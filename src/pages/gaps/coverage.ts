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

/** How a host serves each région; the régions that it does not serve are not in it. */
type Served = (region: string) => Serving | undefined;

function servedBy({ serves }: Host, lineage: (of: Territory) => readonly Territory[]): Served {
  // A seat abroad says nothing of where it serves.
  if (!serves) return () => 'unsaid';
  if (serves.some((zone) => zone.level === 'world' || (zone.level === 'country' && zone.code === 'FR')))
    return () => 'all';
  const served = new Map<string, Serving>();
  for (const zone of serves) {
    if (zone.level === 'world') continue;
    const region = [zone, ...lineage(zone)].find(({ level }) => level === 'region')?.code;
    if (region === undefined) continue;
    if (zone.level === 'region') served.set(region, 'all');
    else if (!served.has(region)) served.set(region, 'part');
  }
  return (region) => served.get(region);
}

function computeCoverage(model: Model): Coverage[] {
  const { offers, reference } = model;
  const { lineage } = reference.territories;
  const regions = regionsIn(model);
  const offering = new Map<string, Set<Host>>([...reference.usages.keys()].map((usage) => [usage, new Set()]));
  for (const { host, service } of offers)
    if (service && !service.closing && isAtWork(host))
      for (const usage of service.usages) offering.get(usage)?.add(host);
  const hosts = new Set([...offering.values()].flatMap((of) => [...of]));
  const serving = new Map([...hosts].map((host) => [host, servedBy(host, lineage)]));
  return [...offering].flatMap(([usage, of]) =>
    regions.map((region) => {
      const groups = { all: [] as Host[], part: [] as Host[], unsaid: [] as Host[] };
      for (const host of of) {
        const how = serving.get(host)!(region);
        if (how) groups[how].push(host);
      }
      return { usage, region, ...groups };
    }),
  );
}

const computed = new WeakMap<Model, Coverage[]>();

/** Each usage in each région. Computed once for a model, which never changes: anybody may ask for the page, often. */
export function coverageOf(model: Model): readonly Coverage[] {
  const known = computed.get(model) ?? computeCoverage(model);
  computed.set(model, known);
  return known;
}

/** Listed hosts at work that have their seat in a région. */
export const seatedIn = ({ documents, reference: { territories } }: Model, region: string): number =>
  documents.filter(
    (host) =>
      isAtWork(host) &&
      host.seat?.territory !== undefined &&
      territories.lineage(host.seat.territory).some(({ level, code }) => level === 'region' && code === region),
  ).length;
