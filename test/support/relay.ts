import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket, connect as toServer } from 'node:net';

/**
 * A network between a program and a server of this machine: it can fall silent (nothing passes, and nothing is closed),
 * be cut (everything is closed, nothing is taken), be mended, and lead to another server.
 */
export interface Relay {
  readonly port: number;
  /** The address of a database, through the relay. */
  through(databaseUrl: string): string;
  silence(): void;
  cut(): void;
  mend(toPort?: number): void;
  close(): void;
}

export async function relayTo(toPort: number): Promise<Relay> {
  let target = toPort;
  let state: 'whole' | 'silent' | 'cut' = 'whole';
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = toServer(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (state !== 'silent' && !to.write(bytes)) from.pause();
      });
      to.on('drain', () => from.resume());
      from.on('end', () => state !== 'silent' && to.end());
      from.on('close', () => {
        sockets.delete(from);
        if (state !== 'silent') to.destroy();
      });
      from.on('error', () => state !== 'silent' && to.destroy());
    }
    return undefined;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const closeAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = () => {
    state = 'cut';
    closeAll();
  };
  return {
    port,
    through: (databaseUrl) => {
      const url = new URL(databaseUrl);
      url.host = `127.0.0.1:${port}`;
      return url.href;
    },
    silence: () => {
      state = 'silent';
    },
    cut,
    mend: (toPort = target) => {
      target = toPort;
      // What was on its way in the silence is lost, and with it the connections.
      if (state === 'silent') closeAll();
      state = 'whole';
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
