import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Catalogue, followCatalogue } from '../../src/catalogue/follow.ts';
import { pollCatalogue } from '../../src/catalogue/poll.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/open.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { reference, useRecord } from '../support/record.ts';

const record = useRecord();

describe('another process', () => {
  let other: OpenDatabase;
  let catalogue: Catalogue;
  let poll: { stop(): Promise<void> };
  const states: string[] = [];
  beforeAll(async () => {
    other = await openDatabase({ databaseUrl: record.database.url, dataDir: '' });
    catalogue = await followCatalogue({
      db: other.db,
      reference,
      costRules: readPolicy(readSeed<PolicyFile>('policy.json')),
      clock: () => record.now,
      onState: (state) => states.push(state),
    });
    poll = pollCatalogue(catalogue, other.pool as NonNullable<typeof other.pool>);
  });
  afterAll(async () => {
    await poll.stop();
    await other.close();
  });
  /** Nobody asks the other process for anything: it finds out by itself. */
  const sees = (id: string, name: string) =>
    vi.waitFor(() => expect(catalogue.current().byId.get(id)?.name).toBe(name), { timeout: 20_000, interval: 2 });

  it('sees each write that is committed', async () => {
    const { id } = await record.published({ name: 'v0' });
    for (const name of ['v1', 'v2', 'v3', 'v4', 'v5']) {
      await patchHost(record.as(), id, { name }, '*');
      await sees(id, name);
    }
  });

  it('is told that the database is away, and catches up by itself when it is back', async () => {
    const { id } = await record.published({ name: 'avant' });
    await sees(id, 'avant');
    // Every connection of the follower is cut at once, the one that listens among them.
    const pool = record.database.pool;
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'bercail' and pid <> pg_backend_pid()`,
    );
    await patchHost(record.as(), id, { name: 'après' }, '*');
    await sees(id, 'après');
    expect(catalogue.isFollowing()).toBe(true);
    expect(states.filter((state) => state === 'lost').length).toBe(states.filter((state) => state === 'found').length);
  });
});

describe('a server that only reads, whose memory differs from the log of changes', () => {
  it('reads everything anew, in the same epoch, as it can begin none', async () => {
    const { id } = await record.published({ name: 'juste' });
    const other = await openDatabase({ databaseUrl: record.database.url, dataDir: '', readsOnly: true });
    const catalogue = await followCatalogue({
      db: other.db,
      reference,
      costRules: readPolicy(readSeed<PolicyFile>('policy.json')),
      clock: () => record.now,
    });
    const before = catalogue.current();
    await record.database.run(`update hosts set name = 'réparé' where id = '${id}'`);
    await record.database.run(`update changes set document = replace(document::text, '"juste"', '"réparé"')::json`);
    expect(await catalogue.countDrift()).toBe(1);
    expect(await catalogue.repair()).toBe(true);
    expect(await catalogue.countDrift()).toBe(0);
    const { epoch, revision, byId } = catalogue.current();
    expect([epoch, revision, byId.get(id)?.name]).toEqual([before.epoch, before.revision, 'réparé']);
    await other.close();
  });
});
