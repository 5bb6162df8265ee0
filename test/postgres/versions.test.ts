import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { dumpOf, MADE_BY_ANOTHER, makeForeign } from '../support/another-version.ts';
import { runHere } from '../support/command-line.ts';
import { newerVersion } from '../support/newer-version.ts';
import { aHost, useRecord } from '../support/record.ts';
import { endOf, startProgram, startServer } from '../support/server.ts';

/* This version beside a newer one, which migrated the database in two steps: first what it adds, later what it removes. */

const record = useRecord();
const SLOW = 120_000;
const ADMIN_TOKEN = 'the-token-of-the-first-administrator';
const folder = mkdtempSync(join(tmpdir(), 'bercail-versions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const environment = () => ({ DATABASE_URL: record.database.url!, ADMIN_TOKEN, DATA_DIR: folder, PORT: '0' });

describe('a database that a newer version migrated', () => {
  const register = async (address: string): Promise<number> => {
    const { status } = await fetch(`${address}/v1/hosts?force=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(aHost()),
    });
    return status;
  };

  it(
    'is used while it only holds more, is refused at the next start once this version lacks something, and a server that runs goes on',
    async () => {
      const newer = newerVersion(join(folder, 'migrations'));
      const { db } = record.database;
      newer.add('more', `-- needs: ${newer.newest()}\nalter table hosts add column more text;`);
      expect(await migrate(db, newer.folder)).toBe(1);
      const running = await startServer(folder, { DATABASE_URL: record.database.url!, ADMIN_TOKEN });
      expect(await register(running.address)).toBe(201);
      expect(await migrate(db)).toBe(0);

      newer.add('less', `-- needs: ${newer.newest()}\nalter table hosts drop column more;`);
      expect(await migrate(db, newer.folder)).toBe(1);
      const sentence = /A newer version prepared this database: it has 1 migration\(s\).*Start the newer version\./;
      const refused = await endOf(startProgram('main.js', environment()));
      expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringMatching(sentence)]);
      for (const words of [['migrate'], ['token', 'list']]) {
        const { code, err } = await runHere(environment(), ...words);
        expect([code, err], words[0]).toEqual([1, expect.stringMatching(sentence)]);
      }
      expect(await register(running.address)).toBe(201);
      await running.stop();
    },
    SLOW,
  );
});

// Last, because it leaves the database so.
it(
  'a database that another version made is refused by every way to start, and nothing in it is touched',
  async () => {
    const { run } = record.database;
    await record.published();
    await makeForeign(run);
    const before = await dumpOf(run);
    const refused = await endOf(startProgram('main.js', environment()));
    expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringMatching(MADE_BY_ANOTHER)]);
    for (const words of [['migrate'], ['token', 'list'], ['seed']]) {
      const { code, err } = await runHere(environment(), ...words);
      expect([code, err], words[0]).toEqual([1, expect.stringMatching(MADE_BY_ANOTHER)]);
    }
    const doctor = await runHere(environment(), 'doctor');
    expect(doctor.out).toMatch(/WRONG +migrations: Another version of this program made this database/);
    expect(await dumpOf(run)).toEqual(before);
  },
  SLOW,
);
