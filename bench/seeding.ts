import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { seedCatalogue } from '../src/exchange/seed/seed.ts';
import { readReference } from '../src/vocabulary/reference.ts';
import { generatedEntries } from './generated.ts';
import { ownDatabase } from './own-database.ts';

/** Hosts that one transaction of a seed takes. */
const BATCH = 500;

/** A database that is filled from files as the real one is. @param databaseUrl absent: the embedded one of the folder */
export async function databaseToFill(dataDir: string, databaseUrl?: string) {
  const { db, close } = await openDatabase({ dataDir, databaseUrl });
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

/** A database with generated hosts. @param server address of a PostgreSQL server on which databases may be created */
export async function generatedDatabase(hosts: number, server: string, dataDir: string) {
  const { url, drop } = await ownDatabase(server);
  const { db, close } = await openDatabase({ databaseUrl: url, dataDir });
  await migrate(db);
  await close();
  const filling = await databaseToFill(dataDir, url);
  const from = performance.now();
  await filling.seedHosts(generatedEntries(hosts, filling.reference));
  const loadedMs = performance.now() - from;
  // As the server would by itself within minutes.
  await filling.db.execute(sql`analyze`);
  await filling.close();
  return { url, loadedMs, drop };
}
