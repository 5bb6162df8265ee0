import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { asCatalogueError } from '../../src/database/errors.ts';
import { openPglite } from '../../src/database/pglite.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { tokens } from '../../src/record/tables.ts';
import { makeDataFolder } from '../support/pglite-template.ts';

/* The embedded engine on a folder of its own: on both lanes it would be the same. */

/** By the depth, another part of the engine is cut off, and each time it starts anew: one between them in the whole run. */
const DEPTHS = process.env.TESTS === 'all' ? [400, 800, 2000] : [400, 2000];

test('a statement that the embedded engine does not end fails, leaves nothing behind, and the next ones are answered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-engine-'));
  makeDataFolder(folder);
  const { db, close } = await openPglite(folder);
  const count = async () => (await db.select().from(tokens)).length;
  const written = (id: string) => ({
    ...{ id, role: 'admin' as const, label: 'x', prefix: 'bcl_', hash: id, createdAt: new Date() },
  });
  try {
    await db.insert(tokens).values(written('00000000-0000-4000-8000-000000000001'));
    // Deep enough for the stack of the process, which PostgreSQL does not measure here.
    for (const depth of DEPTHS) {
      const deep = sql.raw(`select ${'('.repeat(depth)}1${'+1)'.repeat(depth)} as found`);
      const writing = inTransaction(db, async (db) => {
        await db.insert(tokens).values(written('00000000-0000-4000-8000-000000000002'));
        return await db.execute(deep);
      });
      const outcome = await writing.then(
        (found) => (found as unknown as { rows: unknown[] }).rows,
        (error: Error) => error,
      );
      // A processor that needs less of the stack may end it.
      if (Array.isArray(outcome)) expect(outcome).toEqual([{ found: depth + 1 }]);
      else expect(asCatalogueError(outcome)).toMatchObject({ code: 'database-unavailable' });
      expect(await count()).toBe(Array.isArray(outcome) ? 2 : 1);
      if (Array.isArray(outcome)) await db.execute(sql`delete from tokens where hash like '%2'`);
    }
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
});

test('a command of many statements on the embedded database lets others in between', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-turns-'));
  makeDataFolder(folder);
  const { db, close } = await openPglite(folder);
  let letIn = 0;
  const others = setInterval(() => letIn++, 0);
  try {
    await inTransaction(db, async (db) => {
      for (let statement = 0; statement < 20; statement++)
        await db.execute(sql`select count(*) from generate_series(1, 10000)`);
    });
    expect(letIn).toBeGreaterThan(0);
  } finally {
    clearInterval(others);
    await close();
    rmSync(folder, { recursive: true });
  }
});
