import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setImmediate as nextRound } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFolder } from '../../src/database/engine.ts';
import { runHere } from '../support/command-line.ts';
import { makeDataFolder } from '../support/pglite-template.ts';
import { startServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'bercail-backup-'));
const ADMIN_TOKEN = 'the-token-of-the-first-administrator';
const DATA_DIR = join(folder, 'data');
const at = (name: string) => join(folder, name);
const run = (...words: string[]) => runHere({ DATA_DIR, ADMIN_TOKEN }, ...words);

/** A running server, asked as an administrator. */
async function serve() {
  const server = await startServer(DATA_DIR, { ADMIN_TOKEN, SEED: 'none', RATE_LIMIT_TOKEN: '1000000' });
  const ask = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(server.address + path, {
      method,
      headers: {
        ...headers,
        // Readers are nobody, so that answers have a tag.
        ...(method !== 'GET' && { authorization: `Bearer ${ADMIN_TOKEN}`, 'if-match': '*' }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, tag: response.headers.get('etag'), body: text ? JSON.parse(text) : undefined };
  };
  return { ...server, ask };
}
const rename = (server: Awaited<ReturnType<typeof serve>>, name: string) =>
  server.ask('PATCH', '/v1/hosts/les-aulnes', { name });

beforeAll(() => makeDataFolder(DATA_DIR));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each start of a server takes seconds, many on a busy machine.
describe('The embedded database', () => {
  let lostTag: string | null;

  it('is backed up while a server runs on it, into a file that only its owner reads', async () => {
    const server = await serve();
    const draft = { terms: '2026-1', slug: 'les-aulnes', name: 'kept', website: 'https://aulnes.example' };
    const { body } = await server.ask('POST', '/v1/hosts', draft);
    const published = await server.ask('POST', `/v1/hosts/${body.host.id}/publication`);
    expect(published.status, JSON.stringify(published.body)).toBe(200);
    const made = await run('backup', at('one.tar.gz'), '--json');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(made.out)).toEqual({ file: at('one.tar.gz'), bytes: statSync(at('one.tar.gz')).size });
    expect(statSync(at('one.tar.gz')).mode & 0o777).toBe(0o600);
    // What is written afterwards will be lost.
    await rename(server, 'lost');
    ({ tag: lostTag } = await server.ask('GET', '/v1/hosts/les-aulnes'));
    const again = await run('backup', at('one.tar.gz'));
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('exists already')]);
    const replaced = await run('restore', at('one.tar.gz'), '--replace');
    expect([replaced.code, replaced.err]).toEqual([1, expect.stringContaining('is in use by a running server')]);
    const stranger = await fetch(`${server.address}/v1/backup`);
    expect(stranger.status).toBe(401);
    await server.stop();
  });

  it('is backed up as it stands between two statements, while it is written to', async () => {
    const server = await serve();
    let isDone = false;
    const made = run('backup', at('busy.tar.gz')).finally(() => {
      isDone = true;
    });
    const names: string[] = [];
    while (!isDone) {
      names.push(`name ${names.length}`);
      expect((await rename(server, names.at(-1)!)).status).toBe(200);
    }
    expect(await made).toMatchObject({ code: 0, err: '' });
    await rename(server, 'lost');
    ({ tag: lostTag } = await server.ask('GET', '/v1/hosts/les-aulnes'));
    await server.stop();
    const elsewhere = { DATA_DIR: at('busy') };
    expect((await runHere(elsewhere, 'restore', at('busy.tar.gz'))).code).toBe(0);
    const shown = await runHere(elsewhere, 'host', 'show', 'les-aulnes', '--json');
    expect(['lost', ...names]).toContain(JSON.parse(shown.out).name);
  });

  it('is read file by file: others are answered in between', async () => {
    let [isRead, rounds] = [false, 0];
    const others = (async () => {
      for (; !isRead; rounds++) await nextRound();
    })();
    const { length } = await readFolder(join(DATA_DIR, 'pglite'));
    isRead = true;
    await others;
    expect(length).toBeGreaterThan(500);
    expect(rounds).toBeGreaterThan(length / 50);
  });

  it('is not replaced unless that is said, and then kept aside', async () => {
    const refused = await run('restore', at('one.tar.gz'));
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('--replace')]);
    const restored = await run('restore', at('one.tar.gz'), '--replace', '--json');
    expect(restored).toMatchObject({ code: 0, err: '' });
    const { keptIn, revision } = JSON.parse(restored.out);
    expect(revision).toBe(1);
    expect(basename(keptIn)).toMatch(/^data\.before-\d{4}-\d{2}-\d{2}T/);
    const before = await runHere({ DATA_DIR: keptIn }, 'host', 'show', 'les-aulnes', '--json');
    expect(JSON.parse(before.out).name).toBe('lost');
    expect(readdirSync(DATA_DIR)).toEqual(['database-made', 'pglite']);
  });

  it('shows the backup, and no answer of the lost history still holds, though it comes to the same revision', async () => {
    const server = await serve();
    const read = () => server.ask('GET', '/v1/hosts/les-aulnes', undefined, { 'if-none-match': lostTag! });
    expect(await read()).toMatchObject({ status: 200, body: { name: 'kept' } });
    await rename(server, 'written since');
    expect(await read()).toMatchObject({ status: 200, body: { name: 'written since' } });
    await server.stop();
  });

  it('is backed up without a server too, and restored into an empty folder', async () => {
    expect(await run('backup', at('two.tar.gz'))).toMatchObject({ code: 0, err: '' });
    const elsewhere = { DATA_DIR: at('elsewhere') };
    const restored = await runHere(elsewhere, 'restore', at('two.tar.gz'));
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('up to revision 2') });
    const shown = await runHere(elsewhere, 'host', 'show', 'les-aulnes', '--json');
    expect(JSON.parse(shown.out).name).toBe('written since');
  });

  it('is left as it is by a file that is no backup, or half of one', async () => {
    const half = readFileSync(at('two.tar.gz'));
    writeFileSync(at('half.tar.gz'), half.subarray(0, half.length / 2));
    writeFileSync(at('other.tar.gz'), gzipSync('not a backup'));
    for (const file of ['half.tar.gz', 'other.tar.gz', 'none.tar.gz']) {
      const { code, err } = await run('restore', at(file), '--replace');
      expect(code).toBe(file === 'none.tar.gz' ? 3 : 1);
      expect(err).toMatch(/nothing was changed|cannot be read/);
    }
    expect(readdirSync(DATA_DIR)).toEqual(['database-made', 'pglite']);
    const shown = await run('host', 'show', 'les-aulnes', '--json');
    expect(JSON.parse(shown.out).name).toBe('written since');
  });

  it('is not begun anew where a restore was cut off, which is then done once more', async () => {
    const cutOff = { DATA_DIR: at('cut-off') };
    mkdirSync(join(cutOff.DATA_DIR, 'restoring-1'), { recursive: true });
    const { code, err } = await runHere(cutOff, 'host', 'show', 'les-aulnes');
    expect([code, err]).toEqual([1, expect.stringContaining('Run it once more')]);
    expect(await runHere(cutOff, 'restore', at('two.tar.gz'))).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(cutOff.DATA_DIR)).toEqual(['database-made', 'pglite']);
  });

  it('is what these commands are for: PostgreSQL has its own', async () => {
    const DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/nothing';
    for (const [command, tool] of [
      ['backup', 'pg_dump'],
      ['restore', 'pg_restore'],
    ] as const) {
      const { code, err } = await runHere({ DATABASE_URL, DATA_DIR }, command, at('three.tar.gz'));
      expect([code, err]).toEqual([3, expect.stringContaining(tool)]);
    }
  });
});
