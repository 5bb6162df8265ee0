/** A complete answer, ready to be sent again. */
export interface CachedAnswer {
  body: Buffer;
  headers: Record<string, string>;
}

const SEEN_MAX = 20_000;
/** Longer addresses are rarely requested twice, and would fill the memory of addresses seen once. */
const ADDRESS_MAX = 1000;

interface CacheEntry {
  answer: CachedAnswer;
  /** Whether it was sent again since it was last spared from eviction. */
  used: boolean;
}

/**
 * Caches the answers of one state of the catalogue by address, up to a number of bytes. Evicts the oldest answer first,
 * unless it was used since (second-chance eviction). An answer is cached only at the second request for its address, so
 * that addresses requested once evict nothing.
 */
export class AnswerCache {
  /** In eviction order. */
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

  /** @returns the cached answer; undefined when it was not cached */
  add(address: string, body: string | Buffer, headers: Record<string, string>): CachedAnswer | undefined {
    const cached = this.#answers.get(address);
    if (cached) return cached.answer;
    if (address.length > ADDRESS_MAX) return undefined;
    if (!this.#seen.delete(address)) {
      if (this.#seen.size >= SEEN_MAX) this.#seen.clear();
      this.#seen.add(address);
      return undefined;
    }
    // An answer that is sent once needs no buffer of its own.
    const answer = { body: typeof body === 'string' ? Buffer.from(body) : body, headers };
    if (answer.body.length > this.#maxBytes / 8) return undefined;
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
    return answer;
  }

  clear(): void {
    this.#answers.clear();
    this.#seen.clear();
    this.#bytes = 0;
  }
}

import '../asking/types.ts';
import { pipeline, Readable, type Transform } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, createBrotliCompress, createGzip, gzip, constants as zlib } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Coding, codingFor } from '../asking/negotiation.ts';
import { codedTag } from './conditional.ts';

/** Types that compression makes smaller; pictures, archives and bytes of unknown type are not among them. */
const TEXTS =
  /^(text\/(html|javascript|css|csv|calendar)|application\/(([\w.-]+\+)?(json|xml)|x-ndjson|ndjson)|image\/svg\+xml)\b/;
/** A shorter body fits one network packet together with its headers, compressed or not. */
const WORTH_BYTES = 1000;
/** Node has four worker threads for files, name look-ups and compression; two of them stay free. */
const AT_ONCE = 2;
/** When more bodies than this wait, sending them uncompressed is faster. */
const WAITING_MAX = 50;

const inGzip = promisify(gzip);
const inBrotli = promisify(brotliCompress);
/** Smaller than gzip, and faster. The next level takes more than twice as long and saves another tenth. */
const BROTLI_QUALITY = 4;

const COMPRESS: Readonly<Record<Coding, (body: Buffer) => Promise<Buffer>>> = {
  gzip: (body) => inGzip(body),
  br: (body) =>
    inBrotli(body, {
      params: {
        [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT,
        [zlib.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
};

/**
 * For a streamed body, whose length is not known in advance. Each part is flushed at once: a busy process produces the
 * stream slowly, and an idle connection gets closed.
 */
const COMPRESS_FLOW: Readonly<Record<Coding, () => Transform>> = {
  gzip: () => createGzip({ flush: zlib.Z_SYNC_FLUSH }),
  br: () =>
    createBrotliCompress({
      flush: zlib.BROTLI_OPERATION_FLUSH,
      params: { [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT },
    }),
};

/** Compresses on worker threads, a few bodies at once. */
export class Compressor {
  /**
   * Compressed bodies by original body. A cached answer is always the same buffer, so it is compressed once for as long
   * as it stays in the cache.
   */
  readonly #done = new WeakMap<Buffer, Map<Coding, Buffer>>();
  /** Compressions in progress: several requests may wait for the same one. */
  readonly #underWay = new WeakMap<Buffer, Map<Coding, Promise<Buffer | undefined>>>();
  readonly #waiting: (() => void)[] = [];
  readonly #compress: typeof COMPRESS;
  #running = 0;

  constructor(compress: typeof COMPRESS = COMPRESS) {
    this.#compress = compress;
  }

  /** The coding to compress a public answer with, by `Accept-Encoding`; undefined: send it uncompressed. */
  codingOf({ body, headers }: CachedAnswer, accepted: string | undefined): Coding | undefined {
    if (body.length < WORTH_BYTES || !TEXTS.test(headers['content-type'] as string)) return undefined;
    return codingFor(accepted);
  }

  /** The compressed body, when it already exists. */
  known(body: Buffer, coding: Coding): Buffer | undefined {
    return this.#done.get(body)?.get(coding);
  }

  /** The compressed body; undefined when too many bodies wait, or when compression fails. */
  async make(body: Buffer, coding: Coding): Promise<Buffer | undefined> {
    const ofBody = this.#underWay.get(body) ?? new Map<Coding, Promise<Buffer | undefined>>();
    const begun = ofBody.get(coding);
    if (begun) return begun;
    if (this.#running >= AT_ONCE && this.#waiting.length >= WAITING_MAX) return undefined;
    this.#underWay.set(body, ofBody);
    const making = this.#inTurn(() => this.#compress[coding](body))
      .then(
        (made) => {
          const done = this.#done.get(body) ?? new Map<Coding, Buffer>();
          this.#done.set(body, done.set(coding, made));
          return made;
        },
        // The uncompressed body is a valid answer too.
        () => undefined,
      )
      .finally(() => ofBody.delete(coding));
    ofBody.set(coding, making);
    return making;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    // A resumed task takes over the slot of the task that has just ended.
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

/**
 * Whether an answer may be compressed. Answers for a token, at a private address, or containing a token are `private,
 * no-store` and are not compressed: the compressed length would tell an eavesdropper how much of the answer repeats
 * text that they submitted themselves, for instance in a report (BREACH).
 */
function mayCompress(reply: FastifyReply): boolean {
  const type = reply.getHeader('content-type');
  return (
    typeof type === 'string' &&
    TEXTS.test(type) &&
    !reply.hasHeader('content-encoding') &&
    reply.getHeader('cache-control') !== 'private, no-store'
  );
}

function varyByEncoding(reply: FastifyReply): void {
  const vary = reply.getHeader('vary');
  if (vary === undefined) reply.header('vary', 'Accept-Encoding');
  else if (!String(vary).includes('Accept-Encoding')) reply.header('vary', `${vary}, Accept-Encoding`);
}

/** The headers of an answer when its body is compressed. */
export const codedHeaders = (
  headers: Readonly<Record<string, string>>,
  coding: Coding | undefined,
): Readonly<Record<string, string>> =>
  coding === undefined
    ? headers
    : { ...headers, etag: codedTag(headers.etag as string, coding), 'content-encoding': coding };

function mark(reply: FastifyReply, coding: Coding): void {
  const etag = reply.getHeader('etag');
  if (typeof etag === 'string') reply.header('etag', codedTag(etag, coding));
  reply.header('content-encoding', coding).removeHeader('content-length');
}

/** Compresses texts, for people on slow lines and for programs that copy the catalogue. */
export function addCompression(app: FastifyInstance, compressor: Compressor): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    // The documentation's files are streams too, but have lengths and ranges: they are sent unchanged.
    if (payload instanceof Readable && request.routeOptions.config.reading && mayCompress(reply)) {
      varyByEncoding(reply);
      const coding = codingFor(request.headers['accept-encoding']);
      if (coding === undefined) return done(null, payload);
      mark(reply, coding);
      const compressed = COMPRESS_FLOW[coding]();
      // When the client hangs up, both streams end.
      pipeline(payload, compressed, () => {});
      return done(null, compressed);
    }
    if (!(typeof payload === 'string' || Buffer.isBuffer(payload)) || payload.length === 0 || !mayCompress(reply))
      return done(null, payload);
    varyByEncoding(reply);
    const coding = codingFor(request.headers['accept-encoding']);
    if (coding === undefined) return done(null, payload);
    const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
    if (body.length < WORTH_BYTES) return done(null, payload);
    const ready = compressor.known(body, coding);
    if (ready) {
      mark(reply, coding);
      return done(null, ready);
    }
    compressor.make(body, coding).then((made) => {
      if (made) mark(reply, coding);
      done(null, made ?? body);
    }, done);
  });
}
