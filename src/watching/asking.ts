import type { Database } from '../database/open.ts';
import { parseAddress, siteOf, webAddress } from '../ground/addresses.ts';
import { type Clock, parisDay } from '../ground/clock.ts';
import type { Fetched, FetchLimits, Outgoing } from '../outgoing/fetch.ts';
import type { KeptRobots } from '../record/tables.ts';
import { allows, delayOf, readRobots } from './robots.ts';
import { fingerprintOf } from './sites.ts';
import { keepRobots, keptRobots, noteAnswer, takeRequest } from './store.ts';

/* Asks sites as one would wish to be asked: what `robots.txt` allows, a few addresses, slowly, none twice a day. */

const LIMITS: FetchLimits = { milliseconds: 15_000, bytes: 3_000_000, redirects: 'none', httpsOnly: false };
const MOST_REDIRECTS = 3;
/** Seconds between two requests to one site, unless it asks for more. */
const SECONDS_APART = 3;
/** A site that asks for more than this between two requests gets one request a day. */
const MOST_SECONDS_APART = 30;

/** Answers up to this size are remembered for a whole round. */
const SHORT_BYTES = 50_000;

/** What was seen of an address, or why it was not asked. */
export type Asked = { answer: Fetched } | { skipped: 'not-allowed' | 'robots-unreachable' | 'enough' };

export interface AskingOptions {
  db: Database;
  clock: Clock;
  outgoing: Outgoing;
  /** Whether a site may be asked at all. */
  mayAsk?: ((url: URL) => boolean) | undefined;
  /** Waits between two requests; it ends early when the process stops. */
  pause: (milliseconds: number) => Promise<void>;
}

/** Asks addresses. */
export interface Asking {
  /** @param follow how far redirects are followed: within the site, or wherever they lead */
  ask(address: string, follow: 'site' | 'anywhere'): Promise<Asked>;
  /** Lets go of what a site sent, but for what is short. */
  forget(site: string): void;
  /** Whether any machine said anything. */
  hasAnyAnswered(): boolean;
}

/** Whether somebody was there, whatever they said. */
const isAnswer = ({ problem }: Fetched): boolean => problem === null || problem === 'bad-certificate';

/** @param day the day in Paris on which all of it is asked */
export function createAsking(options: AskingOptions, day = parisDay(options.clock())): Asking {
  const { db, clock, outgoing, pause, mayAsk = () => true } = options;
  /** Answers of this round: pages of one site often lead to the same one. */
  const known = new Map<string, Fetched>();
  /** What origins said; a problem: they did not answer. */
  const said = new Map<string, KeptRobots | Fetched>();
  const asked = new Set<string>();
  let anyAnswer = false;

  /** Asks once; undefined when the site had enough for a day. */
  const request = async (address: string, secondsApart: number): Promise<Fetched | undefined> => {
    const before = known.get(address);
    if (before) return before;
    const site = siteOf(address)!;
    if (!(await takeRequest(db, site, day, fingerprintOf(address)))) return undefined;
    if (asked.has(site)) await pause(secondsApart * 1000);
    asked.add(site);
    const answer = await outgoing.get(address, LIMITS);
    known.set(address, answer);
    if (isAnswer(answer)) {
      anyAnswer = true;
      await noteAnswer(db, site, day, clock());
    }
    return answer;
  };

  /** Follows redirects within a site, for its `robots.txt`. */
  const requestWithin = async (address: string): Promise<Fetched | undefined> => {
    let next = address;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await request(next, SECONDS_APART);
      if (answer?.problem !== null || answer.location === undefined) return answer;
      const to = parseAddress(answer.location, next)?.href;
      if (siteOf(to) !== siteOf(next)) return answer;
      next = to!;
    }
    return { problem: 'too-many-redirects' };
  };

  /** The rules of an origin; a problem: it did not answer. */
  const robotsOf = async (origin: string): Promise<KeptRobots | Fetched> => {
    const before = said.get(origin);
    if (before !== undefined) return before;
    const site = siteOf(origin)!;
    const kept = (await keptRobots(db, site, day))[origin];
    const answer = kept === undefined ? await requestWithin(`${origin}/robots.txt`) : undefined;
    const robots = kept ?? (answer === undefined ? 'unreachable' : readRobots(answer));
    said.set(origin, robots ?? answer!);
    if (kept === undefined) await keepRobots(db, site, day, { [origin]: robots ?? 'unreachable' });
    return robots ?? answer!;
  };

  const askOne = async (url: URL): Promise<Asked> => {
    if (!mayAsk(url)) return { skipped: 'not-allowed' };
    const robots = await robotsOf(url.origin);
    if (robots === 'unreachable') return { skipped: 'robots-unreachable' };
    if (typeof robots === 'object' && 'problem' in robots) return { answer: robots };
    if (!allows(robots, url.origin, url.href)) return { skipped: 'not-allowed' };
    const seconds = Math.max(SECONDS_APART, delayOf(robots, url.origin));
    const isEnough = seconds > MOST_SECONDS_APART && [...known.keys()].some((one) => isPageOf(one, url));
    if (isEnough && !known.has(url.href)) return { skipped: 'enough' };
    const answer = await request(url.href, Math.min(seconds, MOST_SECONDS_APART));
    return answer ? { answer } : { skipped: 'enough' };
  };

  return {
    ask: async (address, follow) => {
      let url = webAddress(address);
      for (let redirects = 0; url && redirects <= MOST_REDIRECTS; redirects++) {
        url.hash = '';
        const seen = await askOne(url);
        if ('skipped' in seen || seen.answer.problem !== null || seen.answer.location === undefined) return seen;
        const to = webAddress(parseAddress(seen.answer.location, url.href)?.href);
        if (follow === 'site' && siteOf(to?.href) !== siteOf(url.href)) return seen;
        url = to;
      }
      return { answer: { problem: url ? 'too-many-redirects' : 'no-answer' } };
    },
    forget: (site) => {
      for (const [address, answer] of known)
        if (siteOf(address) === site && answer.problem === null && answer.body.length > SHORT_BYTES)
          known.delete(address);
    },
    hasAnyAnswered: () => anyAnswer,
  };
}

const isPageOf = (address: string, { origin }: URL): boolean =>
  address.startsWith(`${origin}/`) && address !== `${origin}/robots.txt`;
