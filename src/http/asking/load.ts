import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';

/**
 * Requests at once that may wait for the database. Those whose body is still coming are not among them, nor what is
 * answered from memory: reading and matching outlive a database that does not answer.
 */
const IN_WORK_MAX = 200;

/** What was accepted may keep the next request waiting for so long. */
const WAITING_MAX_MS = 60;
/** Fewer are never too many, however long each takes: neither long computations nor a busy machine are a crowd. */
const CROWD = 40;
/** Of the last request, in the running mean of what one takes. */
const WEIGHT = 1 / 8;

const RETRY_SECONDS = 2;
/** A refused connection is not read for so long: to refuse it again would take the time of others. */
const UNREAD_MS = 1_000;

/** Made once: nothing in it depends on the request, and a crowd is refused by the thousand. */
const OVERLOADED = new CatalogueError(
  'overloaded',
  {
    fr: `Trop de demandes arrivent en même temps. Réessayez dans ${RETRY_SECONDS} secondes.`,
    en: `Too many requests are arriving at once. Try again in ${RETRY_SECONDS} seconds.`,
  },
  { retryAfterSeconds: RETRY_SECONDS },
);

/**
 * Work in the order in which it came, one piece in each round of the event loop. Node accepts one new connection in a
 * round, and a crowd on kept connections comes within one: done as it comes, it would keep newcomers waiting until
 * the last of it is done.
 */
function workByRounds() {
  const waiting: (() => void)[] = [];
  /** From one piece to the next, with all that the process does besides. */
  let takesMs = 1;
  let begunAt = Number.NaN;
  const workOne = (): void => {
    const now = performance.now();
    if (!Number.isNaN(begunAt)) takesMs += (now - begunAt - takesMs) * WEIGHT;
    const work = waiting.shift();
    // With nobody waiting, the time until the next piece is no work.
    begunAt = waiting.length > 0 ? now : Number.NaN;
    if (waiting.length > 0) setImmediate(workOne);
    work?.();
  };
  return {
    isCrowded: () => waiting.length >= CROWD && waiting.length * takesMs > WAITING_MAX_MS,
    add: (work: () => void): void => {
      if (waiting.push(work) === 1) setImmediate(workOne);
    },
  };
}

/** Once it was refused, a connection rests; not that of a proxy, on which others come as well. */
function letRest({ ip }: FastifyRequest, { raw }: FastifyReply): void {
  const { socket } = raw;
  if (!socket || socket.remoteAddress !== ip) return;
  const rest = () => {
    if (socket.destroyed) return;
    socket.pause();
    setTimeout(() => socket.resume(), UNREAD_MS).unref();
  };
  // Node reads what is left of a request once it is answered: after that.
  raw.once('finish', () => setImmediate(rest));
}

const awaitsBody = ({ raw }: FastifyRequest): boolean =>
  !raw.complete && (raw.headers['transfer-encoding'] !== undefined || (raw.headers['content-length'] ?? '0') !== '0');

/**
 * Refuses requests early, with 503, when a listening process has accepted more than it can answer soon. Not a library:
 * those sample the delay of the event loop between its turns, while a crowd comes within one. Probes are always answered,
 * at once.
 */
export function addLoadLimits(app: FastifyInstance, isBeyond: (request: FastifyRequest) => boolean): void {
  const inWork = new Set<FastifyRequest>();
  const awaited = new WeakSet<FastifyRequest>();
  const rounds = workByRounds();
  let isListening = false;

  const admit = (request: FastifyRequest, reply: FastifyReply): CatalogueError | undefined => {
    const { quota, reading, crossOrigin } = request.routeOptions.config;
    if (quota === false) return undefined;
    if (isBeyond(request)) {
      reply.header('connection', 'close');
      return OVERLOADED;
    }
    if (rounds.isCrowded()) {
      letRest(request, reply);
      return OVERLOADED;
    }
    const mayWait = !reading && crossOrigin !== true;
    if (mayWait && inWork.size >= IN_WORK_MAX) return OVERLOADED;
    if (mayWait) inWork.add(request);
    return undefined;
  };

  app.addHook('onListen', (done) => {
    isListening = true;
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
    if (!isListening || request.routeOptions.config.quota === false) return done();
    const refusal = awaited.delete(request) ? admit(request, reply) : undefined;
    if (refusal) done(refusal);
    else rounds.add(done);
  });
}
