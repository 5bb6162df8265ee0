import { parseAddress, siteOf } from '../ground/addresses.ts';
import type { Fetched } from '../outgoing/fetch.ts';
import { visibleWords } from '../record/visible-words.ts';
import type { FetchProblem, SiteTroubleKind } from '../vocabulary/terms.ts';
import { areApart } from './sites.ts';

/* What the answer of a home page means. Pure, and careful: what is not certain is not said. */

export interface HomeSeen {
  answered: boolean;
  status: number | null;
  problem: FetchProblem | null;
  /** What is odd about it. */
  troubles: { kind: SiteTroubleKind; url?: string }[];
}

/** The address was not asked: it tells nothing of the site. */
const NEVER_ASKED: readonly FetchProblem[] = [
  'not-http',
  'https-needed',
  'with-credentials',
  'unusual-port',
  'ip-address',
  'not-public-name',
  'not-public-machine',
];
/** Somebody answered, and yet not with a page. */
const SPOKE: readonly FetchProblem[] = ['bad-certificate', 'too-large', 'too-many-redirects'];

const MOST_OF_AN_ADDRESS = 500;
/** Of a longer page, nothing more is read. */
const READ_BYTES = 300_000;

/**
 * What pages for parked names are served from. Names of the services that T. Vissers, W. Joosen and N. Nikiforakis found
 * behind them (“Parking Sensors: Analyzing and Detecting Parked Domains”, NDSS 2015), and of sellers of names today.
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
/** A page for a parked name says little; one that says more may only speak of them. */
const MOST_WORDS_PARKED = 2_000;

/** What pages hold that ask visitors to prove that they are no programs. */
const CHALLENGES = ['/cdn-cgi/challenge-platform/', 'cf-chl-', '/.within.website/x/cmd/anubis/', 'ddos-guard.net'];

const holdsAny = (text: string, marks: readonly string[]): boolean => marks.some((mark) => text.includes(mark));

const isParked = (html: string): boolean =>
  holdsAny(html.toLowerCase(), PARKING) && visibleWords(html).length <= MOST_WORDS_PARKED;

/** Where a redirect leads that leaves the domain; undefined for one that stays. */
function leadsAway(from: string, location: string | undefined): string | undefined {
  const to = location === undefined ? undefined : parseAddress(location, from);
  const [was, is] = [siteOf(from), siteOf(to?.href)];
  // Without its query, which may hold anything.
  return to && was && is && areApart(was, is) ? `${to.origin}${to.pathname}`.slice(0, MOST_OF_AN_ADDRESS) : undefined;
}

/**
 * What was seen of a home; undefined when it was not asked. That somebody may not come in, comes too often or has to prove
 * something is an answer; a page that is not there is none, nor is a machine that fails.
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

/** Whether a page is certainly not there; undefined when nothing certain was seen. */
export function isGone(answer: Fetched): boolean | undefined {
  if (answer.problem !== null) return undefined;
  if (answer.status === 404 || answer.status === 410) return true;
  return answer.status < 500 ? false : undefined;
}
