import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { followCatalogue } from '../../src/catalogue/follow.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { runHere } from '../support/command-line.ts';
import { type Cluster, type ClusterServer, createCluster, hasPrograms } from '../support/postgresql-cluster.ts';
import { aHost, reference } from '../support/record.ts';
import { startServer } from '../support/server.ts';

const costRules = readPolicy(readSeed<PolicyFile>('policy.json'));
const SLOW = 180_000;
const ADMIN_TOKEN = 'the-token-of-the-first-administrator';

type Server = Awaited<ReturnType<typeof startServer>>;

describe.skipIf(!hasPrograms)('DATABASE_READ_URL (skipped without the programs of PostgreSQL)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-standbys-'));
  let cluster: Cluster;
  let writer: ClusterServer;
  let standby: ClusterServer;
  let servers: Server[] = [];

  const urlOf = (...ports: number[]) =>
    `postgresql://bercail@${ports.map((port) => `127.0.0.1:${port}`).join(',')}/postgres`;
  const start = async (environment: Record<string, string>): Promise<Server> => {
    const server = await startServer(folder, { ADMIN_TOKEN, LOG_LEVEL: 'warn', ...environment });
    servers.push(server);
    return server;
  };
  const stopAll = async () => {
    for (const server of servers) await server.stop();
    servers = [];
  };
  const ask = async (server: Server, method: string, path: string, body?: object, withToken = method !== 'GET') => {
    const response = await fetch(server.address + path, {
      method,
      headers: {
        ...(withToken && { authorization: `Bearer ${ADMIN_TOKEN}` }),
        'if-match': '*',
        'accept-language': 'en',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, retryAfter: response.headers.get('retry-after') };
  };
  const publish = async (server: Server, name: string): Promise<void> => {
    const registered = await ask(server, 'POST', '/v1/hosts?force=true', aHost({ name }));
    expect(registered.status, registered.text).toBe(201);
    const { id } = JSON.parse(registered.text).host;
    expect((await ask(server, 'POST', `/v1/hosts/${id}/publication?force=true`)).status).toBe(200);
  };
  const names = async (server: Server): Promise<string[]> =>
    JSON.parse((await ask(server, 'GET', '/v1/hosts?fields=name')).text).items.map(
      ({ name }: { name: string }) => name,
    );
  const state = async (server: Server) => JSON.parse((await ask(server, 'GET', '/readyz')).text).state;
  const metrics = async (server: Server) => (await ask(server, 'GET', '/metrics')).text;
  const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 100 });

  beforeAll(async () => {
    cluster = createCluster();
    writer = await cluster.writer();
    const { db, close } = await openDatabase({ databaseUrl: urlOf(writer.port), dataDir: '' });
    await migrate(db);
    await close();
    standby = await cluster.standbyOf(writer);
  }, SLOW);
  afterAll(async () => {
    await stopAll();
    cluster.close();
    rmSync(folder, { recursive: true });
  }, SLOW);

  it(
    'with DATABASE_URL: what is written here is shown here at once, though the standby is behind, and so is what others write',
    async () => {
      const here = await start({ DATABASE_URL: urlOf(writer.port), DATABASE_READ_URL: urlOf(standby.port) });
      const there = await start({ DATABASE_URL: urlOf(writer.port) });
      expect(await state(here)).toBe('ready');
      const admin = await openDatabase({ databaseUrl: urlOf(standby.port), dataDir: '' });
      await admin.pool!.query('select pg_wal_replay_pause()');
      await publish(here, 'Les Aulnes');
      expect(await names(here)).toEqual(['Les Aulnes']);
      await admin.pool!.query('select pg_wal_replay_resume()');
      await admin.close();
      await publish(there, 'Les Bouleaux');
      await eventually(async () => expect(await names(here)).toEqual(['Les Aulnes', 'Les Bouleaux']));
      await stopAll();
    },
    SLOW,
  );

  it(
    'with DATABASE_URL: it counts requests of a minute together with the servers that write',
    async () => {
      const limited = { DATABASE_URL: urlOf(writer.port), RATE_LIMIT_ANONYMOUS: '40' };
      const here = await start({ ...limited, DATABASE_READ_URL: urlOf(standby.port) });
      const there = await start(limited);
      const isRefused = async (server: Server) => (await ask(server, 'GET', '/v1/usages')).status === 429;
      const { headers } = await fetch(`${there.address}/v1/usages`);
      const seconds = Number(/t=(\d+)/.exec(headers.get('ratelimit')!)![1]);
      const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
      // All of it is within one minute of this address.
      if (seconds < 20) await pause(seconds * 1000 + 100);
      while (!(await isRefused(there)));
      let asked = 1;
      for (; !(await isRefused(here)); asked++) await pause(200);
      expect(asked).toBeLessThan(20);
      await stopAll();
    },
    SLOW,
  );

  it(
    'alone: reads and matches are answered; writes, desks and credentials are told where to go, and no command runs',
    async () => {
      const reading = await start({ DATABASE_READ_URL: urlOf(standby.port) });
      expect(await state(reading)).toBe('ready');
      expect(await names(reading)).toEqual(['Les Aulnes', 'Les Bouleaux']);
      const matched = await ask(reading, 'POST', '/v1/matches', { usages: [{ usage: 'email-hosting' }] }, false);
      expect(matched.status).toBe(200);
      for (const refused of [
        await ask(reading, 'POST', '/v1/hosts', aHost({ name: 'Les Cerisiers' }), false),
        await ask(reading, 'POST', '/v1/hosts?force=true', aHost({ name: 'Les Cerisiers' })),
        await ask(reading, 'GET', '/v1/tokens', undefined, true),
        await ask(reading, 'GET', '/manage'),
        await ask(reading, 'GET', '/%6Danage'),
        await ask(reading, 'GET', '/v1/hosts/les-aulnes/todo.ics?key=of-a-private-address'),
      ]) {
        expect([refused.status, refused.retryAfter], refused.text).toEqual([503, '5']);
        expect(refused.text).toContain(`To write, or to sign in: ${reading.address}`);
      }
      const { code, err } = await runHere({ DATABASE_READ_URL: urlOf(standby.port) }, 'token', 'list');
      expect([code, err]).toEqual([1, expect.stringContaining('DATABASE_URL')]);
      const seen = await runHere(
        { DATABASE_READ_URL: urlOf(standby.port), PUBLIC_URL: reading.address, DATA_DIR: join(folder, 'none') },
        'doctor',
      );
      expect(seen.code, seen.out).toBe(0);
      expect(seen.out).toMatch(/^fine +database: answers, and is a standby\.$/m);
      expect(seen.out).toMatch(/^fine +migrations: none is missing/m);
      expect(seen.out).toMatch(/^fine +mail, tasks and backups: none is expected here/m);
      expect(seen.out).not.toContain('not known  tasks');
    },
    SLOW,
  );

  it(
    'alone: it writes nothing, also where the database that it names would accept it',
    async () => {
      const reading = await start({ DATABASE_READ_URL: urlOf(writer.port) });
      expect(await names(reading)).toEqual(['Les Aulnes', 'Les Bouleaux']);
      const refused = await ask(reading, 'POST', '/v1/hosts', aHost({ name: 'Les Cerisiers' }), false);
      expect([refused.status, refused.retryAfter], refused.text).toEqual([503, '5']);
      const told = await metrics(reading);
      expect(told).not.toMatch(/^bercail_database_writable /m);
      expect(told).toMatch(/^bercail_database_connections\{state="open",servers="standby"\} [1-9]/m);
      await reading.stop();
      servers = servers.filter((server) => server !== reading);
    },
    SLOW,
  );

  it(
    'a standby that lost its primary is told, also to an ordinary role, and what is kept of it is dated by what it has',
    async () => {
      const admin = await openDatabase({ databaseUrl: urlOf(writer.port), dataDir: '' });
      await admin.pool!.query('create role plain login in role pg_read_all_data');
      await admin.close();
      const url = urlOf(standby.port).replace('bercail@', 'plain@');
      const asks = (beside: Record<string, string> = {}) =>
        runHere(
          { ...beside, DATABASE_READ_URL: url, PUBLIC_URL: 'http://127.0.0.1', DATA_DIR: join(folder, 'none') },
          'doctor',
        );
      const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
      const reading = await start({ DATABASE_READ_URL: url, TIE_SECRET: 'a secret for the tests' });
      const lag = async () =>
        Number(/^bercail_standby_lag_seconds (.*)$/m.exec(await metrics(reading))?.[1] ?? Number.NaN);
      const own = await openDatabase({ databaseUrl: url, dataDir: '', readsOnly: true });
      let asOf = new Date(0);
      const catalogue = await followCatalogue({
        ...{ db: own.db, reference, costRules, clock: () => new Date() },
        snapshots: {
          read: async () => undefined,
          keep: (kept) => {
            asOf = kept.asOf;
          },
          forget: async () => {},
          stop: async () => {},
        },
      });
      // Nobody writes, and nothing is late.
      await pause(4_000);
      await eventually(async () => expect(await lag()).toBeLessThan(3));
      for (const beside of [{}, { DATABASE_URL: urlOf(writer.port) }])
        expect((await asks(beside)).out).toMatch(/^fine +standby: receives and repeats its primary\.$/m);
      writer.stop();
      await pause(1_000);
      const lost = Date.now();
      await eventually(async () => expect(await lag()).toBeGreaterThan(5));
      expect(await state(reading)).toBe('ready');
      await catalogue.catchUp();
      expect(asOf.getTime()).toBeLessThanOrEqual(lost);
      expect((await asks()).out).toMatch(/^WRONG +standby: receives nothing from its primary/m);
      writer.start();
      await eventually(async () => expect(await lag()).toBeLessThan(3));
      await pause(1_000);
      await catalogue.catchUp();
      expect(asOf.getTime()).toBeGreaterThan(lost);
      await own.close();
      await reading.stop();
      servers = servers.filter((server) => server !== reading);
    },
    SLOW,
  );

  it(
    'a server starts and reads while only a standby lives, whichever variable names it, and writes once a writer is there',
    async () => {
      writer.stop();
      const [reading] = servers as [Server];
      await eventually(async () => expect(await names(reading)).toEqual(['Les Aulnes', 'Les Bouleaux']));
      const both = { DATABASE_URL: urlOf(writer.port), DATABASE_READ_URL: urlOf(standby.port) };
      const list = { DATABASE_URL: urlOf(writer.port, standby.port) };
      const alone = { DATABASE_READ_URL: urlOf(writer.port, standby.port) };
      for (const environment of [both, list, alone]) {
        const server = await start(environment);
        expect(await names(server)).toEqual(['Les Aulnes', 'Les Bouleaux']);
        expect((await ask(server, 'POST', '/v1/hosts?force=true', aHost())).status).toBe(503);
      }
      const [, withBoth, withList] = servers as [Server, Server, Server];
      expect(await state(withBoth)).toBe('degraded');
      const told = await metrics(withBoth);
      expect(told).toMatch(/^bercail_database_up 1$/m);
      expect(told).toMatch(/^bercail_database_writable 0$/m);
      for (const servers of ['writer', 'standby'])
        expect(told).toContain(`bercail_database_connections{state="open",servers="${servers}"}`);
      writer.start();
      for (const server of [withBoth, withList])
        await eventually(async () => expect(await state(server)).toBe('ready'));
      await publish(withBoth, 'Les Dattiers');
      for (const server of servers) await eventually(async () => expect(await names(server)).toContain('Les Dattiers'));
      // The standby is away: the writer is read in its place.
      standby.stop();
      await publish(withList, 'Les Figuiers');
      await eventually(async () => expect(await names(withBoth)).toContain('Les Figuiers'));
      await stopAll();
    },
    SLOW,
  );
});
