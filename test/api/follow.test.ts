import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, followCatalogue } from '../../src/catalogue/follow.ts';
import { patchHost } from '../../src/hosts/commands.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/policy.ts';
import { catalogueState } from '../../src/record/tables.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { useApp } from '../support/app.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { reference, useRecord } from '../support/record.ts';

const costRules = readPolicy(readSeed<PolicyFile>('policy.json'));

describe('following', () => {
  const record = useRecord();
  let catalogue: Catalogue;
  beforeAll(async () => {
    catalogue = await followCatalogue({ db: record.database.db, reference, costRules, clock: () => record.now });
  });

  it('sees what was committed before it was asked, and keeps what did not change', async () => {
    const first = await record.published({ name: 'Premier' });
    await catalogue.catchUp();
    const before = catalogue.current();
    const second = await record.published({ name: 'Second' });
    await catalogue.catchUp();
    const after = catalogue.current();
    expect(after.byId.get(second.id)?.name).toBe('Second');
    expect(after.byId.get(first.id)).toBe(before.byId.get(first.id));
    expect(before.byId.has(second.id)).toBe(false);
  });

  it('sees every write, however many ask at once', async () => {
    const host = await record.published({ name: 'v0' });
    const names = ['v1', 'v2', 'v3', 'v4'];
    await Promise.all(
      names.map(async (name) => {
        await patchHost(record.as(), host.id, { name }, '*');
        const written = (await record.database.db.select().from(catalogueState))[0];
        await catalogue.catchUp();
        expect(catalogue.current().revision).toBeGreaterThanOrEqual(written?.revision ?? 0);
      }),
    );
    expect(names).toContain(catalogue.current().byId.get(host.id)?.name);
  });

  it('finds no drift, and counts it when there is', async () => {
    await catalogue.catchUp();
    expect(await catalogue.countDrift()).toBe(0);
    const host = await record.published({ name: 'Dérive' });
    await catalogue.catchUp();
    await record.database.db.execute(sql`update hosts set name = 'Autre' where id = ${host.id}`);
    expect(await catalogue.countDrift()).toBe(1);
    await record.database.db.execute(sql`update hosts set name = 'Dérive' where id = ${host.id}`);
  });

  it('never goes back: neither to an older revision nor to an older day', async () => {
    const { revision, day } = catalogue.current();
    const present = record.now;
    record.now = new Date('2026-11-20T12:00:00Z');
    expect(catalogue.current()).toMatchObject({ revision, day });
    record.now = present;
  });

  it('reads everything again when the epoch changes', async () => {
    const host = await record.published({ name: 'Époque' });
    const epoch = randomUUID();
    await record.database.db.update(catalogueState).set({ epoch });
    await catalogue.catchUp();
    expect(catalogue.current()).toMatchObject({ epoch });
    expect(catalogue.current().byId.get(host.id)?.name).toBe('Époque');
  });
});

describe('without the database', () => {
  const test = useApp();
  let lost: TestDatabase;
  let catalogue: Catalogue;
  const states: string[] = [];
  beforeAll(async () => {
    lost = await freshDatabase();
    catalogue = await followCatalogue({
      db: lost.db,
      reference,
      costRules,
      clock: () => new Date('2026-11-25T12:00:00Z'),
      onState: (state) => states.push(state),
    });
  });
  afterAll(() => lost.close().catch(() => {}));

  it('reading goes on, and says that it is degraded', async () => {
    const { revision } = catalogue.current();
    await lost.close();
    await expect(catalogue.catchUp()).rejects.toThrow();
    await expect(catalogue.catchUp()).rejects.toThrow();
    expect([catalogue.current().revision, catalogue.isFollowing(), states]).toEqual([revision, false, ['lost']]);
  });

  it('probes tell a process that lives from one that is ready', async () => {
    expect((await test.ask('GET', '/healthz')).body).toEqual({ state: 'alive' });
    expect((await test.ask('GET', '/readyz')).body).toEqual({ state: 'ready' });
  });
});
