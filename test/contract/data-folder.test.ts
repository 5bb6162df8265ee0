import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holderOf, type Lock, takeLock } from '../../src/database/lock.ts';
import { openDatabase } from '../../src/database/open.ts';
import { catalogueState } from '../../src/record/tables.ts';
import { makeDataFolder } from '../support/pglite-template.ts';

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

test('a first start that was cut off is begun again', async () => {
  mkdirSync(join(folder, 'pglite'));
  writeFileSync(join(folder, 'pglite', 'PG_VERSION'), '18\n');
  writeFileSync(join(folder, 'first-boot'), '');
  const database = await openDatabase({ dataDir: folder });
  expect(await database.db.select().from(catalogueState)).toHaveLength(1);
  expect(existsSync(join(folder, 'first-boot'))).toBe(false);
  await database.close();
});

test('a broken folder that may hold data is left as it is', async () => {
  mkdirSync(join(folder, 'pglite'));
  writeFileSync(join(folder, 'pglite', 'PG_VERSION'), '18\n');
  writeFileSync(join(folder, 'pglite', 'precious'), 'data');
  await expect(openDatabase({ dataDir: folder })).rejects.toThrow('does not start');
  expect(existsSync(join(folder, 'pglite', 'precious'))).toBe(true);
  expect(holderOf(folder)).toBeUndefined();
});
