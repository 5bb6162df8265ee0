import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const ACCEPTS_GZIP = /(^|,)\s*gzip\s*(?!;\s*q=0(\.0+)?\s*(,|$))/i;

/** What browsers show or run. */
const PACKED_TYPES = /^text\/(html|javascript)/;

/** Pages travel compressed: villages have slow lines. What programs read is left to the proxy in front. */
export function addCompression(app: FastifyInstance): void {
  // A remembered answer is always the same buffer: it is compressed once.
  const packed = new WeakMap<Buffer, Buffer>();
  const pack = (body: Buffer): Buffer => {
    const known = packed.get(body) ?? gzipSync(body);
    packed.set(body, known);
    return known;
  };

  app.addHook('onSend', (request, reply, payload, done) => {
    const type = reply.getHeader('content-type');
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (typeof type !== 'string' || !PACKED_TYPES.test(type) || !isText || payload.length === 0)
      return done(null, payload);
    const vary = reply.getHeader('vary');
    reply.header('vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding');
    if (!ACCEPTS_GZIP.test(request.headers['accept-encoding'] ?? '')) return done(null, payload);
    const etag = reply.getHeader('etag');
    // The bytes are no longer those that the tag names, their meaning is.
    if (typeof etag === 'string') reply.header('etag', `W/${etag}`);
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    done(null, pack(typeof payload === 'string' ? Buffer.from(payload) : payload));
  });
}
