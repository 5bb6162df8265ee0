import '../types.ts';
import { pipeline, Readable, type Transform } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, createBrotliCompress, createGzip, gzip, constants as zlib } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Coding, codingFor } from '../asking/negotiation.ts';
import type { CachedAnswer } from './answer-cache.ts';
import { codedTag } from './conditional.ts';

/** What shrinks; pictures, archives and bytes of unknown type do not. */
const TEXTS =
  /^(text\/(html|javascript|css|csv|calendar)|application\/(([\w.-]+\+)?(json|xml)|x-ndjson|ndjson)|image\/svg\+xml)\b/;
/** A shorter body fits one packet of a network with its headers, compressed or not. */
const WORTH_BYTES = 1000;
/** Of the four threads that Node has for files, names and compression, two are left to the others. */
const AT_ONCE = 2;
/** When more than these wait, the network is faster than we are: answers go out as they are. */
const WAITING_MAX = 50;

const inGzip = promisify(gzip);
const inBrotli = promisify(brotliCompress);
/** Smaller than gzip, and in less time; the next quality takes more than twice as long for a tenth less. */
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
 * For a body that is made as it goes out, whose length nobody knows yet. What has been made goes out at once: from a busy
 * process it comes slowly, and a connection on which nothing moves is closed.
 */
const COMPRESS_FLOW: Readonly<Record<Coding, () => Transform>> = {
  gzip: () => createGzip({ flush: zlib.Z_SYNC_FLUSH }),
  br: () =>
    createBrotliCompress({
      flush: zlib.BROTLI_OPERATION_FLUSH,
      params: { [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT },
    }),
};

/** Compresses on other threads, a few bodies at once. */
export class Compressor {
  /** By body: an answer from memory is always the same buffer, and is compressed once for as long as it is kept. */
  readonly #done = new WeakMap<Buffer, Map<Coding, Buffer>>();
  /** Many may ask for one body while it is compressed. */
  readonly #underWay = new WeakMap<Buffer, Map<Coding, Promise<Buffer | undefined>>>();
  readonly #waiting: (() => void)[] = [];
  readonly #compress: typeof COMPRESS;
  #running = 0;

  constructor(compress: typeof COMPRESS = COMPRESS) {
    this.#compress = compress;
  }

  /** How an answer that anybody may have is compressed for `Accept-Encoding`; undefined: not at all. */
  codingOf({ body, headers }: CachedAnswer, accepted: string | undefined): Coding | undefined {
    if (body.length < WORTH_BYTES || !TEXTS.test(headers['content-type'] as string)) return undefined;
    return codingFor(accepted);
  }

  /** The compressed body when it is there already. */
  known(body: Buffer, coding: Coding): Buffer | undefined {
    return this.#done.get(body)?.get(coding);
  }

  /** The compressed body; undefined when too many wait, or when it cannot be made. */
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
        // The body as it is is an answer as well.
        () => undefined,
      )
      .finally(() => ofBody.delete(coding));
    ofBody.set(coding, making);
    return making;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    // Who is woken takes the place of who has ended.
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
 * Whether an answer may be compressed. What is given to a token or at a private address, and what holds a token, is
 * `private, no-store`, and is not: its length would tell who listens on the line how much of it repeats what they wrote
 * themselves, in a report for instance (BREACH).
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
    // Files of the documentation come as streams too, with their lengths and ranges: these are left as they are.
    if (payload instanceof Readable && request.routeOptions.config.reading && mayCompress(reply)) {
      varyByEncoding(reply);
      const coding = codingFor(request.headers['accept-encoding']);
      if (coding === undefined) return done(null, payload);
      mark(reply, coding);
      const compressed = COMPRESS_FLOW[coding]();
      // Whoever hangs up ends both.
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
    const known = compressor.known(body, coding);
    if (known) {
      mark(reply, coding);
      return done(null, known);
    }
    compressor.make(body, coding).then((made) => {
      if (made) mark(reply, coding);
      done(null, made ?? body);
    }, done);
  });
}
