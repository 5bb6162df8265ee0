import { createHash } from 'node:crypto';
import type { Model } from '../catalogue/model.ts';
import { SUCCESSOR_PROMISE } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { isoWeek } from '../ground/clock.ts';
import { openness, zonesHold } from '../matching/engine/host/candidate.ts';
import type { Territory, Zone } from '../vocabulary/shapes.ts';
import type { Audience, CompleteList } from '../vocabulary/terms.ts';

/* How well one host could replace another for the people who use it. Unknown is never no. */

type Nearness = 'all' | 'part' | 'unknown' | 'none';

type Lineage = (territory: Territory) => readonly Territory[];

/** Zones served by a host; a host that names none serves its own country. */
const zonesOf = ({ serves, seat }: Host): readonly Zone[] | undefined =>
  serves ?? (seat && [{ level: 'country', code: seat.country }]);

/** The absence from an incomplete list is unknown, not a no. */
const unlessSample = (nearness: Nearness, { complete }: Host, list: CompleteList): Nearness =>
  complete.includes(list) || nearness === 'all' ? nearness : 'unknown';

/** Whether a host serves the places of another host. */
function placesOf(leaving: Host, other: Host, lineage: Lineage): Nearness {
  const [wanted, served] = [zonesOf(leaving), zonesOf(other)];
  if (!wanted || !served) return 'unknown';
  const isEverywhere = served.some(({ level }) => level === 'world');
  const held = wanted.map((zone) => {
    if (isEverywhere) return 'yes';
    return zone.level === 'world' ? 'part' : zonesHold(served, zone as Territory, lineage);
  });
  // An assumed country can exclude a host, but it cannot prove that the host serves the place.
  if (held.every((one) => one === 'yes')) return leaving.serves && other.serves ? 'all' : 'unknown';
  return unlessSample(held.every((one) => one === 'no') ? 'none' : 'part', other, 'services');
}

/** Whether a host serves the audiences of another, and which ones are missing; null when the other host names none. */
function audiencesOf(leaving: Host, other: Host): { nearness: Nearness; missing: Audience[] } | null {
  const [wanted, served] = [leaving.audiences, other.audiences];
  if (!wanted || wanted.length === 0) return null;
  if (!served) return { nearness: 'unknown', missing: [] };
  const missing = wanted.filter((audience) => !served.includes(audience));
  if (missing.length === 0) return { nearness: 'all', missing };
  return { nearness: unlessSample(missing.length === wanted.length ? 'none' : 'part', other, 'audiences'), missing };
}

/** A host with some of the usages of a service, and how well it could replace the service. */
export interface PossibleSuccessor {
  host: Host;
  /** `ifItCloses`: it would take over, but the host is not closing. */
  successor: { agreed: boolean; ifItCloses?: true } | null;
  services: string[];
  offered: string[];
  missing: string[];
  open: 'yes' | 'to-ask' | 'full' | 'unknown';
  places: Nearness;
  audiences: { nearness: Nearness; missing: Audience[] } | null;
}

/** Maximum number of hosts per service; longer lists are for the search. */
const MOST_HOSTS = 5;

export const isAtWork = ({ state, closing, observed }: Host): boolean =>
  (state === 'published' || state === 'silent') && closing === null && observed?.state !== 'closed';

const NEAREST: readonly Nearness[] = ['all', 'unknown', 'part', 'none'];
const OPEN: readonly PossibleSuccessor['open'][] = ['yes', 'to-ask', 'unknown', 'full'];

/** Sort key of equal hosts: a hash that changes every week, so that their order rotates. */
const turnOf = (day: string, { id }: Service, host: Host): string =>
  createHash('sha256')
    .update(`${isoWeek(day)}|${id}|${host.id}`)
    .digest('hex');

function openTo(services: readonly Service[], day: string): PossibleSuccessor['open'] {
  if (services.length === 0) return 'unknown';
  const states = services.map((service) => openness(service, false, day));
  if (states.some((state) => state === 'full' || state === 'closing')) return 'full';
  return states.every((state) => state === 'yes') ? 'yes' : 'to-ask';
}

type Fit = Pick<PossibleSuccessor, 'places' | 'audiences'>;

/** How another host could replace a service; its full services only count when all matching ones are full. */
function possibleSuccessor(host: Host, service: Service, day: string, fit: Fit): PossibleSuccessor {
  const offering = host.services.filter(
    (other) => other.closing === null && other.usages.some((usage) => service.usages.includes(usage)),
  );
  const taking = offering.filter((other) => openness(other, false, day) !== 'full');
  const services = taking.length > 0 ? taking : offering;
  const usages = new Set(services.flatMap((other) => other.usages));
  return {
    host,
    successor: null,
    services: services.map(({ slug }) => slug),
    offered: service.usages.filter((usage) => usages.has(usage)),
    missing: service.usages.filter((usage) => !usages.has(usage)),
    open: openTo(services, day),
    ...fit,
  };
}

/** Sort keys, lower is nearer: missing usages, openness, places, audiences, confirmation. */
const distances = ({ host, missing, open, places, audiences }: PossibleSuccessor): number[] => [
  missing.length,
  OPEN.indexOf(open),
  NEAREST.indexOf(places),
  audiences ? NEAREST.indexOf(audiences.nearness) : 0,
  host.confirmedByHost ? 0 : 1,
];

function byDistance(a: PossibleSuccessor, b: PossibleSuccessor): number {
  const [left, right] = [distances(a), distances(b)];
  const at = left.findIndex((distance, i) => distance !== right[i]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}

interface NamedSuccessor {
  host: string;
  agreed: boolean;
  ifItCloses?: true;
}

/** The successor that a host promised before closing; once it closes, its announcement names the successor. */
function promisedSuccessor({ closing, commitments }: Host, service: Service): NamedSuccessor | null {
  if (closing) return null;
  const promised = [...service.commitments, ...commitments].filter(({ kind }) => kind === SUCCESSOR_PROMISE);
  const [own] = promised.flatMap(({ statements }) => statements.filter(({ by }) => by === 'host'));
  return own ? { host: String(own.value), agreed: own.agreedOn !== undefined, ifItCloses: true } : null;
}

/** The successor named by the service, else by its host, else promised by its host. */
const successorNamed = (host: Host, service: Service): NamedSuccessor | null =>
  service.closing?.successor ?? host.closing?.successor ?? promisedSuccessor(host, service);

const inAnswer = ({ agreed, ifItCloses }: NamedSuccessor) => ({ agreed, ...(ifItCloses && { ifItCloses }) });

/** Number of hosts after which other work may run. */
const HOSTS_A_STEP = 50;

/** The part of the read model that is searched. */
type Searched = Pick<Model, 'bySlug' | 'sections' | 'day'>;

/** Hosts with some of the usages: at index n, those that lack n usages (or more, where their services are full). */
function hostsByMissing(usages: ReadonlySet<string>, { sections }: Searched): Host[][] {
  const byMissing = [...usages].map((): Host[] => []);
  for (const { postings, hostOf, hosts } of sections) {
    const had = new Map<number, number>();
    for (const usage of usages)
      for (const host of new Set((postings.usage.get(usage) ?? []).map((place) => hostOf[place]!)))
        had.set(host, (had.get(host) ?? 0) + 1);
    for (const [host, count] of had) byMissing[usages.size - count]!.push(hosts[host]!);
  }
  return byMissing;
}

/**
 * Possible successors for the services of a host, one service after the other: the named successor first, then the
 * nearest hosts. What does not depend on the service is computed once. Pure.
 */
export function seekerFor(leaving: Host, model: Searched, lineage: Lineage) {
  const { bySlug, day } = model;
  const fits = new Map<Host, Fit>();
  const fitOf = (host: Host): Fit => {
    const fit = fits.get(host) ?? { places: placesOf(leaving, host, lineage), audiences: audiencesOf(leaving, host) };
    fits.set(host, fit);
    return fit;
  };
  const canServe = ({ places, audiences }: Fit): boolean => places !== 'none' && audiences?.nearness !== 'none';

  return function* seek(service: Service): Generator<'pause', PossibleSuccessor[], unknown> {
    const named = successorNamed(leaving, service);
    const successor = named ? bySlug.get(named.host) : undefined;
    const first =
      named && successor && successor !== leaving && isAtWork(successor)
        ? [{ ...possibleSuccessor(successor, service, day, fitOf(successor)), successor: inAnswer(named) }]
        : [];
    const turns = new Map<Host, string>();
    const turnAt = (host: Host): string => {
      const turn = turns.get(host) ?? turnOf(day, service, host);
      turns.set(host, turn);
      return turn;
    };
    const inOrder = (a: PossibleSuccessor, b: PossibleSuccessor): number =>
      byDistance(a, b) || (turnAt(a.host) < turnAt(b.host) ? -1 : 1);
    let nearest: PossibleSuccessor[] = [];
    let looked = 0;
    for (const [missing, hosts] of hostsByMissing(new Set(service.usages), model).entries()) {
      // The following hosts lack more usages.
      if ((nearest.at(MOST_HOSTS - 1)?.missing.length ?? Number.POSITIVE_INFINITY) < missing) break;
      for (const host of hosts) {
        if (++looked % HOSTS_A_STEP === 0) yield 'pause';
        if (host.id === leaving.id || host === successor || !isAtWork(host) || !canServe(fitOf(host))) continue;
        const found = possibleSuccessor(host, service, day, fitOf(host));
        if (found.offered.length === 0 || found.open === 'full') continue;
        const last = nearest.at(MOST_HOSTS - 1);
        if (last === undefined || inOrder(found, last) < 0)
          nearest = [...nearest, found].sort(inOrder).slice(0, MOST_HOSTS);
      }
    }
    return [...first, ...nearest].slice(0, MOST_HOSTS);
  };
}
