import { getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { WHEN_MERGED } from '../../src/hosts/merging/kept-apart.ts';
import type { Trial } from '../../src/http/trials.ts';
import { changesAfter } from '../../src/record/changes.ts';
import * as tables from '../../src/record/tables.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aService, aSlug } from '../support/record.ts';

const api = useApp();
const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
const REASON = { fr: 'La même association, inscrite deux fois.' };

interface Merge {
  moved: { what: string; count: number; keys?: string[] }[];
  conflicts: { what: string; key: string; code: string; text: string }[];
  tokensEnded: number;
  revision: number | null;
  version: number;
}
interface History {
  items: { kind: string; reason?: object; sentences: { code: string; text: string }[] }[];
  total: number;
}

const put = async (url: string, body: object) => {
  const { status, text } = await api.ask('PUT', url, { ...admin, body });
  expect([200, 201], `${url} ${text}`).toContain(status);
};
const read = async (ref: string) => (await api.ask<Host>('GET', `/v1/hosts/${ref}`)).body;
const merge = (kept: Owned, other: Owned, over: object = {}, query = '') =>
  api.ask<Merge>('POST', `/v1/hosts/${kept.slug}/merges${query}`, {
    ...admin,
    body: { from: other.slug, reason: REASON, ...over },
  });
const movedOf = ({ moved }: Merge, part: string) => moved.find(({ what }) => what === part)?.keys;
const outcomes = ({ conflicts }: Merge) =>
  Object.fromEntries(conflicts.map(({ what, key, code }) => [`${what} ${key}`, code]));

/** Two entries, each with a name and a site of its own. */
async function two(over: { kept?: object; other?: object } = {}): Promise<[kept: Owned, other: Owned]> {
  const one = async (base: string, more: object = {}) => {
    const slug = aSlug(base);
    return await api.published({ slug, name: `Nom ${slug}`, website: `https://${slug}.example`, ...more });
  };
  return [await one('gardee', over.kept), await one('autre', over.other)];
}

describe('two entries of one organisation become one', () => {
  it('which keeps what it says, and takes what it does not say', async () => {
    const [kept, other] = await two({
      kept: { summary: { fr: 'La fiche gardée.' }, audiences: ['associations'] },
      other: { summary: { fr: 'L’autre.' }, foundedOn: '2014', languages: ['fr', 'br'] },
    });
    await put(`/v1/hosts/${kept.slug}/claims/non-profit`, { value: 'yes' });
    await put(`/v1/hosts/${other.slug}/claims/non-profit`, { value: 'no' });
    await put(`/v1/hosts/${other.slug}/claims/free-software-only`, { value: 'yes' });
    await put(`/v1/hosts/${kept.slug}/commitments/closing-notice`, { value: 90 });
    await put(`/v1/hosts/${other.slug}/commitments/closing-notice`, { value: 30 });
    await put(`/v1/hosts/${other.slug}/commitments/data-retrieval-after-end`, { value: 60 });
    const { status, body, text } = await merge(kept, other);
    expect(status, text).toBe(200);
    expect(movedOf(body, 'fields')).toEqual(['foundedOn', 'languages']);
    expect(movedOf(body, 'claims')).toEqual(['free-software-only']);
    expect(movedOf(body, 'commitments')).toEqual(['data-retrieval-after-end']);
    expect(outcomes(body)).toEqual({
      'claims non-profit': 'kept-stands',
      'commitments closing-notice': 'kept-stands',
    });
    const host = await read(kept.slug);
    expect(host).toMatchObject({ summary: { fr: 'La fiche gardée.' }, foundedOn: '2014', languages: ['fr', 'br'] });
    const value = (list: readonly { value: unknown }[], i: number) => list[i]?.value;
    expect(host.claims.map(({ criterion }) => criterion)).toEqual(['free-software-only', 'non-profit']);
    expect(value(host.claims, 1)).toBe('yes');
    expect(host.commitments.map(({ kind, value: said }) => [kind, said])).toEqual([
      ['closing-notice', 90],
      ['data-retrieval-after-end', 60],
    ]);
  });

  it('with the services of both, those of one slug under another one', async () => {
    const [kept, other] = await two();
    await put(`/v1/hosts/${kept.slug}/services/nuage`, aService({ name: 'Nuage gardé' }));
    await put(`/v1/hosts/${other.slug}/services/courrier`, aService({ name: 'Courrier', usages: ['email-hosting'] }));
    await put(
      `/v1/hosts/${other.slug}/services/nuage`,
      aService({
        ...{ name: 'Nuage autre', plans: [{ name: 'Groupe', fixed: 20, covers: ['nuage', 'courrier'] }] },
      }),
    );
    await put(`/v1/hosts/${other.slug}/services/nuage/commitments/closing-notice`, { value: 45 });
    const { body } = await merge(kept, other);
    expect(outcomes(body)).toEqual({ 'services nuage': 'renamed' });
    expect(body.conflicts[0]?.text).toContain('nuage-2');
    const { services } = await read(kept.slug);
    expect(services.map(({ slug, name }) => [slug, name])).toEqual([
      ['courrier', 'Courrier'],
      ['nuage', 'Nuage gardé'],
      ['nuage-2', 'Nuage autre'],
    ]);
    expect(services[2]?.plans?.[0]).toMatchObject({ fixed: 20, covers: ['nuage-2', 'courrier'] });
    expect(services[2]?.commitments).toMatchObject([{ kind: 'closing-notice', value: 45 }]);
  });

  it('or without the services that the kept entry has already', async () => {
    const [kept, other] = await two();
    for (const { slug } of [kept, other]) await put(`/v1/hosts/${slug}/services/nuage`, aService({ name: slug }));
    const { body } = await merge(kept, other, { sameServices: 'kept' });
    expect(outcomes(body)).toEqual({ 'services nuage': 'left-behind' });
    expect((await read(kept.slug)).services.map(({ name }) => name)).toEqual([kept.slug]);
  });

  it('never makes a price look newer than it is', async () => {
    const [kept, other] = await two();
    await put(
      `/v1/hosts/${other.slug}/services/nuage`,
      aService({ plans: [{ name: 'Groupe', fixed: 20, observedOn: '2019-01-01' }] }),
    );
    await api.database.run(sql`update hosts set confirmed_on = null where id = ${other.id}`);
    const { body } = await merge(kept, other);
    expect(outcomes(body)).toEqual({ 'services nuage': 'prices-left' });
    const [service] = (await read(kept.slug)).services;
    expect([service?.slug, service?.plans]).toEqual(['nuage', undefined]);
  });

  it('calls a list whole only if it was so in both', async () => {
    const [kept, other] = await two();
    await put(`/v1/hosts/${other.slug}/services/nuage`, aService());
    await api.ask('POST', `/v1/hosts/${other.slug}/confirmations`, { ...admin, body: { complete: ['plans'] } });
    expect((await read(kept.slug)).complete).toEqual(['services', 'plans', 'support', 'audiences', 'languages']);
    await merge(kept, other);
    expect((await read(kept.slug)).complete).toEqual(['plans', 'support', 'audiences', 'languages']);
  });

  it('is a member where either was, by the surer word of the two', async () => {
    const [kept, other] = await two();
    const [first, second, third] = [await api.federation(), await api.federation(), await api.federation()];
    const member = (federation: Owned, host: Owned, more: object = {}) =>
      put(`/v1/federations/${federation.slug}/members/${host.slug}`, { state: 'member', ...more });
    await member(first, other, { since: '2020' });
    // Both said so of the other entry, the federation alone of the kept one.
    await member(second, kept, { since: '2024' });
    await member(second, other, { since: '2019' });
    await api.ask('POST', `/v1/federations/${second.slug}/members`, { token: other.token, body: {} });
    await member(third, kept, { lastReviewedOn: '2026-01' });
    await member(third, other, { lastReviewedOn: '2021-01' });
    const { body } = await merge(kept, other);
    expect(movedOf(body, 'memberships')).toEqual([first.slug]);
    expect(outcomes(body)).toEqual({
      [`memberships ${second.slug}`]: 'other-stands',
      [`memberships ${third.slug}`]: 'kept-stands',
    });
    const { memberships } = await read(kept.slug);
    const found = new Map(memberships.map((one) => [one.federation, one]));
    expect([
      found.get(first.slug)?.since,
      found.get(second.slug)?.since,
      found.get(third.slug)?.lastReviewedOn,
    ]).toEqual(['2020', '2019', '2026-01']);
    const members = async ({ slug }: Owned) =>
      (await api.ask<Federation>('GET', `/v1/federations/${slug}`)).body.members.map(({ host }) => host);
    expect([await members(first), await members(second)]).toEqual([[kept.slug], [kept.slug]]);
  });

  it('with the reviews of both, of two the later one with its reply', async () => {
    const [kept, other] = await two();
    const federation = await api.federation();
    const reviewed = (host: Owned, subject: string, value: string, reviewedOn: string) =>
      put(`/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:${subject}`, {
        ...{ value, reviewedOn, evidenceUrl: 'https://preuve.example', tie: 'none' },
      });
    await reviewed(kept, 'non-profit', 'yes', '2025-03-01');
    await reviewed(other, 'non-profit', 'no', '2026-03-01');
    await reviewed(other, 'free-software-only', 'yes', '2024-03-01');
    await put(`/v1/hosts/${other.slug}/replies/${federation.slug}/criterion:non-profit`, { text: { fr: 'Erreur.' } });
    const { body } = await merge(kept, other);
    expect(movedOf(body, 'reviews')).toEqual([`${federation.slug}/criterion:free-software-only`]);
    expect(outcomes(body)).toEqual({ [`reviews ${federation.slug}/criterion:non-profit`]: 'other-stands' });
    const text = JSON.stringify((await read(kept.slug)).claims);
    expect(text).toContain('Erreur.');
  });

  it('keeps the place on a list, the reports, the cases and who was sent there', async () => {
    const [kept, other] = await two();
    const federation = await api.federation();
    await put(`/v1/federations/${federation.slug}/selection/${other.slug}`, {
      ...{ why: { fr: 'Proche.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
    });
    await api.ask('POST', `/v1/hosts/${other.slug}/reports`, { body: { kind: 'wrong', text: { fr: 'Le prix.' } } });
    await api.database.run(sql`
      insert into referrals (id, federation_id, host_id, usages, sent_on)
      values (gen_random_uuid(), ${federation.id}, ${other.id}, array['email-hosting'], '2026-11-01')`);
    await api.database.run(sql`
      insert into cases (id, federation_id, version, label, received_by, need, unread, shortlist, outcome,
        outcome_host_id, outcome_on, outcome_said_on, ends_on, created_at, updated_at)
      values (gen_random_uuid(), ${federation.id}, 1, 'Fanfare', 'phone', '{"usages":[{"usage":"forum"}]}', '[]',
        array[${other.id}::uuid, ${kept.id}::uuid], 'chosen', ${other.id}, '2026-11-01', '2026-11-01', '2028-11-01', now(), now())`);
    const { body } = await merge(kept, other);
    // A case is its federation’s alone: it moves, and nobody else is told.
    const { token } = federation;
    const cases = await api.ask<{ items: object[] }>('GET', `/v1/federations/${federation.slug}/cases`, { token });
    expect(cases.body.items).toMatchObject([{ shortlist: [kept.slug], outcome: { host: kept.slug } }]);
    expect(body.moved.map(({ what, count }) => [what, count])).toEqual([
      ['selections', 1],
      ['reports', 1],
      ['referrals', 1],
      ['aliases', 3],
    ]);
    const { body: document } = await api.ask<Federation>('GET', `/v1/federations/${federation.slug}`);
    expect(document.selection?.map(({ host }) => host)).toEqual([kept.slug]);
    const reports = await api.ask<{ total: number }>('GET', `/v1/hosts/${kept.slug}/reports`, { token: kept.token });
    expect(reports.body.total).toBe(1);
  });

  it('but not where people were sent to it in cases, and the kept entry is of another site', async () => {
    const [kept, other] = await two();
    const federation = await api.federation();
    const sent = async (to: Owned) => {
      const { body } = await api.ask<{ id: string }>('POST', `/v1/federations/${federation.slug}/cases`, {
        token: federation.token,
        body: { label: 'Fanfare', receivedBy: 'phone', need: { usages: [{ usage: 'forum' }] } },
      });
      await api.database.run(sql`
        insert into referrals (id, federation_id, host_id, case_id, usages, sent_on)
        values (gen_random_uuid(), ${federation.id}, ${to.id}, ${body.id}, array['forum'], '2026-11-01')`);
    };
    await sent(other);
    const { status, text } = await merge(kept, other);
    expect([status, text]).toEqual([403, expect.stringContaining('not-yours')]);
    const of = async (host: Owned) =>
      (await api.ask<{ total: number }>('GET', `/v1/hosts/${host.slug}/referrals`, { token: host.token })).body.total;
    expect([await of(kept), await of(other)]).toEqual([0, 1]);
    const port = await api.published({ website: `https://${other.slug}.example/accueil`, slug: aSlug('meme-site') });
    expect((await merge(port, other)).status).toBe(200);
    expect(await of(port)).toBe(1);
  });

  it('and nobody takes over from oneself', async () => {
    const [kept, other] = await two();
    await put(`/v1/hosts/${kept.slug}/commitments/successor-host`, { value: other.slug });
    await put(`/v1/hosts/${kept.slug}/closing`, {
      ...{ stages: { closed: '2027-06-30' }, reason: { fr: 'Fatigue.' }, successor: other.slug },
    });
    await merge(kept, other);
    const { closing, commitments } = await read(kept.slug);
    expect([closing?.successor, commitments]).toEqual([undefined, []]);
  });
});

describe('what was merged', () => {
  it('leads to the kept entry by its slug, its former slugs, its id and its domain', async () => {
    const [kept, other] = await two();
    const later = aSlug('autre-nom');
    await api.ask('PATCH', `/v1/hosts/${other.slug}`, { ...admin, body: { slug: later } });
    await merge(kept, { ...other, slug: later });
    const leads = async (ref: string) => {
      const { status, headers } = await api.ask('GET', `/v1/hosts/${ref}/services?lang=en`);
      return [status, headers.location];
    };
    const present = [308, `/v1/hosts/${kept.slug}/services?lang=en`];
    expect([await leads(other.slug), await leads(later), await leads(other.id)]).toEqual([present, present, present]);
    const page = await api.ask('GET', `/hosts/${other.id}`);
    expect([page.status, page.headers.location]).toEqual([308, `/hosts/${kept.slug}`]);
    const { body } = await api.ask<Host & { former?: true }>('GET', `/v1/hosts/by-domain/${other.slug}.example`);
    expect([body.slug, body.former]).toEqual([kept.slug, true]);
    expect((await read(kept.slug)).merged).toEqual([
      { id: other.id, slug: later, name: `Nom ${other.slug}`, on: '2026-11-25' },
    ]);
  });

  it('leads on when the kept entry is merged in turn, and to its tombstone when that leaves', async () => {
    const [[first, second], [third]] = [await two(), await two()];
    await merge(second, first);
    await merge(third, second);
    const led = await api.ask('GET', `/v1/hosts/${first.id}`);
    expect([led.status, led.headers.location]).toEqual([308, `/v1/hosts/${third.slug}`]);
    await api.ask('DELETE', `/v1/hosts/${third.slug}`, admin);
    expect(await api.refused('GET', `/v1/hosts/${first.id}`)).toEqual([410, 'host-gone']);
    expect(await api.refused('GET', `/v1/hosts/${first.slug}`)).toEqual([410, 'host-gone']);
  });

  it('has a slug that nobody else takes, until an administrator frees it', async () => {
    const [kept, other] = await two();
    await merge(kept, other);
    const taker = await api.draft({
      slug: other.slug,
      name: `Preneur ${other.slug}`,
      website: 'https://preneur.example',
    });
    const publish = () => api.ask('POST', `/v1/hosts/${taker.id}/publication`, { token: ADMIN_TOKEN });
    expect((await publish()).status).toBe(409);
    const freed = await api.ask('DELETE', `/v1/hosts/${kept.slug}/aliases/slug/${other.slug}`, admin);
    expect(freed.status, freed.text).toBe(200);
    expect((await publish()).status).toBe(200);
    expect((await read(other.slug)).id).toBe(taker.id);
    // By its id it still leads to where it went.
    expect((await api.ask('GET', `/v1/hosts/${other.id}`)).headers.location).toBe(`/v1/hosts/${kept.slug}`);
  });

  it('leaves a tombstone in the log of changes, and the kept entry a change, with the reason', async () => {
    const [kept, other] = await two();
    const before = await api.revision();
    const { body } = await merge(kept, other);
    const { changes } = await changesAfter(api.database.db, before, 100);
    expect(changes.map(({ kind, hostId, reason, document }) => [kind, hostId, reason, document === null])).toEqual([
      ['withdrawn', other.id, REASON, true],
      ['changed', kept.id, REASON, false],
    ]);
    expect(body.revision).toBe(changes.at(-1)?.revision);
  });

  it('keeps its past, which is read under the kept entry', async () => {
    const [kept, other] = await two();
    await put(`/v1/hosts/${other.slug}/commitments/closing-notice`, { value: 90 });
    await merge(kept, other);
    const history = async (query = '') =>
      (await api.ask<History>('GET', `/v1/hosts/${kept.slug}/history${query}`)).body;
    const [latest] = (await history()).items;
    expect([latest?.reason, latest?.sentences[0]?.code]).toEqual([REASON, 'merged']);
    expect(latest?.sentences[0]?.text).toContain(`Nom ${other.slug}`);
    const theirs = await history(`?merged=${other.slug}`);
    expect(theirs.items.map(({ kind }) => kind)).toEqual(['withdrawn', 'changed', 'created']);
    expect(theirs.items[1]?.sentences[0]?.code).toBe('commitment-made');
    const [status, code] = await api.refused('GET', `/v1/hosts/${kept.slug}/history?merged=personne`);
    expect([status, code]).toEqual([422, 'meaningless-request']);
  });

  it('is reached by a redaction of the kept entry', async () => {
    const [kept, other] = await two({ other: { summary: { fr: 'Zoé répond au bureau.' } } });
    await put(`/v1/hosts/${other.slug}/commitments/closing-plan`, { value: 'https://autre.example/Zoé' });
    await put(`/v1/hosts/${other.slug}/commitments/closing-plan`, { value: 'https://autre.example/plan' });
    await merge(kept, other);
    const past = async () => (await api.ask('GET', `/v1/hosts/${kept.slug}/history?merged=${other.slug}`)).text;
    // Read before, so that what was told of it is in memory.
    expect(await past()).toContain('Zoé');
    await api.ask('POST', `/v1/hosts/${kept.slug}/redactions`, { ...admin, body: { text: 'Zoé' } });
    expect(await past()).not.toContain('Zoé');
    const rows = await api.database.run(sql`select 1 from hosts where summary::text like '%Zoé%'`);
    expect(rows).toEqual([]);
  });

  it('has no key any more: its tokens end, those of the kept entry stay', async () => {
    const [kept, other] = await two();
    const { body } = await merge(kept, other);
    expect(body.tokensEnded).toBe(1);
    const todo = (token: string) => api.ask('GET', `/v1/hosts/${kept.slug}/todo`, { token });
    expect([(await todo(other.token)).status, (await todo(kept.token)).status]).toEqual([401, 200]);
  });

  it('is not among those that have left, and does not come back', async () => {
    const [kept, other] = await two();
    await merge(kept, other);
    const { text } = await api.ask('GET', '/v1/withdrawn-hosts?limit=100');
    expect(text).not.toContain(other.slug);
    const back = await api.refused('POST', `/v1/hosts/${other.id}/publication`, { token: ADMIN_TOKEN });
    expect(back.slice(0, 2)).toEqual([409, 'already-published']);
  });
});

describe('a merge', () => {
  it('is tried first without a trace', async () => {
    const [kept, other] = await two();
    await put(`/v1/hosts/${other.slug}/services/nuage`, aService());
    const before = [await api.revision(), await read(kept.slug), await read(other.slug)];
    const { would, problems } = (await merge(kept, other, {}, '?dryRun=true')).body as unknown as Trial<Merge>;
    expect([problems, would.revision, would.tokensEnded]).toEqual([[], undefined, 1]);
    expect(movedOf(would, 'services')).toEqual(['nuage']);
    expect([await api.revision(), await read(kept.slug), await read(other.slug)]).toEqual(before);
    expect((await api.ask('GET', `/v1/hosts/${other.slug}/todo`, { token: other.token })).status).toBe(200);
  });

  it('tells in the language of who asks', async () => {
    const [kept, other] = await two();
    for (const { slug } of [kept, other]) await put(`/v1/hosts/${slug}/claims/non-profit`, { value: 'yes' });
    const text = async (lang: string) =>
      ((await merge(kept, other, {}, `?dryRun=true&lang=${lang}`)).body as unknown as Trial<Merge>).would.conflicts[0]
        ?.text;
    expect([await text('fr'), await text('en')]).toEqual([
      '« non-profit » : les deux fiches le disent ; ce que dit la fiche gardée reste.',
      '"non-profit": both entries say it; what the kept entry says stays.',
    ]);
  });

  it('wants two public entries and a reason', async () => {
    const [kept, other] = await two();
    const refused = (body: object, ref = kept.slug) =>
      api.refused('POST', `/v1/hosts/${ref}/merges`, { ...admin, body });
    const from = (ref: string) => refused({ from: ref, reason: REASON });
    expect((await from('personne'))[2]).toEqual({ '/from': 'unknown-host' });
    const draft = await api.draft();
    expect((await from(draft.id))[2]).toEqual({ '/from': 'not-public' });
    await merge(kept, other);
    expect((await from(other.slug))[2]).toEqual({ '/from': 'same-entry' });
  });
});

it('every table that names a host is thought of in a merge', async () => {
  const rows = await api.database.run<{ name: string }>(sql`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'hosts'::regclass`);
  const thoughtOf = Object.entries(tables).flatMap(([name, table]) =>
    name in WHEN_MERGED ? getTableName(table as PgTable) : [],
  );
  // These name it in a column of another name; a reply names it by its review.
  expect(rows.map(({ name }) => name).sort()).toEqual(
    [...thoughtOf, 'cases', 'hosts'].filter((name) => name !== 'replies').sort(),
  );
});
