import { createHash } from 'node:crypto';
import { parseAddress, siteOf } from '../ground/addresses.ts';
import type { Fetched } from '../outgoing/fetch.ts';
import { visibleWords } from '../record/visible-words.ts';
import type { FetchProblem, SiteTroubleKind } from '../vocabulary/terms.ts';

/**
 * Whether two sites are unrelated: neither domain equals, or is below, the other. Without a list of public suffixes,
 * two names below one domain count as unrelated.
 */
export function areUnrelatedSites(one: string, other: string): boolean {
  const [a, b] = [one, other].map((site) => site.replace(/:\d+$/, '')) as [string, string];
  return a !== b && !a.endsWith(`.${b}`) && !b.endsWith(`.${a}`);
}

/**
 * Stored instead of an address where it only matters whether it was requested: addresses may contain text that must be
 * removable.
 */
export const fingerprintOf = (address: string): string =>
  createHash('sha256').update(address).digest('base64url').slice(0, 22);

/* The meaning of a home page's answer. Pure. Concludes nothing that is uncertain. */

export interface HomeSeen {
  answered: boolean;
  status: number | null;
  problem: FetchProblem | null;
  /** Troubles found on the page. */
  troubles: { kind: SiteTroubleKind; url?: string }[];
}

/** Problems for which no request was sent: they show nothing about the site. */
const NEVER_ASKED: readonly FetchProblem[] = [
  'not-http',
  'https-needed',
  'with-credentials',
  'unusual-port',
  'ip-address',
  'not-public-name',
  'not-public-machine',
];
/** Problems that show that a server answered, although without a page. */
const SPOKE: readonly FetchProblem[] = ['bad-certificate', 'too-large', 'too-many-redirects'];

const MOST_OF_AN_ADDRESS = 500;
/** Of a longer page, the rest is not read. */
const READ_BYTES = 300_000;

/**
 * Servers that pages for parked domains load from: the services that T. Vissers, W. Joosen and N. Nikiforakis found
 * (“Parking Sensors: Analyzing and Detecting Parked Domains”, NDSS 2015), and sellers of domains today.
 */
const PARKING = [
  'sedoparking.com/',
  'parkingcrew.net/',
  'bodis.com/',
  'bodiscdn.com/',
  'parklogic.com/',
  'above.com/parking',
  'img1.wsimg.com/parking-lander/',
  'dan.com/buy-domain/',
  'hugedomains.com/domain_profile.cfm',
  'afternic.com/forsale/',
];
/** Pages for parked domains are short; a longer page may only mention such a server. */
const MOST_WORDS_PARKED = 2_000;

/** Marks of pages that ask visitors to prove that they are human. */
const CHALLENGES = ['/cdn-cgi/challenge-platform/', 'cf-chl-', '/.within.website/x/cmd/anubis/', 'ddos-guard.net'];

const holdsAny = (text: string, marks: readonly string[]): boolean => marks.some((mark) => text.includes(mark));

const isParked = (html: string): boolean =>
  holdsAny(html.toLowerCase(), PARKING) && visibleWords(html).length <= MOST_WORDS_PARKED;

/** The target of a redirect to another domain; undefined for a redirect within the domain. */
function leadsAway(from: string, location: string | undefined): string | undefined {
  const to = location === undefined ? undefined : parseAddress(location, from);
  const [was, is] = [siteOf(from), siteOf(to?.href)];
  // Without the query, which may contain anything.
  return to && was && is && areUnrelatedSites(was, is)
    ? `${to.origin}${to.pathname}`.slice(0, MOST_OF_AN_ADDRESS)
    : undefined;
}

/**
 * What the answer shows about a home page; undefined when no request was sent. Access denied, too many requests and a
 * challenge count as answers; a missing page and a server error do not.
 */
export function readHome(answer: Fetched): HomeSeen | undefined {
  if (answer.problem !== null) {
    const { problem } = answer;
    if (NEVER_ASKED.includes(problem)) return undefined;
    const troubles = problem === 'bad-certificate' ? [{ kind: 'certificate' } as const] : [];
    return { answered: SPOKE.includes(problem), status: null, problem, troubles };
  }
  const { status, body, address, location } = answer;
  const html = body.toString('utf8', 0, READ_BYTES);
  const away = leadsAway(address, location);
  const parked = holdsAny(away?.toLowerCase() ?? '', PARKING) || (status < 300 && isParked(html));
  const answered = status >= 500 ? holdsAny(html, CHALLENGES) : status !== 404 && status !== 410;
  return {
    answered,
    status,
    problem: null,
    troubles: [
      ...(parked ? [{ kind: 'parked' as const }] : []),
      ...(away !== undefined && !parked ? [{ kind: 'moved' as const, url: away }] : []),
    ],
  };
}

/** Whether a page is certainly gone; undefined when the result is uncertain. */
export function isPageGone(answer: Fetched): boolean | undefined {
  if (answer.problem !== null) return undefined;
  if (answer.status === 404 || answer.status === 410) return true;
  return answer.status < 500 ? false : undefined;
}
