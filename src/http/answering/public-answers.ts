import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, prefers } from '../asking/negotiation.ts';
import type { PublicReading, Reading } from '../types.ts';
import { awaitRevision, buildTag, entityTag, namedTag, type Snapshot } from './conditional.ts';

/** A complete answer, ready to be sent again. */
export interface CachedAnswer {
  body: Buffer;
  headers: Record<string, string>;
}

const SEEN_MAX = 20_000;
/** Longer addresses rarely come twice, and would fill the memory of addresses seen once. */
const ADDRESS_MAX = 1000;

interface CacheEntry {
  answer: CachedAnswer;
  /** Sent again since it was last kept from eviction. */
  used: boolean;
}

/**
 * A cache of the answers of one state of the catalogue by address, bounded in bytes. The oldest is evicted first, unless
 * it was used since (second chance). An answer is added only at the second request for its address, so that addresses
 * that never come back evict nothing.
 */
export class AnswerCache {
  /** In the order of eviction. */
  readonly #answers = new Map<string, CacheEntry>();
  readonly #seen = new Set<string>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  find(address: string): CachedAnswer | undefined {
    const entry = this.#answers.get(address);
    if (!entry) return undefined;
    entry.used = true;
    return entry.answer;
  }

  add(address: string, answer: CachedAnswer): void {
    if (address.length > ADDRESS_MAX) return;
    if (!this.#seen.delete(address)) {
      if (this.#seen.size >= SEEN_MAX) this.#seen.clear();
      this.#seen.add(address);
      return;
    }
    if (this.#answers.has(address) || answer.body.length > this.#maxBytes / 8) return;
    const bytes = answer.body.length + address.length;
    for (const [oldest, kept] of this.#answers) {
      if (this.#bytes + bytes <= this.#maxBytes) break;
      this.#answers.delete(oldest);
      if (kept.used) {
        kept.used = false;
        this.#answers.set(oldest, kept);
      } else this.#bytes -= kept.answer.body.length + oldest.length;
    }
    this.#answers.set(address, { answer, used: false });
    this.#bytes += bytes;
  }

  clear(): void {
    this.#answers.clear();
    this.#seen.clear();
    this.#bytes = 0;
  }
}

/** Of bodies; their compressed forms, which live as long, add a third. */
const MEMORY_BYTES = 48_000_000;
/** The description is the largest; what people type to find a territory is the most. */
const BUILD_MEMORY_BYTES = 8_000_000;
const PUBLIC_CACHE = 'public, max-age=60, stale-while-revalidate=600';
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

function notModified(reply: FastifyReply, etag: string, { vary, link }: Record<string, string>): FastifyReply {
  reply.headers({ etag, 'cache-control': PUBLIC_CACHE, vary });
  if (link) reply.header('link', link);
  return reply.code(304).send();
}

/** What is sent; nothing of a large body is made for HEAD, which has headers only. */
function bodyOf({ method }: FastifyRequest, { body }: Answer): Buffer | (() => Readable) {
  if (typeof body === 'function') return method === 'HEAD' ? () => Readable.from([]) : body;
  return typeof body === 'string' ? Buffer.from(body) : body;
}

function sendBody(reply: FastifyReply, body: Buffer | (() => Readable), headers: Record<string, string>): FastifyReply {
  // Begun before the headers are set: it may be refused, and a refusal has others.
  const sent = typeof body === 'function' ? body() : body;
  return reply.headers(headers).send(sent);
}

/** Adds `publicAnswers` and its cache. @param release hash of what answers depend on besides the catalogue */
export function addPublicAnswers(app: FastifyInstance, source: Source, release: string): void {
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

  /** Answers from the cache, or 304. This comes before validation: an address that was answered once is valid. */
  const fromMemory = (request: FastifyRequest, reply: FastifyReply, reading: PublicReading): boolean => {
    if (request.caller.role !== 'anonymous' || request.method !== 'GET') return false;
    const present = reading.dependsOn === 'build' ? undefined : source.current();
    const known = memoryOf(present)?.find(keyOf(request, reading));
    const ifNoneMatch = request.headers['if-none-match'];
    if (known) {
      const named = namedTag(request.headers, known.headers.etag as string);
      if (named) notModified(reply, named, known.headers);
      else reply.headers(known.headers).send(known.body);
      return true;
    }
    if (!ifNoneMatch || ifNoneMatch.trim() === '*') return false;
    const named = namedTag(request.headers, tagOf(request, reading, present));
    if (!named) return false;
    notModified(reply, named, { vary: varyOf(reading) });
    return true;
  };

  app.addHook('onRequest', (request, reply, done) => {
    const { reading } = request.routeOptions.config;
    if (!reading) return done();
    if (request.headers['min-revision'] === undefined) {
      if (!fromMemory(request, reply, reading)) done();
      return;
    }
    awaitRevision(request, source).then(() => {
      if (!fromMemory(request, reply, reading)) done();
    }, done);
  });

  app.decorate('publicAnswers', {
    send(request, reply, answer, madeFrom) {
      const reading: Partial<PublicReading> = request.routeOptions.config.reading ?? {};
      const headers: Record<string, string> = { 'content-type': answer.type ?? JSON_TYPE, vary: varyOf(reading) };
      if (reading.byLanguage) headers['content-language'] = languageOf(request);
      const link = [answer.link, reading.isData && OF_DATA].filter(Boolean).join(', ');
      if (link) headers.link = link;
      if (answer.fileName !== undefined) headers['content-disposition'] = `attachment; filename="${answer.fileName}"`;
      const body = bodyOf(request, answer);
      if (request.caller.role !== 'anonymous') {
        if (answer.versionTag) headers.etag = answer.versionTag;
        return sendBody(reply, body, { ...headers, 'cache-control': 'private, no-store' });
      }
      if (answer.incomplete) return sendBody(reply, body, { ...headers, 'cache-control': 'no-store' });
      headers.etag = tagOf(request, reading, madeFrom);
      headers['cache-control'] = PUBLIC_CACHE;
      const named = namedTag(request.headers, headers.etag);
      if (named) return notModified(reply, named, headers);
      if (Buffer.isBuffer(body)) memoryOf(madeFrom)?.add(keyOf(request, reading), { body, headers });
      return sendBody(reply, body, headers);
    },
  });
}
