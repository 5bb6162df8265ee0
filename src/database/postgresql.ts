import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { isConnectionLost } from './errors.ts';
import type { Database } from './open.ts';

/** Limits for requests: a dead or overloaded database must give an error while the client still waits. */
const LIMITS = {
  max: 10,
  connectionTimeoutMillis: 3_000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  statement_timeout: 15_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 30_000,
  // A dead network hides the limit of the server; this one is measured in our process.
  query_timeout: 20_000,
  application_name: 'bercail',
};

/** For migrations, which rewrite whole tables. */
const WITHOUT_TIMEOUTS = { statement_timeout: 0, lock_timeout: 0, query_timeout: 0 };

/**
 * Opens a pool on a PostgreSQL server; connects at the first query. `onLostConnection` is called for idle connections
 * that break: the pool replaces them by itself, but without a listener the process would end.
 */
export function openPostgresql(
  databaseUrl: string,
  onLostConnection: (error: Error) => void,
  { isForMigrating = false }: { isForMigrating?: boolean | undefined } = {},
) {
  const limits = isForMigrating ? { ...LIMITS, ...WITHOUT_TIMEOUTS } : LIMITS;
  const pool = new pg.Pool({ ...limits, connectionString: databaseUrl });
  pool.on('error', onLostConnection);
  // A connection that breaks between checkout and its first listener would end the process. The query that uses it
  // still fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = drizzle(pool);
  // Drizzle does not release a connection on which `begin` fails: ten of those would empty the pool for good.
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
