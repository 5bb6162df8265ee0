import { setImmediate } from 'node:timers/promises';
import { isLoopback } from '../config.ts';
import type { Database } from '../database/open.ts';
import { siteOf, webAddress } from '../ground/addresses.ts';
import { lastDayOf } from '../ground/clock.ts';
import { byText } from '../ground/texts.ts';
import { isAllowed } from '../outgoing/address.ts';
import { listDuePages } from '../statements/store.ts';
import { fingerprintOf } from './findings.ts';
import { listVisited, listWatched } from './store.ts';

/**
 * Which sites a catalogue may visit. A catalogue that is reachable only from its own machine cannot explain its
 * requests to anybody: it visits only the sites that its operator lists in OUTGOING_ALLOW.
 */
export function mayAskOf({
  publicUrl,
  outgoingAllow,
}: {
  publicUrl: string;
  outgoingAllow: readonly string[];
}): (url: URL) => boolean {
  const allowed = new Set(outgoingAllow);
  if (!isLoopback(new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''))) return () => true;
  return (url) => isAllowed(url, allowed);
}

/** An address to request for a host. */
export interface PlannedRequest {
  hostId: string;
  url: string;
  /** The home page, a sign-up or contact page, or a page given as evidence. */
  is: 'home' | 'page' | 'evidence';
}

/** The requests to one site on a day. */
export interface SitePlan {
  site: string;
  /** In the order of the requests; each address once per host. */
  wanted: PlannedRequest[];
}

interface Planning {
  day: string;
  most: number;
  mayAsk?: ((url: URL) => boolean) | undefined;
  /** How many sites a day has time for. */
  aDay?: number;
}

const DUE_PAGES = 2_000;
const ADDRESSES_A_TURN = 2_000;

const DAY_MS = 86_400_000;
/** Rotates a list by the day, so that addresses beyond the daily limit come first on another day. */
function rotated<T>(list: readonly T[], day: string): T[] {
  const by = list.length === 0 ? 0 : (Date.parse(day) / DAY_MS) % list.length;
  return [...list.slice(by), ...list.slice(0, by)];
}

/** Home pages first, then evidence pages and other pages alternately. */
function inOrder(wanted: readonly PlannedRequest[], day: string): PlannedRequest[] {
  const of = (is: PlannedRequest['is']) => wanted.filter((one) => one.is === is);
  const [homes, pages, evidence] = [rotated(of('home'), day), rotated(of('page'), day), of('evidence')];
  const others = Array.from({ length: Math.max(pages.length, evidence.length) }, (_, i) => [evidence[i], pages[i]]);
  return [...homes, ...others.flat().flatMap((one) => one ?? [])];
}

/** The addresses of hosts in service on a day: websites of closed hosts are not checked. */
async function addressesOf(db: Database, now: Date, day: string): Promise<PlannedRequest[]> {
  const watched = await listWatched(db);
  const atWork = watched.hosts.filter(
    ({ closedOn, confirmedOn, observed }) =>
      !(closedOn && lastDayOf(closedOn) <= day) && !(confirmedOn === null && observed?.state === 'closed'),
  );
  const ids = new Set(atWork.map(({ id }) => id));
  return [
    ...atWork.flatMap(({ id, website }) => (website ? [{ hostId: id, url: website, is: 'home' as const }] : [])),
    ...atWork.flatMap(({ id, contact }) => (contact ? [{ hostId: id, url: contact, is: 'page' as const }] : [])),
    ...watched.services.flatMap(({ hostId, url }) => (ids.has(hostId) ? [{ hostId, url, is: 'page' as const }] : [])),
    ...(await listDuePages(db, now, DUE_PAGES)).map((page) => ({ ...page, is: 'evidence' as const })),
  ];
}

/** Sites that a day has time for, at the pace of `visits.ts`. */
const SITES_A_DAY = 12_000;

/**
 * The next sites to visit on a day, among those not visited yet, in an order that stays about the same from day to day.
 * Where a day has no time for all of them, each day begins at another place, so that no site is always left out.
 * @param most how many are wanted
 */
export async function planVisits(
  db: Database,
  now: Date,
  { day, most, mayAsk = () => true, aDay = SITES_A_DAY }: Planning,
): Promise<SitePlan[]> {
  const wanted = await addressesOf(db, now, day);
  const visited = await listVisited(db, day);
  const bySite = new Map<string, { site: string; place: string; ofSite: Map<string, PlannedRequest> }>();
  for (const [i, one] of wanted.entries()) {
    // Let other work run in between.
    if (i % ADDRESSES_A_TURN === ADDRESSES_A_TURN - 1) await setImmediate();
    const url = webAddress(one.url);
    const site = siteOf(one.url);
    if (!url || !site || visited.has(site) || !mayAsk(url)) continue;
    const planned = bySite.get(site) ?? { site, place: fingerprintOf(site), ofSite: new Map() };
    planned.ofSite.set(`${one.hostId} ${one.is} ${one.url}`, one);
    bySite.set(site, planned);
  }
  const begin = bySite.size + visited.size > aDay ? fingerprintOf(day) : '';
  const isLater = ({ place }: { place: string }) => Number(place < begin);
  return [...bySite.values()]
    .sort((a, b) => isLater(a) - isLater(b) || byText(a.place, b.place))
    .slice(0, most)
    .map(({ site, ofSite }) => ({ site, wanted: inOrder([...ofSite.values()], day) }));
}
