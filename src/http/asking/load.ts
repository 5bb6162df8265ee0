import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OVERLOADED } from '../../ground/admission.ts';
import type { CatalogueError } from '../../ground/errors.ts';

/**
 * How many requests may wait for the database at once. Requests whose body is still arriving do not count, nor do
 * answers from memory: searching and matching keep working when the database does not answer.
 */
const IN_WORK_MAX = 200;

/** Requests are refused when those already accepted would delay the next one longer than this. */
const WAITING_MAX_MS = 60;
/**
 * Fewer waiting requests are never refused, however long each takes: slow computations or a busy machine are not
 * overload.
 */
const CROWD = 40;
/** Weight of the latest request in the running mean of the time per request. */
const WEIGHT = 1 / 8;

/** A refused connection is not read for this long: refusing its next requests would take time from others. */
const UNREAD_MS = 1_000;

/** Why requests are refused: connections beyond the limit, the processor, the database, or matches that would end too late. */
export const SHED_REASONS = ['connections', 'crowd', 'database', 'matches'] as const;
export type ShedReason = (typeof SHED_REASONS)[number];

/**
 * A queue that runs one piece of work per turn of the event loop, in order of arrival. Node accepts one new connection
 * per turn, while many requests on open connections can arrive in a single turn: without the queue, new connections
 * would wait until all of those are done.
 */
function createTurnQueue() {
  const waiting: (() => void)[] = [];
  /** Mean time from one piece of work to the next, including everything else the process does meanwhile. */
  let takesMs = 1;
  let begunAt = Number.NaN;
  const workOne = (): void => {
    const now = performance.now();
    if (!Number.isNaN(begunAt)) takesMs += (now - begunAt - takesMs) * WEIGHT;
    const work = waiting.shift();
    // With an empty queue, the time until the next piece is idle time and must not be measured.
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

/**
 * Pauses reading a connection after a refusal, unless it comes through a proxy, where it carries requests of others
 * too.
 */
function pauseReading({ ip }: FastifyRequest, { raw }: FastifyReply): void {
  const { socket } = raw;
  if (!socket || socket.remoteAddress !== ip) return;
  const rest = () => {
    if (socket.destroyed) return;
    socket.pause();
    setTimeout(() => socket.resume(), UNREAD_MS).unref();
  };
  // Node reads the rest of the request after the answer is finished, so pause only then.
  raw.once('finish', () => setImmediate(rest));
}

const awaitsBody = ({ raw }: FastifyRequest): boolean =>
  !raw.complete && (raw.headers['transfer-encoding'] !== undefined || (raw.headers['content-length'] ?? '0') !== '0');

/**
 * Refuses requests early, with 503, once a listening process has accepted more than it can answer soon. Libraries for
 * this sample the delay of the event loop between turns, but a burst arrives within one turn. Health probes are always
 * answered, at once.
 */
export function addLoadLimits(
  app: FastifyInstance,
  isBeyond: (request: FastifyRequest) => boolean,
  onShed: (reason: ShedReason) => void = () => {},
): void {
  const inWork = new Set<FastifyRequest>();
  const awaited = new WeakSet<FastifyRequest>();
  const queue = createTurnQueue();
  let isListening = false;

  const shed = (reason: ShedReason): CatalogueError => {
    onShed(reason);
    return OVERLOADED;
  };
  const admit = (request: FastifyRequest, reply: FastifyReply): CatalogueError | undefined => {
    const { quota, reading, crossOrigin } = request.routeOptions.config;
    if (quota === false) return undefined;
    if (isBeyond(request)) {
      reply.header('connection', 'close');
      return shed('connections');
    }
    if (queue.isCrowded()) {
      pauseReading(request, reply);
      return shed('crowd');
    }
    const mayWait = !reading && crossOrigin !== true;
    if (mayWait && inWork.size >= IN_WORK_MAX) return shed('database');
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
    else queue.add(done);
  });
}
