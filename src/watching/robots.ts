import robots from 'robots-parser';
import type { Fetched } from '../outgoing/fetch.ts';
import type { KeptRobots } from '../record/tables.ts';

/* The rules of websites for automated clients (RFC 9309). */

/** The package is CommonJS, and its types describe an ES module. */
const robotsParser = robots as unknown as (typeof robots)['default'];

/** The user-agent name of the catalogue in `robots.txt`. */
export const ROBOT = 'bercail';

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
