import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSnapshots } from '../../src/catalogue/snapshot.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { type Cluster, type ClusterServer, createCluster, hasPrograms } from '../support/postgresql-cluster.ts';
import { aHost } from '../support/record.ts';
import { endOf, startProgram, startServer } from '../support/server.ts';

const SLOW = 180_000;
const ADMIN_TOKEN = 'the-token-of-the-first-administrator';

type Server = Awaited<ReturnType<typeof startServer>>;

describe.skipIf(!hasPrograms)('SNAPSHOT_DIR (skipped without the programs of PostgreSQL)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-snapshots-'));
  const file = join(folder, 'catalogue.snapshot');
  let cluster: Cluster;
  let database: ClusterServer;
  let environment: Record<string, string>;
  let server: Server | undefined;

  const start = async (over: Record<string, string> = {}): Promise<Server> => {
    server = await startServer(folder, { ...environment, ...over });
    return server;
  };
  const stop = async () => {
    await server?.stop();
    server = undefined;
  };
  const ask = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(server!.address + path, {
      method,
      headers: {
        authorization: `Bearer ${ADMIN_TOKEN}`,
        'if-match': '*',
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, retryAfter: response.headers.get('retry-after') };
  };
  const publish = async (name: string): Promise<string> => {
    const { text } = await ask('POST', '/v1/hosts?force=true', {
      ...aHost({ name }),
      summary: { fr: `Chez ${name}.` },
    });
    const { id } = JSON.parse(text).host;
    expect((await ask('POST', `/v1/hosts/${id}/publication?force=true`)).status).toBe(200);
    return id;
  };
  const names = async (): Promise<string[]> => {
    const { text } = await ask('GET', '/v1/hosts?fields=name');
    return JSON.parse(text).items.map((host: { name: string }) => host.name);
  };
  const state = async () => JSON.parse((await ask('GET', '/readyz')).text).state;
  /** Rewrites the file as if it had been written so; its checksum holds. */
  const rewrite = (change: (text: string) => string): void => {
    const lines = change(readFileSync(file, 'utf8').trimEnd().split('\n').slice(0, -1).join('\n'));
    const sha256 = createHash('sha256').update(`${lines}\n`).digest('hex');
    writeFileSync(file, `${lines}\n${JSON.stringify({ sha256 })}\n`);
  };

  beforeAll(async () => {
    cluster = createCluster();
    database = await cluster.writer();
    const url = `postgres://bercail@127.0.0.1:${database.port}/postgres`;
    const { db, close } = await openDatabase({ databaseUrl: url, dataDir: '' });
    await migrate(db);
    await close();
    environment = {
      ...{ DATABASE_URL: url, SNAPSHOT_DIR: folder, TIE_SECRET: 'a secret for the tests' },
      ...{ ADMIN_TOKEN, LOG_LEVEL: 'warn' },
    };
  }, SLOW);
  afterAll(async () => {
    await stop();
    cluster.close();
    rmSync(folder, { recursive: true });
  }, SLOW);

  it(
    'keeps what is published in a file that this account alone may read, and nothing else',
    async () => {
      await start();
      await publish('Les Aulnes');
      await ask('POST', '/v1/hosts?force=true', aHost({ name: 'Un brouillon' }));
      await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 60_000 });
      await publish('Les Bouleaux');
      await stop();
      const text = readFileSync(file, 'utf8');
      // Written on the way out too.
      expect(text).toContain('Les Bouleaux');
      expect(text).not.toMatch(/brouillon|token|secret/i);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    },
    SLOW,
  );

  it(
    'is where a start begins: only what changed since is read from the database',
    async () => {
      rewrite((text) => text.replaceAll('Les Aulnes', 'Les Aulnes du fichier'));
      await start();
      expect(await names()).toEqual(['Les Aulnes du fichier', 'Les Bouleaux']);
      await publish('Les Cerisiers');
      await stop();
      rmSync(file);
      await start();
      expect(await names()).toEqual(['Les Aulnes', 'Les Bouleaux', 'Les Cerisiers']);
      await stop();
      expect(readFileSync(file, 'utf8')).toContain('Les Cerisiers');
    },
    SLOW,
  );

  it(
    'is served while no database lives; the database is followed once it is back',
    async () => {
      database.stop();
      await start();
      expect(server!.log()).toContain('a snapshot is served');
      expect(await state()).toBe('degraded');
      expect(await names()).toEqual(['Les Aulnes', 'Les Bouleaux', 'Les Cerisiers']);
      const page = await ask('GET', '/hosts?q=bouleaux', undefined, { accept: 'text/html' });
      expect([page.status, page.text.includes('Les Bouleaux')]).toEqual([200, true]);
      const refused = await ask('POST', '/v1/hosts?force=true', aHost());
      expect([refused.status, JSON.parse(refused.text).code, refused.retryAfter]).toEqual([
        503,
        'database-unavailable',
        '5',
      ]);
      database.start();
      await vi.waitFor(async () => expect(await state()).toBe('ready'), { timeout: 20_000 });
      await publish('Les Dattiers');
      expect(await names()).toContain('Les Dattiers');
      await stop();
    },
    SLOW,
  );

  it(
    'is served without a database only with TIE_SECRET, which the database would know, and for a week',
    async () => {
      database.stop();
      const alone = { ...environment, DATA_DIR: folder, PORT: '0' };
      const without = await endOf(startProgram('main.js', { ...alone, TIE_SECRET: '' }));
      expect([without.code, without.err]).toEqual([1, expect.stringMatching(/nothing listens.*set TIE_SECRET/)]);
      const written = readFileSync(file);
      const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
      rewrite((text) => text.replace(/"asOf":"[^"]+"/, `"asOf":"${daysAgo(8)}"`));
      const old = await endOf(startProgram('main.js', alone));
      expect([old.code, old.err]).toEqual([1, expect.stringContaining('older than 7 days')]);
      rewrite((text) => text.replace(/"asOf":"[^"]+"/, `"asOf":"${daysAgo(6)}"`));
      await start();
      expect(await names()).toContain('Les Dattiers');
      await stop();
      // Served from a start on; the week ends while no database lives.
      rewrite((text) => text.replace(/"asOf":"[^"]+"/, `"asOf":"${daysAgo(7 - 20 / 86_400)}"`));
      const ending = await endOf(startProgram('main.js', alone));
      expect([ending.code, ending.err]).toEqual([1, expect.stringContaining('older than 7 days')]);
      expect(ending.out).toContain('Bercail answers');
      writeFileSync(file, written);
      database.start();
    },
    SLOW,
  );

  it(
    'is not used when it is damaged, cut off, something else or of another version, and one line says so',
    async () => {
      const written = readFileSync(file);
      const text = written.toString();
      const newer = text.replace('"version":1', '"version":2');
      for (const [bytes, reason] of [
        [text.replace('Les Aulnes', 'Les Autres'), 'damaged'],
        [text.slice(0, text.length / 2), 'damaged'],
        ['', 'something else'],
        ['{"name":"a file of others"}\n', 'something else'],
        [newer, 'format 2'],
        [text.replace(/"migration":"./, '"migration":"x'), 'another version'],
      ] as const) {
        writeFileSync(file, bytes);
        const faults: string[] = [];
        const snapshots = openSnapshots({ folder, onFault: ({ reason }) => void faults.push(reason) });
        expect(await snapshots.read()).toBeUndefined();
        expect(faults, reason).toEqual([expect.stringContaining(reason)]);
      }
      await start();
      const told = server!.log().split('\n');
      expect(told.filter((line) => line.includes('a snapshot is not used'))).toHaveLength(1);
      expect(await names()).toContain('Les Aulnes');
      await stop();
    },
    SLOW,
  );

  it(
    'loses what is taken out of the catalogue before anybody is told that it is gone',
    async () => {
      await start();
      const id = await publish('Les Figuiers');
      await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain('Les Figuiers'), { timeout: 90_000 });
      // As a process leaves it that is killed while it writes.
      writeFileSync(`${file}.1`, readFileSync(file));
      const redacted = await ask('POST', `/v1/hosts/${id}/redactions`, { text: 'Figuiers' });
      const held = [file, `${file}.1`].map((one) => (existsSync(one) ? readFileSync(one, 'utf8') : '')).join();
      expect(redacted.status, redacted.text).toBe(200);
      expect(held).not.toContain('Figuiers');
      await stop();
      expect(readFileSync(file, 'utf8')).toContain('Les Dattiers');
      expect(readFileSync(file, 'utf8')).not.toContain('Figuiers');
    },
    SLOW,
  );
});
