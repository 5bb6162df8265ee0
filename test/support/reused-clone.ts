import { randomFillSync } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { ProvidedContext } from 'vitest';
import { databaseAt } from './postgresql-template.ts';
import { type Begun, begunOf, isPutBack, type Keeper } from './put-back.ts';

type Postgresql = NonNullable<ProvidedContext['postgresql']>;

interface Clone {
  name: string;
  /** Kept open: a new connection reads the catalogue of the database anew. */
  keeper: pg.Client;
}

/** Clones of this worker that no file has now. */
const idle: Clone[] = [];
/** All clones of one template are alike when they begin. */
let begun: Begun | undefined;

const keeperOf = (client: pg.Client): Keeper => ({
  query: async <T>(text: string, parameters?: unknown[]) => ({
    rows: (await client.query(text, parameters)).rows as T[],
  }),
  exec: (text) => client.query(text),
});

/** Without the limits of the application: a busy machine copies a database in more than eight seconds. */
async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  // A test may end all connections of its database: the clone is then not put back.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function make({ quickUrl, template }: Postgresql): Promise<Clone> {
  // By chance, which `seeds.ts` leaves here alone: others test on the same server.
  const name = `${template}_${randomFillSync(Buffer.alloc(8)).toString('hex')}`;
  const server = await connect(quickUrl);
  // Files are copied in half the time that their pages take through the log.
  await server.query(`create database ${name} template ${template} strategy file_copy`);
  await server.end();
  const keeper = await connect(databaseAt(quickUrl, name));
  begun ??= await begunOf(keeperOf(keeper));
  return { name, keeper };
}

async function remove({ quickUrl }: Postgresql, { name, keeper }: Clone): Promise<void> {
  await keeper.end().catch(() => {});
  const server = await connect(quickUrl);
  await server.query(`drop database ${name} with (force)`);
  await server.end();
}

/** Whether somebody stays, such as a process that a test started. A connection that was closed is seen for some more milliseconds. */
async function isInUse({ keeper }: Clone): Promise<boolean> {
  for (let looks = 0; looks < 50; looks++) {
    const { rowCount } = await keeper.query(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and backend_type = 'client backend'`,
    );
    if (rowCount === 0) return false;
    await wait(10);
  }
  return true;
}

/**
 * A PostgreSQL database that equals the template. Copying one takes as long as several tests. When a file closes its
 * database, it is therefore put back and serves the next file of this worker. If it does not equal the template again,
 * it is removed, and the next file copies another.
 */
export async function borrowClone(postgresql: Postgresql): Promise<{ name: string; close(): Promise<void> }> {
  const clone = idle.pop() ?? (await make(postgresql));
  const close = async () => {
    const isAsBefore = async () => !(await isInUse(clone)) && (await isPutBack(keeperOf(clone.keeper), begun!));
    if (await isAsBefore().catch(() => false)) idle.push(clone);
    else await remove(postgresql, clone);
  };
  return { name: clone.name, close };
}
