import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { takeLock } from '../../src/database/lock.ts';
import { snapshotsOf } from '../../src/start/database.ts';

/* The folder of SNAPSHOT_DIR belongs to one server. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bercail-snapshot-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => snapshotsOf({ ...readConfig({}), snapshotDir: folder }, pino({ enabled: false }));
/** The lock of another server. */
const leaveLock = (pid: number): void => {
  mkdirSync(join(folder, 'lock-snapshot'));
  writeFileSync(
    join(folder, 'lock-snapshot', 'lock.1'),
    JSON.stringify({ address: null, token: 'x', born: null, pid }),
  );
};

test('a second server on one folder does not start, says what to do, and leaves what the first is writing', () => {
  leaveLock(process.ppid);
  const half = join(folder, 'catalogue.snapshot.7');
  writeFileSync(half, 'the first half');
  expect(open).toThrow(
    `The folder ${folder} of SNAPSHOT_DIR is in use by another server (process ${process.ppid}). Each needs a folder of its own: name another one, or stop that server first.`,
  );
  expect(readFileSync(half, 'utf8')).toBe('the first half');
});

test('the folder of a server that was killed is free', async () => {
  const killed = spawn(process.execPath, ['-e', '']);
  await once(killed, 'exit');
  leaveLock(killed.pid!);
  expect(open()).toBeDefined();
  // From now on it is held.
  expect(open).toThrow('is in use by another server');
});

test('it may be that of the embedded database, which has a lock of its own', () => {
  expect(open()).toBeDefined();
  expect(takeLock(folder)).toHaveProperty('release');
});
