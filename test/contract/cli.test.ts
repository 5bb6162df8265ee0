import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holderOf } from '../../src/database/lock.ts';
import { commandLine } from '../../src/ground/command-line.ts';
import needs from '../reference/needs.json' with { type: 'json' };
import { runHere } from '../support/command-line.ts';
import { makeDataFolder } from '../support/pglite-template.ts';
import { freePort } from '../support/ports.ts';
import { endOf, startProgram, startServer } from '../support/server.ts';

/**
 * The command line on embedded databases that hold the real catalogue. What only a process can show (its exit code,
 * its streams, its start and end) is seen on processes; what each command does, in this one: a start takes seconds.
 */
const folder = mkdtempSync(join(tmpdir(), 'bercail-cli-'));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const BAND = file('band.json', needs['brass-band']);
const SHEET = file('list.csv', 'host;why.fr;ties;decidedOn;reviewBy\narn;Près d’ici.;aucun;02/11/2026;02/11/2027\n');

const { version: packageVersion } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const ADMIN_TOKEN = 'the-token-of-the-first-administrator';
const DATA_DIR = join(folder, 'data');

/**
 * Each command opens the database anew, which takes seconds. What is the same through a server is asked there, and what
 * other tests try by the API or by a server, in the whole run.
 */
const inTheWhole = it.runIf(process.env.TESTS === 'all');

const run = (...words: string[]) => runHere({ DATA_DIR }, ...words);
const runProcess = (...words: string[]) => endOf(startProgram('cli.js', { DATA_DIR }, ...words));

let seeded: { code: number | null; out: string; err: string };
beforeAll(async () => {
  makeDataFolder(DATA_DIR);
  seeded = await runProcess('seed', '--json');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('The command line as a process', () => {
  it('seeds the real catalogue, refuses none of it, and changes nothing the second time', async () => {
    expect(seeded).toMatchObject({ code: 0 });
    expect(JSON.parse(seeded.out)).toMatchObject({ hosts: 115, federations: 3, refused: [] });
    expect(seeded.err).toContain('115 of 115 hosts');
    const again = await run('seed', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ hosts: 0, federations: 0, kept: 118 });
    expect(again.err).toBe('');
    const unclear = await run('seed', '--dry-run');
    expect([unclear.code, unclear.err]).toEqual([2, expect.stringContaining('Give --dry-run with --renew')]);
  });

  it('answers a need in words, and ends well', async () => {
    const { code, out, err } = await runProcess('match', BAND);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Pour être aidé');
    expect(out).toMatch(/propose \d+ comptes? au plus, mais vous en demandez 12/);
  });

  it('says which version it is', async () => {
    const told = await run('--version');
    expect([told.code, told.out]).toEqual([0, `${packageVersion}\n`]);
  });

  it('refuses an unknown command, and names the help by a command that a release has', async () => {
    const { code, out, err } = await runProcess('dance');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/no command “dance”[\s\S]*^See: node dist\/cli\.js --help$/m);
  });

  inTheWhole('says that the written description of the API is up to date', async () => {
    // Only a process loads the modules in the order that the description follows.
    expect(await runProcess('openapi', '--check')).toMatchObject({ code: 0 });
  });

  it('says in one line that a port is taken, and what to do', async () => {
    const port = String(await freePort());
    const other = createServer().listen(Number(port), '127.0.0.1');
    await once(other, 'listening');
    const environment = { PORT: port, DATA_DIR };
    const started = await endOf(startProgram('main.js', environment));
    other.close();
    expect(started).toMatchObject({ code: 1, out: '' });
    expect(JSON.parse(started.err)).toEqual({
      ...{ level: 60, time: expect.any(Number) },
      msg: `Port ${port} of 127.0.0.1 is taken: by another program, or by another process of this service. Stop it, or choose another port: PORT=${Number(port) + 1}`,
    });
  });

  it('tells all faults of the environment in one line of JSON where nobody sits at a terminal', async () => {
    const { code, out, err } = await endOf(startProgram('main.js', { PORT: 'http', LOG_LEVEL: 'loud', DATA_DIR }));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err)).toMatchObject({
      level: 60,
      msg: expect.stringMatching(/PORT must be(.|\n)*LOG_LEVEL must be/),
    });
  });
});

describe('On the database itself, the command line', () => {
  it('answers a need to programs', async () => {
    const { code, out } = await run('match', file('need.json', needs['amap-volunteers']), '--json', '--everything');
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer.considered).toBeGreaterThan(90);
    expect(answer.excluded.hosts.length).toBe(answer.excluded.count + answer.excluded.nothingKnown);
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
    ['a name with a letter too many', ['federation', 'due', 'chattons'], 3, /Did you mean “chatons”\?/],
  ])('refuses %s, and says why', async (_what, words, code, why) => {
    const result = await run(...words);
    expect(result.err).toMatch(why);
    if (code === 2) expect(result.err).toContain(`: ${commandLine('')}`);
    expect(result.err.trimEnd().split('\n').length).toBeLessThan(5);
    expect([result.code, result.out]).toEqual([code, '']);
  });

  inTheWhole('takes stock of tools, and writes the need that a match then answers', async () => {
    const need = join(folder, 'need.json');
    const told = await run('diagnose', 'docs/examples/three-clouds.json', '--need', need);
    expect([told.code, told.err]).toEqual([0, '']);
    expect(told.out).toMatch(/^Vous utilisez 11 outils\. 16 points .* Et 1 chose à savoir\.\n/);
    // Three are shown: the rest is counted as the first sentence counts.
    expect(told.out).toContain('\n13 autres points et une chose à savoir\u00a0: --everything les montre\n');
    expect(told.out).toContain(commandLine(`match ${need}`));
    const matched = await run('match', need, '--json');
    const match = JSON.parse(matched.out);
    expect(match.toCheck.length).toBeGreaterThan(0);
    // The text begins with what the pages show, in the same order.
    const { out } = await run('match', need);
    const begun = out.split('Par qui commencer, dans l’ordre\u00a0:\n')[1]!.split('\n').slice(0, match.shown.length);
    expect(begun.map((line) => line.slice(0, 5))).toEqual(
      match.shown.map((_: object, place: number) => `  ${place + 1}. `),
    );
    const names = new Map(
      [...match.fits, ...match.toCheck].map(({ host, name }: Record<string, string>) => [host, name]),
    );
    for (const [place, { kind, hosts }] of match.shown.entries())
      if (kind === 'host') expect(begun[place]).toBe(`  ${place + 1}. ${names.get(hosts[0])}`);
    const programs = await run('diagnose', 'docs/examples/three-clouds.json', '--json', '--lang', 'en');
    expect(JSON.parse(programs.out).findings).toHaveLength(3);
  });

  it('says at once that there is no catalogue in a new folder, and makes nothing there', async () => {
    const DATA_DIR = join(folder, 'nothing-yet');
    const { code, err } = await runHere({ DATA_DIR }, 'match', BAND);
    expect([code, err]).toEqual([1, expect.stringMatching(/catalogue is empty\. /)]);
    expect(err).toContain(commandLine('seed'));
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  it('says to programs, too, what was wrong and what to give', async () => {
    const misused = await run('host', 'suspend', 'arn', '--json');
    expect(misused.code).toBe(2);
    expect(JSON.parse(misused.err)).toEqual({
      error: 'wrong-usage',
      detail: 'Give --reason: why, as everybody will read it.',
      usage: `Usage: ${commandLine('host suspend <slug or id> --reason <text> [--lang fr|en]')}`,
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

  inTheWhole('suspends a host, and tells who did', async () => {
    const suspended = await run('host', 'suspend', 'infini', '--reason', 'Plusieurs signalements.', '--json');
    expect([suspended.code, suspended.err]).toEqual([0, '']);
    expect(JSON.parse(suspended.out)).toMatchObject({
      state: 'suspended',
      suspension: { reason: { fr: 'Plusieurs signalements.' } },
    });
    const audit = await run('host', 'audit', 'infini');
    expect(audit.out).toMatch(/^\S+ +suspendHost +command line \(admin\), revision \d+\n/);
  });

  inTheWhole('takes the list of a federation out as a sheet, and tries what was filled in', async () => {
    const empty = await run('federation', 'selection', 'export', 'chatons');
    const [version] = /\d+/.exec(empty.err)!;
    expect([empty.code, empty.out]).toEqual([0, expect.stringMatching(/^\uFEFFhost,name,why\.fr.*\r\n$/)]);
    const tried = await run('federation', 'selection', 'import', 'chatons', SHEET, '--dry-run');
    expect([tried.code, tried.out]).toEqual([
      0,
      'added      line 2: arn\n1 added, 0 changed, 0 as before, 0 not in the sheet.\nNothing was written.\n',
    ]);
    const broken = ['chatons', file('broken.csv', 'host\narn'), '--version', version!];
    const refused = await run('federation', 'selection', 'import', ...broken);
    expect([refused.code, refused.err]).toEqual([3, expect.stringMatching('The column “reviewBy” is missing.')]);
  });

  inTheWhole('takes a host out as a workbook, tries it, and writes what changed', async () => {
    const book = join(folder, 'arn.xlsx');
    const taken = await run('sheet', 'export', 'arn', '--output', book);
    expect([taken.code, taken.out]).toEqual([0, expect.stringMatching(/arn\.xlsx is written\.\nVersion \d+\. /)]);
    const tried = await run('sheet', 'import', book, '--host', 'arn', '--dry-run', '--json');
    expect(JSON.parse(tried.out)).toMatchObject({ would: { added: [], changed: [], removed: [] } });
    const plans = file('plans.csv', 'host,service,name,usages\narn,essai,Essai,forum\n');
    const written = await run('sheet', 'import', plans, '--version', 'any');
    expect([written.code, written.out]).toEqual([
      0,
      'added      services, line 2: arn, essai\n1 added, 0 changed, 0 removed, 0 as before.\n',
    ]);
    const stale = await run('sheet', 'import', book, '--host', 'arn', '--version', '1000');
    expect([stale.code, stale.err]).toEqual([3, expect.stringMatching(/has changed/)]);
    const all = join(folder, 'all.xlsx');
    expect((await run('sheet', 'export', '--output', all, '--json')).code).toBe(0);
    const again = await run('sheet', 'import', all, '--dry-run', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ would: { added: [], changed: [], removed: [], notes: [] } });
    expect((await run('sheet', 'export', 'arn', '--csv', 'prices', '--output', book)).code).toBe(2);
  });
});

describe('While a server holds the data folder, the command line', () => {
  const held = join(folder, 'held');
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    cpSync(DATA_DIR, held, { recursive: true });
    server = await startServer(held, { ADMIN_TOKEN, LOG_LEVEL: 'info' });
  });
  afterAll(() => server?.stop());

  const runAs = (token: string, ...words: string[]) => runHere({ DATA_DIR: held, ADMIN_TOKEN: token }, ...words);
  const runAdmin = (...words: string[]) => runAs(ADMIN_TOKEN, ...words);
  const created = async (slug: string) => {
    const address = ['--website', `https://${slug}.example`, '--summary', 'Des communs.'];
    return runAdmin('federation', 'create', slug, '--name', `Les ${slug}`, ...address, '--json');
  };

  const runOwner = (...words: string[]) => runHere({ DATA_DIR: held }, ...words);
  const access = () => join(held, 'lock-command-line');
  const secret = (): string => JSON.parse(readFileSync(access(), 'utf8')).secret;

  it('goes through it as a process, with a token or as the account that runs it', async () => {
    const owner = await runOwner('host', 'show', 'arn');
    expect([owner.code, owner.err]).toEqual([0, '']);
    expect(owner.out).toMatch(/^ARN/);
    const { code, out, err } = await endOf(
      startProgram('cli.js', { DATA_DIR: held, ADMIN_TOKEN }, 'federation', 'selection', 'export', 'framasoft'),
    );
    expect([code, out, err]).toEqual([3, '', 'There is no federation by this name.\n']);
  });

  it('answers a need in English, and in French where no language is asked for', async () => {
    const [french, english] = [await runOwner('match', BAND), await runOwner('match', BAND, '--lang', 'en')];
    expect([french.code, french.err, english.code, english.err]).toEqual([0, '', 0, '']);
    expect(french.out).toContain('Pour être aidé');
    expect(english.out).toContain('To be helped');
  });

  it.each([
    ['a host nobody knows', ['host', 'show', 'nobody'], /^No published host has this name/],
    ['half a name', ['federation', 'show', 'hebergeurs'], /no federation by this name\.$/m],
  ])('refuses %s, and says why', async (_what, words, why) => {
    const { code, out, err } = await runOwner(...words);
    expect([code, out, err]).toEqual([3, '', expect.stringMatching(why)]);
    expect(err.trimEnd().split('\n').length).toBeLessThan(5);
  });

  it('says to another account what it needs', async () => {
    const left = readFileSync(access());
    rmSync(access());
    const [shown, loaded] = [await runOwner('host', 'show', 'arn'), await runAdmin('load', BAND)];
    const matched = await runOwner('match', BAND);
    writeFileSync(access(), left);
    expect([shown.code, shown.out]).toEqual([1, '']);
    expect(shown.err).toMatch(/Run this as the account of the server, or set ADMIN_TOKEN/);
    expect([loaded.code, loaded.err]).toEqual([1, expect.stringMatching(/Run this as the account of the server\.\n$/)]);
    expect([matched.code, matched.err]).toEqual([0, '']);
  });

  it('takes what the server left for it from programs of this machine alone, and on no page', async () => {
    const ask = async (headers: object) => {
      const authorization = `Bearer ${secret()}`;
      return (await fetch(`${server.address}/v1/tokens`, { headers: { authorization, ...headers } })).status;
    };
    expect(await ask({})).toBe(200);
    expect(await ask({ 'x-forwarded-for': '127.0.0.1' })).toBe(401);
    const signedIn = await fetch(`${server.address}/manage/sign-in`, {
      ...{ method: 'POST', redirect: 'manual', headers: { origin: server.address } },
      body: new URLSearchParams({ token: secret() }),
    });
    expect([signedIn.status, signedIn.headers.get('set-cookie')]).toEqual([422, null]);
    const load = (token: string) =>
      fetch(`${server.address}/command-line/load`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    expect((await load(ADMIN_TOKEN)).status).toBe(403);
  });

  it('does to hosts what an administrator may', async () => {
    const host = async (...words: string[]) => {
      const { code, out, err } = await runAdmin('host', ...words);
      expect([code, err], words.join(' ')).toEqual([0, '']);
      return out;
    };
    await host('suspend', 'arn', '--reason', 'Plusieurs signalements.');
    const listed = JSON.parse(await host('list', '--json'));
    expect([listed.total, listed.items[0]]).toEqual([115, expect.objectContaining({ slug: expect.any(String) })]);
    expect(await host('list', '--state', 'suspended')).toMatch(/^suspended +arn +ARN/);
    expect(await host('show', 'arn')).toMatch(/^ARN[\s\S]*State: suspended/);
    expect(await host('resume', 'arn')).toBe('arn is published.\n');
    const read = await fetch(`${server.address}/v1/hosts/arn`);
    expect(await read.json()).toMatchObject({ state: 'published' });
    const refused = await runAdmin('host', 'resume', 'arn', '--json');
    expect([refused.code, JSON.parse(refused.err).error]).toEqual([3, 'suspension-not-found']);
    expect(await host('withdraw', 'arn', '--yes')).toBe('arn is withdrawn.\n');
    expect(await host('publish', 'arn')).toBe('arn is published.\n');
    expect(await host('token', 'arn', '--label', 'robot unique', '--expires-at', '2099-01-31')).toMatch(
      /^bcl_[\w-]{43}\nKeep it now/,
    );
    const counted = JSON.parse(await host('redact', 'arn', '--text', 'robot unique', '--dry-run', '--json'));
    expect(counted).toMatchObject({ would: { copies: 1 } });
    expect(await host('redact', 'arn', '--text', 'robot unique')).toMatch('removed from 1 field');
    const { items } = JSON.parse(await host('audit', 'arn', '--json'));
    expect(items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['redactHost', 'createToken', 'withdrawHost', 'liftSuspension', 'suspendHost']),
    );
  });

  it('creates a federation, gives it a token, and tells who is in one and what is due to it', async () => {
    const federation = (...words: string[]) => runAdmin('federation', ...words);
    const made = await created('les-communs');
    expect([made.code, made.err]).toEqual([0, '']);
    expect(JSON.parse(made.out)).toMatchObject({ slug: 'les-communs', summary: { fr: 'Des communs.' }, members: [] });
    const twice = await created('les-communs');
    expect([twice.code, twice.out]).toEqual([3, '']);
    expect((await federation('list')).out).toMatch(/^ +\d+ chatons +CHATONS[\s\S]* 0 les-communs +Les les-communs/m);
    expect((await federation('show', 'chatons')).out).toMatch(/^CHATONS \(chatons, [\s\S]*Members: \d+ current/);
    const { items, total } = JSON.parse((await federation('members', 'chatons', '--json')).out);
    expect([total, items[0]]).toEqual([items.length, expect.objectContaining({ host: expect.any(String) })]);
    expect((await federation('members', 'chatons')).out).toMatch(/^member +\S+ +since /m);
    expect((await federation('due', 'les-communs')).out).toBe('Nothing is due.\n');
    expect((await federation('due', 'chatons')).out).toMatch(/^(late| {4}) {2}\S+.*Membership of /m);
    const soon = JSON.parse((await federation('due', 'chatons', '--within', '1', '--json')).out);
    for (const { dueOn, overdue } of soon.items) expect(dueOn === undefined || overdue).toBe(true);
    expect((await federation('due', 'chatons', '--within', 'soon')).code).toBe(3);
    expect((await federation('token', 'les-communs', '--label', 'bureau')).out).toMatch(/^bcl_[\w-]{43}\nKeep/);
    expect((await federation('show', 'nobody')).code).toBe(3);
    expect((await federation('show', 'les')).err).toBe(
      'There is no federation by this name. Did you mean “les-communs”?\n',
    );
  });

  it('lists tokens and ends one, also for the federation that owns them', async () => {
    await created('tresor');
    await runAdmin('federation', 'token', 'tresor', '--label', 'bureau');
    const made = await runAdmin('federation', 'token', 'tresor', '--label', 'trésorerie');
    const own = (...words: string[]) => runAs(made.out.split('\n')[0]!, 'token', ...words);
    const listed = await own('list');
    expect(listed.out).toMatch(/^\S{36} {2}federation tresor +bureau \(last used: never, ends: never\)$/m);
    const [id] = /^\S+(?= .*bureau)/m.exec(listed.out)!;
    expect((await own('revoke', id)).out).toBe(`The token ${id} works no more.\n`);
    const { items } = JSON.parse((await own('list', '--json')).out);
    expect(items.map(({ label }: { label: string }) => label)).toEqual(['trésorerie']);
    const unknown = await own('revoke', 'Jeanne');
    expect([unknown.code, unknown.err]).toEqual([3, 'There is no token with this id: see GET /v1/tokens.\n']);
  });

  it('takes the list of a federation in from a sheet, once for each version', async () => {
    const selection = (...words: string[]) => runAdmin('federation', 'selection', ...words);
    const [version] = /\d+/.exec((await selection('export', 'chatons')).err)!;
    const done = await selection('import', 'chatons', SHEET, '--version', version!);
    expect([done.code, done.out]).toEqual([0, expect.stringMatching(`This is version ${Number(version) + 1}.`)]);
    const old = await selection('import', 'chatons', SHEET, '--version', version!, '--json');
    expect([old.code, JSON.parse(old.err).error]).toEqual([3, 'version-stale']);
    const filled = await selection('export', 'chatons');
    expect(filled.out).toMatch(/^\uFEFFhost,.*\r\narn,.*,Près d’ici\.,,none,,,2026-11-02,2027-11-02,/);
  });

  it('loads what another catalogue published, shows it at once, and says what it leaves out, memberships first', async () => {
    const { memberships, ...arn } = await (await fetch(`${server.address}/v1/hosts/arn`)).json();
    const other = { ...arn, id: randomUUID(), slug: 'les-saules', name: 'Les Saules', aliases: [] };
    const membership = { federation: 'les-lointains', state: 'member' };
    const line = { ...other, website: 'https://saules.example', memberships: [...memberships, membership] };
    const dump = file('hosts.ndjson', `${JSON.stringify(line)}\n`);
    const tried = await runOwner('load', dump, '--from', 'https://ailleurs.example', '--dry-run');
    expect([tried.code, tried.err]).toEqual([0, '']);
    expect(tried.out).toMatch(/^1 hosts would be loaded .*Nothing was written\.\n/);
    const read = () => fetch(`${server.address}/v1/hosts/les-saules?with=provenance`);
    expect((await read()).status).toBe(404);
    const { code, out, err } = await runOwner('load', dump, '--from', 'https://ailleurs.example');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^1 hosts loaded and 0 written anew; 0 left as they are\.\nLeft out: 1 membership\(s\) of the federation les-lointains/,
    );
    expect(await (await read()).json()).toMatchObject({
      name: 'Les Saules',
      provenance: { name: { source: `https://ailleurs.example/v1/hosts/${other.id}` } },
    });
    const none = await runOwner('load', join(folder, 'nothing-there.ndjson'));
    expect([none.code, none.err]).toEqual([3, expect.stringMatching(/cannot be read: give the name of a file/)]);
    expect((await runOwner('load', BAND)).code).toBe(3);
  });

  inTheWhole('renews the catalogue by it, on trial or for good', async () => {
    for (const words of [['--renew', '--dry-run'], ['--renew'], []]) {
      const { code, out, err } = await runOwner('seed', ...words);
      expect([code, err], words.join(' ')).toEqual([0, '']);
      expect(out).toMatch(/^0 hosts (would be added and 0 renewed|added and 0 renewed|and 0 federations loaded)/);
    }
    const migrated = await runOwner('migrate');
    expect([migrated.code, migrated.err]).toEqual([1, expect.stringMatching(/when it started/)]);
  });

  inTheWhole('finds nothing of it once it has stopped, nor once it was killed, and nothing in the log', async () => {
    const known = secret();
    await server.stop();
    expect(server.log()).toContain('/v1/tokens');
    expect(server.log()).not.toContain(known);
    expect(existsSync(access())).toBe(false);
    const next = await startServer(held, {});
    expect((await runOwner('host', 'show', 'arn')).code).toBe(0);
    process.kill(holderOf(held)!.pid, 'SIGKILL');
    await next.stop();
    expect(existsSync(access())).toBe(true);
    const alone = await runOwner('host', 'show', 'arn');
    expect([alone.code, alone.err]).toEqual([0, '']);
    expect(existsSync(access())).toBe(false);
  });
});
