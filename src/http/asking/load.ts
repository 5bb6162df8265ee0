import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';

/**
 * Requests at once that may wait for the database. Those whose body is still coming are not among them, nor what is
 * answered from memory: reading and matching outlive a database that does not answer.
 */
const IN_WORK_MAX = 200;

/**
 * For how long requests that came together may keep the process from looking at anything else, in milliseconds. The rest
 * of them is refused: the next ones, and new connections, would wait as long again.
 */
const HELD_MAX_MS = 500;
/** One long computation is no crowd. */
const CROWD = 20;
const TICK_MS = 50;
const RETRY_SECONDS = 2;

const overloaded = () =>
  new CatalogueError(
    'overloaded',
    {
      fr: `Trop de demandes arrivent en même temps. Réessayez dans ${RETRY_SECONDS} secondes.`,
      en: `Too many requests are arriving at once. Try again in ${RETRY_SECONDS} seconds.`,
    },
    { retryAfterSeconds: RETRY_SECONDS },
  );

const awaitsBody = ({ raw }: FastifyRequest): boolean =>
  !raw.complete && (raw.headers['transfer-encoding'] !== undefined || (raw.headers['content-length'] ?? '0') !== '0');

/**
 * Refuses requests early, with 503, when a listening process has more than it can answer soon. Not a library: those
 * sample the delay of the event loop between its turns, while a crowd comes within one. Probes are always answered.
 */
export function addLoadLimits(app: FastifyInstance, isBeyond: (request: FastifyRequest) => boolean): void {
  const inWork = new Set<FastifyRequest>();
  const awaited = new WeakSet<FastifyRequest>();
  let turnedAt = Number.POSITIVE_INFINITY;
  let begunSince = 0;
  let isListening = false;

  const admit = (request: FastifyRequest, reply: FastifyReply): CatalogueError | undefined => {
    if (request.routeOptions.config.quota === false) return undefined;
    const isHeld = begunSince >= CROWD && performance.now() - turnedAt > HELD_MAX_MS;
    if (isBeyond(request)) reply.header('connection', 'close');
    const { reading, crossOrigin } = request.routeOptions.config;
    const mayWait = !reading && crossOrigin !== true;
    if (isBeyond(request) || isHeld || (mayWait && inWork.size >= IN_WORK_MAX)) return overloaded();
    begunSince++;
    if (mayWait) inWork.add(request);
    return undefined;
  };

  app.addHook('onListen', (done) => {
    isListening = true;
    const timer = setInterval(() => {
      turnedAt = performance.now();
      begunSince = 0;
    }, TICK_MS).unref();
    app.server.once('close', () => clearInterval(timer));
    done();
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (!isListening) return done();
    reply.raw.once('close', () => inWork.delete(request));
    done(admit(request, reply));
  });
  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (awaitsBody(request)) {
      inWork.delete(request);
      awaited.add(request);
    }
    done(null, payload);
  });
  app.addHook('preValidation', (request, reply, done) => {
    if (!isListening || !awaited.delete(request)) return done();
    done(admit(request, reply));
  });
}
