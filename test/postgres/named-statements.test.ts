import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { useRecord } from '../support/record.ts';

/* Statements that come again are kept by the server for each connection, and no connection is lost for good by that. */

const record = useRecord();

/** Runs `work` on a database whose queries go one after another: they share one connection. */
async function onOwnPool(work: (db: Database) => Promise<void>, options = {}): Promise<void> {
  const { db, close } = await openDatabase({ databaseUrl: record.database.url, dataDir: '', ...options });
  try {
    await work(db);
  } finally {
    await close();
  }
}
const rowsOf = async <T>(db: Database, query: ReturnType<typeof sql>): Promise<T[]> =>
  ((await db.execute(query)) as unknown as { rows: T[] }).rows;
const keptBy = async (db: Database): Promise<string[]> =>
  (await rowsOf<{ statement: string }>(db, sql`select statement from pg_prepared_statements`)).map(
    ({ statement }) => statement,
  );
const doubled = (db: Database, value: number) =>
  rowsOf<{ twice: number }>(db, sql`select 2 * ${value}::integer as twice`);
/** A statement that came as often has a name. */
const NAMED_FROM = 5;
const TEXT = 'select 2 * $1::integer as twice';

describe('A statement', () => {
  it('is kept once it came a few times, with other values too; one that came once, or has no values, is not', async () =>
    onOwnPool(async (db) => {
      await rowsOf(db, sql`select ${'once'}::text`);
      for (let time = 0; time < 2 * NAMED_FROM; time++) await rowsOf(db, sql`select 'no values'`);
      for (let time = 1; time < NAMED_FROM; time++) expect(await doubled(db, time)).toEqual([{ twice: 2 * time }]);
      expect(await keptBy(db)).toEqual([]);
      for (let time = 0; time < 3; time++) expect(await doubled(db, time)).toEqual([{ twice: 2 * time }]);
      expect(await keptBy(db)).toEqual([TEXT]);
    }));

  it('is kept as one of two hundred at most, and none of them is long', async () =>
    onOwnPool(async (db) => {
      const long = sql.raw(`/* ${'x'.repeat(17_000)} */`);
      for (let time = 0; time < NAMED_FROM; time++) await rowsOf(db, sql`select ${time}::integer ${long}`);
      expect(await keptBy(db)).toEqual([]);
      for (let other = 0; other < 250; other++)
        for (let time = 0; time < NAMED_FROM; time++)
          await rowsOf(db, sql`select ${time}::integer as ${sql.identifier(`n${other}`)}`);
      expect(await keptBy(db)).toHaveLength(200);
    }));
});

describe('Where a connection keeps none of them, behind a pooler', () => {
  it('the statement is sent anew, and none is named any more', async () =>
    onOwnPool(async (db) => {
      for (let time = 0; time < NAMED_FROM; time++) await doubled(db, time);
      await db.execute(sql`deallocate all`);
      for (let time = 0; time < 3; time++) expect(await doubled(db, time)).toEqual([{ twice: 2 * time }]);
      expect(await keptBy(db)).toEqual([]);
    }));

  it('so is the whole transaction that it stands in', async () =>
    onOwnPool(async (db) => {
      for (let time = 0; time < NAMED_FROM; time++) await doubled(db, time);
      let attempts = 0;
      const twice = await inTransaction(db, async (db) => {
        if (++attempts === 1) await db.execute(sql`deallocate all`);
        return doubled(db, 4);
      });
      expect([twice, attempts]).toEqual([[{ twice: 8 }], 2]);
    }));
});

describe('Where a migration changes what a statement answers', () => {
  const onChangedTable = async (work: (read: (db: Database) => Promise<unknown>, db: Database) => Promise<void>) => {
    await record.database.run('create table moved (value integer); insert into moved values (7)');
    const read = (db: Database) => rowsOf(db, sql`select value from moved where value::integer > ${0}`);
    await onOwnPool(async (db) => {
      for (let time = 0; time < NAMED_FROM; time++) expect(await read(db)).toEqual([{ value: 7 }]);
      await record.database.run('alter table moved alter value type text');
      await work(read, db);
      for (let time = 0; time < 2 * NAMED_FROM; time++) await doubled(db, time);
      expect(await keptBy(db)).not.toContain(TEXT);
    }).finally(() => record.database.run('drop table moved'));
  };

  it('it is sent anew, and none is named any more', () =>
    onChangedTable(async (read, db) => {
      for (let time = 0; time < 3; time++) expect(await read(db)).toEqual([{ value: '7' }]);
    }));

  it('so is the whole transaction that it stands in', () =>
    onChangedTable(async (read, db) => {
      let attempts = 0;
      const found = await inTransaction(db, (db) => {
        attempts += 1;
        return read(db);
      });
      expect([found, attempts]).toEqual([[{ value: '7' }], 2]);
    }));
});

describe('A command that fills whole tables', () => {
  it('names none: a plan of an empty table would stay', async () =>
    onOwnPool(
      async (db) => {
        for (let time = 0; time < 2 * NAMED_FROM; time++) await doubled(db, time);
        expect(await keptBy(db)).toEqual([]);
      },
      { withoutLimits: true },
    ));
});
