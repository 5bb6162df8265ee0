import robots from 'robots-parser';
import type { Database } from '../database/open.ts';
import { parseAddress, siteOf, webAddress } from '../ground/addresses.ts';
import { type Clock, parisDay } from '../ground/clock.ts';
import type { Fetched, FetchLimits, Outgoing } from '../outgoing/fetch.ts';
import type { KeptRobots } from '../record/tables.ts';
import { fingerprintOf } from './findings.ts';
import { keepRobots, keptRobots, noteAnswer, takeRequest } from './store.ts';

/* The rules of websites for automated clients (RFC 9309). */

/** The package is CommonJS, and its types describe an ES module. */
const robotsParser = robots as unknown as (typeof robots)['default'];

/** The user-agent name of the catalogue in `robots.txt`. */
const ROBOT = 'bercail';

/** The size that RFC 9309 requires clients to read. */
const MOST_CHARACTERS = 512_000;
/** Comparing a rule with an address takes time proportional to both lengths: beyond this, nothing is requested. */
const MOST_WORK = 40_000_000;

/**
 * The lines that concern the catalogue: groups for its name and for `*`. Other lines are dropped before parsing,
 * because a parser that assigns each rule to thousands of names takes quadratic time.
 */
function linesForUs(text: string): string {
  const kept: string[] = [];
  let isOurs = false;
  let isNaming = false;
  for (const line of text.slice(0, MOST_CHARACTERS).split(/\r\n|\r|\n/)) {
    const [content = ''] = line.split('#', 1);
    const colon = content.indexOf(':');
    if (colon < 0) continue;
    const field = content.slice(0, colon).trim().toLowerCase();
    const value = content.slice(colon + 1).trim();
    if (field === 'user-agent') {
      if (!isNaming) isOurs = false;
      isNaming = true;
      const [name] = value.toLowerCase().split('/', 1) as [string];
      if (name.trim() !== ROBOT && name.trim() !== '*') continue;
      const isNamedAlready = isOurs && kept.at(-1) === `user-agent: ${name.trim()}`;
      isOurs = true;
      if (!isNamedAlready) kept.push(`user-agent: ${name.trim()}`);
      continue;
    }
    isNaming = false;
    if (isOurs && ['allow', 'disallow', 'crawl-delay'].includes(field)) kept.push(`${field}: ${value}`);
  }
  return kept.join('\n');
}

/**
 * The meaning of the answer for `robots.txt`: a missing file allows everything, an unreadable one nothing. Undefined
 * when the site did not answer at all.
 */
export function readRobots(answer: Fetched): KeptRobots | undefined {
  if (answer.problem === 'too-large') return 'unreachable';
  if (answer.problem !== null) return undefined;
  const { status, body } = answer;
  if (status === 429 || status >= 500) return 'unreachable';
  // A redirect to another site is not followed, because that site was not to be requested: as if there were no file.
  if (status < 200 || status > 299) return 'none';
  return { rules: linesForUs(body.toString('utf8')) };
}

/** Whether the rules of an origin allow an address. */
export function allows(kept: KeptRobots, origin: string, address: string): boolean {
  if (typeof kept === 'string') return kept === 'none';
  if (kept.rules.length * address.length > MOST_WORK) return false;
  return robotsParser(`${origin}/robots.txt`, kept.rules).isAllowed(address, ROBOT) ?? false;
}

/** Seconds that an origin asks to leave between two requests; 0: no wish. */
export function delayOf(kept: KeptRobots, origin: string): number {
  if (typeof kept === 'string') return 0;
  const seconds = robotsParser(`${origin}/robots.txt`, kept.rules).getCrawlDelay(ROBOT) ?? 0;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

/* Polite requests to websites: only what `robots.txt` allows, few addresses, slowly, and none twice a day. */

const LIMITS: FetchLimits = { milliseconds: 15_000, bytes: 3_000_000, redirects: 'none', httpsOnly: false };
const MOST_REDIRECTS = 3;
/** Seconds between two requests to one site, unless it asks for a longer delay. */
const SECONDS_APART = 3;
/** A site that asks for a longer delay than this gets one page request a day. */
const MOST_SECONDS_APART = 30;

/** Answers up to this size are kept in memory for the whole run. */
const SHORT_BYTES = 50_000;

/** The answer of an address, or why it was not requested. */
type AskResult = { answer: Fetched } | { skipped: 'not-allowed' | 'robots-unreachable' | 'enough' };

interface SiteRequesterOptions {
  db: Database;
  clock: Clock;
  outgoing: Outgoing;
  /** Whether a site may be requested at all. */
  mayAsk?: ((url: URL) => boolean) | undefined;
  /** Waits between two requests; ends early when the process stops. */
  pause: (milliseconds: number) => Promise<void>;
}

export interface SiteRequester {
  /** @param follow which redirects to follow: only within the site, or all */
  ask(address: string, follow: 'site' | 'anywhere'): Promise<AskResult>;
  /** Drops the long answers of a site from memory. */
  forget(site: string): void;
  /** Whether any site has answered in this run. */
  hasAnyAnswered(): boolean;
}

/** Whether a server answered, whatever its answer. */
const isAnswer = ({ problem }: Fetched): boolean => problem === null || problem === 'bad-certificate';

/** @param day the day in Paris to which all requests belong */
export function createSiteRequester(options: SiteRequesterOptions, day = parisDay(options.clock())): SiteRequester {
  const { db, clock, outgoing, pause, mayAsk = () => true } = options;
  /** Answers of this run: pages of one site often lead to the same page. */
  const answers = new Map<string, Fetched>();
  /** The `robots.txt` of each origin; a problem: it did not answer. */
  const robotsByOrigin = new Map<string, KeptRobots | Fetched>();
  const requestedSites = new Set<string>();
  let anyAnswer = false;

  /** Requests an address once; undefined when the site has had its requests of the day. */
  const request = async (address: string, secondsApart: number): Promise<Fetched | undefined> => {
    const before = answers.get(address);
    if (before) return before;
    const site = siteOf(address)!;
    if (!(await takeRequest(db, site, day, fingerprintOf(address)))) return undefined;
    if (requestedSites.has(site)) await pause(secondsApart * 1000);
    requestedSites.add(site);
    const answer = await outgoing.get(address, LIMITS);
    answers.set(address, answer);
    if (isAnswer(answer)) {
      anyAnswer = true;
      await noteAnswer(db, site, day, clock());
    }
    return answer;
  };

  /** Follows redirects within the site, for its `robots.txt`. */
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
    const before = robotsByOrigin.get(origin);
    if (before !== undefined) return before;
    const site = siteOf(origin)!;
    const kept = (await keptRobots(db, site, day))[origin];
    const answer = kept === undefined ? await requestWithin(`${origin}/robots.txt`) : undefined;
    const robots = kept ?? (answer === undefined ? 'unreachable' : readRobots(answer));
    robotsByOrigin.set(origin, robots ?? answer!);
    if (kept === undefined) await keepRobots(db, site, day, { [origin]: robots ?? 'unreachable' });
    return robots ?? answer!;
  };

  const askOne = async (url: URL): Promise<AskResult> => {
    if (!mayAsk(url)) return { skipped: 'not-allowed' };
    const robots = await robotsOf(url.origin);
    if (robots === 'unreachable') return { skipped: 'robots-unreachable' };
    if (typeof robots === 'object' && 'problem' in robots) return { answer: robots };
    if (!allows(robots, url.origin, url.href)) return { skipped: 'not-allowed' };
    const seconds = Math.max(SECONDS_APART, delayOf(robots, url.origin));
    const isEnough = seconds > MOST_SECONDS_APART && [...answers.keys()].some((one) => isPageOf(one, url));
    if (isEnough && !answers.has(url.href)) return { skipped: 'enough' };
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
      for (const [address, answer] of answers)
        if (siteOf(address) === site && answer.problem === null && answer.body.length > SHORT_BYTES)
          answers.delete(address);
    },
    hasAnyAnswered: () => anyAnswer,
  };
}

const isPageOf = (address: string, { origin }: URL): boolean =>
  address.startsWith(`${origin}/`) && address !== `${origin}/robots.txt`;
