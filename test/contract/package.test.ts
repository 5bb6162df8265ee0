import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/* The package as npm makes it, in an empty folder: it needs nothing of the repository. */

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bercail-package-'));
const empty = join(folder, 'empty');
let environment: NodeJS.ProcessEnv;
const inEmpty = (program: string, words: string[]) =>
  run(program, words, { cwd: empty, env: environment, maxBuffer: 50_000_000 });
const bercail = (...words: string[]) => inEmpty('npx', ['--no-install', 'bercail', ...words]);

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

beforeAll(async () => {
  const { DATABASE_URL: _, ...inherited } = process.env;
  environment = { ...inherited, PORT: String(await freePort()), ADMIN_TOKEN: 'x'.repeat(40), SEED: 'none' };
  mkdirSync(empty);
  writeFileSync(join(empty, 'package.json'), '{ "private": true }');
  await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  await inEmpty('npm', [
    'install',
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    join(folder, tarball!),
  ]);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('has what runs, and nothing of what is only read or tested', () => {
    const files = readdirSync(join(empty, 'node_modules/bercail'));
    expect(files.sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md'],
      ...['dist', 'docs', 'migrations', 'openapi', 'package.json', 'seed'],
    ]);
  });

  it('migrates, loads a catalogue, and matches', async () => {
    const { stdout: migrated } = await bercail('migrate');
    expect(migrated).toMatch(/up to date|applied/);
    const line = {
      ...{
        id: 'c0ffee00-0000-4000-8000-000000000001',
        slug: 'les-ormes',
        name: 'Les Ormes',
        website: 'https://ormes.example',
      },
      ...{ state: 'published', updatedAt: '2026-11-01T00:00:00.000Z', complete: [], claims: [], commitments: [] },
      memberships: [{ federation: 'inconnue', state: 'member' }],
      services: [{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'], registration: 'open' }],
    };
    writeFileSync(join(empty, 'hosts.ndjson'), `${JSON.stringify(line)}\n`);
    const { stdout: loaded } = await bercail('load', 'hosts.ndjson', '--from', 'https://ailleurs.example');
    const [counted, memberships] = loaded.split('\n');
    expect(counted).toBe('1 hosts loaded and 0 written anew; 0 left as they are.');
    expect(memberships).toMatch(/^Left out: 1 membership\(s\) of the federation inconnue/);
    writeFileSync(join(empty, 'need.json'), JSON.stringify({ usages: [{ usage: 'file-storage-sharing' }] }));
    const { stdout: answer } = await bercail('match', 'need.json', '--json');
    const { fits, toCheck } = JSON.parse(answer) as Record<'fits' | 'toCheck', { host: string }[]>;
    expect([...fits, ...toCheck].map(({ host }) => host)).toEqual(['les-ormes']);
  }, 300_000);

  it('starts a server, which the command line goes through', async () => {
    const server = spawn(join(empty, 'node_modules/.bin/bercail'), ['start'], { cwd: empty, env: environment });
    try {
      const at = `http://127.0.0.1:${environment.PORT}`;
      const isReady = async () => (await fetch(`${at}/readyz`).catch(() => undefined))?.status === 200;
      for (let tries = 0; tries < 600 && !(await isReady()); tries++) await wait(250);
      const { total } = (await (await fetch(`${at}/v1/hosts`)).json()) as { total: number };
      expect(total).toBe(1);
      const { stdout: tried } = await bercail('load', 'hosts.ndjson', '--dry-run');
      expect(tried).toMatch(/^0 hosts would be loaded .* Nothing was written\.\nLeft out: 1 membership/);
    } finally {
      server.kill('SIGTERM');
      await new Promise((resolve) => server.once('exit', resolve));
    }
  }, 300_000);
});
