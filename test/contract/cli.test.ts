import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
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

const ADMIN_TOKEN = 'the-token-of-the-first-administrator';
const env = { ...process.env, DATABASE_URL: '', ADMIN_TOKEN: '', DATA_DIR: join(folder, 'data') };

const run = (...args: string[]) => runWith({}, ...args);
const runWith = (more: Record<string, string>, ...args: string[]) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
      env: { ...env, ...more },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('close', (code) => resolve({ code, out, err }));
  });

/** Starts a server that is expected not to stand, and gives what it says. */
const startInVain = (more: Record<string, string>) =>
  new Promise<{ code: number | null; err: string }>((resolve) => {
    const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { env: { ...env, ...more } });
    let err = '';
    server.stderr.on('data', (chunk) => (err += chunk));
    server.on('close', (code) => resolve({ code, err }));
  });

const PORT = 20_000 + (process.pid % 20_000);
/** Does something while a server holds the data folder. */
async function whileServing(something: () => Promise<void>): Promise<void> {
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { ...env, PORT: String(PORT), ADMIN_TOKEN, LOG_LEVEL: 'silent' },
  });
  try {
    await new Promise((answers) => server.stdout.once('data', answers));
    await something();
  } finally {
    server.kill('SIGTERM');
    await new Promise((ended) => server.once('exit', ended));
  }
}

describe('The command line', { timeout: 240_000 }, () => {
  let seeded: { code: number | null; out: string; err: string };
  beforeAll(async () => {
    seeded = await run('seed', '--json');
  }, 240_000);
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
    ['a token without a label', ['token', 'create', '--role', 'admin'], 2, /Give --label: who holds the token/],
    ['a host nobody knows', ['host', 'show', 'nobody'], 3, /There is no host by this name/],
    ['half a name', ['federation', 'show', 'hebergeurs'], 3, /no federation by this name\.$/m],
    ['a name with a letter too many', ['federation', 'due', 'chattons'], 3, /Did you mean “chatons”\?/],
  ])('refuses %s, says why, and exits accordingly', async (_what, args, code, words) => {
    const result = await run(...args);
    expect(result.err).toMatch(words);
    if (code === 2) expect(result.err).toMatch(/(Usage|See): npm run cli -- /);
    expect(result.err.trimEnd().split('\n').length).toBeLessThan(5);
    expect([result.code, result.out]).toEqual([code, '']);
  });

  it('says to programs, too, what was wrong and what to give', async () => {
    const misused = await run('host', 'suspend', 'arn', '--json');
    expect(misused.code).toBe(2);
    expect(JSON.parse(misused.err)).toEqual({
      error: 'wrong-usage',
      detail: 'Give --reason: why, as everybody will read it.',
      usage: 'Usage: npm run cli -- host suspend <slug or id> --reason <text> [--lang fr|en]',
      errors: [],
    });
  });

  it('says in its help what each command takes', async () => {
    const { code, out } = await run('host', 'redact', '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/--text <words \| ->[\s\S]*cannot be undone/);
  });

  it('makes a token that is shown once, and says what it is for in its help', async () => {
    const made = await run('token', 'create', '--role', 'admin', '--label', 'desk', '--json');
    expect(JSON.parse(made.out)).toMatchObject({ role: 'admin', label: 'desk', token: expect.stringMatching(/^bcl_/) });
    expect((await run('--help')).out).toMatch(/migrate[\s\S]*seed[\s\S]*token create[\s\S]*match[\s\S]*openapi/);
  });

  it('suspends a host on the database itself, and tells who did', async () => {
    const suspended = await run('host', 'suspend', 'arn', '--reason', 'Plusieurs signalements.', '--json');
    expect([suspended.code, suspended.err]).toEqual([0, '']);
    expect(JSON.parse(suspended.out)).toMatchObject({
      state: 'suspended',
      suspension: { reason: { fr: 'Plusieurs signalements.' } },
    });
    const audit = await run('host', 'audit', 'arn');
    expect(audit.out).toMatch(/^\S+ +suspendHost +command line \(admin\), revision \d+\n/);
  });

  it('goes through the server that holds the data folder', async () => {
    await whileServing(async () => {
      const without = await run('host', 'show', 'arn');
      expect([without.code, without.err]).toEqual([1, expect.stringMatching(/Set ADMIN_TOKEN/)]);
      const withToken = async (...args: string[]) => {
        const { code, out, err } = await runWith({ ADMIN_TOKEN }, 'host', ...args);
        expect([code, err], args.join(' ')).toEqual([0, '']);
        return out;
      };
      const listed = JSON.parse(await withToken('list', '--json'));
      expect([listed.total, listed.items[0]]).toEqual([108, expect.objectContaining({ slug: expect.any(String) })]);
      expect(await withToken('list', '--state', 'suspended')).toMatch(/^suspended +arn +ARN/);
      expect(await withToken('show', 'arn')).toMatch(/^ARN[\s\S]*State: suspended/);
      expect(await withToken('resume', 'arn')).toBe('arn is published.\n');
      const read = await fetch(`http://127.0.0.1:${PORT}/v1/hosts/arn`);
      expect(await read.json()).toMatchObject({ state: 'published' });
      const refused = await runWith({ ADMIN_TOKEN }, 'host', 'resume', 'arn', '--json');
      expect([refused.code, JSON.parse(refused.err).error]).toEqual([3, 'suspension-not-found']);
      expect(await withToken('withdraw', 'arn', '--yes')).toBe('arn is withdrawn.\n');
      expect(await withToken('publish', 'arn')).toBe('arn is published.\n');
      expect(await withToken('token', 'arn', '--label', 'robot unique', '--expires', '2099-01-31')).toMatch(
        /^bcl_[\w-]{43}\nKeep it now/,
      );
      const counted = JSON.parse(await withToken('redact', 'arn', '--text', 'robot unique', '--dry-run', '--json'));
      expect(counted).toMatchObject({ dryRun: true, copies: 1 });
      expect(await withToken('redact', 'arn', '--text', 'robot unique')).toMatch('removed from 1 field');
      const { items } = JSON.parse(await withToken('audit', 'arn', '--json'));
      expect(items.map(({ action }: { action: string }) => action)).toEqual(
        expect.arrayContaining(['redactHost', 'createToken', 'withdrawHost', 'liftSuspension', 'suspendHost']),
      );
    });
  });

  it('says in one line that a port is taken, and what to do', async () => {
    const other = createServer().listen(PORT, '127.0.0.1');
    await once(other, 'listening');
    const started = await startInVain({ PORT: String(PORT), DATA_DIR: join(folder, 'other'), SEED: 'none' });
    other.close();
    expect(started).toEqual({
      code: 1,
      err: `Port ${PORT} of 127.0.0.1 is taken by another program. Stop it, or choose another: PORT=8081\n`,
    });
  });

  it('creates a federation, gives it a token, and tells who is in one and what is due to it', async () => {
    await whileServing(async () => {
      const told = (...args: string[]) => runWith({ ADMIN_TOKEN }, 'federation', ...args);
      const address = ['--website', 'https://communs.example', '--summary', 'Des communs.'];
      const created = await told('create', 'les-communs', '--name', 'Les communs', ...address, '--json');
      expect([created.code, created.err]).toEqual([0, '']);
      const expected = { slug: 'les-communs', summary: { fr: 'Des communs.' }, members: [] };
      expect(JSON.parse(created.out)).toMatchObject(expected);
      const twice = await told('create', 'les-communs', '--name', 'Autres', ...address);
      expect([twice.code, twice.out]).toEqual([3, '']);
      expect((await told('list')).out).toMatch(/^ +\d+ chatons +CHATONS[\s\S]* 0 les-communs +Les communs/m);
      expect((await told('show', 'chatons')).out).toMatch(/^CHATONS \(chatons, [\s\S]*Members: \d+ current/);
      const { items, total } = JSON.parse((await told('members', 'chatons', '--json')).out);
      expect([total, items[0]]).toEqual([items.length, expect.objectContaining({ host: expect.any(String) })]);
      expect((await told('members', 'chatons')).out).toMatch(/^member +\S+ +since /m);
      expect((await told('due', 'les-communs')).out).toBe('Nothing is due.\n');
      expect((await told('due', 'chatons')).out).toMatch(/^(late| {4}) {2}\S+.*Membership of /m);
      const soon = JSON.parse((await told('due', 'chatons', '--within', '1', '--json')).out);
      for (const { on, overdue } of soon.items) expect(on === null || overdue).toBe(true);
      expect((await told('due', 'chatons', '--within', 'soon')).code).toBe(3);
      expect((await told('token', 'les-communs', '--label', 'bureau')).out).toMatch(/^bcl_[\w-]{43}\nKeep/);
      expect((await told('show', 'nobody')).code).toBe(3);
      expect((await told('show', 'les')).err).toBe(
        'There is no federation by this name. Did you mean “les-communs”?\n',
      );
    });
  });

  it('lists tokens and ends one, also for the federation that owns them', async () => {
    await whileServing(async () => {
      const made = await runWith({ ADMIN_TOKEN }, 'federation', 'token', 'les-communs', '--label', 'trésorerie');
      const own = (...args: string[]) => runWith({ ADMIN_TOKEN: made.out.split('\n')[0]! }, 'token', ...args);
      const listed = await own('list');
      expect(listed.out).toMatch(/^\S{36} {2}federation les-communs +bureau \(last used: never, ends: never\)$/m);
      const [id] = /^\S+(?= .*bureau)/m.exec(listed.out)!;
      expect((await own('revoke', id)).out).toBe(`The token ${id} works no more.\n`);
      const { items } = JSON.parse((await own('list', '--json')).out);
      expect(items.map(({ label }: { label: string }) => label)).toEqual(['trésorerie']);
      const unknown = await own('revoke', 'Jeanne');
      expect([unknown.code, unknown.err]).toEqual([3, 'There is no token with this id: see GET /v1/tokens.\n']);
    });
  });

  it('takes a list of a federation out as a sheet, and what was filled in back', async () => {
    const told = (...args: string[]) => run('federation', 'selection', ...args);
    const empty = await told('export', 'chatons');
    const [version] = /\d+/.exec(empty.err)!;
    expect([empty.code, empty.out]).toEqual([0, expect.stringMatching(/^\uFEFFhost,name,why\.fr.*\r\n$/)]);
    const sheet = file(
      'list.csv',
      'host;why.fr;ties;decidedOn;reviewBy\narn;Près d’ici.;aucun;02/11/2026;02/11/2027\n',
    );
    const tried = await told('import', 'chatons', sheet, '--dry-run');
    expect([tried.code, tried.out]).toEqual([
      0,
      'added      line 2: arn\n1 added, 0 changed, 0 as before, 0 not in the sheet.\nNothing was written.\n',
    ]);
    const broken = await told('import', 'chatons', file('broken.csv', 'host\narn'), '--version', version!);
    expect([broken.code, broken.err]).toEqual([3, expect.stringMatching('The column “reviewBy” is missing.')]);
    await whileServing(async () => {
      const serving = (...args: string[]) => runWith({ ADMIN_TOKEN }, 'federation', 'selection', ...args);
      const done = await serving('import', 'chatons', sheet, '--version', version!);
      expect([done.code, done.out]).toEqual([0, expect.stringMatching(`This is version ${Number(version) + 1}.`)]);
      const old = await serving('import', 'chatons', sheet, '--version', version!, '--json');
      expect([old.code, JSON.parse(old.err).error]).toEqual([3, 'version-stale']);
      const filled = await serving('export', 'chatons');
      expect(filled.out).toMatch(/^\uFEFFhost,.*\r\narn,.*,Près d’ici\.,,none,,,2026-11-02,2027-11-02,/);
    });
  });

  it('says that the written description of the API is up to date', async () => {
    expect(await run('openapi', '--check')).toMatchObject({ code: 0 });
  });
});
