import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accessTo, holderOf, type Lock, takeLock } from '../../src/database/lock.ts';
import { openDatabase } from '../../src/database/open.ts';
import { prepareEmptyDatabase } from '../../src/database/prepared.ts';
import { restoreFolder } from '../../src/database/restore.ts';
import { catalogueState } from '../../src/record/tables.ts';
import { makeDataFolder } from '../support/pglite-template.ts';
import { endOf, startProgram } from '../support/server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bercail-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const taken = (holder: ReturnType<typeof takeLock>): Lock => {
  if (!('release' in holder)) throw new Error('the folder is held');
  return holder;
};
const leaveLock = (content: object, generation = 1) =>
  writeFileSync(
    join(folder, `lock.${generation}`),
    JSON.stringify({ address: null, token: 'x', born: null, ...content }),
  );
/** Above the highest number a Linux system gives. */
const DEAD = 4_194_305;

test('a held folder names its holder, and where it answers once that is known', () => {
  const lock = taken(takeLock(folder));
  expect(takeLock(folder)).toEqual({ pid: process.pid, address: null });
  lock.announce('http://127.0.0.1:8080');
  expect(takeLock(folder)).toEqual({ pid: process.pid, address: 'http://127.0.0.1:8080' });
  expect(holderOf(folder)).toEqual({ pid: process.pid, address: 'http://127.0.0.1:8080' });
});

test('what a server leaves for the command line is read by its account alone, while it runs', () => {
  const access = { address: 'http://127.0.0.1:8080', secret: 'of this run' };
  const lock = taken(takeLock(folder));
  lock.announce('https://bercail.example', access);
  expect(accessTo(folder)).toEqual(access);
  const [file] = readdirSync(folder).filter((name) => !/^lock\.\d+$/.test(name));
  expect(statSync(join(folder, file!)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'lock.1'), 'utf8')).not.toContain(access.secret);
  const left = readFileSync(join(folder, file!));
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
  // Left by a server that was killed: neither a free folder nor the next server takes it for its own.
  writeFileSync(join(folder, file!), left);
  expect(accessTo(folder)).toBeUndefined();
  leaveLock({ pid: process.ppid, address: 'http://127.0.0.1:8081' });
  expect(accessTo(folder)).toBeUndefined();
});

test('a folder that was given back is free, and empty of lock files', () => {
  taken(takeLock(folder)).release();
  expect(holderOf(folder)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a process that died is taken over', () => {
  leaveLock({ pid: DEAD });
  const lock = taken(takeLock(folder));
  expect(holderOf(folder)?.pid).toBe(process.pid);
  expect(readdirSync(folder)).toHaveLength(1);
  lock.release();
});

test('a lock with our own number, from a life before this one, is taken over', () => {
  leaveLock({ pid: process.pid });
  taken(takeLock(folder)).release();
});

test('a lock whose number another process has got since is taken over', () => {
  leaveLock({ pid: process.ppid, born: 'another boot/1' });
  taken(takeLock(folder)).release();
});

test('the lock of a living process is respected, whatever older lock lies about', () => {
  leaveLock({ pid: DEAD }, 1);
  leaveLock({ pid: process.ppid, address: 'http://127.0.0.1:1' }, 2);
  expect(takeLock(folder)).toEqual({ pid: process.ppid, address: 'http://127.0.0.1:1' });
});

test('a lock file that cannot be read counts as stale', () => {
  writeFileSync(join(folder, 'lock.3'), '{"pid"');
  taken(takeLock(folder)).release();
});

test('a second server on the same folder is refused with a sentence that says what to do', async () => {
  makeDataFolder(folder);
  const first = await openDatabase({ dataDir: folder });
  first.announce('http://127.0.0.1:8080');
  await expect(openDatabase({ dataDir: folder })).rejects.toThrow(
    `The data folder ${folder} is in use by a running server (process ${process.pid}, at http://127.0.0.1:8080)`,
  );
  await first.close();
  const again = await openDatabase({ dataDir: folder });
  await again.close();
});

test('a first start unpacks the database that the build prepared, and begins a history of its own', async () => {
  await prepareEmptyDatabase();
  const begin = async (name: string) => {
    const { db, close } = await openDatabase({ dataDir: join(folder, name) });
    const { rows } = (await db.execute(
      sql`select system_identifier::text as cluster, epoch::text from pg_control_system(), catalogue_state`,
    )) as unknown as { rows: { cluster: string; epoch: string }[] };
    await close();
    return rows[0]!;
  };
  const [one, other] = [await begin('one'), await begin('other')];
  expect(one.cluster).toBe(other.cluster);
  expect(one.epoch).not.toBe(other.epoch);
});

test('a first start that was cut off is begun again', async () => {
  mkdirSync(join(folder, 'pglite'));
  writeFileSync(join(folder, 'pglite', 'PG_VERSION'), '18\n');
  writeFileSync(join(folder, 'first-boot'), '');
  const database = await openDatabase({ dataDir: folder });
  expect(await database.db.select().from(catalogueState)).toHaveLength(1);
  expect(existsSync(join(folder, 'first-boot'))).toBe(false);
  await database.close();
});

test.each([
  ['emptied', (database: string) => mkdirSync(database)],
  ['removed', () => {}],
])(
  'a database that was %s is not begun anew in silence; a backup is put in its place',
  async (_what, leave) => {
    const data = join(folder, 'data');
    const first = await openDatabase({ dataDir: data });
    const backup = await first.dump!();
    await first.close();
    rmSync(join(data, 'pglite'), { recursive: true });
    leave(join(data, 'pglite'));
    const before = readdirSync(data, { recursive: true });
    await expect(openDatabase({ dataDir: data })).rejects.toThrow(/its database is gone .*restore <file>.*DATA_DIR/);
    expect(readdirSync(data, { recursive: true })).toEqual(before);
    await restoreFolder(data, backup, { file: 'backup', replace: false, now: new Date() });
    await (await openDatabase({ dataDir: data })).close();
  },
  120_000,
);

test('a broken folder that may hold data is left as it is', async () => {
  mkdirSync(join(folder, 'pglite'));
  writeFileSync(join(folder, 'pglite', 'PG_VERSION'), '18\n');
  writeFileSync(join(folder, 'pglite', 'precious'), 'data');
  await expect(openDatabase({ dataDir: folder })).rejects.toThrow('is damaged');
  expect(existsSync(join(folder, 'pglite', 'precious'))).toBe(true);
  expect(holderOf(folder)).toBeUndefined();
});

/** Every file below a folder, with what is in it. */
const contentOf = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${join(parentPath, name)} ${readFileSync(join(parentPath, name), 'base64')}`)
    .sort();

/** A database with data, of which something was lost or spoilt. */
const DAMAGES: [string, (database: string) => void, RegExp][] = [
  [
    'without PG_VERSION',
    (database) => rmSync(join(database, 'PG_VERSION')),
    /PG_VERSION is missing; nothing in it was changed/,
  ],
  ['without its log', (database) => rmSync(join(database, 'pg_wal'), { recursive: true }), /pg_wal is missing/],
  [
    'of another PostgreSQL',
    (database) => writeFileSync(join(database, 'PG_VERSION'), '17\n'),
    /made by PostgreSQL 17, and this version reads 18/,
  ],
  [
    'with a version that cannot be read',
    (database) => writeFileSync(join(database, 'PG_VERSION'), '\0\0'),
    /PG_VERSION cannot be read/,
  ],
];

test.each(DAMAGES)(
  'a database %s is refused in one line, and no byte of it is changed',
  async (_what, harm, why) => {
    makeDataFolder(folder);
    harm(join(folder, 'pglite'));
    const before = contentOf(folder);
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow(why);
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow(/DATA_DIR[^\n]*$/);
    expect(contentOf(folder)).toEqual(before);
  },
  60_000,
);

test('a database with garbled files is refused in one line', async () => {
  makeDataFolder(folder);
  writeFileSync(join(folder, 'pglite', 'global', 'pg_control'), 'x'.repeat(8192));
  await expect(openDatabase({ dataDir: folder })).rejects.toThrow(
    /^The embedded database in .* is damaged.*DATA_DIR.*$/,
  );
  expect(holderOf(folder)).toBeUndefined();
});

test('a folder of another program is left as it is, whatever it holds', async () => {
  writeFileSync(join(folder, 'accounts.ods'), 'ours');
  for (const make of [
    () => {},
    () => mkdirSync(join(folder, 'pglite')),
    () => writeFileSync(join(folder, 'first-boot'), ''),
  ]) {
    make();
    const before = contentOf(folder);
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow(/holds other files \(accounts\.ods\)/);
    expect(contentOf(folder)).toEqual(before);
  }
});

test('a file in place of the folder is said to be one', async () => {
  const file = join(folder, 'data');
  writeFileSync(file, '');
  await expect(openDatabase({ dataDir: file })).rejects.toThrow(/is a file/);
  await expect(openDatabase({ dataDir: join(file, 'below') })).rejects.toThrow(/is a file, or lies below one/);
});

/** Runs as an account without rights; on a machine where the tests are not root, they are one. */
async function asStranger(run: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return await run();
  process.seteuid!(65_534);
  try {
    await run();
  } finally {
    process.seteuid!(0);
  }
}

test('a folder that the account may not write names both accounts', async () => {
  makeDataFolder(folder);
  chmodSync(folder, 0o500);
  await asStranger(async () => {
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow(/may not be read and written by this account/);
    await expect(openDatabase({ dataDir: join(folder, 'new') })).rejects.toThrow(/chown/);
  });
  chmodSync(folder, 0o700);
});

const mount = (...args: string[]): boolean => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
const canMount = (() => {
  const probe = mkdtempSync(join(tmpdir(), 'bercail-mount-'));
  const made = mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe);
  if (made) spawnSync('umount', [probe]);
  rmSync(probe, { recursive: true, force: true });
  return made;
})();

test.skipIf(!canMount)(
  'a full disk is called so, and the start is begun again when there is room (skipped without the right to mount)',
  async () => {
    mount('-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder);
    try {
      await expect(openDatabase({ dataDir: folder })).rejects.toThrow(/disk of the data folder .* is full\. Make room/);
      mount('-o', 'remount,size=300m', folder);
      const database = await openDatabase({ dataDir: folder });
      expect(await database.db.select().from(catalogueState)).toHaveLength(1);
      await database.close();
    } finally {
      // The database that did not start may still have files open.
      spawnSync('umount', ['-l', folder]);
    }
  },
  180_000,
);

test.skipIf(!canMount)('a read-only disk is called so (skipped without the right to mount)', async () => {
  mount('-t', 'tmpfs', '-o', 'size=100m', 'tmpfs', folder);
  try {
    makeDataFolder(folder);
    mount('-o', 'remount,ro', folder);
    await expect(openDatabase({ dataDir: folder })).rejects.toThrow(/file system that is read-only/);
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
});

test('the server and the commands say it in one line and end with 1', async () => {
  writeFileSync(join(folder, 'accounts.ods'), 'ours');
  const ends = await Promise.all([
    endOf(startProgram('main.js', { DATA_DIR: folder })),
    endOf(startProgram('cli.js', { DATA_DIR: folder }, 'token', 'list')),
  ]);
  for (const { code, out } of ends) expect({ code, out }).toEqual({ code: 1, out: '' });
  const [server, command] = ends.map(({ err }) => err) as [string, string];
  expect(command).toMatch(/^The data folder .* holds other files .*\n$/);
  // Its log is JSON from the first line on.
  expect(JSON.parse(server)).toMatchObject({ level: 60, msg: command.trimEnd() });
}, 60_000);
