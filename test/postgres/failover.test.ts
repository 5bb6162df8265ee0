import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/open.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { readState } from '../../src/record/changes.ts';
import { catalogueState } from '../../src/record/tables.ts';
import { type Cluster, type ClusterServer, createCluster, hasPrograms } from '../support/postgresql-cluster.ts';
import { endOf, startProgram } from '../support/server.ts';

const SLOW = 120_000;

describe.skipIf(!hasPrograms)('two servers in DATABASE_URL (skipped without the programs of PostgreSQL)', () => {
  let cluster: Cluster;
  let first: ClusterServer;
  let second: ClusterServer;
  let url: string;
  let database: OpenDatabase;

  const write = (revision: number) =>
    inTransaction(database.db, async (db) => {
      await db.update(catalogueState).set({ revision });
    });
  const portOf = async (): Promise<number> => {
    const { rows } = await database.pool!.query('select inet_server_port() as port');
    return rows[0].port;
  };

  beforeAll(async () => {
    cluster = createCluster();
    first = await cluster.writer();
    const alone = await openDatabase({
      databaseUrl: `postgres://bercail@127.0.0.1:${first.port}/postgres`,
      dataDir: '',
    });
    await migrate(alone.db);
    await alone.close();
    second = await cluster.standbyOf(first);
    // The standby is named first: the order must not matter.
    url = `postgresql://bercail@127.0.0.1:${second.port},127.0.0.1:${first.port}/postgres?target_session_attrs=read-write`;
    database = await openDatabase({ databaseUrl: url, dataDir: '' });
  }, SLOW);
  afterAll(async () => {
    await database.close();
    cluster.close();
  }, SLOW);

  it('are asked which one writes, and that one is used', async () => {
    await write(1);
    expect(await portOf()).toBe(first.port);
  });

  it('keep what they answer to others when one transaction is refused by the one that writes', async () => {
    await write(1);
    const answering = database.pool!.query('select pg_sleep(1), true as answered');
    const refused = database.db.transaction(async (db) => {
      await db.execute(sql`set transaction read only`);
      await db.update(catalogueState).set({ revision: 9 });
    });
    await expect(refused).rejects.toThrow();
    expect((await answering).rows).toMatchObject([{ answered: true }]);
  });

  it(
    'serve the command line too',
    async () => {
      const environment = { DATABASE_URL: url };
      expect(await endOf(startProgram('cli.js', environment, 'migrate'))).toMatchObject({ code: 0 });
      expect(await endOf(startProgram('cli.js', environment, 'token', 'list'))).toMatchObject({ code: 0 });
    },
    SLOW,
  );

  it(
    'are read while no one of them writes, and writing is refused as away',
    async () => {
      first.stop();
      await vi.waitFor(() => readState(database.db), { timeout: 20_000, interval: 200 });
      expect(await portOf()).toBe(second.port);
      await expect(write(2)).rejects.toMatchObject({ code: 'database-unavailable' });
    },
    SLOW,
  );

  it(
    'need no proxy when one takes over: it is found by itself',
    async () => {
      second.promote();
      await vi.waitFor(() => write(3), { timeout: 20_000, interval: 200 });
      // A connection of before may still be ending.
      const state = await vi.waitFor(() => readState(database.db), { timeout: 20_000, interval: 200 });
      expect(await portOf()).toBe(second.port);
      expect(state).toMatchObject({ revision: 3 });
    },
    SLOW,
  );

  it(
    'are left when the one in use becomes read-only and the other writes',
    async () => {
      // As after a planned exchange: the first one comes back and writes, the second one stops to.
      first.start();
      const admin = await openDatabase({
        databaseUrl: `postgres://bercail@127.0.0.1:${second.port}/postgres`,
        dataDir: '',
      });
      await admin.pool!.query('alter system set default_transaction_read_only = on');
      await admin.pool!.query('select pg_reload_conf()');
      await admin.close();
      await vi.waitFor(
        async () => {
          await write(4);
          expect(await portOf()).toBe(first.port);
        },
        { timeout: 20_000, interval: 200 },
      );
    },
    SLOW,
  );
});
