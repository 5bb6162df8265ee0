import './types.ts';
import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';
import type { Caller } from '../../requests/caller.ts';
import { addressKey, ReportedQuota, senderOf } from './quota.ts';
import type { SharedCounts } from './shared-counts.ts';

/**
 * Returns the caller of a bearer token; undefined for an unknown, expired or revoked token. `beforeLookUp` is called
 * before the database is queried, and may throw. Without a request, the token was typed on a page.
 */
export type Authenticate = (
  token: string,
  beforeLookUp: () => void,
  request?: IncomingMessage,
) => Promise<Caller | undefined>;

const ANONYMOUS: Caller = { role: 'anonymous' };

const WINDOW_MS = 60_000;

/**
 * How many tokens that were valid here are remembered. They skip the limit on look-ups, so other traffic from the same
 * address cannot block their holders.
 */
const SEEN_MAX = 10_000;

const tokenOf = (authorization: string): string => {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (token) return token;
  throw new CatalogueError('bad-token', {
    fr: 'L’en-tête attendu est « Authorization: Bearer <jeton> ».',
    en: 'The expected header is "Authorization: Bearer <token>".',
  });
};

const tooMany = (seconds: number) =>
  new CatalogueError(
    'too-many-requests',
    {
      fr: `Trop de demandes en une minute. Réessayez dans ${seconds} s.`,
      en: `Too many requests in a minute. Try again in ${seconds} s.`,
    },
    { retryAfterSeconds: seconds },
  );

type Limits = Readonly<Record<'anonymous' | 'token', number>>;

/** Requests per minute: per token holder (see `senderOf`), or per address. */
interface Quotas {
  address: ReportedQuota;
  token: ReportedQuota;
  /**
   * Look-ups of tokens that were never valid here, by address. Separate from anonymous requests, so that those do not
   * block a token.
   */
  lookUps: ReportedQuota;
}

export function quotasOf({ anonymous, token }: Limits, shared: SharedCounts): Quotas {
  const options = { windowMs: WINDOW_MS, shared };
  return {
    address: new ReportedQuota({ ...options, name: 'address', max: anonymous }),
    token: new ReportedQuota({ ...options, name: 'token', max: token }),
    lookUps: new ReportedQuota({ ...options, name: 'look-ups', max: anonymous }, 'address'),
  };
}

interface GuardOptions {
  quotas: Quotas;
  authenticate: Authenticate;
  noteUse: (caller: Caller) => void;
}

/**
 * Authenticates requests and applies rate limits: per token holder for a valid token, else per address. A token that
 * was never valid here counts against its address before it is looked up, so that a flood of invented tokens does not
 * reach the database.
 */
export function addGuards(app: FastifyInstance, { quotas, authenticate, noteUse }: GuardOptions): void {
  app.decorateRequest('caller');

  /** Counts a request; returns the error when the limit is exceeded. */
  const count = (reply: FastifyReply, key: string, quota: ReportedQuota): CatalogueError | undefined => {
    const allowance = quota.take(key);
    const [policyName, policy, name, left] = quota.headersOf(allowance);
    reply.header(policyName, policy).header(name, left);
    return allowance.exceeded ? tooMany(allowance.seconds) : undefined;
  };
  const countAddress = (request: FastifyRequest, reply: FastifyReply) =>
    count(reply, addressKey(request.ip), quotas.address);

  /** Hashes of tokens that were valid here, oldest first. */
  const seen = new Set<string>();
  const remember = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    if (seen.size > SEEN_MAX) seen.delete(seen.values().next().value as string);
  };

  const recognise = async (request: FastifyRequest, reply: FastifyReply, authorization: string): Promise<void> => {
    const address = addressKey(request.ip);
    let isNew = false;
    let refusal: CatalogueError | undefined;
    const countAsAddress = (): void => {
      const refusal = countAddress(request, reply);
      if (refusal) throw refusal;
    };
    let caller: Caller | undefined;
    try {
      const token = tokenOf(authorization);
      const key = hash('sha256', token, 'base64');
      const beforeLookUp = () => {
        if (seen.has(key)) return;
        isNew = true;
        refusal = count(reply, address, quotas.lookUps);
        if (refusal) throw refusal;
      };
      caller = await authenticate(token, beforeLookUp, request.raw);
      if (!caller) {
        seen.delete(key);
        throw new CatalogueError('bad-token', {
          fr: 'Ce jeton est inconnu, expiré, remplacé ou révoqué. Demandez-en un autre à qui gère vos jetons, ou à l’administration du catalogue.',
          en: 'This token is unknown, expired, replaced or revoked. Ask for another one from whoever manages your tokens, or from an administrator.',
        });
      }
      remember(key);
    } catch (error) {
      if (!refusal) countAsAddress();
      throw error;
    }
    request.caller = caller;
    const authenticated = caller;
    reply.raw.once('finish', () => noteUse(authenticated));
    const { by, key } = senderOf(caller, request.ip);
    if (isNew) quotas.lookUps.giveBack(address);
    if (by === 'address') return countAsAddress();
    refusal = count(reply, key, quotas.token);
    if (refusal) throw refusal;
  };

  // Callbacks save a promise for anonymous requests, which are the majority.
  app.addHook('onRequest', (request, reply, done) => {
    request.caller = ANONYMOUS;
    const { authorization } = request.headers;
    // Routes that are not counted do not authenticate: otherwise invented tokens could be looked up there without
    // limit.
    if (request.routeOptions.config.quota === false) done();
    else if (authorization === undefined) done(countAddress(request, reply));
    else recognise(request, reply, authorization).then(() => done(), done);
  });
}
