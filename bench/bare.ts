import { writeFileSync } from 'node:fs';
import fastify, { LogController } from 'fastify';
import { pino } from 'pino';

/**
 * The bound to compare with: a bare Fastify route that sends the same bytes with the same headers and the same log
 * line. Usage: bare.ts <address of an answer to copy> <port>
 */
const [source = '', port = '8093'] = process.argv.slice(2);
const answer = await fetch(source);
const body = Buffer.from(await answer.arrayBuffer());
const own = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);
const headers = Object.fromEntries([...answer.headers].filter(([name]) => !own.has(name)));
const destination = pino.destination({ sync: false, minLength: 4096, dest: '/dev/null' });
const app = fastify({
  loggerInstance: pino({ base: null }, destination),
  logController: new LogController({ disableRequestLogging: true }),
});
app.addHook('onResponse', (request, reply, done) => {
  request.log.info(
    { method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime },
    'request',
  );
  done();
});
app.get('/same', (_request, reply) => reply.headers(headers).send(body));
app.get('/unchanged', (_request, reply) => reply.headers(headers).code(304).send());
await app.listen({ port: Number(port) });
writeFileSync(1, `bare on ${port}, ${body.length} bytes\n`);
