import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, followCatalogue } from '../../src/catalogue/follow.ts';
import type { Kept } from '../../src/catalogue/snapshot.ts';
import { announceClosing } from '../../src/closings/commands.ts';
import { putOwnCriterion } from '../../src/federations/criteria/commands.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import { catalogueState } from '../../src/record/tables.ts';
import { putService } from '../../src/services/commands.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { useApp } from '../support/app.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { aService, reference, useRecord } from '../support/record.ts';

const costRules = readPolicy(readSeed<PolicyFile>('policy.json'));

const OPEN = {
  ...{ label: { fr: 'Ouvert' }, question: { fr: 'Est-ce ouvert ?' }, howToProve: { fr: 'Une page.' } },
  level: 'required' as const,
};

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
    await record.database.run(sql`update hosts set name = 'Autre' where id = ${host.id}`);
    expect(await catalogue.countDrift()).toBe(1);
    await record.database.run(sql`update hosts set name = 'Dérive' where id = ${host.id}`);
  });

  it('does not call it no drift when the state moved, so that nothing was compared', async () => {
    // A connection of its own, as another process has: commands here do not move it.
    const db = Object.create(record.database.db);
    const behind = await followCatalogue({ db, reference, costRules, clock: () => record.now });
    await record.published({ name: 'Entre-temps' });
    expect(await behind.countDrift()).toBeUndefined();
    await behind.catchUp();
    expect(await behind.countDrift()).toBe(0);
  });

  it('keeps its day when the clock is corrected by a little around midnight', () => {
    const present = record.now;
    // Midnight in Paris is 23:00 in UTC.
    record.now = new Date('2026-11-25T23:00:30Z');
    expect(catalogue.current().day).toBe('2026-11-26');
    record.now = new Date('2026-11-25T22:58:00Z');
    expect(catalogue.current().day).toBe('2026-11-26');
    record.now = new Date('2026-11-25T23:01:00Z');
    expect(catalogue.current().day).toBe('2026-11-26');
    record.now = present;
    expect(catalogue.current().day).toBe('2026-11-25');
  });

  it('begins a day with what was written in the last minutes of the day before', async () => {
    const present = record.now;
    const host = await record.published({ name: 'Jusqu’à minuit' });
    const closed = { stages: { closed: '2026-11-26' }, reason: { fr: 'Fin.' } };
    await announceClosing(record.as(), { host: host.id }, closed, undefined);
    const shown = () => {
      const { day, byId } = catalogue.current();
      return [day, byId.get(host.id)?.name, byId.get(host.id)?.state];
    };
    record.now = new Date('2026-11-25T22:58:30Z');
    await catalogue.catchUp();
    await patchHost(record.as(), host.id, { name: 'Encore un mot' }, '*');
    await catalogue.catchUp();
    expect(shown()).toEqual(['2026-11-25', 'Encore un mot', 'published']);
    record.now = new Date('2026-11-25T23:00:10Z');
    expect(shown()).toEqual(['2026-11-26', 'Encore un mot', 'closed']);
    record.now = present;
    await catalogue.catchUp();
    expect(shown()).toEqual(['2026-11-25', 'Encore un mot', 'published']);
  });

  it('comes back from days that a wrong clock showed, without an older revision', async () => {
    const host = await record.published({ name: 'Bientôt fermé' });
    const stages = { closed: '2026-12-31' };
    await announceClosing(record.as(), { host: host.id }, { stages, reason: { fr: 'Fin.' } }, undefined);
    await catalogue.catchUp();
    const { revision, day } = catalogue.current();
    const stateNow = () => catalogue.current().byId.get(host.id)?.state;
    const present = record.now;
    record.now = new Date(present.getTime() + 60 * 86_400_000);
    expect([catalogue.current().day, stateNow()]).toEqual(['2027-01-24', 'closed']);
    record.now = present;
    expect([catalogue.current().day, stateNow()]).toEqual([day, 'published']);
    expect(catalogue.current().revision).toBe(revision);
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

describe('midnight during a write that changes what every entry means', () => {
  const record = useRecord();
  /** Called whenever the numbers of a price are read, which each model does of the one price there is. */
  let onRead = () => {};
  const watched = {
    ...costRules,
    get months() {
      onRead();
      return costRules.months;
    },
  };

  it.each([1, 2])('brings nobody back to the day before: as price %i is read', async (moment) => {
    record.now = new Date('2026-11-25T12:00:00Z');
    const catalogue = await followCatalogue({
      ...{ db: record.database.db, reference, costRules: watched },
      clock: () => record.now,
    });
    const host = await record.published({ name: `Prix ${moment}` });
    const service = aService({ plans: [{ name: 'Groupe', fixed: 12 }] });
    if (moment === 1) await putService(record.as(), host.id, 'nuage', service, undefined);
    record.now = new Date('2026-11-25T22:58:30Z');
    await catalogue.catchUp();
    // The model of the next day is made meanwhile.
    for (let turn = 0; turn < 200; turn++) await setImmediate();
    const shown: string[] = [];
    let reads = 0;
    onRead = () => {
      if (++reads !== moment) return;
      record.now = new Date('2026-11-25T23:00:10Z');
      shown.push(catalogue.current().day);
    };
    const federation = await record.federation();
    const about = { federation: federation.slug, key: `ouvert-${moment}` };
    await putOwnCriterion(record.asFederation(federation), about, OPEN, undefined);
    onRead = () => {};
    shown.push(catalogue.current().day);
    expect(shown).toEqual(['2026-11-26', '2026-11-26']);
    expect(catalogue.current().reference.criteria.has(about.key)).toBe(true);
  });
});

describe('midnight without the database', () => {
  const record = useRecord();
  let pricesRead = 0;
  const counted = {
    ...costRules,
    get months() {
      pricesRead++;
      return costRules.months;
    },
  };

  it.each(['lost', 'away from the start'])(
    'holds no request: the day was made beforehand, the database %s',
    async (since) => {
      record.now = new Date('2026-11-25T12:00:00Z');
      const host = await record.published({ name: `Base ${since}` });
      await putService(record.as(), host.id, 'nuage', aService({ plans: [{ name: 'Groupe', fixed: 12 }] }), undefined);
      let isAway = false;
      const db = new Proxy(record.database.db, {
        get: (there, name) => {
          if (isAway) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
          return Reflect.get(there, name);
        },
      });
      let kept: Kept | undefined;
      const snapshots = {
        read: async () => kept,
        keep: (now: Kept) => {
          kept = now;
        },
        forget: async () => {},
        stop: async () => {},
      };
      const follow = () => followCatalogue({ db, reference, costRules: counted, clock: () => record.now, snapshots });
      let catalogue = await follow();
      isAway = true;
      if (since !== 'lost') catalogue = await follow();
      record.now = new Date('2026-11-25T22:58:30Z');
      await expect(catalogue.catchUp()).rejects.toThrow('away');
      // The model of the next day is made meanwhile.
      for (let turn = 0; turn < 200; turn++) await setImmediate();
      record.now = new Date('2026-11-25T23:00:10Z');
      pricesRead = 0;
      expect([catalogue.current().day, catalogue.current().byId.has(host.id)]).toEqual(['2026-11-26', true]);
      expect(pricesRead).toBe(0);
    },
  );
});

describe('a clock that was two months ahead for a while', () => {
  const test = useApp();
  const ahead = async (then: () => Promise<unknown>) => {
    const present = test.now;
    test.now = new Date(present.getTime() + 60 * 86_400_000);
    await then();
    test.now = present;
  };

  it('leaves answers and tags of today as they were before', async () => {
    const host = await test.published({ name: 'Les Aulnes' });
    const path = `/v1/hosts/${host.slug}/services`;
    const read = async () => {
      await test.ask('GET', path);
      const { body, headers } = await test.ask('GET', path);
      return { body, etag: headers.etag };
    };
    const before = await read();
    await ahead(async () => expect((await read()).etag).not.toBe(before.etag));
    expect(await read()).toEqual(before);
  });

  it('keeps nobody from checking a site, nor from reporting', async () => {
    const host = await test.published({ name: 'Les Saules' });
    const check = () => test.ask('POST', `/v1/hosts/${host.id}/domain-checks`, { token: host.token });
    await ahead(check);
    expect((await check()).status).toBe(200);
    const body = { kind: 'wrong', text: { fr: 'Le prix a changé.' } };
    const report = () => test.ask('POST', `/v1/hosts/${host.slug}/reports`, { body });
    await ahead(async () => {
      for (let n = 0; n < 200 && (await report()).status !== 429; n++);
    });
    expect((await report()).status).not.toBe(429);
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
