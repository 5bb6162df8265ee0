import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER, migrate } from '../../src/database/migrate.ts';
import { runHere } from '../support/command-line.ts';
import { aHost, useRecord } from '../support/record.ts';
import { endOf, startProgram, startServer } from '../support/server.ts';

/* This version beside a newer one, which migrated the database in two steps: first what it adds, later what it removes. */

const record = useRecord();
const SLOW = 120_000;
const ADMIN_TOKEN = 'the-token-of-the-first-administrator';
const folder = mkdtempSync(join(tmpdir(), 'bercail-versions-'));
const newer = join(folder, 'migrations');
afterAll(() => rmSync(folder, { recursive: true }));

type Journal = { entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[] };
/** Adds a migration to those of the newer version. */
function add(name: string, statements: string): void {
  const file = join(newer, 'meta/_journal.json');
  const journal: Journal = JSON.parse(readFileSync(file, 'utf8'));
  const last = journal.entries.at(-1)!;
  const idx = last.idx + 1;
  const tag = `${String(idx).padStart(4, '0')}_${name}`;
  journal.entries.push({ ...last, idx, when: last.when + 1000, tag });
  writeFileSync(file, JSON.stringify(journal));
  writeFileSync(join(newer, `${tag}.sql`), statements);
}
const newest = () =>
  (JSON.parse(readFileSync(join(newer, 'meta/_journal.json'), 'utf8')) as Journal).entries.at(-1)!.tag;

describe('a database that a newer version migrated', () => {
  const environment = () => ({ DATABASE_URL: record.database.url!, ADMIN_TOKEN, DATA_DIR: folder, PORT: '0' });
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
      cpSync(MIGRATIONS_FOLDER, newer, { recursive: true });
      const { db } = record.database;
      add('more', `-- needs: ${newest()}\nalter table hosts add column more text;`);
      expect(await migrate(db, newer)).toBe(1);
      const running = await startServer(folder, { DATABASE_URL: record.database.url!, ADMIN_TOKEN });
      expect(await register(running.address)).toBe(201);
      expect(await migrate(db)).toBe(0);

      add('less', `-- needs: ${newest()}\nalter table hosts drop column more;`);
      expect(await migrate(db, newer)).toBe(1);
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
