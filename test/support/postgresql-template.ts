import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { findPostgresql } from './postgresql-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Only in the postgres project: the server, and the migrated database that tests clone. */
    postgresql: { url: string; template: string } | undefined;
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

/** Makes one migrated database that every test file clones, and removes it at the end. */
export default async function setup(project: TestProject) {
  const { url, stop } = await startServer();
  const template = `bercail_template_${randomUUID().slice(0, 8)}`;
  const server = await openDatabase({ databaseUrl: url, dataDir: '' });
  await server.db.execute(sql.raw(`create database ${template}`));
  const database = await openDatabase({ databaseUrl: databaseAt(url, template), dataDir: '' });
  await migrate(database.db);
  await database.close();
  project.provide('postgresql', { url, template });
  return async () => {
    await server.db.execute(sql.raw(`drop database ${template} with (force)`));
    await server.close();
    await stop();
  };
}
