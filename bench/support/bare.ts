import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import pino from 'pino';
import { addAccessLog } from '../../src/http/asking/route-index.ts';

/**
 * The limit: a bare Fastify that sends the same bytes with the same headers and the same log, and does nothing else.
 * Reads from its standard input what each address answers.
 */
export interface BareAnswer {
  path: string;
  method: 'GET' | 'POST';
  status: number;
  headers: Record<string, string>;
  body: string;
}

const { port, answers } = JSON.parse(readFileSync(0, 'utf8')) as { port: number; answers: BareAnswer[] };
const app = Fastify({
  loggerInstance: pino({ level: 'info' }, pino.destination({ sync: false })) as FastifyBaseLogger,
  logController: new LogController({ disableRequestLogging: true }),
});
addAccessLog(app);
/** Bodies came unpacked. */
const LIKE_OURS = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
  done(null, new URLSearchParams(body as string)),
);
for (const { path, method, status, headers, body } of answers) {
  const bytes = headers['content-encoding'] === 'br' ? brotliCompressSync(body, LIKE_OURS) : Buffer.from(body);
  const isComputed = method === 'POST' && headers['content-type']?.includes('json');
  const shape = isComputed ? JSON.parse(body) : {};
  app.route({
    ...{ url: path, method },
    handler: (request, reply) => {
      reply.code(status).headers(headers);
      if (!isComputed) return reply.send(status === 304 ? undefined : bytes);
      // Something of the body goes into the answer, so that neither can be spared.
      const { usages } = request.body as { usages: unknown[] };
      return reply.send(JSON.stringify({ ...shape, considered: usages.length }));
    },
  });
}
app.get('/ready', (_request, reply) => reply.send());
await app.listen({ port, host: '127.0.0.1' });
