import '../types.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';
import type { Caller } from '../../requests/caller.ts';
import { addressKey, Quota } from './quota.ts';

/** The caller of a bearer token; undefined for an unknown, expired or revoked one. */
export type Authenticate = (token: string) => Promise<Caller | undefined>;

const ANONYMOUS: Caller = { role: 'anonymous' };

const WINDOW_SECONDS = 60;

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
 * Authenticates and counts requests: by token once it is valid, else by address, so that invented tokens raise no limit.
 * Headers as in the IETF draft "RateLimit header fields for HTTP".
 */
export function addGuards(
  app: FastifyInstance,
  { limits, authenticate, noteUse }: { limits: Limits; authenticate: Authenticate; noteUse: (caller: Caller) => void },
): void {
  app.decorateRequest('caller');
  const quotas = {
    address: new Quota(limits.anonymous, WINDOW_SECONDS * 1000),
    token: new Quota(limits.token, WINDOW_SECONDS * 1000),
  };
  const policies = {
    address: `"address";q=${limits.anonymous};w=${WINDOW_SECONDS}`,
    token: `"token";q=${limits.token};w=${WINDOW_SECONDS}`,
  };

  /** Counts a request; returns the error when there were too many. */
  const count = (reply: FastifyReply, by: 'address' | 'token', key: string): CatalogueError | undefined => {
    const { exceeded, remaining, seconds } = quotas[by].take(key);
    reply.header('ratelimit-policy', policies[by]);
    reply.header('ratelimit', `"${by}";r=${remaining};t=${seconds}`);
    if (!exceeded) return undefined;
    return new CatalogueError(
      'too-many-requests',
      {
        fr: `Trop de demandes en une minute. Réessayez dans ${seconds} s.`,
        en: `Too many requests in a minute. Try again in ${seconds} s.`,
      },
      { retryAfterSeconds: seconds },
    );
  };
  const countAddress = (request: FastifyRequest, reply: FastifyReply) =>
    request.routeOptions.config.quota === false ? undefined : count(reply, 'address', addressKey(request.ip));

  const recognise = async (request: FastifyRequest, reply: FastifyReply, authorization: string): Promise<void> => {
    let caller: Caller | undefined;
    try {
      caller = await authenticate(tokenOf(authorization));
      if (!caller)
        throw new CatalogueError('bad-token', {
          fr: 'Ce jeton est inconnu, expiré, remplacé ou révoqué. Demandez-en un autre à qui gère vos jetons, ou à l’administration du catalogue.',
          en: 'This token is unknown, expired, replaced or revoked. Ask for another one from whoever manages your tokens, or from an administrator.',
        });
    } catch (error) {
      throw countAddress(request, reply) ?? error;
    }
    request.caller = caller;
    const known = caller;
    reply.raw.once('finish', () => noteUse(known));
    if (caller.role === 'anonymous' || request.routeOptions.config.quota === false) return;
    const refusal = count(reply, 'token', caller.tokenId ?? 'admin');
    if (refusal) throw refusal;
  };

  // Callbacks save a promise for anonymous requests, which are most of them.
  app.addHook('onRequest', (request, reply, done) => {
    request.caller = ANONYMOUS;
    const { authorization } = request.headers;
    if (authorization === undefined) done(countAddress(request, reply));
    else recognise(request, reply, authorization).then(() => done(), done);
  });
}
