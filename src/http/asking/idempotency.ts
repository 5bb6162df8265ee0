import './types.ts';
import { createHash, createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Type } from 'typebox';
import { CatalogueError } from '../../ground/errors.ts';
import { addressKey } from './quota.ts';

/** A request with an `Idempotency-Key`, as hashes that reveal nothing of it. */
export interface RetriedRequest {
  key: string;
  request: string;
  /** null: the token from the environment, or an anonymous caller (the key then includes the address). */
  tokenId: string | null;
}

/** The stored answer of a request. Without a body it cannot be replayed. */
export interface RetriedAnswer {
  status: number;
  etag: string | null;
  location: string | null;
  body: string | null;
}

/** `begun`: the caller must do the work, then `keep` its answer or `release` the key. */
export type IdempotencyState =
  | { state: 'begun'; startedAt: Date }
  | { state: 'running' }
  | { state: 'other-request' }
  | { state: 'over'; answer: RetriedAnswer };

/** Stores requests that have begun, and later their answers. */
interface RetryStore {
  begin(request: RetriedRequest): Promise<IdempotencyState>;
  keep(key: string, startedAt: Date, answer: RetriedAnswer): Promise<void>;
  release(key: string, startedAt: Date, isRefused: boolean): Promise<void>;
  /** Runs a function; what a command in it commits is committed with the note that the request is done, if at all. */
  during(isOver: () => boolean, begun: { key: string; startedAt: Date }, run: () => void): void;
}

export const IdempotencyKey = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 255,
    pattern: '^[\\x20-\\x7e]*$',
    description:
      'A name of your choice for this request, such as a UUID, known for your token, or without one for your address. For 24 hours the same request under the same key is ' +
      'done once, and its answer given again (`Idempotency-Replayed: true`). Refused and failed requests are not kept.',
  }),
);

const underWay = () =>
  new CatalogueError(
    'still-under-way',
    {
      fr: 'La même demande est encore en cours. Attendez une seconde, puis renvoyez-la avec la même clé.',
      en: 'The same request is still under way. Wait a second, then send it again with the same key.',
    },
    { retryAfterSeconds: 1 },
  );

function keyReused(): CatalogueError {
  const message = {
    fr: 'Cette clé a déjà servi à une autre demande. Prenez une clé nouvelle pour chaque demande.',
    en: 'This key was used for another request. Take a new key for each request.',
  };
  const fault = { in: 'header', pointer: '/idempotency-key', code: 'idempotency-key-reused', message } as const;
  return new CatalogueError('idempotency-key-reused', message, { faults: [fault] });
}

const alreadyDone = () =>
  new CatalogueError('already-done', {
    fr: 'C’est déjà fait. La réponse ne peut pas être redonnée : elle contenait un secret, un dossier ou des mots retirés, ou une panne l’a perdue. Lisez ce qui est là. Pour une nouvelle demande, changez de clé.',
    en: 'This is done already. Its answer cannot be given again: it held a secret, a case, or words that were removed, or a failure lost it. Read what is there. For a new request, take another key.',
  });

/** Hashes of the sender together with its key, and of the request. The key itself is not stored. */
function hashed({ caller, method, url, body, headers, ip }: FastifyRequest, key: string): RetriedRequest {
  const tokenId = 'tokenId' in caller ? caller.tokenId : null;
  const sender = caller.role === 'anonymous' ? `address ${addressKey(ip)}` : tokenId;
  const ifMatch = headers['if-match'] ?? null;
  return {
    tokenId,
    key: createHash('sha256').update(`${sender}\n${key}`).digest('base64url'),
    request: createHmac('sha256', key)
      .update(JSON.stringify([method, url, ifMatch, body ?? null]))
      .digest('base64url'),
  };
}

const replay = (reply: FastifyReply, { status, etag, location, body }: RetriedAnswer): FastifyReply => {
  reply.code(status).headers({ 'cache-control': 'private, no-store', 'idempotency-replayed': 'true' });
  if (etag !== null) reply.header('etag', etag);
  if (location !== null) reply.header('location', location);
  return body ? reply.type('application/json; charset=utf-8').send(body) : reply.send();
};

const headerOf = (reply: FastifyReply, name: string): string | null => (reply.getHeader(name) as string) ?? null;

/**
 * Makes requests with an `Idempotency-Key` repeatable on routes with `config.retrying`. A key is stored once the
 * request is validated, and released unless the request succeeds: a refused request has changed nothing.
 */
export function addIdempotency(app: FastifyInstance, store: RetryStore): void {
  const begunRequests = new WeakMap<FastifyRequest, { key: string; startedAt: Date }>();

  /** Whether the request is to be done; otherwise it is answered. */
  const begin = async (request: FastifyRequest, reply: FastifyReply, key: string): Promise<boolean> => {
    const retried = hashed(request, key);
    const beginning = await store.begin(retried);
    if (beginning.state === 'begun') begunRequests.set(request, { key: retried.key, startedAt: beginning.startedAt });
    if (beginning.state === 'running') throw underWay();
    if (beginning.state === 'other-request') throw keyReused();
    if (beginning.state !== 'over') return true;
    if (beginning.answer.body === null) throw alreadyDone();
    replay(reply, beginning.answer);
    return false;
  };
  // Without a promise: what runs in `during` goes on from its callback.
  const beginOrAnswer = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') done();
    else
      begin(request, reply, key).then((isToDo) => {
        const begun = begunRequests.get(request);
        if (isToDo && begun) store.during(() => !begunRequests.has(request), begun, done);
      }, done);
  };

  const end = async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<void> => {
    const begun = begunRequests.get(request);
    if (!begun) return;
    begunRequests.delete(request);
    const { key, startedAt } = begun;
    const { statusCode: status } = reply;
    const isKept = request.routeOptions.config.retrying === 'replayed';
    const body = isKept ? String(payload ?? '') : null;
    const header = (name: string) => (isKept ? headerOf(reply, name) : null);
    const answer = { status, body, etag: header('etag'), location: header('location') };
    // The request has succeeded or failed already: losing the database now must not change its answer.
    await (status < 400 ? store.keep(key, startedAt, answer) : store.release(key, startedAt, status < 500)).catch(() =>
      request.log.warn('what came of a request could not be kept for when it is sent again'),
    );
  };

  app.addHook('onRoute', (route: RouteOptions) => {
    if (!route.config?.retrying) return;
    route.preHandler = [...[route.preHandler ?? []].flat(), beginOrAnswer];
    route.onSend = [...[route.onSend ?? []].flat(), end];
  });
}
