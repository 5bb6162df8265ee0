import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER } from '../../src/database/migrate.ts';

type Journal = { entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[] };

/** The migrations of a newer version in a new folder: those of this one, and what `add` gives it. */
export function newerVersion(folder: string) {
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true });
  const file = join(folder, 'meta/_journal.json');
  const read = (): Journal => JSON.parse(readFileSync(file, 'utf8'));
  const newest = (): string => read().entries.at(-1)!.tag;
  const add = (name: string, statements: string): void => {
    const journal = read();
    const last = journal.entries.at(-1)!;
    const idx = last.idx + 1;
    const tag = `${String(idx).padStart(4, '0')}_${name}`;
    journal.entries.push({ ...last, idx, when: last.when + 1000, tag });
    writeFileSync(file, JSON.stringify(journal));
    writeFileSync(join(folder, `${tag}.sql`), statements);
  };
  return { folder, newest, add };
}
