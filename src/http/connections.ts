import type { Server, ServerResponse } from 'node:http';
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
  /** Answers that are not finished; several when requests are pipelined. */
  open: Set<ServerResponse>;
  /** Rises from one that came to rest to the next; 0: there is a request. */
  restsSince: number;
  /** Bytes that had come when it came to rest: more are the beginning of a request. */
  bytesAtRest: number;
}

/** Whether the answer is ours to give; otherwise we wait for the client to send, or to read. */
const isOurTurn = ({ req, headersSent }: ServerResponse): boolean => req.complete && !headersSent;

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
