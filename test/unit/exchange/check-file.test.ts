import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HTML, OLD_NAMES, ORGANIZATION } from '../../support/chatonsinfos.ts';
import { runHere } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'bercail-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const run = (...words: string[]) => runHere({}, 'check-file', ...words);

describe('check-file', () => {
  it('tells where, what, and what to do, in the language that is asked for', async () => {
    const { code, out, err } = await run(file('old.properties', OLD_NAMES));
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('ligne 12, organization.funding.Tipee (attention)\n  Cette clé est mal écrite');
    expect(out).toContain('Ce qu’une association n’y trouvera pas');
    expect((await run(join(folder, 'old.properties'), '--lang', 'en')).out).toContain('line 12, ');
  });

  it('ends well when nothing is wrong, whatever is only good to know', async () => {
    expect((await run(file('good.properties', ORGANIZATION))).code).toBe(0);
  });

  it('writes the corrected file, and nothing when there is none', async () => {
    const corrected = join(folder, 'corrected.properties');
    await run(file('old.properties', OLD_NAMES), '--corrected', corrected);
    expect(readFileSync(corrected, 'utf8')).toContain('organization.funding.tipeee = https://');
    const none = join(folder, 'none.properties');
    const page = await run(file('page.properties', HTML), '--corrected', none);
    expect([page.code, page.err]).toEqual([1, expect.stringContaining('nothing is written')]);
    expect(() => readFileSync(none)).toThrow(/ENOENT/);
  });

  it('answers programs in JSON', async () => {
    const { code, out } = await run(file('page.properties', HTML), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ problems: [{ line: 1, code: 'html-instead' }] });
    expect(JSON.parse(out)).not.toHaveProperty('class');
  });

  it('says which file cannot be read', async () => {
    const { code, err } = await run(join(folder, 'nowhere.properties'));
    expect([code, err]).toEqual([3, expect.stringContaining('give the name of a properties file')]);
  });
});
