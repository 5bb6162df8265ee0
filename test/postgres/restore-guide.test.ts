import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { newerVersion } from '../support/newer-version.ts';
import { databaseAt } from '../support/postgresql-template.ts';

/*
 * The commands of docs/operating.md that put a backup of PostgreSQL back, as an account that owns the database and may
 * do nothing else: of a version that has fewer tables, after an upgrade.
 */

const guide = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const [commands] = [...guide.matchAll(/^```\n([\s\S]*?)^```$/gm)]
  .map(([, block]) => block!)
  .filter((block) => block.includes('pg_restore'));

const folder = mkdtempSync(join(tmpdir(), 'bercail-restore-guide-'));
const name = `bercail_test_${randomBytes(8).toString('hex')}`;
const server = new pg.Client({ connectionString: inject('postgresql')!.url });
const owned = new URL(databaseAt(inject('postgresql')!.url, name));
owned.username = name;
owned.password = 'only-here';
const hasTools = spawnSync('pg_restore', ['--version']).status === 0;

beforeAll(async () => {
  await server.connect();
  await server.query(`create role ${name} login password 'only-here'`);
  await server.query(`create database ${name} owner ${name} template template0`);
});
afterAll(async () => {
  for (const one of [name, `${name}_before`, `${name}_restored`])
    await server.query(`drop database if exists ${one} with (force)`);
  await server.query(`drop role ${name}`);
  await server.end();
  rmSync(folder, { recursive: true });
});

const query = async (database: string, text: string) => {
  const client = new pg.Client({ connectionString: databaseAt(owned.href, database) });
  await client.connect();
  return (await client.query(text).finally(() => client.end())).rows;
};

/** Applies the migrations of a folder: without one, those of this version. */
async function migrateTo(migrations?: string): Promise<void> {
  const { db, close } = await openDatabase({ databaseUrl: owned.href, dataDir: '' });
  await migrate(db, migrations).finally(close);
}

/** Runs the commands of the guide here, with programs in place of those that only root of a whole machine has. */
function runGuide(dump: string) {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const done = join(folder, 'done');
  for (const [program, script] of Object.entries({
    runuser: 'shift 3; exec "$@"',
    systemctl: `echo "$1" >> ${done}`,
    bercail: `cd ${process.cwd()} && DATABASE_URL='${owned.href}' exec node dist/cli.js "$@"`,
  }))
    writeFileSync(join(programs, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const { hostname, port, username, password } = new URL(inject('postgresql')!.url);
  const input = commands!
    .replace('/root/bercail.dump', dump)
    .replaceAll(/\bbercail_(before|restored)\b/g, `${name}_$1`)
    .replaceAll(/(--owner=|--role=|alter database |rename to )bercail\b/g, `$1${name}`);
  const { status, stderr } = spawnSync('bash', {
    ...{ input, encoding: 'utf8' },
    env: {
      ...{ PATH: `${programs}:${process.env.PATH}`, HOME: folder },
      ...{ PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password, PGDATABASE: 'postgres' },
    },
  });
  return { status, stderr, told: readFileSync(done, 'utf8').split('\n') };
}

it.skipIf(!hasTools)(
  'a backup of an older version goes back by the commands of the guide (skipped without pg_restore)',
  { timeout: 120_000 },
  async () => {
    await migrateTo();
    const dump = join(folder, 'bercail.dump');
    await query(name, 'create table noted as select 1 as before');
    execFileSync('pg_dump', ['--format=custom', `--file=${dump}`, owned.href]);
    const newer = newerVersion(join(folder, 'migrations'));
    newer.add('more', 'create table more as select 1 as one; alter table hosts add column more text;');
    await migrateTo(newer.folder);
    await query(name, 'alter table noted add column afterwards int');

    const { status, stderr, told } = runGuide(dump);
    expect([status, stderr.replace(/^NOTICE.*\n/gm, '')]).toEqual([0, expect.not.stringContaining('rror')]);
    expect(told.slice(0, 2)).toEqual(['stop', 'start']);
    expect(await query(name, 'select * from noted')).toEqual([{ before: 1 }]);
    expect(await query(`${name}_before`, 'select * from noted')).toEqual([{ before: 1, afterwards: null }]);
    const more = `select to_regclass('more') is not null as "isMore"`;
    expect(await query(name, more)).toEqual([{ isMore: false }]);
    expect(await query(`${name}_before`, more)).toEqual([{ isMore: true }]);
    await expect(migrateTo()).resolves.toBeUndefined();
    const owners = `select distinct tableowner as owner from pg_tables where schemaname in ('public', 'drizzle')`;
    expect(await query(name, owners)).toEqual([{ owner: name }]);
  },
);
