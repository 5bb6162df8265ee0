import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../accounts/caller.ts';
import { CatalogueError } from '../errors.ts';
import './types.ts';

/** Who holds this token; undefined when nobody does (any more). */
export type Authenticate = (token: string) => Promise<Caller | undefined>;

const ANONYMOUS: Caller = { role: 'anonymous' };
const WINDOW_SECONDS = 60;

/** An IPv6 subscriber has a whole /64: counting single addresses would count nothing. */
export function addressKey(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

const tokenOf = (authorization: string): string => {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (token) return token;
  throw new CatalogueError('bad-token', {
    fr: 'L’en-tête attendu est « Authorization: Bearer <jeton> ».',
    en: 'The expected header is "Authorization: Bearer <token>".',
  });
};

interface Limits {
  anonymous: number;
  token: number;
}

/**
 * Says who asks and counts requests: per token once it is known to be one, else per address, so that invented
 * tokens buy nothing. Headers as in the IETF draft "RateLimit header fields for HTTP".
 */
export async function addGuards(
  app: FastifyInstance,
  { limits, authenticate }: { limits: Limits; authenticate: Authenticate },
): Promise<void> {
  app.decorateRequest('caller');
  await app.register(rateLimit, { global: false });
  const counter = (max: number, keyGenerator: (request: FastifyRequest) => string) =>
    app.createRateLimit({ max, timeWindow: WINDOW_SECONDS * 1000, keyGenerator });
  const byAddress = counter(limits.anonymous, ({ ip }) => addressKey(ip));
  const byToken = counter(limits.token, ({ caller }) =>
    caller.role === 'anonymous' ? '' : (caller.tokenId ?? 'admin'),
  );
  const policies = {
    address: `"address";q=${limits.anonymous};w=${WINDOW_SECONDS}`,
    token: `"token";q=${limits.token};w=${WINDOW_SECONDS}`,
  };

  const count = async (request: FastifyRequest, reply: FastifyReply, by: 'address' | 'token') => {
    const state = await (by === 'token' ? byToken : byAddress)(request);
    if (state.isAllowed) return;
    reply.header('ratelimit-policy', policies[by]);
    reply.header('ratelimit', `"${by}";r=${state.remaining};t=${state.ttlInSeconds}`);
    if (state.isExceeded)
      throw new CatalogueError(
        'too-many-requests',
        {
          fr: `Plus de ${state.max} demandes en une minute. Réessayez dans ${state.ttlInSeconds} s.`,
          en: `More than ${state.max} requests in a minute. Try again in ${state.ttlInSeconds} s.`,
        },
        { retryAfterSeconds: state.ttlInSeconds },
      );
  };

  const recognise = async (request: FastifyRequest, reply: FastifyReply, authorization: string, counted: boolean) => {
    try {
      const caller = await authenticate(tokenOf(authorization));
      if (!caller)
        throw new CatalogueError('bad-token', {
          fr: 'Ce jeton est inconnu, révoqué ou expiré.',
          en: 'This token is unknown, revoked or expired.',
        });
      request.caller = caller;
    } catch (error) {
      if (counted) await count(request, reply, 'address');
      throw error;
    }
    if (counted) await count(request, reply, 'token');
  };

  // Written with callbacks because most requests are anonymous: a promise less for each.
  app.addHook('onRequest', (request, reply, done) => {
    request.caller = ANONYMOUS;
    const { authorization } = request.headers;
    const counted = request.routeOptions.config.quota !== false;
    if (authorization !== undefined) recognise(request, reply, authorization, counted).then(() => done(), done);
    else if (counted) count(request, reply, 'address').then(() => done(), done);
    else done();
  });
}
