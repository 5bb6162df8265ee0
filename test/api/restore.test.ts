import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, followCatalogue } from '../../src/catalogue/follow.ts';
import type { Database } from '../../src/database/open.ts';
import type { Host } from '../../src/documents/host.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import { readState } from '../../src/record/changes.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { backUp, writeOriginAnew } from '../support/backup.ts';
import { Browser } from '../support/desk.ts';
import { reference, useRecord } from '../support/record.ts';

const costRules = readPolicy(readSeed<PolicyFile>('policy.json'));

describe('a database that is restored while processes run', () => {
  const record = useRecord();
  /** A process on the same database: it looks when it is told to. */
  const follow = (): Promise<Catalogue> =>
    followCatalogue({ db: Object.create(record.database.db), reference, costRules, clock: () => record.now });
  let host: Host;
  let one: Catalogue;
  let two: Catalogue;
  const nameIn = (catalogue: Catalogue) => catalogue.current().byId.get(host.id)?.name;
  const rename = (name: string) => patchHost(record.as(), host.id, { name }, '*');
  const epoch = async () => (await readState(record.database.db)).epoch;
  beforeAll(async () => {
    host = await record.published({ name: 'first' });
    [one, two] = [await follow(), await follow()];
  });

  /** Writes that get lost: the backup is older. */
  const loseWrites = async (...names: string[]) => {
    const restore = await backUp(record.database.db);
    for (const name of names) await rename(name);
    await Promise.all([one.catchUp(), two.catchUp()]);
    expect(nameIn(one)).toBe(names.at(-1));
    await restore();
  };

  it('shows them what it holds, under one new epoch, whoever looks first', async () => {
    const before = await epoch();
    await rename('kept');
    await loseWrites('lost 1', 'lost 2');
    await Promise.all([one.catchUp(), two.catchUp()]);
    await Promise.all([one.catchUp(), two.catchUp()]);
    expect([nameIn(one), nameIn(two)]).toEqual(['kept', 'kept']);
    expect(one.current().epoch).toBe(two.current().epoch);
    expect(one.current().epoch).toBe(await epoch());
    expect(one.current().epoch).not.toBe(before);
  });

  it('is not mixed with what was lost when it has come to the same revision again before anybody looks', async () => {
    const other = await record.published({ name: 'other' });
    await loseWrites('lost 1', 'lost 2');
    const { revision, epoch: before } = one.current();
    await patchHost(record.as(), other.id, { name: 'other 1' }, '*');
    await patchHost(record.as(), other.id, { name: 'other 2' }, '*');
    expect((await readState(record.database.db)).revision).toBe(revision);
    await patchHost(record.as(), other.id, { name: 'other 3' }, '*');
    await one.catchUp();
    expect([nameIn(one), one.current().byId.get(other.id)?.name]).toEqual(['kept', 'other 3']);
    expect(one.current().epoch).not.toBe(before);
    // This one was cut off meanwhile.
    await two.catchUp();
    expect(two.current()).toMatchObject({ epoch: one.current().epoch, revision: one.current().revision });
    expect(nameIn(two)).toBe('kept');
    expect([await one.countDrift(), await two.countDrift()]).toEqual([0, 0]);
  });

  it('begins a third epoch when the same backup comes back once more', async () => {
    const restore = await backUp(record.database.db);
    const epochs = new Set([one.current().epoch]);
    for (const name of ['lost 1', 'lost 2']) {
      await rename(name);
      await one.catchUp();
      await restore();
      await one.catchUp();
      expect(nameIn(one)).toBe('kept');
      epochs.add(one.current().epoch);
    }
    await two.catchUp();
    expect(epochs.size).toBe(3);
    expect(two.current().epoch).toBe(one.current().epoch);
  });

  it('is waited for while its tables come back one after the other', async () => {
    const constraint = 'hosts_published_revision_changes_revision_fk';
    const { db } = record.database;
    await loseWrites('lost');
    await db.execute(sql.raw(`alter table hosts drop constraint ${constraint}`));
    await expect(one.catchUp()).rejects.toThrow('it is being restored');
    await expect(follow()).rejects.toThrow('it is being restored');
    expect(nameIn(one)).toBe('lost');
    await db.execute(
      sql.raw(`alter table hosts add constraint ${constraint} foreign key (published_revision) references changes`),
    );
    await one.catchUp();
    expect(nameIn(one)).toBe('kept');
    await two.catchUp();
  });

  it('keeps its epoch as long as nothing is lost', async () => {
    const before = await epoch();
    await rename('on');
    await Promise.all([one.catchUp(), two.catchUp()]);
    await follow();
    expect(await epoch()).toBe(before);
    await rename('kept');
  });

  it('gives an epoch to the processes that start on it, once', async () => {
    const before = await epoch();
    await writeOriginAnew(record.database.db);
    const started = await Promise.all([follow(), follow(), follow()]);
    const now = await epoch();
    expect(now).not.toBe(before);
    expect(started.map((catalogue) => catalogue.current().epoch)).toEqual([now, now, now]);
    await one.catchUp();
    await follow();
    expect([one.current().epoch, await epoch()]).toEqual([now, now]);
  });

  it('as another database of the server, and as a promoted standby, gives an epoch too', async () => {
    const { db } = record.database;
    for (const part of [1, 2, 3]) {
      const before = await epoch();
      await db.transaction(async (db) => {
        await db.execute(sql`update catalogue_origin set written_by = pg_current_xact_id()::xid::text,
          place = regexp_replace(place, '[^/]+', 'x', 1, ${sql.raw(String(part))})`);
      });
      await follow();
      expect(await epoch()).not.toBe(before);
    }
  });
});

describe('a standby', () => {
  const record = useRecord();
  /** The same connection, on a server that says that it is in recovery. */
  const asStandby = (db: Database): Database =>
    Object.assign(Object.create(db), {
      select: (fields: Record<string, unknown>) =>
        db.select({ ...fields, ...('isStandby' in fields && { isStandby: sql<boolean>`true` }) } as never),
    });

  it('that is behind is no restored database: what was shown stays, and the epoch too', async () => {
    const host = await record.published({ name: 'first' });
    const restore = await backUp(record.database.db);
    const { epoch: before } = await readState(record.database.db);
    await patchHost(record.as(), host.id, { name: 'later' }, '*');
    const catalogue = await followCatalogue({
      db: asStandby(record.database.db),
      ...{ reference, costRules, clock: () => record.now },
    });
    await restore();
    await catalogue.catchUp();
    expect(catalogue.current().byId.get(host.id)?.name).toBe('later');
    expect((await readState(record.database.db)).epoch).toBe(before);
    // It has caught up, and goes on.
    await patchHost(record.as(), host.id, { name: 'later' }, '*');
    await patchHost(record.as(), host.id, { name: 'last' }, '*');
    await catalogue.catchUp();
    expect(catalogue.current().byId.get(host.id)?.name).toBe('last');
  });
});

describe('readers of a restored database', () => {
  const test = useApp();
  const at = (id: string) => `/v1/hosts/${id}`;
  const rename = (id: string, name: string) =>
    test.ask<Host>('PATCH', at(id), { token: ADMIN_TOKEN, ifMatch: '*', body: { name } });

  it('are never told that an answer of the lost history still holds, after a restart either', async () => {
    const { id } = await test.published({ name: 'kept' });
    const other = await test.published({ name: 'other' });
    const restore = await backUp(test.database.db);
    await rename(id, 'lost');
    const { headers } = await test.ask('GET', at(id));
    await restore();
    // The same revision, by another write, in a process that does not know what it was.
    const started = await test.beside();
    await rename(other.id, 'other 1');
    await started.catalogue.catchUp();
    for (const { app } of [started, test]) {
      const { statusCode, json } = await app.inject({
        url: at(id),
        headers: { 'if-none-match': String(headers.etag) },
      });
      expect([statusCode, json().name]).toEqual([200, 'kept']);
    }
  });

  it('are signed out of the desks, where sessions that were ended and links that were used would be good again', async () => {
    const { id, token } = await test.published({ name: 'kept' });
    const host = await new Browser(test).signIn(token);
    const { cookie } = host;
    await host.open('/manage/persons');
    await host.fill('/manage/persons/invitations');
    const [, link] = /id="once"[^>]*value="https:\/\/bercail\.example([^"]+)"/.exec(host.text)!;
    const restore = await backUp(test.database.db);
    await rename(id, 'lost');
    await host.send('POST', '/manage/sign-out');
    await restore();
    await test.catalogue.catchUp();
    host.cookie = cookie;
    await host.open('/manage');
    expect(host.at).toContain('/manage/sign-in');
    expect((await host.open(link!)).status).toBe(404);
  });

  it('begin a list again that they were in the middle of: its pages would tell of two histories', async () => {
    for (const name of ['a', 'b', 'c']) await test.published({ name });
    const { body } = await test.ask<{ next: string }>('GET', '/v1/hosts?limit=2');
    expect((await test.ask('GET', body.next)).status).toBe(200);
    await writeOriginAnew(test.database.db);
    await test.beside();
    await test.catalogue.catchUp();
    expect(await test.refused('GET', body.next)).toEqual([400, 'invalid-cursor', { '/cursor': 'invalid-cursor' }]);
  });

  it('see at once what is written to it and acknowledged', async () => {
    const { id } = await test.published({ name: 'kept' });
    const restore = await backUp(test.database.db);
    for (const name of ['lost 1', 'lost 2', 'lost 3']) await rename(id, name);
    await restore();
    const written = await rename(id, 'acknowledged');
    const { body } = await test.ask<Host>('GET', at(id));
    expect([written.status, body.name, body.version]).toEqual([200, 'acknowledged', written.body.version]);
    const { status } = await test.ask('PATCH', at(id), {
      ...{ token: ADMIN_TOKEN, ifMatch: `"v${body.version}"`, body: { name: 'kept' } },
    });
    expect(status).toBe(200);
  });
});

describe('a server that writes to PostgreSQL, or to memory', () => {
  const test = useApp();

  it('gives no backup of an embedded database, and says what to use', async () => {
    expect(await test.refused('GET', '/v1/backup', { token: ADMIN_TOKEN })).toEqual([409, 'not-embedded']);
  });
});

describe('memory that differs from the log of changes', () => {
  const test = useApp();

  it('is read anew, and tags that were given for it are worth nothing', async () => {
    const { id } = await test.published({ name: 'right' });
    const { db } = test.database;
    const before = await test.ask('GET', `/v1/hosts/${id}`);
    await db.execute(sql`update hosts set name = 'mended' where id = ${id}`);
    await db.execute(sql`update changes set document = replace(document::text, '"right"', '"mended"')::json`);
    expect(await test.catalogue.countDrift()).toBe(1);
    expect(await test.catalogue.repair()).toBe(true);
    expect(await test.catalogue.countDrift()).toBe(0);
    const after = await test.ask<Host>('GET', `/v1/hosts/${id}`, {
      headers: { 'if-none-match': String(before.headers.etag) },
    });
    expect([after.status, after.body.name]).toEqual([200, 'mended']);
    expect(await test.catalogue.repair()).toBe(false);
  });

  it('is left alone when it is the rows that are at odds with the log', async () => {
    const { id } = await test.published({ name: 'right' });
    const { epoch } = test.catalogue.current();
    await test.database.run(sql`update hosts set name = 'by hand' where id = ${id}`);
    expect([await test.catalogue.countDrift(), await test.catalogue.repair()]).toEqual([1, false]);
    expect(test.catalogue.current().epoch).toBe(epoch);
    await test.database.run(sql`update hosts set name = 'right' where id = ${id}`);
  });
});

describe('the past of a host', () => {
  const api = useApp();

  it('is told as the database holds it after a restore, not as this process followed it before', async () => {
    const host = await api.published();
    const at = `/v1/hosts/${host.slug}`;
    const promise = async (days: number) =>
      await api.ask('PUT', `${at}/commitments/closing-notice`, {
        ...{ token: ADMIN_TOKEN, ifMatch: '*' },
        body: { value: days },
      });
    const past = async () =>
      (await api.ask<{ commitmentsPast: { values: { value: number }[] }[] }>('GET', `${at}/history`)).body;
    const restore = await backUp(api.database.db);
    await promise(10);
    await promise(20);
    expect((await past()).commitmentsPast[0]!.values.map(({ value }) => value)).toEqual([10, 20]);
    await restore();
    // As many revisions as were lost, and one more.
    for (const days of [90, 30, 60]) await promise(days);
    expect((await past()).commitmentsPast[0]!.values.map(({ value }) => value)).toEqual([90, 30, 60]);
  });
});
