import pg from 'pg';
import type { Server } from './address.ts';

/* Several servers, of which one accepts writes, and others repeat it. Asking all of them shows which is which. */

const PATIENCE_MS = 1_200;

/** The kind of server that connections are meant for. */
export type ServerKind = 'writer' | 'standby';

export interface ServerFinder {
  /**
   * The server to connect to: the one that accepts writes, or a standby where that is wanted; one that answers when there
   * is none of the kind.
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
  wanted: ServerKind,
): Promise<{ server: Server; found: boolean }> {
  const checks = servers.map(async (server) => ({ server, refuses: await refusesWrites(config, server) }));
  const suitable = checks.map(async (answer) => {
    const { server, refuses } = await answer;
    if (refuses !== (wanted === 'standby')) throw new Error('it is of the other kind');
    return server;
  });
  try {
    return { server: await Promise.any(suitable), found: true };
  } catch {
    const answers = await Promise.allSettled(checks);
    for (const answer of answers)
      if (answer.status === 'fulfilled') return { server: answer.value.server, found: false };
    throw (answers[0] as PromiseRejectedResult).reason;
  }
}

export function createServerFinder(
  config: pg.ClientConfig,
  servers: readonly Server[],
  wanted: ServerKind = 'writer',
): ServerFinder {
  let chosen: Server | undefined;
  let searching: Promise<Server> | undefined;
  const find = async (): Promise<Server> => {
    if (chosen) return chosen;
    searching ??= search(config, servers, wanted)
      .then(({ server, found }) => {
        chosen = found ? server : undefined;
        return server;
      })
      .finally(() => {
        searching = undefined;
      });
    return await searching;
  };
  const forget = (): void => {
    chosen = undefined;
  };
  return {
    find,
    forget,
    findWriter: async () => {
      forget();
      await find();
      return chosen;
    },
  };
}
