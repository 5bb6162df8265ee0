import '../http/asking/types.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TObject } from 'typebox';
import type { Catalogue } from './follow.ts';
import { findHost, type Model } from './model.ts';

/** Cached only briefly: a host may take a former slug back, and cached redirects would then form a loop. */
const KEPT = 'public, max-age=60';

const LED_ON = {
  description: 'Named by a former slug, or as an entry that was merged into another one: the present address',
  headers: { Location: { type: 'string', description: 'The same address with the present slug' } },
  type: 'null',
};

/** The present slug of a host that is named by a former slug, or by the id of an entry that was merged into it. */
function presentSlug(model: Model, ref: string): string | undefined {
  const host = findHost(model, ref);
  return host && ref !== host.slug && ref.toLowerCase() !== host.id ? host.slug : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The text after the host in a path segment, such as a file extension; undefined: the segment names no host. */
function endAfterHost(part: string | undefined): string | undefined {
  // The badge of a host, named by the file.
  if (part === ':file') return '.svg';
  return /^:host(\.[a-z]+)?$/.test(part ?? '') ? part!.slice(':host'.length) : undefined;
}

/** The path with the present slug in every segment that names a host. */
function presentPath(path: string, route: string, present: (ref: string) => string | undefined): string {
  const parts = route.split('/');
  const presentPart = (part: string, i: number): string => {
    const end = endAfterHost(parts[i]);
    if (end === undefined || !part.endsWith(end)) return part;
    const slug = present(decoded(part.slice(0, part.length - end.length)));
    return slug === undefined ? part : slug + end;
  };
  return path.split('/').map(presentPart).join('/');
}

/** The query string with the present slug in each `host` parameter. */
const presentQuery = (query: string, present: (ref: string) => string | undefined): string =>
  query
    .split('&')
    .map((part) => {
      if (!part.startsWith('host=')) return part;
      const slug = present(decoded(part.slice('host='.length).replaceAll('+', ' ')).trim());
      return slug === undefined ? part : `host=${slug}`;
    })
    .join('&');

const WITHDRAWN_HOSTS = '/v1/withdrawn-hosts';
/** Hosts that have left were a state of the list of the others: this keeps the rest of the query. */
function withdrawnAddress(url: string): string | undefined {
  const query = new URLSearchParams(url.split('?')[1]);
  if (query.getAll('state').join() !== 'withdrawn') return undefined;
  query.delete('state');
  return query.size > 0 ? `${WITHDRAWN_HOSTS}?${query}` : WITHDRAWN_HOSTS;
}

/** The present address, when an address names a host by a former name; otherwise undefined. */
function presentAddress(model: Model, url: string, route: string): string | undefined {
  if (route === HOSTS) return withdrawnAddress(url);
  const mark = url.indexOf('?');
  const [path, query] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const present = (ref: string) => presentSlug(model, ref);
  const address = mark < 0 ? '' : `?${presentQuery(query, present)}`;
  const led = presentPath(path, route, present) + address;
  return led === url ? undefined : led;
}

const HOSTS = '/v1/hosts';

const namesHosts = (route: string, url: string): boolean =>
  route.includes(':host') ||
  route === '/badge/:file' ||
  url.includes('host=') ||
  (route === HOSTS && url.includes('state='));

/**
 * Redirects (308) reads whose address has a former slug of a host, or the id of an entry that was merged into it, to
 * the present address: API, pages, feeds, calendars and pictures. Writes accept all these names without a redirect.
 */
export function addFormerNames(app: FastifyInstance, { current }: Pick<Catalogue, 'current'>): void {
  app.addHook('onRoute', ({ method, url, schema }) => {
    const { response, querystring } = (schema ?? {}) as { response?: object; querystring?: TObject };
    const isNamed = url.includes(':host') || url === HOSTS || querystring?.properties?.host !== undefined;
    if (response && isNamed && [method].flat().includes('GET')) Object.assign(response, { 308: LED_ON });
  });
  app.addHook('onRequest', (request: FastifyRequest, reply, done) => {
    const { url: route } = request.routeOptions;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || route === undefined || !request.url.startsWith('/') || !namesHosts(route, request.url))
      return done();
    const led = presentAddress(current(), request.url, route);
    if (led === undefined) return done();
    const isAnonymous = request.caller.role === 'anonymous';
    reply.header('cache-control', isAnonymous ? KEPT : 'private, no-store').redirect(led, 308);
  });
}
