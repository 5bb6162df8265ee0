import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/pglite';
import { startPglite } from '../../src/database/engine.ts';
import { MIGRATIONS_FOLDER, migrate } from '../../src/database/migrate.ts';
import { beginWithPrepared } from '../../src/database/prepared.ts';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/bercail/', import.meta.url));

const PGLITE = new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url);

/** Where the dump of the migrated database is kept; another address as soon as a migration or PGlite changes. */
export function templatePath(): string {
  const hash = createHash('sha256');
  const { version } = JSON.parse(readFileSync(PGLITE, 'utf8')) as { version: string };
  hash.update(version);
  const files = readdirSync(MIGRATIONS_FOLDER).filter((name) => name.endsWith('.sql'));
  for (const name of files.sort()) hash.update(readFileSync(join(MIGRATIONS_FOLDER, name)));
  return join(CACHE, `migrated-${hash.digest('hex').slice(0, 16)}.tar`);
}

/** Makes a data folder as a first start leaves it, which takes seconds. */
export function makeDataFolder(dataDir: string): void {
  const database = join(dataDir, 'pglite');
  mkdirSync(database, { recursive: true });
  execFileSync('tar', ['-xf', templatePath(), '-C', database], { stdio: 'ignore' });
}

/** Makes the dump that test files start from, unless an earlier run has: booting from nothing takes seconds. */
export default async function setup() {
  const path = templatePath();
  if (existsSync(path)) return;
  mkdirSync(CACHE, { recursive: true });
  const client = await startPglite(beginWithPrepared());
  await migrate(drizzle(client));
  const dump = await client.dumpDataDir('none');
  await client.close();
  // Another run may be making it too: whoever comes last wins, and nobody reads half a file.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
  renameSync(draft, path);
}
