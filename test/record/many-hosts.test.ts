import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPublished, readPublishedAt } from '../../src/record/changes.ts';
import { catalogueState, changes, hosts } from '../../src/record/tables.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hostRow } from '../support/rows.ts';

/** More than one query reads, and a last query that has nothing left to read. */
const MANY = 1500;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => await database.close());

test('a catalogue that one query does not read whole is read whole: each host once, with its last change', async () => {
  const { db } = database;
  const at = new Date('2026-11-25T12:00:00Z');
  const rows = Array.from({ length: MANY }, (_, i) => hostRow({ id: randomUUID(), slug: `host-${i}` }));
  await db.insert(hosts).values(rows);
  await db.insert(changes).values(
    rows.map(({ id, slug }, i) => ({
      ...{ revision: i + 1, mark: randomUUID(), at, kind: 'created' as const, by: 'admin' as const },
      ...{ hostId: id, document: { id, slug, fields: {} } },
    })),
  );
  await database.run('update hosts set published_revision = (select revision from changes where host_id = hosts.id)');
  await db.update(catalogueState).set({ revision: MANY });

  const slugs = rows.map(({ slug }) => slug).sort();
  const present = await readPublished(db);
  expect(present.hosts.map(({ slug }) => slug)).toEqual(slugs);
  expect(present.lastChanges).toEqual(new Map(rows.map(({ id }, i) => [id, { at, revision: i + 1 }])));
  const past = await readPublishedAt(db, MANY);
  expect(past?.hosts.map(({ slug }) => slug)).toEqual(slugs);
});
