import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { archiveOf, readFolder, startPglite } from '../../src/database/engine.ts';
import { MIGRATIONS_FOLDER } from '../../src/database/migrate.ts';
import { dumpOf, MADE_BY_ANOTHER, makeForeign } from '../support/another-version.ts';
import { runHere } from '../support/command-line.ts';
import { makeDataFolder } from '../support/pglite-template.ts';
import { endOf, startProgram } from '../support/server.ts';

/** The next migration is drawn from the newest picture of the tables alone; those before it are in the SQL. */
test('Of the pictures that drizzle draws of all tables, the newest alone is kept', () => {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(`${MIGRATIONS_FOLDER}/meta/_journal.json`, 'utf8'),
  );
  const pictures = readdirSync(`${MIGRATIONS_FOLDER}/meta`).filter((name) => name.endsWith('_snapshot.json'));
  expect(pictures).toEqual([`${journal.entries.at(-1)!.tag.slice(0, 4)}_snapshot.json`]);
});

describe('an embedded database that another version made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-migrations-'));
  const DATA_DIR = join(folder, 'data');
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs on the engine alone, and not on the program. */
  async function onEngine<T>(work: (run: <R>(query: string) => Promise<R[]>) => Promise<T>): Promise<T> {
    const engine = await startPglite({ dataDir: join(DATA_DIR, 'pglite') });
    return await work(async <R>(query: string) => (await engine.query<R>(query)).rows).finally(() => engine.close());
  }

  test('is refused by every way to start, and nothing in it is touched', async () => {
    makeDataFolder(DATA_DIR);
    await onEngine(async (run) => {
      await run(
        `insert into hosts (id, slug, name, created_at, updated_at) values (gen_random_uuid(), 'les-aulnes', 'Les Aulnes', now(), now())`,
      );
    });
    const before = await onEngine(async (run) => {
      await makeForeign(run);
      return await dumpOf(run);
    });
    const left = readdirSync(DATA_DIR);
    const refused = await endOf(startProgram('main.js', { DATA_DIR, PORT: '0' }));
    expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringMatching(MADE_BY_ANOTHER)]);
    for (const words of [['migrate'], ['token', 'list'], ['backup', join(folder, 'backup.tar.gz')]]) {
      const { code, err } = await runHere({ DATA_DIR }, ...words);
      expect([code, err], words[0]).toEqual([1, expect.stringMatching(MADE_BY_ANOTHER)]);
    }
    expect(await onEngine(dumpOf)).toEqual(before);
    expect(readdirSync(DATA_DIR)).toEqual(left);
  });

  test('is not restored from a backup', async () => {
    const backup = join(folder, 'made-there.tar.gz');
    writeFileSync(backup, await archiveOf(await readFolder(join(DATA_DIR, 'pglite'))));
    const elsewhere = join(folder, 'elsewhere');
    const { code, err } = await runHere({ DATA_DIR: elsewhere }, 'restore', backup);
    expect([code, err]).toEqual([1, expect.stringMatching(MADE_BY_ANOTHER)]);
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});
