import type pg from 'pg';
import { keepListening, type Talk } from '../database/listening.ts';
import { REVISION_CHANNEL } from '../record/publish.ts';
import type { Catalogue } from './follow.ts';

const POLL_MS = 50;
/** An embedded database has no other writers: this only retries what failed after a command. */
const POLL_EMBEDDED_MS = 2_000;
const POLL_WHILE_AWAY_MS = 500;

/**
 * Follows the writes of other processes on PostgreSQL: reads the revision every 50 ms, and immediately after a
 * notification. Notifications alone are not enough: standbys refuse LISTEN, and poolers drop notifications.
 * @param pool of the server that sends notifications; absent for an embedded database, which is polled less often
 * @param talk what else processes tell each other, on the connection that listens
 */
export function pollCatalogue(catalogue: Catalogue, pool: pg.Pool | undefined, talk?: Talk): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = (): Promise<void> => catalogue.catchUp().catch(() => {});

  const poll = async (): Promise<void> => {
    await look();
    const rate = pool ? POLL_MS : POLL_EMBEDDED_MS;
    if (!stopped) timer = setTimeout(poll, catalogue.isFollowing() ? rate : POLL_WHILE_AWAY_MS).unref();
  };
  void poll();
  const listening = pool && keepListening(pool, { channel: REVISION_CHANNEL, onNotified: look, talk });
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      listening?.stop();
      await look();
    },
  };
}
