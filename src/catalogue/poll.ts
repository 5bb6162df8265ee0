import type pg from 'pg';
import { REVISION_CHANNEL } from '../record/publish.ts';
import type { Catalogue } from './follow.ts';

const POLL_MS = 50;
/** An embedded database has no other writers: this only retries what failed after a command. */
const POLL_EMBEDDED_MS = 2_000;
const POLL_WHILE_AWAY_MS = 500;
const LISTEN_AGAIN_MS = 2_000;
const HEARTBEAT_MS = 1_000;
const HEARTBEAT_PATIENCE_MS = 2_000;

/**
 * Follows the writes of other processes on PostgreSQL: reads the revision every 50 ms, and immediately after a
 * notification. Notifications alone are not enough: standbys refuse LISTEN, and poolers drop notifications.
 * @param pool absent for an embedded database, which is polled less often
 */
export function pollCatalogue(catalogue: Catalogue, pool: pg.Pool | undefined): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let listenTimer: NodeJS.Timeout | undefined;
  let listener: pg.PoolClient | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  const look = (): Promise<void> => catalogue.catchUp().catch(() => {});

  // A silent network does not close connections. So the listening connection runs a query each second. When that gets
  // no answer, the pool closes all its connections, and the queries that wait on them fail at once.
  const beat = (client: pg.PoolClient): void => {
    heartbeat = setTimeout(async () => {
      const question = { text: 'select 1', query_timeout: HEARTBEAT_PATIENCE_MS };
      await client.query(question).catch(() => {});
      if (listener === client && !stopped) beat(client);
    }, HEARTBEAT_MS).unref();
  };

  const poll = async (): Promise<void> => {
    await look();
    const rate = pool ? POLL_MS : POLL_EMBEDDED_MS;
    if (!stopped) timer = setTimeout(poll, catalogue.isFollowing() ? rate : POLL_WHILE_AWAY_MS).unref();
  };
  const listen = async (pool: pg.Pool): Promise<void> => {
    const again = () => {
      if (!stopped) listenTimer = setTimeout(() => void listen(pool), LISTEN_AGAIN_MS).unref();
    };
    try {
      const client = await pool.connect();
      if (stopped) return client.release();
      listener = client;
      client.on('notification', look);
      client.on('error', () => {
        if (listener !== client) return;
        listener = undefined;
        client.release(true);
        again();
      });
      await client.query(`listen ${REVISION_CHANNEL}`);
      beat(client);
    } catch {
      listener?.release(true);
      listener = undefined;
      again();
    }
  };
  void poll();
  if (pool) void listen(pool);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(listenTimer);
      clearTimeout(heartbeat);
      listener?.release(true);
      listener = undefined;
      await look();
    },
  };
}
