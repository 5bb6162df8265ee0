import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { runHere } from '../support/command-line.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeDataFolder } from '../support/pglite-template.ts';
import { freePort } from '../support/ports.ts';
import { aFederation, aHost } from '../support/record.ts';
import { endOf, startProgram } from '../support/server.ts';

/* From the data folder of a small house to PostgreSQL, with everything. */

const folder = mkdtempSync(join(tmpdir(), 'bercail-move-'));
const DATA_DIR = join(folder, 'data');
const ADMIN_TOKEN = 'the-token-of-the-first-administrator';
/** The same before and after, so that answers are the same to the byte. */
const SETTINGS = { ADMIN_TOKEN, PUBLIC_URL: 'http://localhost:8080', LOG_LEVEL: 'error', RATE_LIMIT_TOKEN: '1000000' };
const NEED = { usages: [{ usage: 'email-hosting', accounts: 4 }], territory: { level: 'departement', code: '23' } };
const FEDERATION = { ...aFederation(), slug: 'communs' };
const KEY = 'the key of a request before the move';

let target: TestDatabase;
let other: TestDatabase;

/** A server whose public address is not where it listens. */
async function serve(environment: Record<string, string>) {
  const port = await freePort();
  const child = startProgram('main.js', { ...SETTINGS, DATA_DIR, PORT: String(port), ...environment });
  const ended = endOf(child);
  const address = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${address}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${(await ended).err}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { address, stop };
}
type Server = Awaited<ReturnType<typeof serve>>;

async function ask(server: Server, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(server.address + path, {
    method,
    headers: {
      ...(method !== 'GET' && { authorization: `Bearer ${ADMIN_TOKEN}`, 'if-match': '*' }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(response.status, `${method} ${path}: ${text}`).toBeLessThan(400);
  return { text, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

/** What anybody reads: a match, lists, an entry with its history, the feed. */
async function answersOf(server: Server): Promise<string[]> {
  const answers: string[] = [];
  for (const path of [
    '/v1/hosts?limit=50',
    '/v1/hosts/les-aulnes',
    '/v1/hosts/les-aulnes/history',
    '/v1/changes?limit=20',
  ]) {
    const { text, headers } = await ask(server, 'GET', path);
    answers.push(`${path} ${headers.get('etag')} ${text}`);
  }
  const { text } = await ask(server, 'POST', '/v1/matches', NEED);
  return [...answers, text.replace(/"computedAt":"[^"]*"/, '')];
}

/** Everything that a database stores, as text. */
async function contentOf(run: (query: string) => Promise<Record<string, string>[]>): Promise<Map<string, string[]>> {
  await run(`set timezone = 'UTC'`);
  const tables = await run(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);
  const content = new Map<string, string[]>();
  for (const { name } of tables)
    if (name !== 'catalogue_origin')
      content.set(
        name!,
        (await run(`select t::text as row from ${name} t order by 1`)).map(({ row }) => row!),
      );
  return content;
}

async function contentOfFolder() {
  const { db, close } = await openDatabase({ dataDir: DATA_DIR });
  const run = async (query: string) =>
    ((await db.execute(sql.raw(query))) as unknown as { rows: Record<string, string>[] }).rows;
  return await contentOf(run).finally(close);
}

async function contentOfTarget() {
  const client = new pg.Client({ connectionString: target.url! });
  await client.connect();
  return await contentOf(async (query) => (await client.query(query)).rows).finally(() => client.end());
}

const move = (to: TestDatabase, ...words: string[]) =>
  runHere({ DATA_DIR, ADMIN_TOKEN, MOVE_TO: to.url! }, 'move', ...words);

let before: string[];
beforeAll(async () => {
  [target, other] = [await freshDatabase(), await freshDatabase()];
  makeDataFolder(DATA_DIR);
  const server = await serve({ SEED: 'catalogue' });
  const { body } = await ask(server, 'POST', '/v1/hosts?force=true', { ...aHost(), slug: 'les-aulnes' });
  await ask(server, 'POST', `/v1/hosts/${body.host.id}/publication?force=true`);
  for (const name of ['Les Aulnes', 'Les Aulnes « du bord »\\ \u{1f33f}\n{a,"b"}'])
    await ask(server, 'PATCH', '/v1/hosts/les-aulnes', { summary: { fr: name }, languages: ['fr', 'oc'] });
  await ask(server, 'POST', '/v1/federations', FEDERATION, { 'idempotency-key': KEY });
  await ask(server, 'POST', '/v1/tokens', { role: 'host', host: 'les-aulnes', label: 'robot' });
  before = await answersOf(server);
  await server.stop();
});
afterAll(async () => {
  await target.close();
  await other.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a move to PostgreSQL', () => {
  it('is refused into a database that was not migrated, or holds something; nothing is moved', async () => {
    await other.run(`update catalogue_state set tie_secret = 'of another house'`);
    const full = await move(other);
    expect([full.code, full.err]).toEqual([
      1,
      expect.stringContaining('holds something already (table catalogue_state)'),
    ]);
    await other.run(`drop schema drizzle cascade`);
    const old = await move(other);
    expect([old.code, old.err]).toEqual([1, expect.stringContaining('Run migrate on it')]);
    const faulty = await runHere({ DATA_DIR }, 'move', '--to', 'mysql://localhost/x');
    expect([faulty.code, faulty.err]).toEqual([2, expect.stringContaining('--to must be an address')]);
    const fromVariable = await runHere({ DATA_DIR, MOVE_TO: 'mysql://localhost/x' }, 'move');
    expect([fromVariable.code, fromVariable.err]).toEqual([2, expect.stringContaining('MOVE_TO must be an address')]);
    const absent = await runHere({ DATA_DIR, MOVE_TO: '' }, 'move');
    expect([absent.code, absent.err]).toEqual([2, expect.stringContaining('in the variable MOVE_TO or after --to')]);
    expect((await runHere({ DATA_DIR, DATABASE_URL: target.url! }, 'move', '--to', target.url!)).code).toBe(3);
    expect((await runHere({ DATA_DIR: join(folder, 'nowhere') }, 'move', '--to', target.url!)).code).toBe(1);
  });

  it('that is cut off leaves no database that a server starts on, and is no second one of another folder', async () => {
    const cut = startProgram('cli.js', { DATA_DIR }, 'move', '--to', target.url!);
    await new Promise<void>((resolve, reject) => {
      cut.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (/^hosts: /m.test(text)) resolve();
      });
      cut.once('exit', (code) => reject(new Error(`it ended by itself with ${code}`)));
    });
    cut.removeAllListeners('exit');
    cut.kill('SIGKILL');
    await endOf(cut);
    expect((await target.run<{ n: number }>('select count(*)::int as n from changes'))[0]!.n).toBeGreaterThan(100);
    const started = await endOf(startProgram('main.js', { ...SETTINGS, DATABASE_URL: target.url!, PORT: '0' }));
    expect([started.code, started.err]).toEqual([1, expect.stringContaining('The database is incomplete')]);
  });

  it('goes on when it is run again, repairs what was changed meanwhile, and has moved every row', async () => {
    await target.run('delete from audit');
    const done = await move(target, '--json');
    expect(done.code, done.err).toBe(0);
    const stored = await contentOfFolder();
    const moved = await contentOfTarget();
    expect([...moved.keys()]).toEqual([...stored.keys()]);
    for (const [table, rows] of stored) expect(moved.get(table), table).toEqual(rows);
    const count = [...stored.values()].reduce((sum, rows) => sum + rows.length, 0);
    expect(JSON.parse(done.out)).toMatchObject({ rows: count, tables: stored.size });
    const keys = `select count(*)::int as n from pg_constraint where contype = 'f'`;
    expect((await target.run<{ n: number }>(keys))[0]!.n).toBeGreaterThan(50);
    // Where it is now, written by the move itself: a copy of this database would be noticed.
    const origin = `select place is not null as told, written_by = xmin::text as own from catalogue_origin`;
    expect(await target.run(origin)).toEqual([{ told: true, own: true }]);
    const again = await move(target);
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringMatching(/This move was made already.* up to (\d+)\. Start the server with/),
    ]);
  });

  it('answers the same afterwards, to the byte and under the same tags, and writing goes on', async () => {
    const server = await serve({ DATABASE_URL: target.url!, DATA_DIR: join(folder, 'unused') });
    const after = await answersOf(server);
    for (const [index, answer] of before.entries())
      expect(after[index] === answer, `${answer.slice(0, 100)} is now ${after[index]!.slice(0, 100)}`).toBe(true);
    const again = await ask(server, 'POST', '/v1/federations', FEDERATION, { 'idempotency-key': KEY });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    await ask(server, 'POST', '/v1/federations', { ...aFederation(), slug: 'another' });
    await server.stop();
  });
});
