import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { isConnectionLost } from './errors.ts';
import type { Database } from './open.ts';

/** Limits for requests: a dead or drowning database must give an error while somebody still waits for the answer. */
const LIMITS = {
  max: 10,
  connectionTimeoutMillis: 3_000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  statement_timeout: 15_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 30_000,
  // The server's limit cannot be heard over a dead network; this one is our own clock.
  query_timeout: 20_000,
  application_name: 'bercail',
};

/**
 * Opens a pool on a PostgreSQL server; connects at the first query. `onLostConnection` hears of idle connections
 * that break: the pool replaces them by itself, but without a listener the process would end.
 */
export function openPostgresql(databaseUrl: string, onLostConnection: (error: Error) => void) {
  const pool = new pg.Pool({ ...LIMITS, connectionString: databaseUrl });
  pool.on('error', onLostConnection);
  // Between the moment it is handed out and the moment its taker listens, a connection has no listener at all: one that
  // is cut just then would end the process. Whoever uses it hears of the loss from the query.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = drizzle(pool);
  // Drizzle's own never gives a connection back on which `begin` fails: ten of those and the pool is empty for good.
  db.transaction = async (work, config) => {
    const client = await pool.connect();
    let lost = false;
    // A connection that breaks between two queries has no other listener while it is ours.
    const onError = () => {
      lost = true;
    };
    client.on('error', onError);
    try {
      return await drizzle(client).transaction(work, config);
    } catch (error) {
      lost ||= isConnectionLost(error);
      throw error;
    } finally {
      client.off('error', onError);
      client.release(lost);
    }
  };
  const database: Database = db;
  return { db: database, pool, close: () => pool.end() };
}
