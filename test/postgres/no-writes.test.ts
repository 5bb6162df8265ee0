import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { hasPrograms } from '../support/postgresql-cluster.ts';
import { databaseAt } from '../support/postgresql-template.ts';
import { aHost } from '../support/record.ts';

const api = useApp({ endsWithoutDatabase: true });

/** Runs a statement on the database of the test from outside of it, and ends its sessions: settings are for new ones. */
async function fromOutside(statement: (name: string) => string): Promise<void> {
  const url = api.database.url!;
  const name = new URL(url).pathname.slice(1);
  const server = await openDatabase({ databaseUrl: databaseAt(url, 'postgres'), dataDir: '' });
  await server.pool!.query(statement(name));
  await server.pool!.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await server.close();
}
const state = async () => (await api.ask<{ state: string }>('GET', '/readyz')).body.state;
const becomes = (wanted: string) => vi.waitFor(async () => expect(await state()).toBe(wanted), { timeout: 20_000 });
/** By an administrator, whose registrations are not counted. */
const register = () =>
  api.ask<{ code?: string }>('POST', '/v1/hosts?force=true', { body: aHost(), token: ADMIN_TOKEN });

describe('A database that is read-only', () => {
  it('makes the service degraded before anybody writes; writes are refused, and reading goes on', async () => {
    const host = await api.published();
    await fromOutside((name) => `alter database ${name} set default_transaction_read_only = on`);
    await becomes('degraded');
    const { status, body, headers } = await register();
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'database-unavailable', '5']);
    expect(await state()).toBe('degraded');
    expect((await api.ask('GET', `/v1/hosts/${host.slug}`)).status).toBe(200);
    expect((await api.ask('GET', `/v1/hosts/${host.slug}/history`)).status).toBe(200);
  });

  it('is found to write again', async () => {
    await fromOutside((name) => `alter database ${name} reset default_transaction_read_only`);
    await becomes('ready');
    expect((await register()).status).toBe(201);
  });
});

const space = `space_${process.pid}_${Date.now()}`;
/** A disk of its own for the server, if this machine lets us make one beside it. */
const disk = mkdtempSync(join(tmpdir(), 'bercail-disk-'));
const hasDisk = (() => {
  // The server must be one of this machine.
  if (!hasPrograms || process.getuid?.() !== 0 || spawnSync('id', ['postgres']).status !== 0) return false;
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]).status === 0;
  return made && spawnSync('chown', ['postgres', disk]).status === 0;
})();
afterAll(async () => {
  const server = await openDatabase({ databaseUrl: databaseAt(api.database.url!, 'postgres'), dataDir: '' });
  await server.pool!.query(`drop tablespace if exists ${space}`);
  await server.close();
  if (hasDisk) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

describe.skipIf(!hasDisk)('A full disk (skipped without the right to mount one)', () => {
  const filler = join(disk, 'filler');

  it('makes the service degraded once a write has failed; reading goes on', async () => {
    const host = await api.published();
    await fromOutside(() => `create tablespace ${space} location '${disk}'`);
    await fromOutside((name) => `alter database ${name} set tablespace ${space}`);
    await becomes('ready');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
    // The first ones may find room in pages that were there.
    const refused = await vi.waitFor(
      async () => {
        const answers = await Promise.all(Array.from({ length: 20 }, register));
        // Of many at once, some may meet what the full disk left half written: that is a failure of another kind.
        const found = answers.find(({ status }) => status === 503);
        expect(found).toBeDefined();
        return found!;
      },
      { timeout: 15_000, interval: 10 },
    );
    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
      503,
      'database-unavailable',
      '5',
    ]);
    expect(await state()).toBe('degraded');
    expect((await api.ask('GET', `/v1/hosts/${host.slug}`)).status).toBe(200);
    expect((await api.ask('GET', `/v1/hosts/${host.slug}/history`)).status).toBe(200);
  }, 60_000);

  it('is found to have room again, although nobody writes', async () => {
    rmSync(filler);
    await becomes('ready');
    expect((await register()).status).toBe(201);
  });
});

describe('A database that is dropped', () => {
  it('is away for what needs it, and nothing else', async () => {
    const host = await api.published();
    await fromOutside((name) => `drop database ${name} with (force)`);
    await becomes('degraded');
    expect((await api.ask('GET', `/v1/hosts/${host.slug}`)).status).toBe(200);
    for (const [method, path] of [
      ['GET', `/v1/hosts/${host.slug}/history`],
      ['GET', '/v1/tokens'],
      ['DELETE', `/v1/hosts/${host.slug}`],
    ] as const) {
      const asking = { token: ADMIN_TOKEN, ifMatch: '*' };
      expect(await api.refused(method, path, method === 'GET' && !path.includes('tokens') ? {} : asking)).toEqual([
        503,
        'database-unavailable',
      ]);
    }
    expect((await register()).status).toBe(503);
  });
});
