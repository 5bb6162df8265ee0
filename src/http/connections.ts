import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type ConnectionLimits = typeof CONNECTION_LIMITS;

/** How many connections a server holds open, and how long; the README documents these. */
export const CONNECTION_LIMITS = {
  /** At this number, the connection that has been idle longest is closed for a new one. */
  connections: 2000,
  /** Further connections, when none is idle: only health probes are answered on them. */
  reserve: 100,
  /** Without a byte received or sent, while we wait for the client. */
  silenceMs: 30_000,
  /** For the request headers. */
  headMs: 20_000,
  /** For a whole request: 4 MB over a line of 128 kbit/s. */
  requestMs: 300_000,
  /** How often the two limits above are checked. */
  checkEveryMs: 5_000,
  /**
   * For idle connections. Longer than proxies keep theirs: otherwise a proxy sends into a connection that was just
   * closed.
   */
  restMs: 72_000,
  /** When stopping: how long to wait for clients. */
  stoppingMs: 5_000,
};

const SWEEP_MS = 200;

interface Connections {
  /** Whether a connection exceeds the limit: only health probes are answered on it. */
  isBeyond(socket: Socket): boolean;
  /** Closes idle connections as soon as they are idle, and closes those that wait for the client after a while. */
  stop(): void;
}

interface Held {
  /** Unfinished answers; several when requests are pipelined. */
  open: Set<ServerResponse>;
  /** Increases each time a connection becomes idle, so the lowest is idle longest; 0: a request is in progress. */
  restsSince: number;
  /** Bytes received when it became idle: more bytes mean that a request has begun. */
  bytesAtRest: number;
}

/** Whether the server has to act next; otherwise it waits for the client to send or to read. */
const isOurTurn = ({ req, headersSent }: ServerResponse): boolean => req.complete && !headersSent;

/**
 * Tracks the connections of a server. Clients that send nothing, send half a request, or do not read their answer must
 * not block others for long, nor keep the server from stopping.
 * @param refuseSlow answers a request that did not arrive in time, and closes its connection
 */
export function holdConnections(
  server: Server,
  limits: ConnectionLimits,
  refuseSlow: (socket: Socket) => void,
): Connections {
  const held = new Map<Socket, Held>();
  const beyond = new WeakSet<Socket>();
  let rests = 0;
  let stopping = false;

  const makeRoom = (): boolean => {
    let longest: [Socket, Held] | undefined;
    for (const one of held)
      if (one[1].restsSince > 0 && (!longest || one[1].restsSince < longest[1].restsSince)) longest = one;
    if (!longest) return false;
    held.delete(longest[0]);
    longest[0].destroy();
    return true;
  };

  server.maxConnections = limits.connections + limits.reserve;
  server.on('connection', (socket) => {
    if (held.size >= limits.connections && !makeRoom()) beyond.add(socket);
    held.set(socket, { open: new Set(), restsSince: ++rests, bytesAtRest: 0 });
    socket.once('close', () => held.delete(socket));
  });
  server.prependListener('request', (request, response) => {
    const { socket } = request;
    const one = held.get(socket);
    if (!one) return;
    one.restsSince = 0;
    one.open.add(response);
    response.on('close', () => {
      one.open.delete(response);
      if (socket.destroyed || one.open.size > 0) return;
      one.bytesAtRest = socket.bytesRead;
      one.restsSince = ++rests;
      if (stopping) socket.destroySoon();
    });
  });
  server.on('timeout', (socket: Socket) => {
    const open = [...(held.get(socket)?.open ?? [])];
    if (open.some(isOurTurn)) socket.setTimeout(limits.silenceMs);
    else if (open.some(({ req, headersSent }) => !req.complete && !headersSent)) refuseSlow(socket);
    else socket.destroy();
  });

  const sweep = (isPatient: boolean): void => {
    for (const [socket, { open, bytesAtRest }] of held) {
      const isSilent = open.size === 0 && socket.bytesRead === bytesAtRest;
      const waits = ![...open].some(isOurTurn);
      if (isSilent || (waits && !isPatient)) socket.destroy();
    }
  };
  return {
    isBeyond: (socket) => beyond.has(socket),
    stop: () => {
      if (stopping) return;
      stopping = true;
      const until = performance.now() + limits.stoppingMs;
      sweep(true);
      const timer = setInterval(() => sweep(performance.now() < until), SWEEP_MS).unref();
      server.once('close', () => clearInterval(timer));
    },
  };
}
