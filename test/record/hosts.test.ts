import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownHost, patchHost, publishHost, registerHost } from '../../src/hosts/entries/commands.ts';
import { hostOnDay } from '../../src/record/assemble.ts';
import { changesAfter, hostAfter, readPublished, readState } from '../../src/record/changes.ts';
import type { HostFacts } from '../../src/record/host-facts.ts';
import { lockHosts } from '../../src/record/hosts.ts';
import { documentAt, nextChange } from '../../src/record/past.ts';
import { hosts } from '../../src/record/tables.ts';
import { READABLE, type Text } from '../../src/vocabulary/shapes.ts';
import { ADMIN, aHost, aSlug, reference, refusal, useRecord } from '../support/record.ts';

const record = useRecord();
const anonymous = () => record.as({ role: 'anonymous' });
const revision = async () => (await readState(record.database.db)).revision;

describe('registering', () => {
  test('makes a draft with a token, and nothing public', async () => {
    const before = await revision();
    const { document, token, challenge, ...written } = await registerHost(anonymous(), aHost({ slug: 'les-aulnes' }));
    expect(written).toMatchObject({ version: 1, created: true, revision: null });
    expect(document).toMatchObject({ slug: 'les-aulnes', state: 'draft', version: 1, confirmedOn: null });
    expect(token).toMatch(/^bcl_[\w-]{43}$/);
    expect(challenge?.content).toMatch(/^bercail-challenge=[\w-]{43}$/);
    expect(await revision()).toBe(before);
    expect((await readPublished(record.database.db)).hosts.map(({ id }) => id)).not.toContain(document.id);
  });
});

describe('publishing', () => {
  test('by an administrator confirms the entry and makes one change', async () => {
    const draft = await record.draft();
    const before = await revision();
    const written = await publishHost(record.as(), draft.id, undefined, { force: true });
    expect(written).toMatchObject({
      version: 2,
      created: true,
      revision: before + 1,
      document: { state: 'published', confirmedByHost: true, confirmedOn: '2026-11-25' },
    });
    const { changes } = await changesAfter(record.database.db, before, 10);
    expect(changes).toMatchObject([
      {
        revision: before + 1,
        at: record.now,
        kind: 'created',
        hostId: draft.id,
        federationId: null,
        slug: draft.slug,
        by: 'admin',
        byLabel: 'admin',
        reason: null,
      },
    ]);
    expect(hostOnDay(changes[0]!.document as HostFacts, reference, '2026-11-25')).toEqual(written.document);
  });
});

describe('changing a host', () => {
  test('gives it the next version, and the catalogue the next revision', async () => {
    const host = await record.published();
    const before = await revision();
    const written = await patchHost(record.asHost(host), host.slug, { languages: ['fr'] }, '"v2"');
    expect(written).toMatchObject({ version: 3, created: false, revision: before + 1 });
    expect(written.document).toMatchObject({ version: 3, languages: ['fr'] });
    const next = (after: number) => nextChange(record.database.db, host.id, { after, until: 1_000_000 });
    const created = await next(0);
    expect(created).toMatchObject({ kind: 'created', by: 'admin', byLabel: 'admin' });
    const changed = await next(created!.revision);
    expect(changed).toMatchObject({ kind: 'changed', by: 'host', byLabel: 'our host' });
    expect(await next(changed!.revision)).toBeUndefined();
  });

  test('of a draft makes no revision', async () => {
    const draft = await record.draft();
    const written = await patchHost(record.asHost(draft), draft.id, { name: 'Autre nom', slug: aSlug('other') }, '*');
    expect(written).toMatchObject({ version: 2, revision: null, document: { name: 'Autre nom' } });
  });

  test('can be read as it was at any revision since', async () => {
    const host = await record.published({ name: 'Avant' });
    const then = await revision();
    await patchHost(record.as(), host.slug, { name: 'Après' }, '*');
    const at = async (n: number) => {
      const change = await documentAt(record.database.db, host.id, n);
      return change && hostAfter(change, reference)?.name;
    };
    expect([await at(then - 1), await at(then), await at(then + 1), await at(1e15)]).toEqual([
      undefined,
      'Avant',
      'Après',
      'Après',
    ]);
  });
});

test('as many hosts as a federation has are locked, each once, in the order of their ids', async () => {
  const { db } = record.database;
  const { document } = await registerHost(anonymous(), aHost());
  const other = sql`to_jsonb(h) || jsonb_build_object('id', gen_random_uuid())`;
  await db.execute(sql`insert into hosts select (jsonb_populate_record(null::hosts, ${other})).*
    from hosts h, generate_series(1, 250) where h.id = ${document.id}`);
  const ids = (await db.select({ id: hosts.id }).from(hosts)).map(({ id }) => id);
  const locked = await db.transaction((inside) => lockHosts(inside, [...ids, ...ids].reverse()));
  expect(locked.length).toBeGreaterThan(250);
  expect(locked.map(({ id }) => id)).toEqual([...ids].sort());
});

describe('the right to write', () => {
  test('on a name that no slug can be is not asked of the database', async () => {
    for (const ref of ['\u0000', 'A', "'; drop table hosts", 'é', ''])
      expect(await refusal(ownHost(record.as(ADMIN), ref))).toEqual({ code: 'host-not-found' });
  });
});

describe('texts', () => {
  test('are stored as the characters they are, on any engine', async () => {
    const host = await record.published();
    const aText = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      fc.constantFrom('<script>', '\ud800', '{"a":1}', 'null', '"', "'", '\\', '%', '😀', 'true', '1'),
    );
    const readable = new RegExp(READABLE, 'u');
    const safe = aText.filter((text) => readable.test(text));
    await fc.assert(
      fc.asyncProperty(safe, safe, async (fr, name) => {
        const summary: Text = { fr };
        const { document } = await patchHost(record.as(), host.id, { summary, name }, '*');
        const whole = (text: string) => Buffer.from(text).toString();
        expect(document.summary?.fr).toBe(whole(fr));
        expect(document.name).toBe(whole(name));
      }),
      { numRuns: 40 },
    );
  });

  test('with the character that PostgreSQL refuses are refused before', async () => {
    const host = await record.published();
    expect(await refusal(patchHost(record.as(), host.id, { name: 'a\u0000b' }, '*'))).toMatchObject({
      code: 'invalid-request',
    });
  });
});
