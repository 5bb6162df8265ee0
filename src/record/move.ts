import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { takeAdvisoryLock } from '../database/transaction.ts';
import { keepEpochAt, readPlace } from './epoch.ts';

/*
 * Moves all rows of one database into an empty one: identifiers, versions, the log, tokens, whatever is stored. Foreign
 * keys are put back last, and with them the state: until then the other database counts as incomplete, and no server
 * starts on it. An interrupted move goes on where it was, table by table.
 */

/** Why nothing was moved, or not all. */
class MoveError extends Error {
  override name = 'MoveError';
}

interface Moved {
  tables: number;
  rows: number;
  revision: number;
  epoch: string;
}

/** Told about each table, and while a long one is copied. */
type OnMoved = (table: string, rows: number, of: number) => void;

interface Column {
  name: string;
  type: string;
}

interface Digest {
  rows: number;
  /** Of all rows, in any order. */
  digest: string;
  /** Bytes of the largest row, as text. */
  largest: number;
}

const BATCH_BYTES = 4_000_000;
const BATCH_ROWS = 500;
/** Written last: without it a database is incomplete. */
const STATE = 'catalogue_state';
/** Not copied: it says which database this is. */
const ORIGIN = 'catalogue_origin';

const name = (text: string): SQL => sql`${sql.identifier(text)}`;
const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);

async function rowsOf<T>(db: Database, query: SQL): Promise<T[]> {
  const { rows } = (await db.execute(query)) as unknown as { rows: T[] };
  return rows;
}

/** Values have the same text in both databases. */
async function sameTexts(db: Database): Promise<void> {
  for (const setting of ["timezone = 'UTC'", "datestyle = 'ISO'", "intervalstyle = 'postgres'", "bytea_output = 'hex'"])
    await db.execute(sql.raw(`set local ${setting}`));
}

async function readColumns(db: Database): Promise<Map<string, Column[]>> {
  const found = await rowsOf<Column & { table: string }>(
    db,
    sql`select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
        and not a.attisdropped and a.attgenerated = ''
      order by c.relname collate "C", a.attname collate "C"`,
  );
  const tables = new Map<string, Column[]>();
  for (const { table, ...column } of found) tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}

const migrationsIn = async (db: Database): Promise<string> =>
  (await rowsOf<{ hash: string }>(db, sql`select hash from drizzle.__drizzle_migrations order by hash collate "C"`))
    .map(({ hash }) => hash)
    .join();

async function digestOf(db: Database, table: string, columns: readonly Column[]): Promise<Digest> {
  const text = sql`row(${list(columns.map((column) => name(column.name)))})::text`;
  const part = (from: number) => sql.raw(`coalesce(sum(('x' || substr(hash, ${from}, 15))::bit(60)::bigint), 0)::text`);
  const [found] = await rowsOf<Digest>(
    db,
    sql`select count(*)::int as rows, ${part(1)} || ' ' || ${part(17)} as digest, coalesce(max(bytes), 0)::int as largest
      from (select md5(${text}) as hash, octet_length(${text}) as bytes from ${name(table)}) as one`,
  );
  return found!;
}

/** Whether somebody has written to a migrated database; what migrations write themselves does not count. */
async function findContent(db: Database, tables: readonly string[]): Promise<string | undefined> {
  for (const table of tables) {
    if (table === STATE || table === ORIGIN) continue;
    const [row] = await rowsOf<{ n: number }>(db, sql`select count(*)::int as n from ${name(table)}`);
    if (row!.n > 0) return table;
  }
  const [state] = await rowsOf<{ revision: number; tie: string | null }>(
    db,
    sql`select revision, tie_secret as tie from ${name(STATE)}`,
  );
  return state && (state.revision > 0 || state.tie !== null) ? STATE : undefined;
}

type State = Pick<Moved, 'epoch' | 'revision'>;

const readState = async (db: Database): Promise<State | undefined> =>
  (await rowsOf<State>(db, sql`select epoch, revision from ${name(STATE)}`))[0];

const isUnderWay = async (db: Database): Promise<boolean> => {
  const [row] = await rowsOf<{ there: boolean }>(db, sql`select to_regclass('moving.parts') is not null as there`);
  return row!.there;
};

/** Makes the other database incomplete, and notes what is to be put back at the end. @throws MoveError */
const begin = (to: Database, tables: readonly string[], { epoch, revision }: State): Promise<void> =>
  to.transaction(async (to) => {
    await takeAdvisoryLock(to, 'migration');
    if (await isUnderWay(to)) return;
    const full = await findContent(to, tables);
    const there = await readState(to);
    if (full !== undefined && there?.epoch === epoch)
      throw new MoveError(
        `This move was made already, and nothing was moved now: the other database holds the same history, up to revision ${there.revision}; this one goes up to ${revision}.${revision > there.revision ? ' Something was written here afterwards: see the log of changes of both.' : ' Start the server with DATABASE_URL set to that address.'}`,
      );
    if (full !== undefined)
      throw new MoveError(
        `The other database holds something already (table ${full}): nothing was moved. Make an empty one, run migrate on it, and start no server on it before the move.`,
      );
    await to.execute(sql`create schema moving`);
    await to.execute(sql`create table moving.parts (name text primary key, digest text not null)`);
    await to.execute(
      sql`create table moving.keys as select conrelid::regclass::text as on_table, conname::text as name, pg_get_constraintdef(oid) as definition
        from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    const keys = await rowsOf<{ on_table: string; name: string }>(to, sql`select on_table, name from moving.keys`);
    for (const key of keys)
      await to.execute(sql`alter table ${sql.raw(key.on_table)} drop constraint ${name(key.name)}`);
    await to.execute(sql`delete from ${name(STATE)}`);
    await to.execute(sql`delete from ${name(ORIGIN)}`);
  });

/** Copies rows in the order in which they come; a batch holds as much as fits, one row at least. */
async function copyRows(
  [from, to]: readonly [Database, Database],
  table: string,
  columns: readonly Column[],
  { rows, largest }: Digest,
  onRows: (rows: number) => void,
): Promise<void> {
  const names = columns.map((column) => name(column.name));
  const texts = names.map((column) => sql`${column}::text as ${column}`);
  const casts = columns.map(({ name: column, type }) => sql`${name(column)}::${sql.raw(type)}`);
  const atOnce = Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / Math.max(1, largest))));
  await from.execute(sql`declare moving no scroll cursor for select ${list(texts)} from ${name(table)}`);
  for (let copied = 0; copied < rows; ) {
    const batch = await rowsOf<Record<string, string | null>>(from, sql.raw(`fetch ${atOnce} from moving`));
    if (batch.length === 0) break;
    const arrays = columns.map(({ name: column }) => sql`${sql.param(batch.map((row) => row[column]))}::text[]`);
    await to.execute(
      sql`insert into ${name(table)} (${list(names)}) overriding system value
        select ${list(casts)} from unnest(${list(arrays)}) as given (${list(names)})`,
    );
    copied += batch.length;
    onRows(copied);
  }
  await from.execute(sql`close moving`);
}

/** Copies a table, unless an earlier run did, and nothing of it changed since on either side. */
async function movePart(
  [from, to]: readonly [Database, Database],
  table: string,
  columns: readonly Column[],
  onMoved: OnMoved,
): Promise<Digest> {
  return await from.transaction(async (from) => {
    await sameTexts(from);
    const source = await digestOf(from, table, columns);
    await to.transaction(async (to) => {
      await sameTexts(to);
      const [done] = await rowsOf<{ digest: string }>(to, sql`select digest from moving.parts where name = ${table}`);
      const isThere = done?.digest === source.digest && (await digestOf(to, table, columns)).digest === source.digest;
      if (!isThere) {
        await to.execute(sql`delete from ${name(table)}`);
        await copyRows([from, to], table, columns, source, (rows) => {
          if (rows < source.rows) onMoved(table, rows, source.rows);
        });
        await to.execute(
          sql`insert into moving.parts (name, digest) values (${table}, ${source.digest})
            on conflict (name) do update set digest = excluded.digest`,
        );
      }
    });
    onMoved(table, source.rows, source.rows);
    return source;
  });
}

const sequencesIn = (db: Database) =>
  rowsOf<{ name: string; last: string | null }>(
    db,
    sql`select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public'`,
  );

/** Puts back the foreign keys, compares all tables, and writes the state: after this the database is whole. */
async function end(
  [from, to]: readonly [Database, Database],
  tables: ReadonlyMap<string, readonly Column[]>,
  digests: ReadonlyMap<string, Digest>,
): Promise<void> {
  const sequences = await sequencesIn(from);
  // Outside of the transaction, which it may break.
  const place = await readPlace(to);
  await to.transaction(async (to) => {
    await sameTexts(to);
    await from.transaction(async (from) => {
      await sameTexts(from);
      await copyRows([from, to], STATE, tables.get(STATE)!, digests.get(STATE)!, () => {});
    });
    for (const [table, source] of digests) {
      const moved = await digestOf(to, table, tables.get(table)!);
      if (moved.rows !== source.rows || moved.digest !== source.digest)
        throw new MoveError(
          `Table ${table} differs (${source.rows} rows here, ${moved.rows} there): something writes to the other database. End it, then run the move again.`,
        );
    }
    const keys = await rowsOf<{ on_table: string; name: string; definition: string }>(
      to,
      sql`select * from moving.keys`,
    );
    for (const key of keys)
      await to.execute(
        sql`alter table ${sql.raw(key.on_table)} add constraint ${name(key.name)} ${sql.raw(key.definition)}`,
      );
    for (const { name: sequence, last } of sequences)
      if (last !== null) await to.execute(sql`select setval(${`public.${sequence}`}::regclass, ${last}::bigint)`);
    await keepEpochAt(to, place);
    await to.execute(sql`drop schema moving cascade`);
  });
}

/**
 * Moves everything from one database into another one, which is migrated and empty. What it leaves is only read.
 * @throws MoveError when the other database holds anything, has other tables, or differs at the end
 */
export async function moveAll(from: Database, to: Database, onMoved: OnMoved): Promise<Moved> {
  if ((await migrationsIn(from)) !== (await migrationsIn(to).catch(() => '')))
    throw new MoveError(
      'The other database has not the tables of this version: nothing was moved. Run migrate on it, with this version.',
    );
  const tables = await readColumns(from);
  if (JSON.stringify([...tables]) !== JSON.stringify([...(await readColumns(to))]))
    throw new MoveError('The other database has other tables or columns: nothing was moved. Make an empty one.');
  const state = (await readState(from))!;
  await begin(to, [...tables.keys()], state);
  const digests = new Map<string, Digest>();
  for (const [table, columns] of tables)
    if (table !== STATE && table !== ORIGIN) digests.set(table, await movePart([from, to], table, columns, onMoved));
  digests.set(
    STATE,
    await from.transaction(async (from) => {
      await sameTexts(from);
      return await digestOf(from, STATE, tables.get(STATE)!);
    }),
  );
  await end([from, to], tables, digests);
  const rows = [...digests.values()].reduce((sum, one) => sum + one.rows, 0);
  return { tables: digests.size, rows, ...state };
}
