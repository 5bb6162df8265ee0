import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { languageOf, prefers } from '../asking/negotiation.ts';
import { addressKey, type ReportedQuota } from '../asking/quota.ts';
import type { PublicReadOptions, ReadOptions } from '../asking/types.ts';
import { AnswerCache, type CachedAnswer, type Compressor, codedHeaders } from './compression.ts';
import { awaitRevision, buildTag, entityTag, namedTag, type Snapshot } from './conditional.ts';
import type { HeadersOf } from './headers.ts';

/** Limit for cached bodies; their compressed forms, which live as long, add about a third. */
const MEMORY_BYTES = 48_000_000;
/**
 * Limit for answers that depend on the build alone. The largest is the OpenAPI document; the most numerous are look-ups
 * of territories while people type.
 */
const BUILD_MEMORY_BYTES = 8_000_000;
const PUBLIC_CACHE = 'public, max-age=60, stale-while-revalidate=600';
/** For pages of the catalogue: short, so that browsers do not show for long what was withdrawn a minute ago. */
const PAGE_CACHE = 'public, max-age=60';
const JSON_TYPE = 'application/json; charset=utf-8';

/** `Link` header of data that anyone may reuse: the licence, and the page that also explains the licence of texts. */
export const OF_DATA =
  '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license", </terms>; rel="terms-of-service"';

declare module 'fastify' {
  interface FastifyInstance {
    /** Sends public answers; used by `publicRoute`, which knows the state each is made from. */
    publicAnswers: PublicAnswers;
  }
}

export interface PublicAnswer {
  /** A function opens a stream: a body too large to hold in memory, which is never cached. */
  body: string | Buffer | (() => Readable);
  /** JSON when absent. */
  type?: string;
  /** Some data was unavailable, so the answer must not be cached. */
  incomplete?: true;
  link?: string;
  fileName?: string;
  /** Version tag of the resource, for callers who may write it. */
  versionTag?: string;
}

/** Provides the states of the catalogue, one after the other. */
export interface SnapshotSource<S extends Snapshot = Snapshot> {
  current(): S;
  catchUp(): Promise<void>;
}

/** Sends public answers, which are cached. */
interface PublicAnswers {
  /** @param madeFrom the exact state that the answer was made from; undefined: the answer is the same in every state */
  send(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: PublicAnswer,
    madeFrom: Snapshot | undefined,
  ): FastifyReply;
}

function variantOf(request: FastifyRequest, { byLanguage, byFormat }: ReadOptions): string {
  const isOther = byFormat && prefers(byFormat, request.headers.accept);
  return `${byLanguage ? languageOf(request) : ''}.${isOther ? byFormat : ''}`;
}

/** `Authorization` is always included: a caller with a token may get more, and never from a shared cache. */
const varyOf = (reading: ReadOptions): string =>
  ['Authorization', reading.byFormat && 'Accept', reading.byLanguage && 'Accept-Language', 'Accept-Encoding']
    .filter(Boolean)
    .join(', ');

const keyOf = (request: FastifyRequest, reading: ReadOptions): string =>
  reading.byLanguage || reading.byFormat
    ? `${variantOf(request, reading)} ${request.raw.url}`
    : (request.raw.url as string);

const cacheOf = ({ routeOptions: { config } }: FastifyRequest): string =>
  (config.headers === 'page' || config.headers === 'embedded') && config.reading?.dependsOn !== 'build'
    ? PAGE_CACHE
    : PUBLIC_CACHE;

const unchanged = (
  etag: string,
  { vary, link, 'cache-control': cache }: Record<string, string>,
): Record<string, string> => ({
  ...{ etag, 'cache-control': cache as string, vary: vary as string },
  ...(link && { link }),
});

function sendBody(
  request: FastifyRequest,
  reply: FastifyReply,
  body: PublicAnswer['body'],
  headers: Record<string, string>,
): FastifyReply {
  // Open the stream before setting headers: opening may be refused, and a refusal has other headers. HEAD sends headers
  // only.
  const begin = request.method === 'HEAD' ? () => Readable.from([]) : body;
  const sent = typeof body === 'function' ? (begin as () => Readable)() : body;
  return reply.headers(headers).send(sent);
}

/** What cached answers share with all other answers. */
interface Shared {
  headersOf: HeadersOf;
  compressor: Compressor;
  /** By client address. */
  quota: ReportedQuota;
  isBeyond: (request: FastifyRequest) => boolean;
}

/** An answer ready to send, except for the headers of the individual request. */
interface ReadyAnswer {
  status: 200 | 304;
  /** Alternating names and values, as Node writes them. */
  headers: readonly string[];
  body?: Buffer;
}

/**
 * Adds `publicAnswers` and its cache. The cache is consulted before all other hooks, and a cached answer skips them:
 * guards, redirects from former names and checks would not change what this address answers in the same state, and
 * together they take longer than the answer.
 * @param release hash of what answers depend on besides the catalogue
 * @returns the hook to run after the guards
 */
export function addPublicAnswers(
  app: FastifyInstance,
  source: SnapshotSource,
  release: string,
  shared: Shared,
): onRequestHookHandler {
  const { headersOf, compressor, quota, isBeyond } = shared;
  const ofBuild = new AnswerCache(BUILD_MEMORY_BYTES);
  const ofState = new AnswerCache(MEMORY_BYTES);
  let cachedFor: Snapshot | undefined;
  /** The cache for answers of this state; undefined when the state is no longer the current one. */
  const memoryOf = (madeFrom: Snapshot | undefined): AnswerCache | undefined => {
    if (!madeFrom) return ofBuild;
    const now = source.current();
    if (now !== cachedFor) {
      ofState.clear();
      cachedFor = now;
    }
    return madeFrom === cachedFor ? ofState : undefined;
  };
  const tagOf = (request: FastifyRequest, reading: ReadOptions, madeFrom: Snapshot | undefined): string => {
    const tagged = { release, variant: variantOf(request, reading), address: request.raw.url as string };
    return madeFrom ? entityTag(madeFrom, tagged) : buildTag(tagged);
  };

  /** Prepared answers by coding, or by the tag of a 304. */
  const forms = new WeakMap<CachedAnswer, Map<string, ReadyAnswer>>();
  const formOf = (answer: CachedAnswer, name: string, make: () => ReadyAnswer): ReadyAnswer => {
    const prepared = forms.get(answer);
    const ready = prepared?.get(name) ?? make();
    if (!prepared) forms.set(answer, new Map([[name, ready]]));
    else prepared.set(name, ready);
    return ready;
  };
  /**
   * The prepared answer for this request from the cache, in the right language and coding; undefined when there is none
   * yet.
   */
  const readyFor = (request: FastifyRequest, reading: PublicReadOptions): ReadyAnswer | undefined => {
    const { headers } = request;
    const all = (own: Record<string, string>): string[] => Object.entries({ ...headersOf(request), ...own }).flat();
    const present = reading.dependsOn === 'build' ? undefined : source.current();
    const cached = memoryOf(present)?.find(keyOf(request, reading));
    if (!cached) {
      const ifNoneMatch = headers['if-none-match'];
      if (ifNoneMatch === undefined || ifNoneMatch.trim() === '*') return undefined;
      const named = namedTag(headers, tagOf(request, reading, present));
      return named === undefined
        ? undefined
        : { status: 304, headers: all(unchanged(named, { vary: varyOf(reading), 'cache-control': cacheOf(request) })) };
    }
    const named = namedTag(headers, cached.headers.etag as string);
    if (named !== undefined)
      return formOf(cached, named, () => ({ status: 304, headers: all(unchanged(named, cached.headers)) }));
    const coding = compressor.codingOf(cached, headers['accept-encoding']);
    const body = coding === undefined ? cached.body : compressor.known(cached.body, coding);
    return (
      body &&
      formOf(cached, coding ?? '', () => {
        const length = { 'content-length': String(body.length) };
        return { status: 200, headers: all({ ...codedHeaders(cached.headers, coding), ...length }), body };
      })
    );
  };

  /** Answers a request from the cache, or by a 304; returns whether it did. */
  const fromMemory = (request: FastifyRequest, reply: FastifyReply): boolean => {
    const { raw } = request;
    if (raw.headers.authorization !== undefined || isBeyond(request)) return false;
    const { reading } = request.routeOptions.config;
    const ready = reading && readyFor(request, reading);
    if (!ready) return false;
    const sender = addressKey(request.ip);
    const allowance = quota.take(sender);
    if (allowance.exceeded) {
      // The guards refuse this request and count it.
      quota.giveBack(sender);
      return false;
    }
    reply.hijack();
    const ofRequest = ['x-request-id', request.id, ...quota.headersOf(allowance)];
    reply.raw.writeHead(ready.status, [...ready.headers, ...ofRequest]);
    reply.raw.end(ready.body);
    return true;
  };

  app.addHook('onRequest', (request, reply, done) => {
    if (request.raw.headers['min-revision'] !== undefined || !fromMemory(request, reply)) done();
  });

  app.decorate('publicAnswers', {
    send(request, reply, answer, madeFrom) {
      const reading: Partial<PublicReadOptions> = request.routeOptions.config.reading ?? {};
      const { type = JSON_TYPE } = answer;
      const headers: Record<string, string> = { 'content-type': type, vary: varyOf(reading) };
      // Fastify appends a charset to text of a JSON type without one, such as linked data, but not to a buffer.
      const isPlain = typeof answer.body === 'string' && !type.includes('charset');
      const body = isPlain ? Buffer.from(answer.body as string) : answer.body;
      if (reading.byLanguage) headers['content-language'] = languageOf(request);
      const link = [answer.link, reading.isData && OF_DATA].filter(Boolean).join(', ');
      if (link) headers.link = link;
      if (answer.fileName !== undefined) headers['content-disposition'] = `attachment; filename="${answer.fileName}"`;
      if (request.caller.role !== 'anonymous') {
        if (answer.versionTag) headers.etag = answer.versionTag;
        return sendBody(request, reply, body, { ...headers, 'cache-control': 'private, no-store' });
      }
      if (answer.incomplete) return sendBody(request, reply, body, { ...headers, 'cache-control': 'no-store' });
      headers.etag = tagOf(request, reading, madeFrom);
      headers['cache-control'] = cacheOf(request);
      const named = namedTag(request.headers, headers.etag);
      if (named) return reply.code(304).headers(unchanged(named, headers)).send();
      if (typeof body === 'function') return sendBody(request, reply, body, headers);
      const kept = memoryOf(madeFrom)?.add(keyOf(request, reading), body, headers);
      return reply.headers(headers).send(kept?.body ?? body);
    },
  });

  /** Runs after the guards: waits for the requested revision, or compresses a body for the first time. */
  const lateFromMemory = (request: FastifyRequest, reply: FastifyReply, reading: PublicReadOptions): boolean => {
    const isPlain = request.method === 'GET' && request.headers['if-none-match'] === undefined;
    if (request.caller.role !== 'anonymous' || !isPlain) return false;
    const present = reading.dependsOn === 'build' ? undefined : source.current();
    const cached = memoryOf(present)?.find(keyOf(request, reading));
    if (cached) reply.headers(cached.headers).send(cached.body);
    return cached !== undefined;
  };
  return (request, reply, done) => {
    const { reading } = request.routeOptions.config;
    if (!reading) return done();
    const goOn = () => {
      if (!lateFromMemory(request, reply, reading)) done();
    };
    if (request.headers['min-revision'] === undefined) goOn();
    else awaitRevision(request, source).then(goOn, done);
  };
}
