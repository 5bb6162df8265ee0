import { fastify } from 'fastify';
import type { Answered, Asker, Asking } from './answers.ts';
import { PUBLIC_URL } from './service.ts';

/** Pages as a browser opens them, and all that their links lead to. */

export const LANGUAGES = ['fr', 'en'] as const;
export const HTML = { accept: 'text/html' };

/** Addresses of one pattern and with the same parameters, of which so many are opened by one reader. */
const OF_A_KIND = 2;
/** What is read as operations, or is the same for all builds of a release. */
const NOT_PAGES = /^\/(?:v1|ns|docs|openapi\.json|assets|metrics)(?:\/|$)|\.(?:css|js|woff2|png|ico|svg)$/;

const plain = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

/** Where links and forms of a page lead on its own site. */
export function linksIn({ text, headers }: Answered, from: string): string[] {
  const found = [...text.matchAll(/\s(?:href|action|src)="([^"]+)"/g)].map(([, address]) => plain(address!));
  const to = headers.get('location');
  return [...found, ...(to === null ? [] : [to])].flatMap((address) => {
    if (!URL.canParse(address, PUBLIC_URL + from)) return [];
    const url = new URL(address, PUBLIC_URL + from);
    return url.origin === PUBLIC_URL && !NOT_PAGES.test(url.pathname) ? [url.pathname + url.search] : [];
  });
}

/** The pattern of addresses that one belongs to, as the router of the service finds it. */
export type PatternOf = (address: string) => Promise<string>;

export function patternsOf(routes: readonly string[], method: 'GET' | 'POST'): PatternOf {
  const app = fastify({ exposeHeadRoutes: false, routerOptions: { maxParamLength: 2000 } });
  for (const route of routes) {
    const [of, url] = route.split(' ') as [string, string];
    if (of === method) app.route({ method, url, handler: async () => url });
  }
  return async (url) => {
    const { statusCode, body } = await app.inject({ method, url });
    return statusCode === 200 ? body : 'nothing';
  };
}

/** An address of each pattern that a page may have, with names of the story. */
export const addressesOf = (routes: readonly string[], names: Readonly<Record<string, string>>): string[] =>
  routes.flatMap((route) => {
    const [, , path] = /^(GET) (.*)$/.exec(route) ?? [];
    if (path === undefined || path.includes('*') || NOT_PAGES.test(path)) return [];
    const address = path.replaceAll(/\{(\w+)\}/g, (part, name: string) => names[name] ?? part);
    return address.includes('{') ? [] : [address];
  });

export interface Reader extends Asking {
  as: string;
  /** Where it begins. */
  begin: readonly string[];
  languages?: readonly string[];
  /** What it follows. */
  follows: (address: string) => boolean;
}

/** Opens all pages that links lead to, in both languages, a few of each kind. @param see what else is done with a page */
export async function openAll(
  asker: Asker,
  patternOf: PatternOf,
  { begin, follows, as, languages = LANGUAGES, ...asking }: Reader,
  see: (page: Answered, address: string) => void = () => {},
): Promise<void> {
  const kinds = new Map<string, number>();
  const known = new Set<string>();
  const waiting = [...begin];
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kept = address.replace(/([?&])lang=\w+&?/, '$1').replace(/[?&]$/, '');
    if (known.has(kept) || !follows(kept)) continue;
    known.add(kept);
    const names = [...new Set(new URL(kept, PUBLIC_URL).searchParams.keys())].sort();
    const kind = `${await patternOf(kept)} ${names.join(' ')}`;
    const count = kinds.get(kind) ?? 0;
    if (count >= OF_A_KIND && !begin.includes(kept)) continue;
    kinds.set(kind, count + 1);
    for (const language of languages) {
      const headers = { ...HTML, ...asking.headers, 'accept-language': language };
      const page = await asker.ask('GET', kept, { ...asking, as: `${as} ${language}`, headers });
      if (language === 'en') continue;
      see(page, kept);
      if (/html/.test(page.headers.get('content-type') ?? '') || page.status < 400)
        waiting.push(...linksIn(page, kept));
    }
  }
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

/** Public pages: of every host, those with settings, those that answer a need, and all that they lead to. */
export async function openPublicPages(
  asker: Asker,
  patternOf: PatternOf,
  slugs: readonly string[],
  recommendations: readonly string[],
  addresses: readonly string[],
): Promise<void> {
  const begin = [
    ...addresses,
    ...[
      '/',
      '/legal',
      '/terms',
      '/hosts',
      '/match',
      '/mend',
      '/diagnosis',
      '/open-data',
      '/join',
      '/embed',
      '/embed/match',
    ],
    ...['/embed/search?usage=email-hosting', '/embed/search?federation=communs&accent=%23aa0000'],
    '/embed/search?usage=file-storage-sharing&territory=departement:23&state=fits',
    ...['/federations/communs', '/federations/chatons', '/hosts/by-domain/aulnes.example', '/hosts/nobody'],
    ...['/hosts/deuxfleurs', '/hosts/les-charmes', '/badge/les-aulnes.svg', '/badge/infini.svg', '/docs/problems'],
    ...[
      '/hosts/kaz/alternatives',
      '/hosts/les-aulnes/alternatives',
      '/hosts?usage=email-hosting&q=mail',
      '/hosts?nope=1',
    ],
    ...['/feed.atom', '/hosts/kaz/dates.ics', '/hosts/les-aulnes/feed.atom', '/robots.txt', '/sitemap.xml'],
    ...recommendations.map((id) => `/recommendations/${id}`),
    ...slugs.map((slug) => `/hosts/${slug}`),
  ];
  await openAll(asker, patternOf, { as: 'nobody', begin, follows: (address) => !address.startsWith('/manage') });
  const band =
    'use=file-storage-sharing&use=email-hosting&people=12&space=medium&mailboxes=4&budget=60&place=departement%3A23';
  for (const language of LANGUAGES)
    for (const body of [
      ...['next', 'everything', 'compare', 'print'].map((go) => `${band}&at=matters&go=${go}`),
      `${band}&matters=price&matters=near&at=matters&go=next`,
      ...['use', 'people', 'place'].map((at) => `${band}&at=${at}&go=next`),
      ...['use=website&at=matters&go=next', 'go=next&at=use', 'use=nope&people=abc&at=people&go=next'],
    ])
      for (const path of ['/match', '/embed/match'])
        await asker.ask('POST', path, { as: language, headers: { ...FORM, 'accept-language': language }, body });
}
