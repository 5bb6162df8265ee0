import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SRC = new URL('../../src/', import.meta.url);

/** Where a transaction is begun otherwise than by `inTransaction`, and why nothing has to be shown afterwards. */
const OTHERWISE = {
  'database/engine.ts': 'the transaction of the embedded engine itself',
  'database/migrate.ts': 'before anything is shown',
  'database/postgresql.ts': 'the transaction of the pool itself',
  'database/transaction.ts': '`inTransaction` itself',
  'database/writing.ts': 'tries whether writing works, and takes it back',
  'record/changes.ts': 'reads only',
  'record/epoch.ts': 'called by what follows the catalogue',
  'record/move.ts': 'fills another database, on which no server runs',
};

test('every write goes through the one place after which the process shows it', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const beginning = files.filter((file) => readFileSync(new URL(file, SRC), 'utf8').includes('.transaction('));
  expect(beginning.sort()).toEqual(Object.keys(OTHERWISE).sort());
});
