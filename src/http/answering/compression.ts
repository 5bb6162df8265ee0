import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { acceptsGzip } from '../asking/negotiation.ts';
import { isPacked, packedTag } from './conditional.ts';

/** What browsers show or run. */
const PACKED_TYPES = /^text\/(html|javascript)/;

function tellPacked(reply: FastifyReply): void {
  const etag = reply.getHeader('etag');
  if (typeof etag === 'string') reply.header('etag', packedTag(etag));
}

function tellItVaries(reply: FastifyReply): void {
  const vary = reply.getHeader('vary');
  reply.header('vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding');
}

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
    if (reply.statusCode === 304 && isPacked(request.headers['if-none-match'])) {
      tellItVaries(reply);
      tellPacked(reply);
      return done(null, payload);
    }
    const type = reply.getHeader('content-type');
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (typeof type !== 'string' || !PACKED_TYPES.test(type) || !isText || payload.length === 0)
      return done(null, payload);
    tellItVaries(reply);
    if (!acceptsGzip(request.headers['accept-encoding'])) return done(null, payload);
    tellPacked(reply);
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    done(null, pack(typeof payload === 'string' ? Buffer.from(payload) : payload));
  });
}
