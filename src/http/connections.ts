import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type ConnectionLimits = typeof CONNECTION_LIMITS;

/** What a server holds open, and for how long; said in the README. */
export const CONNECTION_LIMITS = {
  /** Beyond these, the connection that has rested longest gives way to a new one. */
  connections: 2000,
  /** Connections beyond, when none rests: probes are answered there, anything else is refused. */
  reserve: 100,
  /** Without a byte from or to a client that we wait for. */
  silenceMs: 30_000,
  /** For the head of a request. */
  headMs: 20_000,
  /** For a whole request: 4 MB over a line of 128 kbit/s. */
  requestMs: 300_000,
  /** Of the two above. */
  checkEveryMs: 5_000,
  /** Longer than proxies keep a connection: else they send into one that was just closed. */
  restMs: 72_000,
  /** While stopping, for clients that we wait for. */
  stoppingMs: 5_000,
};

const SWEEP_MS = 200;

export interface Connections {
  /** Whether a connection is one too many: only probes are answered there. */
  isBeyond(socket: Socket): boolean;
  /** Closes what rests, at once or as soon as it does, and what keeps us waiting after a while. */
  stop(): void;
}

interface Held {
  /** Requests without a finished answer; several when they are pipelined. */
  open: Map<IncomingMessage, ServerResponse>;
  /** Bytes that had come when it came to rest: more are the beginning of a request. */
  bytesAtRest: number;
}

/** Whether the answer is ours to give; otherwise we wait for the client to send, or to read. */
const isOurTurn = (request: IncomingMessage, response: ServerResponse): boolean =>
  request.complete && !response.headersSent;

/**
 * Keeps account of the connections of a server, so that clients that send nothing, or half a request, or do not read
 * their answer, take no place from others for long, and do not keep the server from stopping.
 * @param refuseSlow answers a request that did not come in time, and closes its connection
 */
export function holdConnections(
  server: Server,
  limits: ConnectionLimits,
  refuseSlow: (socket: Socket) => void,
): Connections {
  const held = new Map<Socket, Held>();
  /** Those without a request, longest first. */
  const resting = new Set<Socket>();
  const beyond = new WeakSet<Socket>();
  let stopping = false;

  const forget = (socket: Socket): void => {
    held.delete(socket);
    resting.delete(socket);
  };
  const makeRoom = (): boolean => {
    const longest = resting.values().next().value;
    if (!longest) return false;
    forget(longest);
    longest.destroy();
    return true;
  };

  server.maxConnections = limits.connections + limits.reserve;
  server.on('connection', (socket) => {
    if (held.size >= limits.connections && !makeRoom()) beyond.add(socket);
    held.set(socket, { open: new Map(), bytesAtRest: 0 });
    resting.add(socket);
    socket.once('close', () => forget(socket));
  });
  server.prependListener('request', (request, response) => {
    const { socket } = request;
    const one = held.get(socket);
    if (!one) return;
    resting.delete(socket);
    one.open.set(request, response);
    response.once('close', () => {
      one.open.delete(request);
      if (socket.destroyed || one.open.size > 0) return;
      one.bytesAtRest = socket.bytesRead;
      resting.add(socket);
      if (stopping) socket.destroySoon();
    });
  });
  server.on('timeout', (socket: Socket) => {
    const open = [...(held.get(socket)?.open ?? [])];
    if (open.some(([request, response]) => isOurTurn(request, response))) socket.setTimeout(limits.silenceMs);
    else if (open.some(([request, response]) => !request.complete && !response.headersSent)) refuseSlow(socket);
    else socket.destroy();
  });

  const sweep = (isPatient: boolean): void => {
    for (const [socket, { open, bytesAtRest }] of held) {
      const isSilent = open.size === 0 && socket.bytesRead === bytesAtRest;
      const waits = ![...open].some(([request, response]) => isOurTurn(request, response));
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
