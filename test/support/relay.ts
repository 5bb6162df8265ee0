import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket, connect as toServer } from 'node:net';

/** A network between a program and a server, which can fall silent: nothing passes, and nothing is closed. */
export interface Relay {
  /** The address of the server, through the relay. */
  readonly url: string;
  silence(): void;
  close(): void;
}

export async function relayTo(url: string): Promise<Relay> {
  const target = new URL(url);
  let silent = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = toServer(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => !silent && to.write(bytes));
      from.on('close', () => !silent && to.destroy());
      from.on('error', () => {});
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    silence: () => {
      silent = true;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
