import type pg from 'pg';
import { REVISION_CHANNEL } from '../record/changes.ts';
import type { Catalogue } from './follow.ts';

const POLL_MS = 50;
const POLL_WHILE_AWAY_MS = 500;
const LISTEN_AGAIN_MS = 2_000;

/**
 * Sees what other processes write, on PostgreSQL: asks for the revision every 50 ms, and at once when the database
 * says that there is a new one. The saying is a help only: standbys refuse LISTEN, and poolers lose it.
 */
export function pollCatalogue(catalogue: Catalogue, pool: pg.Pool): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let listenTimer: NodeJS.Timeout | undefined;
  let listener: pg.PoolClient | undefined;
  const look = (): Promise<void> => catalogue.catchUp().catch(() => {});

  const poll = async (): Promise<void> => {
    await look();
    if (!stopped) timer = setTimeout(poll, catalogue.isFollowing() ? POLL_MS : POLL_WHILE_AWAY_MS).unref();
  };
  const listen = async (): Promise<void> => {
    const again = () => {
      if (!stopped) listenTimer = setTimeout(listen, LISTEN_AGAIN_MS).unref();
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
    } catch {
      listener?.release(true);
      listener = undefined;
      again();
    }
  };
  void poll();
  void listen();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(listenTimer);
      listener?.release(true);
      listener = undefined;
      await look();
    },
  };
}
