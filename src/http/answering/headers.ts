import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyContextConfig, FastifyInstance, FastifyRequest, onSendHookHandler, RouteOptions } from 'fastify';
import helmet from 'helmet';
import type { RouteIndex } from '../asking/route-index.ts';
import { deprecationHeaders } from './deprecation.ts';

type Headers = Record<string, string>;

interface Circumstances {
  /** Whether the site uses https; over http `Strict-Transport-Security` must not be sent (RFC 6797, 7.2). */
  secure: boolean;
  /** Whether HTTPS is required on subdomains too. */
  subdomains: boolean;
  /** Whether other sites may show it in a frame. */
  framed: boolean;
  /** A desk: cross-origin forms are refused, and no other site may embed any part of it. */
  own?: boolean;
}

/** The headers that helmet sets; they do not depend on the request, so they are computed once. */
function headersOf(
  directives: Record<string, string[]>,
  { secure, subdomains, framed, own = false }: Circumstances,
): Headers {
  const headers: Headers = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  } as unknown as ServerResponse;
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...directives, baseUri: ["'none'"], frameAncestors: [framed ? '*' : "'none'"] },
    },
    xFrameOptions: framed ? false : { action: 'deny' },
    referrerPolicy: { policy: own ? 'same-origin' : 'no-referrer' },
    crossOriginResourcePolicy: { policy: own ? 'same-origin' : 'cross-origin' },
    // Subdomains may belong to others and answer over plain HTTP.
    strictTransportSecurity: secure && { includeSubDomains: subdomains },
    // Only obsolete browsers and plug-ins read these; and V8 gets slower with more than nineteen headers.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    originAgentCluster: false,
  });
  set({} as IncomingMessage, response, () => {});
  return headers;
}

/** Pages need no device features. */
const NO_DEVICE = {
  'permissions-policy': ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'browsing-topics']
    .map((feature) => `${feature}=()`)
    .join(', '),
};

/** Inline style and script of pages, as CSP sources (hashes). */
interface InlineSources {
  style: string;
  script: string;
}

export type SecurityHeaders = Record<NonNullable<FastifyContextConfig['headers']>, Headers>;

/** Security headers by kind of answer, which a route names in `config.headers`. */
export function securityHeaders(
  { style, script }: InlineSources,
  { secure, subdomains }: Pick<Circumstances, 'secure' | 'subdomains'>,
): SecurityHeaders {
  const headers = (directives: Record<string, string[]>, framed = false): Headers =>
    headersOf(directives, { secure, subdomains, framed });
  const page = {
    defaultSrc: ["'none'"],
    styleSrc: [style],
    scriptSrc: [script],
    imgSrc: ['data:'],
    formAction: ["'self'"],
  };
  return {
    data: headers({ defaultSrc: ["'none'"] }),
    page: { ...headers(page), ...NO_DEVICE },
    embedded: { ...headers(page, true), ...NO_DEVICE },
    desk: { ...headersOf(page, { secure, subdomains, framed: false, own: true }), ...NO_DEVICE },
    builder: { ...headers({ ...page, frameSrc: ["'self'"], imgSrc: ["'self'", 'data:'] }), ...NO_DEVICE },
    documentation: headers({
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
    }),
  };
}

const POLICY = 'content-security-policy';
const ANY_ORIGIN: Headers = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'ETag, Link, Content-Language, RateLimit, RateLimit-Policy, Retry-After, Deprecation, Sunset, X-Request-Id',
};
const withoutWrongLength: onSendHookHandler = (_request, reply, payload, done) => {
  if (reply.statusCode === 304) reply.removeHeader('content-length');
  done(null, payload);
};

/** The security headers of a route's answers, with CORS where the route is public. */
export type HeadersOf = (request: FastifyRequest) => Readonly<Headers>;

export function headersByRoute(profiles: SecurityHeaders): HeadersOf {
  const openProfiles = Object.fromEntries(
    Object.entries(profiles).map(([name, headers]) => [name, { ...headers, ...ANY_ORIGIN }]),
  ) as SecurityHeaders;
  // A route returns the same array for the same styles, so the array is the cache key of the policy.
  const policies = new WeakMap<string[], string>();
  const policyWith = (styles: string[], base: string): string => {
    const policy = policies.get(styles) ?? base.replace('style-src', `$& ${styles.join(' ')}`);
    policies.set(styles, policy);
    return policy;
  };
  return (request) => {
    const { config } = request.routeOptions;
    const open = config.crossOrigin ?? (request.method === 'GET' || request.method === 'HEAD');
    const profile = (open ? openProfiles : profiles)[config.headers ?? 'data'];
    const headers = config.deprecated ? { ...profile, ...deprecationHeaders(config.deprecated) } : profile;
    const styles = config.inlineStyles?.(request.raw.url ?? '') ?? [];
    return styles.length === 0 ? headers : { ...headers, [POLICY]: policyWith(styles, headers[POLICY]!) };
  };
}

/**
 * Adds the security headers and the request id to every answer. Credentials are never allowed across origins:
 * `Authorization` is not among the allowed headers.
 */
export function addHeaders(app: FastifyInstance, routes: RouteIndex, headersOf: HeadersOf): void {
  // For a HEAD answered by 304, Fastify would announce a length of 0; the body of the GET has another length.
  app.addHook('onRoute', (route: RouteOptions) => {
    // What would end too soon keeps the server from starting.
    if (route.config?.deprecated) deprecationHeaders(route.config.deprecated);
    if (route.method === 'HEAD') route.onSend = [...[route.onSend ?? []].flat(), withoutWrongLength];
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersOf(request)).header('x-request-id', request.id);
    done();
  });
  app.options('*', { schema: { hide: true }, config: { quota: false } }, (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = routes.methodsOf(path);
    if (methods.length === 0) return reply.callNotFound();
    const requestedMethod = request.headers['access-control-request-method'];
    if (requestedMethod && routes.isOpen(path, requestedMethod))
      reply.headers({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-allow-headers': 'Accept, Accept-Language, Content-Type, If-None-Match, Min-Revision',
        'access-control-max-age': '86400',
      });
    return reply.code(204).header('allow', methods.join(', ')).send();
  });
}
