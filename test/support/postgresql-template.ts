import { randomUUID } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/open.ts';
import { findPostgresql } from './postgresql-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Only in the postgres project: the server, and the migrated database that tests clone. */
    postgresql: { url: string; quickUrl: string; template: string } | undefined;
  }
}

/** The same server, another database. */
export function databaseAt(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function startServer(): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const server = await findPostgresql();
  if ('url' in server) return { url: server.url, stop: async () => {} };
  if ('missing' in server) throw new Error(server.missing);
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer('postgres:15').start();
  return { url: container.getConnectionUri(), stop: () => container.stop() };
}

/** The same server by its socket of this machine, where there is one: a question takes half the time that it takes by TCP. */
async function bySocket(url: string, template: string, { db }: OpenDatabase): Promise<string> {
  const { rows } = (await db.execute(
    sql`select current_setting('unix_socket_directories') as folders, current_setting('port') as port`,
  )) as unknown as { rows: { folders: string; port: string }[] };
  const { folders, port } = rows[0]!;
  // A server in a container, or on another machine, has its socket elsewhere.
  const isHere = (folder: string) => {
    try {
      accessSync(join(folder, `.s.PGSQL.${port}`), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  };
  const folder = new URL(url).port === port ? folders.split(/, */).find(isHere) : undefined;
  if (folder === undefined) return url;
  const address = new URL(url);
  address.searchParams.set('host', folder);
  // Another server may listen there, and this one may ask for more than a name.
  const client = new pg.Client({ connectionString: address.href });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    return rowCount === 1 ? address.href : url;
  } catch {
    return url;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Makes one migrated database that test files use clones of, and removes it and them at the end. */
export default async function setup(project: TestProject) {
  const { url, stop } = await startServer();
  const template = `bercail_template_${randomUUID().slice(0, 8)}`;
  const server = await openDatabase({ databaseUrl: url, dataDir: '' });
  await server.db.execute(sql.raw(`create database ${template}`));
  const database = await openDatabase({ databaseUrl: databaseAt(url, template), dataDir: '' });
  await migrate(database.db);
  await database.close();
  project.provide('postgresql', { url, quickUrl: await bySocket(url, template, server), template });
  return async () => {
    const { rows } = (await server.db.execute(
      sql`select datname as name from pg_database where starts_with(datname, ${template})`,
    )) as unknown as { rows: { name: string }[] };
    for (const { name } of rows) await server.db.execute(sql.raw(`drop database ${name} with (force)`));
    await server.close();
    await stop();
  };
}
