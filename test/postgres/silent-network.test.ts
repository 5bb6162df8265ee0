import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterEach, expect, test } from 'vitest';
import { followCatalogue } from '../../src/catalogue/follow.ts';
import { pollCatalogue } from '../../src/catalogue/poll.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/open.ts';
import { inTransaction, takeAdvisoryLock } from '../../src/database/transaction.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import { lockHost } from '../../src/record/hosts.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { reference, useRecord } from '../support/record.ts';
import { type Relay, relayTo } from '../support/relay.ts';

/* Two copies on one database, of which one loses its network: nothing arrives any more, and nothing is closed. */

const record = useRecord();
const SLOW = 60_000;
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function aCopy(): Promise<{ copy: OpenDatabase; relay: Relay }> {
  const url = record.database.url!;
  const relay = await relayTo(Number(new URL(url).port || 5432));
  const copy = await openDatabase({ databaseUrl: relay.through(url), dataDir: '' });
  open.push(copy.close, relay.close);
  return { copy, relay };
}

/** Locks a host in a transaction of a copy, then makes its network silent and asks it for something more. */
async function loseNetworkWhileWriting({ copy, relay }: Awaited<ReturnType<typeof aCopy>>, host: { id: string }) {
  let locked = () => {};
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const writing = inTransaction(copy.db, async (db) => {
    await lockHost(db, host.id);
    relay.silence();
    locked();
    await lockHost(db, host.id);
  }).then(
    () => 'written',
    (error: unknown) => error,
  );
  await isLocked;
  return writing;
}

test(
  'a healthy copy writes what a copy without network had locked',
  async () => {
    const host = await record.published();
    const lost = loseNetworkWhileWriting(await aCopy(), host);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { document } = await patchHost(record.as(), host.slug, { name: 'Écrit ailleurs' }, '*');
    expect(document.name).toBe('Écrit ailleurs');
    expect(await lost).toMatchObject({ code: 'database-unavailable' });
  },
  SLOW,
);

test(
  'a copy without network lets go of all its connections, and says within seconds that it cannot write',
  async () => {
    const host = await record.published();
    const { copy, relay } = await aCopy();
    const costRules = readPolicy(readSeed<PolicyFile>('policy.json'));
    const catalogue = await followCatalogue({ db: copy.db, reference, costRules, clock: () => record.now });
    const poll = pollCatalogue(catalogue, copy.pool!);
    open.push(poll.stop);
    // Long enough for it to listen.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const began = Date.now();
    expect(await loseNetworkWhileWriting({ copy, relay }, host)).toMatchObject({ code: 'database-unavailable' });
    const next = await inTransaction(copy.db, (db) => lockHost(db, host.id)).catch((error: unknown) => error);
    expect(next).toMatchObject({ code: 'database-unavailable' });
    // Measured: 5 s. Until it let go of them, each write waited 20 s for an answer, and 20 s more to be undone.
    expect(Date.now() - began).toBeLessThan(18_000);
  },
  SLOW,
);

const settings = async ({ db }: OpenDatabase): Promise<Record<string, string>> => {
  const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout'];
  const read = await Promise.all(
    [...names, 'tcp_keepalives_idle', 'tcp_user_timeout'].map(async (name) => {
      const [row] = await db.select({ value: sql<string>`current_setting(${name})` }).from(sql`(values (1)) as one`);
      return [name, row!.value] as const;
    }),
  );
  return Object.fromEntries(read);
};

test('the server is told to end sessions of copies that are gone, each limit within the next', async () => {
  // By the network: a socket of this machine has no keepalives.
  const copy = await openDatabase({ databaseUrl: record.database.url, dataDir: '' });
  open.push(copy.close);
  expect(await settings(copy)).toEqual({
    idle_in_transaction_session_timeout: '5s',
    lock_timeout: '6s',
    statement_timeout: '8s',
    idle_session_timeout: '1min',
    tcp_keepalives_idle: '10',
    tcp_user_timeout: '15000',
  });
});

test('settings of the address are kept beside the limits', async () => {
  const url = new URL(record.database.url!);
  url.searchParams.set('options', '-c work_mem=5MB');
  const copy = await openDatabase({ databaseUrl: url.href, dataDir: '' });
  open.push(copy.close);
  const [row] = await copy.db.select({ memory: sql`current_setting('work_mem')` }).from(sql`(values (1)) as one`);
  expect(row).toEqual({ memory: '5MB' });
  expect(await settings(copy)).toMatchObject({ tcp_user_timeout: '15000' });
});

test(
  'a migration waits longer than a request may',
  async () => {
    const patient = await openDatabase({ databaseUrl: record.database.url, dataDir: '', withoutLimits: true });
    open.push(patient.close);
    const none = { statement_timeout: '0', lock_timeout: '0', idle_in_transaction_session_timeout: '0' };
    expect(await settings(patient)).toMatchObject(none);
    const holder = await record.database.pool.connect();
    await holder.query('set idle_in_transaction_session_timeout = 0');
    await holder.query('begin');
    await takeAdvisoryLock(drizzle(holder), 'migration');
    const request = inTransaction(record.database.db, (db) => takeAdvisoryLock(db, 'migration'));
    const migrating = migrate(patient.db);
    // A request gives up at its limit, and the migration goes on waiting.
    await expect(request).rejects.toMatchObject({ code: 'others-writing' });
    await holder.query('commit');
    holder.release(true);
    expect(await migrating).toBe(0);
  },
  SLOW,
);
