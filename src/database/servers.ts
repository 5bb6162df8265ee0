import pg from 'pg';
import type { Server } from './address.ts';

/* Several servers, of which one accepts writes. Asking all of them shows which one. */

const PATIENCE_MS = 1_200;

export interface ServerFinder {
  /**
   * The server to connect to: the one that accepts writes, or one that answers when none does.
   * @throws when none answers
   */
  find(): Promise<Server>;
  /** Makes the next connection ask the servers again. */
  forget(): void;
  /**
   * Asks the servers at once, because a write was refused. Returns the server that accepts writes; undefined when none
   * does.
   */
  findWriter(): Promise<Server | undefined>;
}

/**
 * Whether a server is a standby, or refuses writes.
 * @throws when it does not answer in time
 */
async function refusesWrites(config: pg.ClientConfig, { host, port }: Server): Promise<boolean> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS });
  Object.assign(client, { host, port });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ readOnly: string }>(
      `select current_setting('transaction_read_only') as "readOnly"`,
    );
    return rows[0]?.readOnly !== 'off';
  } finally {
    client.end().catch(() => {});
  }
}

async function search(
  config: pg.ClientConfig,
  servers: readonly Server[],
): Promise<{ server: Server; found: boolean }> {
  const checks = servers.map(async (server) => ({ server, refuses: await refusesWrites(config, server) }));
  const writers = checks.map(async (answer) => {
    const { server, refuses } = await answer;
    if (refuses) throw new Error('it does not write');
    return server;
  });
  try {
    return { server: await Promise.any(writers), found: true };
  } catch {
    const answers = await Promise.allSettled(checks);
    for (const answer of answers)
      if (answer.status === 'fulfilled') return { server: answer.value.server, found: false };
    throw (answers[0] as PromiseRejectedResult).reason;
  }
}

export function createServerFinder(config: pg.ClientConfig, servers: readonly Server[]): ServerFinder {
  let writer: Server | undefined;
  let searching: Promise<Server> | undefined;
  const find = async (): Promise<Server> => {
    if (writer) return writer;
    searching ??= search(config, servers)
      .then(({ server, found }) => {
        writer = found ? server : undefined;
        return server;
      })
      .finally(() => {
        searching = undefined;
      });
    return await searching;
  };
  const forget = (): void => {
    writer = undefined;
  };
  return {
    find,
    forget,
    findWriter: async () => {
      forget();
      await find();
      return writer;
    },
  };
}
