import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../support/command-line.ts';
import { type FaultyWeb, startFaultyWeb } from '../support/faulty-web.ts';

/** The command line on an embedded database, and a site on this machine that it may ask. */
const folder = mkdtempSync(join(tmpdir(), 'bercail-import-'));
let web: FaultyWeb;
const run = (...words: string[]) =>
  runHere({ DATA_DIR: folder, SEED: 'none', OUTGOING_ALLOW: `127.0.0.1:${web.port}` }, ...words);
const at = (name: string) => `http://127.0.0.1:${web.port}/${name}`;
const put = (name: string, text: string) => web.files.set(`127.0.0.1/${name}`, { body: Buffer.from(text) });

beforeAll(async () => {
  web = await startFaultyWeb();
  put(
    'f.properties',
    `file.class = Federation\nfederation.name = Les Rives\nsubs.a = ${at('a.properties')}\nsubs.b = ${at('b.properties')}\n`,
  );
  put(
    'a.properties',
    'file.class = Organization\norganization.name = Les Aulnes\norganization.website = https://aulnes.example/\norganization.couleur = verte\n',
  );
  for (const slug of ['rives', 'autre'])
    await run('federation', 'create', slug, '--name', slug, '--website', `https://${slug}.example`);
});
afterAll(() => {
  web.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('The command `import`', () => {
  it('reads what a federation publishes, shows how far it is, and tells what is wrong line by line', async () => {
    const { code, out, err } = await run('import', 'rives', '--url', at('f.properties'));
    expect(code).toBe(0);
    expect(err).toMatch(/\d+ of \d+ files/);
    expect(out).toContain('The run succeeded in part: 3 of 3 files, 1 failed');
    expect(out).toContain(`failed     ${at('b.properties')}\n             There is nothing at this address.`);
    expect(out).toContain('line 4, organization.couleur: ');
  });

  it('reads the address that was given before, and answers programs with the whole report', async () => {
    const { code, out } = await run('import', 'rives', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ state: 'partial', created: 0, unchanged: 1, fetched: { notModified: 2 } });
  });

  it('says that nobody has this name, or that no address was given', async () => {
    expect(await run('import', 'personne')).toMatchObject({ code: 3, err: expect.stringContaining('“personne”') });
    expect(await run('import', 'autre')).toMatchObject({
      code: 3,
      err: expect.stringContaining('No address is given'),
    });
  });

  it('fails when the first file cannot be read', async () => {
    expect(await run('import', 'autre', '--url', at('nulle-part.properties'))).toMatchObject({ code: 1 });
  });
});

describe('The command `load`', () => {
  it('tries first, then loads what a catalogue published, with where it is from, and names the lines it refuses', async () => {
    const file = join(folder, 'hosts.ndjson');
    const memberships = [{ federation: 'ailleurs', state: 'member' }];
    const saules = { id: 'a', slug: 'les-saules', name: 'Les Saules', website: 'https://saules.example', memberships };
    const lines = [
      { ...saules, confirmedOn: '2026-10-02' },
      { slug: 'Mal écrit', name: 'x' },
    ];
    writeFileSync(file, lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
    const load = (...words: string[]) => run('load', file, '--from', 'https://ailleurs.example', '--json', ...words);
    const tried = JSON.parse((await load('--dry-run')).out);
    expect(tried).toMatchObject({ dryRun: true, hosts: 1 });
    const { code, out } = await load();
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      ...{ hosts: 1, renewed: 0, kept: 0 },
      refused: [{ line: 2, slug: 'Mal écrit', faults: [{ pointer: '/slug' }] }],
      leftOut: [{ line: 1, pointers: ['/memberships/ailleurs'] }],
    });
  });
});
