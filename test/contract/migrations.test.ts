import { readdirSync, readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RENAMED_ACTIONS } from '../../bench/upgrade/expected.ts';
import { startPglite } from '../../src/database/engine.ts';
import { MIGRATIONS_FOLDER, migrate } from '../../src/database/migrate.ts';
import { beginWithPrepared } from '../../src/database/prepared.ts';
import type { Host } from '../../src/documents/host.ts';
import { hostOnDay } from '../../src/record/assemble.ts';
import type { HostFacts } from '../../src/record/host-facts.ts';
import { readReference } from '../../src/vocabulary/reference.ts';
import { COMPLETE_LISTS } from '../../src/vocabulary/terms.ts';

/** Written into the log of changes on that day by the build before facts, with members, plans, claims and a closing. */
const WRITTEN_ON = '2026-11-26';
const written: Host[] = JSON.parse(readFileSync(new URL('./fixtures/dated-documents.json', import.meta.url), 'utf8'));
const dated: Host[] = [
  ...written,
  {
    ...written[0]!,
    id: 'c0a7c9a4-3c1d-4d4f-8a57-0c2f5d0d9f11',
    slug: 'infini-confirme',
    confirmedByHost: true,
    confirmedAt: '2026-11-01',
  } as unknown as Host,
];
/** What a charter says counts only with a page of the federation, or with the word of the host. */
const withoutCharters = (host: Host): Host => ({
  ...host,
  claims: host.claims
    .map((claim) => ({ ...claim, statements: claim.statements.filter(({ by }) => by !== 'charter') }))
    .filter(({ statements }) => statements.length > 0),
});
/** A document of then as it is written today: a state is called so, and so is a day. */
const FORMER_STATE = /"status":"(member|former|follower|active|closed|unknown)"/g;
const asWrittenToday = (document: Host): string =>
  JSON.stringify(document)
    .replaceAll(FORMER_STATE, '"state":"$1"')
    .replaceAll(/"(confirmed|domainVerified)At":/g, '"$1On":');
const reference = readReference();

/** A database as the build of the first migrations left it. @param count how many of them */
async function databaseOf(count: number): Promise<PGlite> {
  const database = await startPglite(beginWithPrepared());
  await database.exec(
    'create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  for (const { sql, hash, folderMillis } of readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).slice(
    0,
    count,
  )) {
    for (const statement of sql) await database.exec(statement);
    await database.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      hash,
      folderMillis,
    ]);
  }
  return database;
}

describe('a log of changes from before documents were kept as facts', () => {
  let database: PGlite;
  let kept: HostFacts[];
  beforeAll(async () => {
    database = await databaseOf(4);
    for (const [index, document] of dated.entries()) {
      await database.query(
        `insert into hosts (id, slug, name, state, version, created_at, updated_at, published_at)
         values ($1, $2, $3, 'published', 2, $4, $4, $4)`,
        [document.id, document.slug, document.name, `${WRITTEN_ON}T09:00:00Z`],
      );
      await database.query(
        `insert into changes (revision, at, kind, host_id, by, by_label, document)
         values ($1, $2, 'changed', $3, 'admin', 'admin', $4)`,
        [index + 1, `${WRITTEN_ON}T12:00:00Z`, document.id, JSON.stringify(document)],
      );
    }
    await database.query('update catalogue_state set revision = $1', [dated.length]);
    expect(await migrate(drizzle(database))).toBeGreaterThan(0);
    const { rows } = await database.query<{ document: HostFacts }>('select document from changes order by revision');
    kept = rows.map(({ document }) => document);
  });
  afterAll(() => database.close());

  const read = () => kept.map((facts) => hostOnDay(facts, reference, WRITTEN_ON));

  test('reads on the day of each change as it was written', () => {
    expect(read().map(({ complete: _, schemaVersion: __, ...host }) => JSON.stringify(host))).toEqual(
      dated.map((document) => asWrittenToday(withoutCharters(document))),
    );
  });

  test('keeps the meaning of what was confirmed: all lists of the host are whole, and of nobody else', () => {
    expect(read().map(({ complete }) => complete)).toEqual(
      dated.map(({ confirmedByHost }) => (confirmedByHost ? [...COMPLETE_LISTS] : [])),
    );
    expect(new Set(dated.map(({ confirmedByHost }) => confirmedByHost))).toEqual(new Set([true, false]));
  });

  test('refuses what a process of before would still write', async () => {
    const writing = database.query(
      `insert into changes (revision, mark, at, kind, host_id, by, by_label, document)
       values (99, gen_random_uuid(), $1, 'changed', $2, 'admin', 'admin', $3)`,
      [`${WRITTEN_ON}T13:00:00Z`, dated[0]!.id, JSON.stringify(dated[0])],
    );
    await expect(writing).rejects.toThrow('changes_facts');
  });

  test('has a mark for each revision, and that of the last one in its state', async () => {
    const { rows } = await database.query<{ mark: string }>('select mark from changes order by revision');
    expect(new Set(rows.map(({ mark }) => mark)).size).toBe(dated.length);
    const state = await database.query<{ mark: string }>('select mark from catalogue_state');
    expect(state.rows).toEqual(rows.slice(-1));
    const unmarked = database.query(
      `insert into changes (revision, at, kind, host_id, by) values (99, now(), 'withdrawn', $1, 'admin')`,
      [dated[0]!.id],
    );
    await expect(unmarked).rejects.toThrow('"mark"');
  });

  test('keeps nothing that a day decides', () => {
    expect(JSON.stringify(kept)).not.toMatch(/"(evidence|aged|stage|confirmedByHost)":/);
  });
});

describe('needs that were kept with the word that a leak would harm people', () => {
  test('keep what it means, and no place finer than the département', async () => {
    const database = await startPglite(beginWithPrepared());
    for (const table of ['recommendations', 'cases']) await database.exec(`create table ${table} (need text)`);
    const commune = { level: 'commune', code: '23079' };
    const important = { 'hosted-in-eu': 'important', 'no-profiling': 'important', 'root-access-alone': 'important' };
    const creuse = { level: 'departement', code: '23' };
    const byDefault = { price: 'important', proximity: 'plus', commitments: { 'closing-notice': 'plus' } };
    const kept: [before: object, after: object][] = [
      [
        { sensitive: true, territory: commune },
        { sensitive: 'unknown', territory: creuse, wish: { ...byDefault, criteria: important } },
      ],
      [
        { sensitive: true, wish: { price: 'plus', criteria: { 'no-profiling': 'very-important' } } },
        { sensitive: 'unknown', wish: { price: 'plus', criteria: { ...important, 'no-profiling': 'very-important' } } },
      ],
      [
        { sensitive: 'unknown', territory: { level: 'commune', code: '97411' } },
        { sensitive: 'unknown', territory: { level: 'departement', code: '974' } },
      ],
      [{ territory: commune }, { territory: commune }],
    ];
    for (const [before] of kept)
      for (const table of ['recommendations', 'cases'])
        await database.query(`insert into ${table} values ($1)`, [JSON.stringify(before)]);
    const sql = readFileSync(`${MIGRATIONS_FOLDER}/0026_needs_without_danger.sql`, 'utf8');
    await database.exec(sql);
    for (const table of ['recommendations', 'cases']) {
      const { rows } = await database.query<{ need: string }>(`select need from ${table}`);
      const needs = rows.map(({ need }) => JSON.parse(need));
      expect(needs).toHaveLength(kept.length);
      for (const [, after] of kept) expect(needs).toContainEqual(after);
    }
    await database.close();
  });
});

describe('claims of entries that were proven before that had a column', () => {
  test('stay proven since the last look at the site; those that were not, and other tokens, gain nothing', async () => {
    const database = await startPglite(beginWithPrepared());
    await database.exec(`
      create table tokens (id int, is_claim boolean, created_at timestamptz, expires_at timestamptz);
      create table domain_challenges (token_id int, checked_at timestamptz);
      insert into tokens values (1, true, '2026-11-01', null), (2, true, '2026-11-02', '2026-12-02'), (3, false, '2026-11-03', null);
      insert into domain_challenges values (1, '2026-11-05T10:00:00Z'), (2, '2026-11-06');`);
    await database.exec(readFileSync(`${MIGRATIONS_FOLDER}/0029_proven_claims.sql`, 'utf8'));
    const { rows } = await database.query('select id, claim_proven_at from tokens order by id');
    expect(rows).toEqual([
      { id: 1, claim_proven_at: new Date('2026-11-05T10:00:00Z') },
      { id: 2, claim_proven_at: null },
      { id: 3, claim_proven_at: null },
    ]);
    await database.close();
  });
});

/** The next migration is drawn from the newest picture of the tables alone; those before it are in the SQL. */
test('Of the pictures that drizzle draws of all tables, the newest alone is kept', () => {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(`${MIGRATIONS_FOLDER}/meta/_journal.json`, 'utf8'),
  );
  const pictures = readdirSync(`${MIGRATIONS_FOLDER}/meta`).filter((name) => name.endsWith('_snapshot.json'));
  expect(pictures).toEqual([`${journal.entries.at(-1)!.tag.slice(0, 4)}_snapshot.json`]);
});

describe('a log from before operations on one thing shared its name', () => {
  test('says what was done by the names of today, and a kept match who recommends a helper', async () => {
    const database = await databaseOf(40);
    const federation = '7d0f0a52-63d5-4c1b-9b1e-0d8c6a9f1a11';
    const match = `{"fits":[{"reasons":[{"params":{"federation":"pontons"},"text":"Signé."}]}],"help":[{"name":"Le Pivot","federation":"Les \\"Pontons\\"","text":"Aide."}]}`;
    await database.query(
      `insert into federations (id, slug, name, website, created_at) values ($1, 'pontons', 'Les Pontons', 'https://pontons.example', now())`,
      [federation],
    );
    for (const action of [...Object.keys(RENAMED_ACTIONS), 'putMember'])
      await database.query('insert into audit (at, action, federation_id) values (now(), $1, $2)', [
        action,
        federation,
      ]);
    for (const [index, action] of Object.keys(RENAMED_ACTIONS).entries())
      await database.query(
        `insert into changes (revision, at, kind, federation_id, by, action, document, mark) values ($1, now(), 'changed', $2, 'admin', $3, '{}', $2)`,
        [index + 1, federation, action],
      );
    await database.query(
      `insert into recommendations (id, federation_id, hosts, need, match, language, policy_version, catalogue_revision, as_of, created_at) values ($1, $1, '[]', '{}', $2, 'fr', '2026-5', 1, '2026-11-25', now())`,
      [federation, match],
    );
    await database.query(
      `insert into idempotency_keys (key, request, started_at, status, body) values ('k', 'r', now(), 201, $1)`,
      [match],
    );
    await migrate(drizzle(database));
    const { rows: actions } = await database.query<{ action: string }>('select action from audit order by number');
    expect(actions.map(({ action }) => action)).toEqual([...Object.values(RENAMED_ACTIONS), 'putMember']);
    const { rows: changes } = await database.query<{ action: string }>('select action from changes order by revision');
    expect(changes.map(({ action }) => action)).toEqual(Object.values(RENAMED_ACTIONS));
    const { rows: kept } = await database.query<{ json: string }>(
      'select match as json from recommendations union all select body from idempotency_keys',
    );
    const today = match.replace('"federation":"Les', '"federationName":"Les');
    expect(kept.map(({ json }) => json)).toEqual([today, today]);
    await database.close();
  });
});
