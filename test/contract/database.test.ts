import type { PGlite } from '@electric-sql/pglite';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPglite } from '../../src/database/engine.ts';
import type { Database } from '../../src/database/open.ts';
import { beginWithPrepared } from '../../src/database/prepared.ts';
import * as tables from '../../src/record/tables.ts';
import * as terms from '../../src/vocabulary/terms.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let migrated: TestDatabase;
let drawn: PGlite;
beforeAll(async () => {
  migrated = await freshDatabase();
  drawn = await startPglite(beginWithPrepared());
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(tables));
  for (const statement of statements) await drawn.exec(statement);
});
afterAll(async () => {
  await migrated.close();
  await drawn.close();
});

/** Everything that PostgreSQL knows of the public schema, as text that can be compared. */
async function describeSchema(db: Database): Promise<string[]> {
  const rows = await db
    .select({ line: sql<string>`line` })
    .from(
      sql`(
        select format('column %s.%s %s%s default %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                      case when a.attnotnull then ' not null' else '' end, pg_get_expr(d.adbin, d.adrelid)) as line
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        union all
        -- What must not be null stands with its column; only newer servers name it as a constraint too.
        select format('constraint %s on %s %s', conname, conrelid::regclass, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
        union all
        select indexdef from pg_indexes where schemaname = 'public') as schema`,
    )
    .orderBy(sql`line collate "C"`);
  return rows.map(({ line }) => line);
}

test('the migrations, from nothing, make exactly the tables that the code knows', async () => {
  const wanted = await describeSchema(drizzle(drawn));
  expect(wanted.length).toBeGreaterThan(150);
  expect(await describeSchema(migrated.db)).toEqual(wanted);
});

describe('a list in a check is the list of the vocabulary', () => {
  test.each([
    ['hosts_state', terms.HOST_STATES],
    ['hosts_legal_form', terms.LEGAL_FORMS],
    ['hosts_audiences', terms.AUDIENCES],
    ['services_registration', terms.REGISTRATIONS],
    ['services_capacity_state', terms.CAPACITY_STATES],
    ['services_certifications', terms.CERTIFICATIONS],
    ['plans_period', terms.PERIODS],
    ['plans_price_for', terms.COVERED_BY_PRICE],
    ['claims_value', terms.CLAIM_VALUES],
    ['memberships_state', terms.MEMBERSHIP_STATES],
    ['tokens_role', terms.ROLES],
    ['reports_kind', terms.REPORT_KINDS],
    ['reports_outcome', terms.REPORT_OUTCOMES],
    ['reports_answered_by', terms.ROLES],
    ['changes_kind', terms.CHANGE_KINDS],
    ['changes_by', terms.ACTORS],
  ])('%s', async (name, list) => {
    const found = (await describeSchema(migrated.db)).find((line) => line.startsWith(`constraint ${name} `));
    const quoted = [...(found ?? '').matchAll(/'([^']+)'/g)].map(([, term]) => term);
    expect(quoted).toEqual([...list]);
  });
});

test('every constraint has a name of its own, by which errors are told apart', async () => {
  const names = (await describeSchema(migrated.db)).flatMap((line) => /^constraint (\S+)/.exec(line)?.[1] ?? []);
  expect(new Set(names).size).toBe(names.length);
});
