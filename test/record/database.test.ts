import { afterAll, beforeAll, expect, test } from 'vitest';
import { pendingMigrations } from '../../src/database/migrate.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import type { PlanRow } from '../../src/record/rows.ts';
import { catalogueState, hosts, plans, services, tokens } from '../../src/record/tables.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hostRow, planRow, serviceRow } from '../support/rows.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => await database.close());

test('a fresh database has every migration, an epoch and the revision 0', async () => {
  expect(await pendingMigrations(database.db)).toBe(0);
  const rows = await database.db.select().from(catalogueState);
  const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(rows).toEqual([{ id: 1, epoch: uuid, mark: uuid, revision: 0, tieSecret: null }]);
});

test('a database that is given back leaves nothing to the next file: no row, no number, no setting, no table', async () => {
  const everythingIn = async ({ run }: TestDatabase) => {
    const tables = await run<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const rows = tables.map(({ name }) => `select '${name}' as name, to_json(t)::text as row from "${name}" t`);
    return {
      tables,
      rows: await run(`${rows.join(' union all ')} order by 1, 2`),
      numbers: await run('select sequencename, last_value from pg_sequences order by 1'),
      waits: await run('show statement_timeout'),
    };
  };
  const [first, second] = [await freshDatabase(), await freshDatabase()];
  const begun = await everythingIn(first);
  await first.db.insert(hosts).values(hostRow());
  await first.run('update catalogue_state set revision = 3, epoch = gen_random_uuid()');
  await first.run(`select nextval('audit_number_seq')`);
  await first.run(`set statement_timeout = '7s'`);
  await second.run('create table left_over (name text)');
  for (const used of [first, second]) {
    expect(await everythingIn(used)).not.toEqual(begun);
    await used.close();
    await expect(used.run('select 1')).rejects.toThrow();
  }
  const [third, fourth] = [await freshDatabase(), await freshDatabase()];
  for (const next of [third, fourth]) {
    expect(await everythingIn(next)).toEqual(begun);
    await next.close();
  }
});

test('a transaction that fails leaves nothing behind', async () => {
  const failing = inTransaction(database.db, async (db) => {
    await db.update(catalogueState).set({ revision: 7 });
    throw new Error('stop');
  });
  await expect(failing).rejects.toThrow('stop');
  expect(await database.db.select({ revision: catalogueState.revision }).from(catalogueState)).toEqual([
    { revision: 0 },
  ]);
});

test('an error that has no meaning in the domain stays what it is', async () => {
  const broken = inTransaction(database.db, (db) =>
    db.insert(tokens).values({
      id: '00000000-0000-4000-8000-000000000001',
      role: 'host',
      label: 'a host token without a host',
      prefix: 'bcl_',
      hash: 'x',
      createdAt: new Date(),
    }),
  );
  await expect(broken).rejects.toMatchObject({ cause: { code: '23514', constraint: 'tokens_subject' } });
});

test.each<[string, unknown]>([
  ['nothing', {}],
  ['a list', [1]],
  ['a text', 'unlimited'],
  ['an amount below zero', { sites: -1 }],
  ['a word that is not unlimited', { sites: 'many' }],
  ['an amount in a list', { sites: [1] }],
  ['null', { sites: null }],
])('limits of a plan that say %s are kept out', async (_what, limits) => {
  const writing = inTransaction(database.db, async (db) => {
    await db.insert(hosts).values(hostRow());
    const service = serviceRow();
    await db.insert(services).values(service);
    await db.insert(plans).values(planRow({ serviceId: service.id, limits: limits as PlanRow['limits'] }));
  });
  await expect(writing).rejects.toMatchObject({ cause: { code: '23514', constraint: 'plans_limits' } });
});
