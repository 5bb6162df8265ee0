/*
 * Loaded into a service before anything else, so that two runs of it answer alike: its day is set by TEST_DATE, and what it
 * draws at random follows from what was asked. A build that draws once more for one question answers all others the same.
 * It also tells which routes there are, and by which of them a question was answered.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import crypto from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import '../../test/support/shifted-date.mjs';

const { GOLDEN_DRAWN = '', GOLDEN_ROUTES } = process.env;
const questions = new AsyncLocalStorage();
/** Work that nobody asked for. */
const unasked = { question: '', drawn: 0 };

const drawn = (bytes) => {
  const one = questions.getStore() ?? unasked;
  const parts = Array.from({ length: Math.ceil(bytes / 64) }, () => {
    const text = `${GOLDEN_DRAWN} ${one.question} ${++one.drawn}`;
    return crypto.createHash('sha512').update(text).digest();
  });
  return Buffer.concat(parts).subarray(0, bytes);
};
crypto.randomUUID = () => {
  const digits = drawn(16).toString('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
};
const { randomBytes } = crypto;
crypto.randomBytes = (bytes, done) => (done ? randomBytes(bytes, done) : drawn(bytes));
syncBuiltinESMExports();

diagnostics.subscribe('fastify.initialization', ({ fastify }) => {
  fastify.addHook('onRoute', ({ method, url }) => {
    if (GOLDEN_ROUTES) for (const one of [method].flat()) appendFileSync(GOLDEN_ROUTES, `${one} ${url}\n`);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url !== undefined) reply.header('golden-route', request.routeOptions.url);
    request.raw.golden = { question: request.headers['golden-question'] ?? '', drawn: 0 };
    questions.run(request.raw.golden, done);
  });
  // Once more: whatever reads a body goes on where the connection is, and not where the question was.
  fastify.addHook('preValidation', (request, _reply, done) => questions.run(request.raw.golden, done));
});
