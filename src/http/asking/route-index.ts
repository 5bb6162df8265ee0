import './types.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';

/**
 * The methods of each path, for 405 and preflight requests; Fastify's router only finds a method and a path together.
 */
export interface RouteIndex {
  methodsOf(path: string): string[];
  /** Whether pages of other sites may call it. */
  isOpen(path: string, method: string): boolean;
}

/** Whether a path matches a route, whose parts may be parameters (`:host`) or a wildcard (`*`). */
function isAt(route: readonly string[], path: readonly string[]): boolean {
  if (route.at(-1) === '*' ? path.length < route.length : path.length !== route.length) return false;
  return route.every((part, i) => part === '*' || part === path[i] || (part.startsWith(':') && path[i] !== ''));
}

export function indexRoutes(app: FastifyInstance): RouteIndex {
  const allRoutes: { parts: string[]; methods: string[]; open: boolean | undefined }[] = [];
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.url === '*' || route.url === '/*') return;
    allRoutes.push({
      parts: route.url.split('/'),
      methods: [route.method].flat(),
      open: route.config?.crossOrigin,
    });
  });
  const routesAt = (path: string) => {
    const pathParts = path.split('/');
    return allRoutes.filter(({ parts }) => isAt(parts, pathParts));
  };
  return {
    methodsOf: (path) => [...new Set(routesAt(path).flatMap(({ methods }) => methods))].sort(),
    isOpen: (path, method) =>
      routesAt(path).some(
        ({ methods, open }) => methods.includes(method) && (open ?? (method === 'GET' || method === 'HEAD')),
      ),
  };
}

/**
 * Redirects an address with a trailing slash to the one without it, when a route exists there: the router would
 * otherwise find a resource with an empty name.
 */
export function addSlashRedirects(app: FastifyInstance, routes: RouteIndex): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { url } = request;
    const end = url.indexOf('?');
    if (url[(end < 0 ? url.length : end) - 1] !== '/') return done();
    const [path = '', ...query] = url.split('?');
    // `//x` and `/\\x` would lead to other sites; some routes end with a slash, or accept any rest.
    if (/^\/[/\\]/.test(path) || /[/*]$/.test(request.routeOptions.url ?? '')) return done();
    const withoutSlash = path.slice(0, -1);
    if (routes.methodsOf(withoutSlash).length === 0) return done();
    reply.redirect([withoutSlash, ...query].join('?'), 308);
  });
}

/** The handler of requests without a route: 404, or 405 with the allowed methods. */
export const refuseUnknown =
  (routes: RouteIndex) =>
  (request: FastifyRequest, reply: FastifyReply): never => {
    const allowed = routes.methodsOf(request.url.split('?', 1)[0] as string);
    // A route with a parameter may call this when it finds nothing.
    if (allowed.length === 0 || allowed.includes(request.method))
      throw new CatalogueError('route-not-found', {
        fr: 'Rien ne répond à cette adresse ; voir /docs.',
        en: 'Nothing answers at this address; see /docs.',
      });
    reply.header('allow', allowed.join(', '));
    throw new CatalogueError('method-not-allowed', {
      fr: `Méthodes permises : ${allowed.join(', ')}.`,
      en: `Allowed methods: ${allowed.join(', ')}.`,
    });
  };

const HUNG_UP = 499;

/**
 * Logs one line per request, with the route pattern. Never logs an address, a query, a header or a body: any of them may
 * contain a need or a name, also where nothing is at the address. A client that disconnected before the answer is not
 * our failure: its line has status 499, which no answer has.
 */
export function addAccessLog(app: FastifyInstance): void {
  const log = (request: FastifyRequest, reply: FastifyReply, status: number): void =>
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status,
        ms: Math.round(reply.elapsedTime * 100) / 100,
      },
      'request',
    );
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.on('close', () => {
      if (!reply.raw.writableFinished) log(request, reply, HUNG_UP);
    });
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    log(request, reply, reply.statusCode);
    done();
  });
}
