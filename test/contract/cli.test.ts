import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import needs from '../reference/needs.json' with { type: 'json' };

/** The command line as a person runs it: a process of its own, on an embedded database of its own. */
const folder = mkdtempSync(join(tmpdir(), 'bercail-cli-'));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const run = (...args: string[]) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
      env: { ...process.env, DATABASE_URL: '', DATA_DIR: join(folder, 'data') },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('close', (code) => resolve({ code, out, err }));
  });

describe('The command line', { timeout: 90_000 }, () => {
  let seeded: { code: number | null; out: string; err: string };
  beforeAll(async () => {
    seeded = await run('seed', '--json');
  }, 90_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('seeds the real catalogue, refuses none of it, and changes nothing the second time', async () => {
    expect(seeded).toMatchObject({ code: 0 });
    const first = JSON.parse(seeded.out);
    expect(first).toMatchObject({ hosts: 108, federations: 3, refused: [] });
    expect(seeded.err).toContain('108 of 108 hosts');
    const again = await run('seed', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ hosts: 0, federations: 0, kept: 111, revision: null });
  });

  it('answers a need in words that a person reads, in French and in English', async () => {
    const need = file('band.json', needs['brass-band']);
    const french = await run('match', need);
    expect(french).toMatchObject({ code: 0, err: '' });
    expect(french.out).toContain('Pour être aidé');
    expect(french.out).toMatch(/ARN .* 10 comptes au plus, pour vos 12/);
    const english = await run('match', need, '--lang', 'en');
    expect(english.out).toContain('To be helped');
  });

  it('answers the same need to programs', async () => {
    const { code, out } = await run('match', file('need.json', needs['amap-volunteers']), '--json', '--everything');
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer.considered).toBeGreaterThan(90);
    expect(answer.excluded.hosts.length).toBe(answer.excluded.count);
  });

  it.each([
    ['an unknown command', ['dance'], 2, /no command “dance”/],
    ['an unknown option', ['seed', '--fast'], 2, /--fast/],
    ['a file that is not JSON', ['match', file('broken.json', '{')], 3, /is not JSON/],
    [
      'a need with a misspelt field',
      ['match', file('shape.json', { usages: [{ usage: 'website', acounts: 2 }] })],
      3,
      /usages/,
    ],
    [
      'a need with an unknown usage',
      ['match', file('usage.json', { usages: [{ usage: 'telepathy' }] })],
      3,
      /\/usages\/0\/usage: “telepathy”/,
    ],
    ['a token without a label', ['token', 'create', '--role', 'admin'], 2, /--label/],
  ])('refuses %s, says why, and exits accordingly', async (_what, args, code, words) => {
    const result = await run(...args);
    expect(result.err).toMatch(words);
    expect(result.code).toBe(code);
  });

  it('makes a token that is shown once, and says what it is for in its help', async () => {
    const made = await run('token', 'create', '--role', 'admin', '--label', 'desk', '--json');
    expect(JSON.parse(made.out)).toMatchObject({ role: 'admin', label: 'desk', token: expect.stringMatching(/^bcl_/) });
    expect((await run('--help')).out).toMatch(/migrate[\s\S]*seed[\s\S]*token create[\s\S]*match[\s\S]*openapi/);
  });

  it('says that the written description of the API is up to date', async () => {
    expect(await run('openapi', '--check')).toMatchObject({ code: 0 });
  });
});
