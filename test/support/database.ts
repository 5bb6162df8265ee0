import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/database/open.ts';
import { startPglite } from '../../src/database/pglite.ts';
import { templatePath } from './pglite-template.ts';
import { databaseAt } from './postgresql-template.ts';

/** An open test database; `url` on PostgreSQL, for tests that open it once more. */
export type TestDatabase = OpenDatabase & { url?: string };

async function cloneOnPostgresql(url: string, template: string): Promise<TestDatabase> {
  const name = `bercail_test_${randomUUID().replaceAll('-', '')}`;
  const server = await openDatabase({ databaseUrl: url, dataDir: '' });
  await server.db.execute(sql.raw(`create database ${name} template ${template}`));
  const database = await openDatabase({ databaseUrl: databaseAt(url, name), dataDir: '' });
  const close = async () => {
    await database.close();
    await server.db.execute(sql.raw(`drop database ${name} with (force)`));
    await server.close();
  };
  return { ...database, url: databaseAt(url, name), close };
}

const PGLITE = new URL('../../node_modules/@electric-sql/pglite/dist/pglite.wasm', import.meta.url);
/** Compiled and read once for all files of a worker: what the machine has learnt of it serves the next database too. */
let pgliteWasmModule: WebAssembly.Module | undefined;
let loadDataDir: Blob | undefined;

async function cloneInMemory(): Promise<TestDatabase> {
  pgliteWasmModule ??= await WebAssembly.compile(readFileSync(PGLITE));
  loadDataDir ??= new Blob([readFileSync(templatePath())]);
  const client = await startPglite({ pgliteWasmModule, loadDataDir });
  const db = drizzle(client);
  return { db, engine: 'pglite', announce: () => {}, close: () => client.close() };
}

/** A migrated, empty database that nobody else has; close it when the tests of the file are over. */
export async function freshDatabase(): Promise<TestDatabase> {
  const postgresql = inject('postgresql');
  return postgresql ? await cloneOnPostgresql(postgresql.url, postgresql.template) : await cloneInMemory();
}
