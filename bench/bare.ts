import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import pino from 'pino';
import { addAccessLog } from '../src/http/asking/route-index.ts';

/**
 * The limit: a bare Fastify that sends the same bytes with the same headers and the same log, and does nothing else.
 * Reads from its standard input file what each address answers.
 */
interface Answer {
  path: string;
  status: number;
  headers: Record<string, string>;
  body: string;
  /** It is sent a form. */
  form?: boolean;
}

const { port, answers, match } = JSON.parse(readFileSync(0, 'utf8')) as {
  port: number;
  answers: Answer[];
  match?: Answer;
};
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
for (const { path, status, headers, body, form } of answers) {
  const bytes = headers['content-encoding'] === 'br' ? brotliCompressSync(body, LIKE_OURS) : Buffer.from(body);
  app[form ? 'post' : 'get'](path, (_request, reply) =>
    reply
      .code(status)
      .headers(headers)
      .send(status === 304 ? undefined : bytes),
  );
}
if (match) {
  const shape = JSON.parse(match.body) as Record<string, unknown>;
  app.post('/v1/matches', (request, reply) => {
    const { usages } = request.body as { usages: unknown[] };
    // Something of the body goes into the answer, so that neither can be spared.
    return reply.headers(match.headers).send(JSON.stringify({ ...shape, considered: usages.length }));
  });
}
await app.listen({ port, host: '127.0.0.1' });
