import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownHost, patchHost, publishHost, registerHost } from '../../src/hosts/entries/commands.ts';
import { hostOn } from '../../src/record/assemble.ts';
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
    expect(document).toMatchObject({ slug: 'les-aulnes', state: 'draft', version: 1, confirmedAt: null });
    expect(token).toMatch(/^bcl_[\w-]{43}$/);
    expect(challenge?.content).toMatch(/^bercail-challenge=[\w-]{43}$/);
    expect(await revision()).toBe(before);
    expect((await readPublished(record.database.db)).hosts.map(({ id }) => id)).not.toContain(document.id);
  });

  test('needs the terms of use, except from an administrator', async () => {
    const { terms: _terms, ...draft } = aHost();
    expect(await refusal(registerHost(anonymous(), draft))).toEqual({
      code: 'terms-not-accepted',
      faults: { '/terms': 'terms-not-accepted' },
    });
    expect((await registerHost(record.as(), draft)).created).toBe(true);
  });

  test('says everything that cannot be, at once', async () => {
    const draft = aHost({
      slug: '00000000-0000-4000-8000-000000000001',
      foundedOn: '2027',
      seat: { country: 'XX', territory: { level: 'commune', code: '99999' } },
      serves: [{ level: 'world' }, { level: 'departement', code: '1' }],
    });
    expect(await refusal(registerHost(anonymous(), draft))).toEqual({
      code: 'meaningless-request',
      faults: {
        '/slug': 'reserved-slug',
        '/foundedOn': 'in-the-future',
        '/seat/country': 'unknown-country',
        '/seat/territory': 'unknown-territory',
        '/serves/1': 'unknown-territory',
      },
    });
  });

  test('lets drafts share a slug until one is published', async () => {
    const slug = aSlug('shared');
    const [first, second] = [await record.draft({ slug }), await record.draft({ slug })];
    await publishHost(record.as(), first.id, undefined, { force: true });
    expect(await refusal(publishHost(record.as(), second.id, undefined, { force: true }))).toEqual({
      code: 'slug-taken',
      faults: { '/slug': 'slug-taken' },
    });
    expect((await ownHost(record.as(), second.id)).state).toBe('draft');
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
      document: { state: 'published', confirmedByHost: true, confirmedAt: '2026-11-25' },
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
    expect(hostOn(changes[0]!.document as HostFacts, reference, '2026-11-25')).toEqual(written.document);
  });

  test('by the host itself names what is missing', async () => {
    const draft = await record.draft({ website: undefined } as object);
    expect(await refusal(publishHost(record.asHost(draft), draft.id))).toEqual({
      code: 'not-publishable',
      faults: { '/website': 'website-missing', '/name': 'same-name' },
    });
  });

  test('happens once', async () => {
    const host = await record.published();
    expect(await refusal(publishHost(record.as(), host.slug, undefined, { force: true }))).toEqual({
      code: 'already-published',
    });
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

  test('that changes nothing writes nothing', async () => {
    const host = await record.published({ summary: { fr: 'Un', en: 'One' } });
    const before = await revision();
    const patch = { summary: { en: 'One', fr: 'Un' }, visits: null };
    expect(await patchHost(record.as(), host.slug, patch, '"v2"')).toEqual({
      document: host,
      version: 2,
      created: false,
      revision: null,
    });
    expect(await revision()).toBe(before);
  });

  test('merges: null removes, a text of one language leaves the other', async () => {
    const host = await record.published({ summary: { fr: 'Un', en: 'One' }, foundedOn: '2014' });
    const { document } = await patchHost(record.as(), host.slug, { summary: { en: 'Two' }, foundedOn: null }, '*');
    expect(document.summary).toEqual({ fr: 'Un', en: 'Two' });
    expect(document).not.toHaveProperty('foundedOn');
  });

  test('refuses a result that is no host any more, and names that do not exist', async () => {
    const host = await record.published({ summary: { fr: 'Un' } });
    const applyPatch = (patch: unknown) => refusal(patchHost(record.as(), host.slug, patch, '*'));
    expect(await applyPatch({ name: null })).toMatchObject({ code: 'invalid-request' });
    expect(await applyPatch({ summary: { fr: null } })).toMatchObject({ code: 'invalid-request' });
    expect(await applyPatch({ languages: 'fr' })).toMatchObject({ code: 'invalid-request' });
    expect(await applyPatch(['name'])).toMatchObject({ code: 'invalid-request' });
    expect(await applyPatch({ nmae: null })).toEqual({
      code: 'invalid-request',
      faults: { '/nmae': 'unknown-field' },
    });
  });

  test('needs the version that was read', async () => {
    const host = await record.published();
    const applyPatch = (ifMatch: string | undefined) =>
      refusal(patchHost(record.as(), host.slug, { name: 'B' }, ifMatch));
    expect(await applyPatch(undefined)).toEqual({ code: 'version-required', faults: { '/if-match': 'missing' } });
    expect(await applyPatch('"v1"')).toEqual({ code: 'version-stale', faults: { '/if-match': 'stale' } });
    expect(await applyPatch('')).toEqual({ code: 'version-stale', faults: { '/if-match': 'not-a-version' } });
    expect((await patchHost(record.as(), host.slug, { name: 'B' }, '"v1", "v2"')).version).toBe(3);
  });

  test('is told what it means before it is told that it is stale', async () => {
    const host = await record.published();
    expect(await refusal(patchHost(record.as(), host.slug, { foundedOn: '2999' }, '"v9"'))).toEqual({
      code: 'meaningless-request',
      faults: { '/foundedOn': 'in-the-future' },
    });
  });

  test('changes the slug, and keeps the former one', async () => {
    const host = await record.published();
    const { document } = await patchHost(record.as(), host.slug, { slug: aSlug('another') }, '*');
    expect(document.aliases).toEqual([{ kind: 'slug', value: host.slug, until: '2026-11-25' }]);
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
  test('is that of the host and of administrators', async () => {
    const [host, other] = [await record.published(), await record.published()];
    const patch = (context: Parameters<typeof patchHost>[0], ref = host.slug) =>
      refusal(patchHost(context, ref, { name: 'B' }, '*'));
    expect(await patch(anonymous())).toEqual({ code: 'no-token' });
    expect(await patch(record.asHost(other))).toEqual({ code: 'not-yours' });
    expect(await patch(record.asFederation({ id: other.id }))).toEqual({ code: 'not-yours' });
    expect(await patch(record.asHost(host), 'no-such-host')).toEqual({ code: 'host-not-found' });
    expect(await patch(anonymous(), 'no-such-host')).toEqual({ code: 'no-token' });
  });

  test('on a draft shows nobody else that there is one', async () => {
    const [draft, other] = [await record.draft(), await record.published()];
    const patch = (context: Parameters<typeof patchHost>[0], ref: string) =>
      refusal(patchHost(context, ref, { name: 'B' }, '*'));
    expect(await patch(record.asHost(other), draft.id)).toEqual({ code: 'host-not-found' });
    expect(await patch(record.asHost(draft), draft.slug)).toEqual({ code: 'host-not-found' });
    expect((await ownHost(record.asHost(draft), draft.id)).id).toBe(draft.id);
    expect(await refusal(ownHost(record.asHost(other), draft.id))).toEqual({ code: 'host-not-found' });
  });

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
