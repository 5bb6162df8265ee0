import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { readDatabaseUrl, type Server } from './address.ts';
import { isConnectionLost, isReadOnly } from './errors.ts';
import { requireMigrated } from './migrate.ts';
import { nameStatements } from './named-statements.ts';
import type { Database, DatabaseOptions } from './open.ts';
import { createServerFinder, type ServerFinder } from './servers.ts';

/**
 * Time limits for requests, documented in the README. A process that loses its network must lose its locks before
 * others stop waiting for them: so `idle_in_transaction_session_timeout` is below `lock_timeout`, and that is below
 * `statement_timeout`.
 */
const LIMITS = {
  max: 10,
  connectionTimeoutMillis: 2_500,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  idle_in_transaction_session_timeout: 5_000,
  lock_timeout: 6_000,
  statement_timeout: 8_000,
  // When the network is dead, the server's limits have no effect; this one is measured in our process.
  query_timeout: 10_000,
  application_name: 'bercail',
};

/** With these the server notices, within about half a minute, that a client is gone. */
const KEEPALIVES = [
  ...['tcp_keepalives_idle=10', 'tcp_keepalives_interval=5', 'tcp_keepalives_count=3', 'tcp_user_timeout=15000'],
  'idle_session_timeout=60000',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

const READ_ONLY = '-c default_transaction_read_only=on';

/** For migrations and seeds, which write whole tables. */
const WITHOUT_TIMEOUTS = {
  statement_timeout: 0,
  lock_timeout: 0,
  idle_in_transaction_session_timeout: 0,
  query_timeout: 0,
};

const socketOf = (client: pg.PoolClient) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;

const leadsTo = (client: pg.PoolClient, { host, port }: Server): boolean => {
  const to = client as unknown as Server;
  return to.host === host && to.port === port;
};

/**
 * Calls `onFailure` with the error of each query, before the caller receives it.
 * @param named names the statements that come again; absent: none has a name
 */
function watchQueries(
  client: pg.PoolClient,
  named: ReturnType<typeof nameStatements> | undefined,
  onFailure: (error: unknown) => void,
): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const asked = async (statement: unknown, values: unknown): Promise<unknown> => {
    try {
      // Drizzle sends a statement and its values; what others send stays as it is.
      if (!named || typeof statement !== 'object' || !Array.isArray(values)) return await query(statement, values);
      const isAlone = client.getTransactionStatus() === 'I';
      return await named({ statement: statement as { text: string }, values, isAlone }, (one) => query(one, values));
    } catch (error) {
      onFailure(error);
      throw error;
    }
  };
  const watched = (statement: unknown, ...more: unknown[]): unknown => {
    const callback = more.at(-1);
    if (typeof callback !== 'function') return asked(statement, more[0]);
    asked(statement, more.length > 1 ? more[0] : undefined).then(
      (result) => callback(undefined, result),
      (error: unknown) => callback(error),
    );
    return undefined;
  };
  client.query = watched as typeof client.query;
}

type Connect = (callback: (error: Error | null) => void) => void;

/** A client class that connects to the server that is found. */
const clientOf = (finder: ServerFinder) =>
  class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const connect = this.connect.bind(this) as Connect;
      const toThatOne: Connect = (callback) => {
        finder.find().then(
          (server) => {
            Object.assign(this, server);
            connect((error) => {
              if (error) finder.forget();
              callback(error);
            });
          },
          (error: Error) => callback(error),
        );
      };
      this.connect = toThatOne as typeof this.connect;
    }
  };

/**
 * Opens a pool on a PostgreSQL server; it connects at the first query. `onLostConnection` is called when an idle
 * connection breaks: the pool replaces it, but without a listener the process would end.
 */
export function openPostgresql(
  databaseUrl: string,
  onLostConnection: (error: Error) => void,
  { withoutLimits, mustBeMigrated, readsOnly, servers: wanted }: Partial<DatabaseOptions> = {},
) {
  const { url, servers, options } = readDatabaseUrl(databaseUrl);
  const config = {
    ...LIMITS,
    ...(withoutLimits && WITHOUT_TIMEOUTS),
    options: [KEEPALIVES, readsOnly && READ_ONLY, options].filter(Boolean).join(' '),
    connectionString: url,
  };
  const finder = servers.length > 0 ? createServerFinder(config, servers, wanted) : undefined;
  let isMigrated = false;
  /** Tells by its error why a new connection must not be used. */
  const verify = (client: pg.PoolClient, done: (error?: Error) => void): void => {
    const checked = isMigrated ? Promise.resolve() : requireMigrated(drizzle(client));
    checked.then(() => {
      isMigrated = true;
      done();
    }, done);
  };
  const pool = new pg.Pool({
    ...config,
    ...(mustBeMigrated && { verify }),
    ...(finder && { Client: clientOf(finder) }),
  });
  const clients = new Set<pg.PoolClient>();
  // Commands that fill whole tables plan each statement anew: a plan kept since a table was empty would read all of it.
  const named = withoutLimits ? undefined : nameStatements();

  /**
   * Closes connections, so that no query waits for a dead server; the pool opens new ones. Connections to the server
   * that accepts writes stay open: they are in use.
   */
  const closeConnections = (writer?: Server): void => {
    for (const client of clients) if (!writer || !leadsTo(client, writer)) socketOf(client).destroy();
  };
  const onFailure = (error: unknown): void => {
    // The server's own limit is shorter. So the server, or the network, no longer answers on any connection.
    if ((error as Error).message === 'Query read timeout') {
      finder?.forget();
      closeConnections();
    } else if (isReadOnly(error) && wanted !== 'standby')
      finder?.findWriter().then(
        (writer) => writer && closeConnections(writer),
        () => {},
      );
  };
  pool.on('error', onLostConnection);
  pool.on('connect', (client) => {
    // Without this listener, a connection that breaks between checkout and its first use would end the process. The
    // query that uses it still fails.
    client.on('error', () => finder?.forget());
    clients.add(client);
    watchQueries(client, named, onFailure);
  });
  pool.on('remove', (client) => clients.delete(client));
  const db = drizzle(pool);
  // Drizzle does not release a connection on which `begin` fails: ten of those would empty the pool for good.
  db.transaction = async (work, config) => {
    const client = await pool.connect();
    let lost = false;
    // While the connection is checked out, nothing else listens for its breaking between two queries.
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
