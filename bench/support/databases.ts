import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { readReference } from '../../src/vocabulary/reference.ts';
import { generatedEntries } from '../generated.ts';

/** Databases of a trial, and what they are filled with. */

export interface NewDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A database without tables on the server of an address. */
export async function emptyDatabase(server: string): Promise<NewDatabase> {
  const name = `bercail_bench_${randomUUID().replaceAll('-', '')}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await admin(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(`drop database ${name} with (force)`) };
}

/** A database with the tables of the service. */
export async function newDatabase(server: string): Promise<NewDatabase> {
  const made = await emptyDatabase(server);
  const { db, close } = await openDatabase({ databaseUrl: made.url, dataDir: '' });
  await migrate(db);
  await close();
  return made;
}

/** Hosts that one transaction of a seed takes. */
const BATCH = 500;

/** A database that is filled from files as the real one is. */
export async function databaseToFill(where: { databaseUrl?: string; dataDir: string }) {
  const { db, close } = await openDatabase(where);
  const reference = readReference();
  const caller = { role: 'anonymous' as const };
  const context = { db, reference, clock: () => new Date(), newId: randomUUID, caller };
  /** @throws Error when an entry is refused */
  const seed = async (file: { federations: object[]; hosts: object[] }): Promise<void> => {
    const { refused } = await seedCatalogue(context, { file });
    if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused.slice(0, 2)).slice(0, 2000)}`);
  };
  const seedHosts = async (hosts: readonly object[]): Promise<void> => {
    for (let from = 0; from < hosts.length; from += BATCH)
      await seed({ federations: [], hosts: hosts.slice(from, from + BATCH) });
  };
  return { db, reference, seed, seedHosts, close };
}

/** Fills a database with generated hosts. @returns how long it took */
export async function fillGenerated(hosts: number, where: { databaseUrl?: string; dataDir: string }): Promise<number> {
  const { db, reference, seedHosts, close } = await databaseToFill(where);
  const from = performance.now();
  await seedHosts(generatedEntries(hosts, reference));
  const loadedMs = performance.now() - from;
  // As the server would by itself within minutes.
  await db.execute(sql`analyze`);
  await close();
  return loadedMs;
}
