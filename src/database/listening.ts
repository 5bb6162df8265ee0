import type pg from 'pg';

const LISTEN_AGAIN_MS = 2_000;
const HEARTBEAT_MS = 1_000;
const HEARTBEAT_PATIENCE_MS = 2_000;
/** Each commit that notifies waits for the one before. The server must give up first: patience ends all connections. */
const LOCK_TIMEOUT = '1s';
/** Between two messages of one process: everything that waits meanwhile goes into the next one. */
const MESSAGE_EVERY_MS = 20;

/** What processes on one database tell each other by notifications, while they can. */
export interface Talk {
  readonly channel: string;
  /** Listening has begun, or has begun again; `wake` asks for `next` to be called soon. */
  begin(wake: () => void): void;
  /** Nothing is sent or heard any more. */
  end(): void;
  /** The next message, below 8,000 bytes; undefined when there is nothing to say. */
  next(): string | undefined;
  /** Anybody who may connect to the database can send a message, and one's own messages are heard too. */
  hear(message: string): void;
}

/**
 * Holds one connection of the pool that listens, and sends the messages of `talk`. Tries again for as long as the server
 * refuses, as standbys do.
 */
export function keepListening(
  pool: pg.Pool,
  { channel, onNotified, talk }: { channel: string; onNotified: () => void; talk: Talk | undefined },
): { stop(): void } {
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  let listener: pg.PoolClient | undefined;
  let turn: NodeJS.Timeout | undefined;
  let isResting = false;
  /** Somebody asked for a turn while one was being taken. */
  let isWanted = false;

  /**
   * Sends what there is to say. Where there is nothing, runs a query each second: a silent network does not close
   * connections. When a query gets no answer, the pool closes all its connections, and the queries that wait on them
   * fail at once.
   */
  const takeTurn = async (client: pg.PoolClient, isDue: boolean): Promise<void> => {
    isResting = false;
    isWanted = false;
    const message = talk?.next();
    const question =
      message === undefined
        ? { text: 'select 1', query_timeout: HEARTBEAT_PATIENCE_MS }
        : {
            text: 'select pg_notify($1, $2)',
            values: [talk?.channel, message],
            query_timeout: HEARTBEAT_PATIENCE_MS,
          };
    if (message !== undefined || isDue) await client.query(question).catch(() => {});
    if (listener !== client || stopped) return;
    isResting = message === undefined && !isWanted;
    turn = setTimeout(() => void takeTurn(client, isResting), isResting ? HEARTBEAT_MS : MESSAGE_EVERY_MS).unref();
  };
  const wake = (): void => {
    isWanted = true;
    if (!isResting || !listener) return;
    clearTimeout(turn);
    void takeTurn(listener, false);
  };

  const letGo = (): void => {
    clearTimeout(turn);
    isResting = false;
    const client = listener;
    listener = undefined;
    client?.release(true);
    talk?.end();
  };
  const tryAgain = () => {
    clearTimeout(again);
    if (!stopped) again = setTimeout(() => void listen(), LISTEN_AGAIN_MS).unref();
  };
  const listen = async (): Promise<void> => {
    const client = await pool.connect().catch(() => undefined);
    if (!client) return tryAgain();
    if (stopped) return client.release();
    listener = client;
    // Both an error of the connection and the refusal of a query can tell of one loss.
    const lose = () => {
      if (listener !== client) return;
      letGo();
      tryAgain();
    };
    client.on('error', lose);
    client.on('notification', (message) => {
      if (message.channel === channel) onNotified();
      else talk?.hear(message.payload ?? '');
    });
    try {
      await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`);
      for (const name of [channel, ...(talk ? [talk.channel] : [])]) await client.query(`listen ${name}`);
    } catch {
      return lose();
    }
    if (listener !== client) return;
    talk?.begin(wake);
    void takeTurn(client, true);
  };
  void listen();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(again);
      letGo();
    },
  };
}
