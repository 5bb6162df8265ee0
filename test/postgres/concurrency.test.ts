import { asc, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { createToken } from '../../src/accounts/commands.ts';
import { asCatalogueError } from '../../src/database/errors.ts';
import { migrate, pendingMigrations } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import type { Host } from '../../src/documents/host.ts';
import { putMember } from '../../src/federations/members/commands.ts';
import { memberColumns, putMembership } from '../../src/federations/members/store.ts';
import { putReview } from '../../src/federations/reviews/commands.ts';
import { subjectOfToken } from '../../src/federations/rights.ts';
import { CatalogueError } from '../../src/ground/errors.ts';
import { patchHost, publishHost } from '../../src/hosts/entries/commands.ts';
import { withdrawHost } from '../../src/hosts/entries/withdrawal.ts';
import { changesAfter, readPublished, readState } from '../../src/record/changes.ts';
import { lockHost } from '../../src/record/hosts.ts';
import { REVISION_CHANNEL } from '../../src/record/publish.ts';
import { changes, hosts } from '../../src/record/tables.ts';
import { redactHost } from '../../src/redaction/commands.ts';
import { putClaim } from '../../src/statements/commands.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { aSlug, expectNoDrift, useRecord } from '../support/record.ts';

const record = useRecord();
const many = <T>(n: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)));
const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === 'fulfilled' ? 'ok' : (result.reason as CatalogueError).code)).sort();

describe('writers at the same time', () => {
  test('of tokens of one host or federation: no more than twenty are in force in the end', async () => {
    const host = await record.published();
    const federation = await record.federation();
    for (const draft of [
      { role: 'host', host: host.id, label: 'robot' } as const,
      { role: 'federation', federation: federation.slug, label: 'bureau' } as const,
    ]) {
      const before = draft.role === 'host' ? 1 : 0;
      const results = await Promise.allSettled(
        Array.from({ length: 30 }, () => createToken(record.as(), draft, subjectOfToken)),
      );
      expect(codes(results)).toEqual([...Array(20 - before).fill('ok'), ...Array(10 + before).fill('too-many-tokens')]);
    }
  });

  test('of one slug: one publishes, the others are told that it is taken', async () => {
    const slug = aSlug('wanted');
    const drafts = await many(5, () => record.draft({ slug }));
    const results = await Promise.allSettled(
      drafts.map(({ id }) => publishHost(record.as(), id, undefined, { force: true })),
    );
    expect(codes(results)).toEqual(['ok', ...Array(4).fill('slug-taken')]);
    const { hosts: public_ } = await readPublished(record.database.db);
    expect(public_.filter((host) => host.slug === slug)).toHaveLength(1);
  });

  test('of one version: one writes, the others are told that theirs is stale', async () => {
    const host = await record.published();
    const names = ['A', 'B', 'C', 'D', 'E'];
    const results = await Promise.allSettled(names.map((name) => patchHost(record.as(), host.slug, { name }, '"v2"')));
    expect(codes(results)).toEqual(['ok', ...Array(4).fill('version-stale')]);
    const [row] = await record.database.db.select().from(hosts).where(eq(hosts.id, host.id));
    expect(row?.version).toBe(3);
  });

  test('of many hosts: revisions are consecutive, in commit order, and every change tells the rows of its moment', async () => {
    const published = await many(10, () => record.published());
    const before = (await readState(record.database.db)).revision;
    let watching = true;
    const seen: number[][] = [];
    // A follower that asks for what comes next must never be shown a later revision before an earlier one.
    const follower = (async () => {
      let after = before;
      while (watching || after < (await readState(record.database.db)).revision) {
        const { changes, revision } = await changesAfter(record.database.db, after, 1000);
        const revisions = changes.map((change) => change.revision);
        // The page and the revision it is said to reach are of one moment.
        expect(revisions.at(-1) ?? after).toBe(revision);
        seen.push(revisions);
        after = revisions.at(-1) ?? after;
      }
    })();
    await many(10, async (i) => {
      for (let n = 0; n < 10; n++) await patchHost(record.as(), published[i]!.slug, { name: `Host ${i} ${n}` }, '*');
    });
    watching = false;
    await follower;
    const wanted = Array.from({ length: 100 }, (_, i) => before + 1 + i);
    expect(seen.flat()).toEqual(wanted);
    for (const { id } of published) {
      const history = await record.database.db
        .select()
        .from(changes)
        .where(eq(changes.hostId, id))
        .orderBy(asc(changes.revision));
      expect(history.map(({ document }) => (document as Host).version)).toEqual(history.map((_, i) => i + 2));
    }
    await expectNoDrift(record);
  });

  test('of federations and hosts: nobody waits for ever, and no document is left behind', async () => {
    const federations = await many(3, () => record.federation());
    const drafts = await many(4, () => record.draft());
    await many(4, (i) =>
      putMember(record.as(), { federation: federations[0]!.slug, host: drafts[i]!.id }, { state: 'member' }, undefined),
    );
    await Promise.all([
      ...drafts.map(({ id }) => publishHost(record.as(), id, undefined, { force: true })),
      ...drafts.flatMap(({ id }) =>
        federations
          .slice(1)
          .map(({ slug }) => putMember(record.as(), { federation: slug, host: id }, { state: 'member' }, undefined)),
      ),
    ]);
    await Promise.all(
      drafts.flatMap(({ id }) => [
        putClaim(record.as(), id, 'non-profit', { value: 'yes' }, undefined),
        ...federations.map(({ slug }) =>
          putReview(
            record.as(),
            { federation: slug, host: id, subject: 'criterion:non-profit' },
            { value: 'yes', reviewedOn: '2026' },
            undefined,
          ),
        ),
      ]),
    );
    await expectNoDrift(record);
  });
});

test('hosts that leave, come back and lose words while federations list them leave nothing unsaid', async () => {
  const text = { fr: 'Demander Zoé Martin.' };
  const federations = await many(3, () => record.federation());
  const hosts = await many(6, () => record.published({ summary: text }));
  const list = (id: string) =>
    federations.map(({ slug }) => {
      const put = (ifMatch?: string) =>
        putMember(record.as(), { federation: slug, host: id }, { state: 'member', exceptions: text }, ifMatch);
      return put().catch(() => put('*'));
    });
  // Who comes when a host has just left is refused: that is no failure here.
  const settled = (commands: Promise<unknown>[]) => Promise.allSettled(commands);
  for (let round = 0; round < 3; round++)
    await settled(
      hosts.flatMap(({ id }) => [
        ...list(id),
        withdrawHost(record.as(), id, '*'),
        publishHost(record.as(), id, undefined, { force: true }),
        redactHost(record.as(), id, { text: 'Zoé Martin' }),
      ]),
    );
  for (const { id } of hosts) {
    await settled([publishHost(record.as(), id, undefined, { force: true })]);
    await Promise.all(list(id));
    await redactHost(record.as(), id, { text: 'Zoé Martin' });
  }
  await expectNoDrift(record);
  expect(await columnsHolding(record.database, 'Zoé Martin')).toEqual([]);
  const published = await readPublished(record.database.db);
  const slugs = hosts.map(({ slug }) => slug).sort();
  for (const { slug } of federations) {
    const { members } = published.federations.find((one) => one.slug === slug)!;
    expect(members.map(({ host }) => host).sort()).toEqual(slugs);
  }
}, 60_000);

test('a membership that comes while its host is being published is in both documents', async () => {
  const [federation, draft] = [await record.federation(), await record.draft()];
  const { publishing } = await record.database.db.transaction(async (db) => {
    await lockHost(db, draft.id);
    const publishing = publishHost(record.as(), draft.id, undefined, { force: true });
    // Long enough for it to have looked at the memberships, and to wait for the host.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const row = { federationId: federation.id, hostId: draft.id, ...memberColumns({ state: 'member' }, 'federation') };
    await putMembership(db, row);
    return { publishing };
  });
  expect((await publishing).document.memberships).toMatchObject([{ federation: federation.slug }]);
  await expectNoDrift(record);
});

describe('a PostgreSQL server', () => {
  test('is told to be behind by a build that knows more migrations, and is migrated once by two at a time', async () => {
    const { db } = record.database;
    expect(await Promise.all([migrate(db), migrate(db)])).toEqual([0, 0]);
    expect(await pendingMigrations(db)).toBe(0);
  });

  test('says each new revision on a channel', async () => {
    const { pool } = record.database;
    const client = await pool.connect();
    const heard: (string | undefined)[] = [];
    client.on('notification', ({ payload }) => heard.push(payload));
    await client.query(`listen ${REVISION_CHANNEL}`);
    const host = await record.published();
    const { revision } = await patchHost(record.as(), host.slug, { name: 'B' }, '*');
    await client.query('select 1');
    client.release(true);
    expect(heard).toEqual([String(revision! - 1), String(revision)]);
  });

  test('that does not answer is away, and says so at once', async () => {
    const url = new URL(record.database.url!);
    url.port = '1';
    const away = await openDatabase({ databaseUrl: url.href, dataDir: '' });
    const error = await readState(away.db).catch(asCatalogueError);
    expect(error).toMatchObject({ code: 'database-unavailable', retryAfterSeconds: expect.any(Number) });
    await away.close();
  });

  test('that ends a connection under a transaction is away for that one, and is back for the next', async () => {
    const { db, pool } = record.database;
    const cut = inTransaction(db, async (db) => {
      const [row] = await db.select({ pid: sql<number>`pg_backend_pid()` }).from(hosts).limit(1);
      await pool.query('select pg_terminate_backend($1)', [row!.pid]);
      await db.select().from(hosts);
    });
    await expect(cut).rejects.toMatchObject({ code: 'database-unavailable' });
    expect(await readState(db)).toBeDefined();
  });

  test('that ends every connection again and again leaves the pool as large as it was', async () => {
    const { db, pool } = record.database;
    const stop =
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
    for (let i = 0; i < 15; i++) {
      const busy = many(3, () => inTransaction(db, (db) => db.select().from(hosts)).catch((error: unknown) => error));
      await pool.query(stop).catch(() => {});
      for (const outcome of await busy) if (outcome instanceof Error) expect(outcome).toBeInstanceOf(CatalogueError);
    }
    // Who comes first may still be handed a connection that was cut a moment ago.
    await many(10, () => readState(db).catch(() => undefined));
    expect(await many(10, () => readState(db))).toHaveLength(10);
    expect(pool.totalCount).toBeLessThanOrEqual(10);
  });
});
