import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database/open.ts';
import { siteOf, webAddress } from '../ground/addresses.ts';
import { lastDayOf } from '../ground/clock.ts';
import { byText } from '../ground/texts.ts';
import { listDuePages } from '../statements/evidence-pages.ts';
import { fingerprintOf } from './sites.ts';
import { listVisited, listWatched } from './store.ts';

/** An address that is asked for a host. */
export interface Wanted {
  hostId: string;
  url: string;
  /** Its home, a page where one signs up or writes to it, or a page that it gives as evidence. */
  is: 'home' | 'page' | 'evidence';
}

/** What one site is asked in a day. */
export interface SitePlan {
  site: string;
  /** In the order in which they are asked, each address once for each host. */
  wanted: Wanted[];
}

const DUE_PAGES = 2_000;
const ADDRESSES_A_TURN = 2_000;

const DAY_MS = 86_400_000;
/** Each day begins with another one, so that what finds no room today does tomorrow. */
function turned<T>(list: readonly T[], day: string): T[] {
  const by = list.length === 0 ? 0 : (Date.parse(day) / DAY_MS) % list.length;
  return [...list.slice(by), ...list.slice(0, by)];
}

/** Homes first, then pages of evidence and others by turns. */
function inOrder(wanted: readonly Wanted[], day: string): Wanted[] {
  const of = (is: Wanted['is']) => wanted.filter((one) => one.is === is);
  const [homes, pages, evidence] = [turned(of('home'), day), turned(of('page'), day), of('evidence')];
  const others = Array.from({ length: Math.max(pages.length, evidence.length) }, (_, i) => [evidence[i], pages[i]]);
  return [...homes, ...others.flat().flatMap((one) => one ?? [])];
}

/** Hosts that are at work on a day: nobody looks for a site that was closed. */
async function wantedOf(db: Database, now: Date, day: string): Promise<Wanted[]> {
  const watched = await listWatched(db);
  const atWork = watched.hosts.filter(
    ({ closedOn, confirmedAt, observed }) =>
      !(closedOn && lastDayOf(closedOn) <= day) && !(confirmedAt === null && observed?.status === 'closed'),
  );
  const ids = new Set(atWork.map(({ id }) => id));
  return [
    ...atWork.flatMap(({ id, website }) => (website ? [{ hostId: id, url: website, is: 'home' as const }] : [])),
    ...atWork.flatMap(({ id, contact }) => (contact ? [{ hostId: id, url: contact, is: 'page' as const }] : [])),
    ...watched.services.flatMap(({ hostId, url }) => (ids.has(hostId) ? [{ hostId, url, is: 'page' as const }] : [])),
    ...(await listDuePages(db, now, DUE_PAGES)).map((page) => ({ ...page, is: 'evidence' as const })),
  ];
}

/** The sites that were not visited yet on a day, each at about the same time every day. */
export async function planVisits(
  db: Database,
  now: Date,
  day: string,
  mayAsk: (url: URL) => boolean = () => true,
): Promise<SitePlan[]> {
  const wanted = await wantedOf(db, now, day);
  const visited = await listVisited(db, day);
  const bySite = new Map<string, Map<string, Wanted>>();
  for (const [i, one] of wanted.entries()) {
    // Others get their turn meanwhile.
    if (i % ADDRESSES_A_TURN === ADDRESSES_A_TURN - 1) await setImmediate();
    const url = webAddress(one.url);
    const site = siteOf(one.url);
    if (!url || !site || visited.has(site) || !mayAsk(url)) continue;
    const ofSite = bySite.get(site) ?? new Map<string, Wanted>();
    ofSite.set(`${one.hostId} ${one.is} ${one.url}`, one);
    bySite.set(site, ofSite);
  }
  return [...bySite]
    .map(([site, ofSite]) => ({ site, place: fingerprintOf(site), wanted: inOrder([...ofSite.values()], day) }))
    .sort((a, b) => byText(a.place, b.place))
    .map(({ site, wanted }) => ({ site, wanted }));
}
