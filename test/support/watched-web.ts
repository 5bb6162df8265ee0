import type { Fetched } from '../../src/outgoing/fetch.ts';
import { anAnswer, readingOnly } from './outgoing.ts';

/* A web of sites that die, come back, move, are parked and lie, each by the day since a beginning. */

export const page = (html: string, over: Parameters<typeof anAnswer>[0] = {}): Fetched =>
  anAnswer({ contentType: 'text/html; charset=utf-8', body: Buffer.from(html), ...over });
export const DEAD: Fetched = { problem: 'no-answer' };
const NO_CERTIFICATE: Fetched = { problem: 'bad-certificate' };
const CHALLENGE = '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script>';
const PARKED = '<html><body><iframe src="https://sedoparking.com/frmpark/x"></iframe>Nom à vendre.</body></html>';

type Site = (day: number, path: string) => Fetched;
const steady: Site = (_day, path) => (path === '/robots.txt' ? page('', { status: 404 }) : page('<p>Bienvenue.</p>'));
const dead =
  (...spans: [from: number, to: number][]): Site =>
  (day, path) =>
    spans.some(([from, to]) => day >= from && day < to) ? DEAD : steady(day, path);
const FOR_EVER = 10_000;

/** The day on which nothing answers at all, because the line of the catalogue is down. */
export const isCutOff = (day: number): boolean => day >= 8 && day <= 10;

export const SITES = {
  vivant: (day, path) => {
    if (path === '/inscription') return day < 25 ? page('Inscription') : page('', { status: 404 });
    if (path === '/preuve')
      return page(`<p>Nos engagements.</p><p>Préavis de fermeture : ${day < 12 ? 90 : day < 20 ? 60 : 30} jours.</p>`);
    return steady(day, path);
  },
  mort: dead([2, FOR_EVER]),
  revient: dead([2, 34]),
  present: dead([2, FOR_EVER]),
  ferme: dead([2, FOR_EVER]),
  // Thirteen days at most, again and again.
  fragile: dead([0, 7], [11, 24], [25, 38]),
  demenage: (day, path) =>
    day < 5 || path === '/robots.txt' ? steady(day, path) : page('', { status: 301, location: 'https://ailleurs.fr/' }),
  agare: (day, path) => (day < 6 || path === '/robots.txt' ? steady(day, path) : page(PARKED)),
  perime: (day, path) => (day < 7 ? steady(day, path) : NO_CERTIFICATE),
  // Refuses, asks for a password, has enough, wants a proof: all of these are answers.
  menteur: (day, path) => {
    if (path === '/robots.txt') return page('User-agent: *\nAllow: /');
    const status = [401, 403, 429, 503][day % 4]!;
    return page(status === 503 ? CHALLENGE : 'Non.', { status });
  },
  'laissez-moi': (_day, path) =>
    path === '/robots.txt' ? page('User-agent: Bercail\nDisallow: /\n\nUser-agent: *\nAllow: /') : page('Ici.'),
  'en-panne': (day, path) => (path === '/robots.txt' && day >= 4 ? page('', { status: 500 }) : steady(day, path)),
  vaste: steady,
} satisfies Record<string, Site>;
export type SiteName = keyof typeof SITES;

export interface Request {
  day: number;
  site: string;
  path: string;
}

/** @param today the day since the beginning */
export function watchedWeb(today: () => number) {
  const requests: Request[] = [];
  const outgoing = readingOnly(async (address, limits) => {
    const { hostname, pathname, search } = new URL(address);
    if (limits.redirects !== 'none') throw new Error('A redirect would be followed unseen');
    const day = today();
    const site = hostname.replace(/\.fr$/, '');
    requests.push({ day, site, path: pathname + search });
    const behaves = (SITES as Record<string, Site>)[site];
    const answer = isCutOff(day) || !behaves ? DEAD : behaves(day, pathname);
    return answer.problem === null ? { ...answer, address } : answer;
  });
  return { outgoing, requests };
}
