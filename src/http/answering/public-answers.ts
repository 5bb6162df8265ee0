import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { languageOf, prefers } from '../asking/negotiation.ts';
import { addressKey, type ToldQuota } from '../asking/quota.ts';
import type { PublicReading, Reading } from '../types.ts';
import { AnswerCache, type CachedAnswer } from './answer-cache.ts';
import { type Compressor, codedHeaders } from './compression.ts';
import { awaitRevision, buildTag, entityTag, namedTag, type Snapshot } from './conditional.ts';
import type { HeadersOf } from './headers.ts';

/** Of bodies; their compressed forms, which live as long, add a third. */
const MEMORY_BYTES = 48_000_000;
/** The description is the largest; what people type to find a territory is the most. */
const BUILD_MEMORY_BYTES = 8_000_000;
const PUBLIC_CACHE = 'public, max-age=60, stale-while-revalidate=600';
/** Of pages of the catalogue: what was withdrawn a minute ago is not read for ten minutes more. */
const PAGE_CACHE = 'public, max-age=60';
const JSON_TYPE = 'application/json; charset=utf-8';

/** `Link` of facts that anybody may use: their licence, and the page that tells that of texts too. */
export const OF_DATA =
  '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license", </terms>; rel="terms-of-service"';

export interface Answer {
  /** A function: begins a body too large to be held, which is made as it goes out, and is kept nowhere. */
  body: string | Buffer | (() => Readable);
  /** JSON when absent. */
  type?: string;
  /** Something was missing, so the answer must not be cached. */
  incomplete?: true;
  /** The `Link` header. */
  link?: string;
  /** File name for a download. */
  fileName?: string;
  /** Version tag of the resource, for a caller who may write it. */
  versionTag?: string;
}

/** Where the states of the catalogue come from, one after the other. */
export interface Source<S extends Snapshot = Snapshot> {
  current(): S;
  catchUp(): Promise<void>;
}

/** Sends public answers, which are cached. */
export interface PublicAnswers {
  /** @param madeFrom the very state that the answer was made from; undefined: it is the same in all of them */
  send(request: FastifyRequest, reply: FastifyReply, answer: Answer, madeFrom: Snapshot | undefined): FastifyReply;
}

function variantOf(request: FastifyRequest, { byLanguage, byFormat }: Reading): string {
  const isOther = byFormat && prefers(byFormat, request.headers.accept);
  return `${byLanguage ? languageOf(request) : ''}.${isOther ? byFormat : ''}`;
}

/** `Authorization` is always included: a caller with a token may get more, and never from a shared cache. */
const varyOf = (reading: Reading): string =>
  ['Authorization', reading.byFormat && 'Accept', reading.byLanguage && 'Accept-Language', 'Accept-Encoding']
    .filter(Boolean)
    .join(', ');

const keyOf = (request: FastifyRequest, reading: Reading): string =>
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
  body: Answer['body'],
  headers: Record<string, string>,
): FastifyReply {
  // Begun before the headers are set: it may be refused, and a refusal has others. HEAD has headers only.
  const begin = request.method === 'HEAD' ? () => Readable.from([]) : body;
  const sent = typeof body === 'function' ? (begin as () => Readable)() : body;
  return reply.headers(headers).send(sent);
}

/** What answers from memory share with all others. */
interface Shared {
  headersOf: HeadersOf;
  compressor: Compressor;
  /** By address. */
  quota: ToldQuota;
  isBeyond: (request: FastifyRequest) => boolean;
}

/** An answer as it leaves, but for the headers of one request. */
interface ReadyAnswer {
  status: 200 | 304;
  /** Names and values in turn, which Node writes as they are. */
  headers: readonly string[];
  body?: Buffer;
}

/**
 * Adds `publicAnswers` and its cache. It is looked at before any other hook, and what it holds leaves by the shortest
 * way: no guard, former name or check says otherwise of what the address was answered in the same state, and together
 * they take more time than the answer.
 * @param release hash of what answers depend on besides the catalogue
 * @returns the hook that follows the guards
 */
export function addPublicAnswers(
  app: FastifyInstance,
  source: Source,
  release: string,
  shared: Shared,
): onRequestHookHandler {
  const { headersOf, compressor, quota, isBeyond } = shared;
  const ofBuild = new AnswerCache(BUILD_MEMORY_BYTES);
  const ofState = new AnswerCache(MEMORY_BYTES);
  let cachedFor: Snapshot | undefined;
  /** The cache of answers made from a state of the catalogue; undefined when that is no longer the present one. */
  const memoryOf = (madeFrom: Snapshot | undefined): AnswerCache | undefined => {
    if (!madeFrom) return ofBuild;
    const now = source.current();
    if (now !== cachedFor) {
      ofState.clear();
      cachedFor = now;
    }
    return madeFrom === cachedFor ? ofState : undefined;
  };
  const tagOf = (request: FastifyRequest, reading: Reading, madeFrom: Snapshot | undefined): string => {
    const tagged = { release, variant: variantOf(request, reading), address: request.raw.url as string };
    return madeFrom ? entityTag(madeFrom, tagged) : buildTag(tagged);
  };

  /** By coding, or by the tag that is unchanged. */
  const forms = new WeakMap<CachedAnswer, Map<string, ReadyAnswer>>();
  const formOf = (answer: CachedAnswer, name: string, make: () => ReadyAnswer): ReadyAnswer => {
    const known = forms.get(answer);
    const ready = known?.get(name) ?? make();
    if (!known) forms.set(answer, new Map([[name, ready]]));
    else known.set(name, ready);
    return ready;
  };
  /** What an address was answered before, in the form that is asked for; undefined when there is none yet. */
  const readyFor = (request: FastifyRequest, reading: PublicReading): ReadyAnswer | undefined => {
    const { headers } = request;
    const all = (own: Record<string, string>): string[] => Object.entries({ ...headersOf(request), ...own }).flat();
    const present = reading.dependsOn === 'build' ? undefined : source.current();
    const known = memoryOf(present)?.find(keyOf(request, reading));
    if (!known) {
      const ifNoneMatch = headers['if-none-match'];
      if (ifNoneMatch === undefined || ifNoneMatch.trim() === '*') return undefined;
      const named = namedTag(headers, tagOf(request, reading, present));
      return named === undefined
        ? undefined
        : { status: 304, headers: all(unchanged(named, { vary: varyOf(reading), 'cache-control': cacheOf(request) })) };
    }
    const named = namedTag(headers, known.headers.etag as string);
    if (named !== undefined)
      return formOf(known, named, () => ({ status: 304, headers: all(unchanged(named, known.headers)) }));
    const coding = compressor.codingOf(known, headers['accept-encoding']);
    const body = coding === undefined ? known.body : compressor.known(known.body, coding);
    return (
      body &&
      formOf(known, coding ?? '', () => {
        const length = { 'content-length': String(body.length) };
        return { status: 200, headers: all({ ...codedHeaders(known.headers, coding), ...length }), body };
      })
    );
  };

  /** Whether a request was answered from memory, or found unchanged. */
  const fromMemory = (request: FastifyRequest, reply: FastifyReply): boolean => {
    const { raw } = request;
    if (raw.headers.authorization !== undefined || isBeyond(request)) return false;
    const { reading } = request.routeOptions.config;
    const ready = reading && readyFor(request, reading);
    if (!ready) return false;
    const sender = addressKey(request.ip);
    const allowance = quota.take(sender);
    if (allowance.exceeded) {
      // It is refused, and counted, by the guards.
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
      const reading: Partial<PublicReading> = request.routeOptions.config.reading ?? {};
      const { type = JSON_TYPE } = answer;
      const headers: Record<string, string> = { 'content-type': type, vary: varyOf(reading) };
      // Fastify adds a charset to the type of a JSON text that has none, such as linked data, and to no bytes.
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

  /** After the guards: the revision is waited for, or a body is compressed for the first time. */
  const lateFromMemory = (request: FastifyRequest, reply: FastifyReply, reading: PublicReading): boolean => {
    const isPlain = request.method === 'GET' && request.headers['if-none-match'] === undefined;
    if (request.caller.role !== 'anonymous' || !isPlain) return false;
    const present = reading.dependsOn === 'build' ? undefined : source.current();
    const known = memoryOf(present)?.find(keyOf(request, reading));
    if (known) reply.headers(known.headers).send(known.body);
    return known !== undefined;
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
