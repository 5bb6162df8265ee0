import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, prefers } from '../asking/negotiation.ts';
import type { Reading } from '../types.ts';
import { awaitRevision, entityTag, namesTag, type Snapshot } from './conditional.ts';

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

const MEMORY_BYTES = 64_000_000;
const PUBLIC_CACHE = 'public, max-age=60, stale-while-revalidate=600';
const JSON_TYPE = 'application/json; charset=utf-8';

export interface Answer {
  body: string | Buffer;
  /** The state of the catalogue that it was made from; absent: the present one. */
  snapshot?: Snapshot;
  /** JSON when absent. */
  type?: string;
  /** Something was missing, so the answer must not be cached. */
  incomplete?: true;
  /** The `Link` header. */
  link?: string;
  /** Version tag of the resource, for a caller who may write it. */
  versionTag?: string;
}

/** Sends public answers, which are cached for each state of the catalogue. */
export interface PublicAnswers {
  send(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply;
}

interface Source {
  current(): Snapshot;
  catchUp(): Promise<void>;
}

function variantOf(request: FastifyRequest, { byLanguage, byFormat }: Reading): string {
  const isOther = byFormat && prefers(byFormat, request.headers.accept);
  return `${byLanguage ? languageOf(request) : ''}.${isOther ? byFormat : ''}`;
}

/** `Authorization` is always included: a caller with a token may get more, and never from a shared cache. */
const varyOf = (reading: Reading): string =>
  ['Authorization', reading.byFormat && 'Accept', reading.byLanguage && 'Accept-Language'].filter(Boolean).join(', ');

/** Adds `publicAnswers` and its cache. @param release hash of what answers depend on besides the catalogue */
export function addPublicAnswers(app: FastifyInstance, source: Source, release: string): void {
  const remembered = new AnswerCache(MEMORY_BYTES);
  let cachedFor: Snapshot | undefined;
  /** The cache of the present state; it is cleared when the state changes. */
  const memory = (): AnswerCache => {
    const now = source.current();
    if (now !== cachedFor) {
      remembered.clear();
      cachedFor = now;
    }
    return remembered;
  };
  const keyOf = (request: FastifyRequest, reading: Reading): string =>
    reading.byLanguage || reading.byFormat
      ? `${variantOf(request, reading)} ${request.raw.url}`
      : (request.raw.url as string);
  const tagOf = (request: FastifyRequest, reading: Reading, snapshot = source.current()): string =>
    entityTag(snapshot, {
      release,
      variant: variantOf(request, reading),
      address: request.raw.url as string,
    });
  const notModified = (reply: FastifyReply, { etag, vary, link }: Record<string, string>): FastifyReply => {
    reply.headers({ etag, 'cache-control': PUBLIC_CACHE, vary });
    if (link) reply.header('link', link);
    return reply.code(304).send();
  };

  /** Answers from the cache, or 304. This comes before validation: an address that was answered once is valid. */
  const fromMemory = (request: FastifyRequest, reply: FastifyReply, reading: Reading): boolean => {
    if (request.caller.role !== 'anonymous' || request.method !== 'GET') return false;
    const known = memory().find(keyOf(request, reading));
    const ifNoneMatch = request.headers['if-none-match'];
    if (known) {
      if (ifNoneMatch && namesTag(ifNoneMatch, known.headers.etag as string)) notModified(reply, known.headers);
      else reply.headers(known.headers).send(known.body);
      return true;
    }
    if (!ifNoneMatch || ifNoneMatch.trim() === '*') return false;
    const etag = tagOf(request, reading);
    if (!namesTag(ifNoneMatch, etag)) return false;
    notModified(reply, { etag, vary: varyOf(reading) });
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
    send(request, reply, answer) {
      const reading = request.routeOptions.config.reading ?? {};
      const headers: Record<string, string> = { 'content-type': answer.type ?? JSON_TYPE, vary: varyOf(reading) };
      if (reading.byLanguage) headers['content-language'] = languageOf(request);
      if (answer.link) headers.link = answer.link;
      const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
      if (request.caller.role !== 'anonymous') {
        if (answer.versionTag) headers.etag = answer.versionTag;
        return reply.headers({ ...headers, 'cache-control': 'private, no-store' }).send(body);
      }
      if (answer.incomplete) return reply.headers({ ...headers, 'cache-control': 'no-store' }).send(body);
      headers.etag = tagOf(request, reading, answer.snapshot);
      headers['cache-control'] = PUBLIC_CACHE;
      const ifNoneMatch = request.headers['if-none-match'];
      if (ifNoneMatch && namesTag(ifNoneMatch, headers.etag)) return notModified(reply, headers);
      const known: CachedAnswer = { body, headers };
      const answers = memory();
      if (!answer.snapshot || answer.snapshot === cachedFor) answers.add(keyOf(request, reading), known);
      return reply.headers(headers).send(body);
    },
  });
}
