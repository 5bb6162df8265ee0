import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Trial } from '../../src/http/trials.ts';
import { changesAfter } from '../../src/record/changes.ts';
import type { Redaction } from '../../src/redaction/schema.ts';
import { visitSites } from '../../src/watching/visits.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { anAnswer, readingOnly } from '../support/outgoing.ts';
import { aService, reference } from '../support/record.ts';

const logged: string[] = [];
const api = useApp({
  logged: (line) => void logged.push(line),
});

const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
const write = async (method: string, url: string, body?: object, token = ADMIN_TOKEN) => {
  const { status, text } = await api.ask(method, url, { token, ifMatch: '*', body });
  expect([200, 201], `${method} ${url} ${text}`).toContain(status);
};
const redact = (ref: string, body: object, query = '') =>
  api.ask<Redaction>('POST', `/v1/hosts/${ref}/redactions${query}`, { ...admin, body });
const need = { usages: [{ usage: 'file-storage-sharing' }], limit: 20 };

let counted = 0;
/** A host, its services, its federations and their tokens, with some words in every field that people write. */
async function written(): Promise<{ words: string; host: Owned; federation: Owned }> {
  const words = `zoeunique${++counted}`;
  const url = `https://aulnes.example/${words}`;
  const text = { fr: `Appelez ${words} le soir.`, en: `Ask for ${words} in the evening.` };
  const federation = await api.federation({ summary: text });
  const host = await api.published({
    name: `Chez ${words}`,
    website: url,
    summary: text,
    serves: [{ level: 'country', code: 'FR' }],
    contact: { url, email: `${words}@aulnes.example`, hours: text },
  });
  const at = `/v1/hosts/${host.slug}`;
  const below = (what: string) => `/v1/federations/${federation.slug}/${what}`;
  await write('PUT', `${at}/services/nuage`, {
    ...aService({ name: `Nuage de ${words}`, summary: text, url, exportFormats: ['ODT', words] }),
    imports: [{ tool: 'google-drive', guideUrl: url }],
    software: { name: words, licence: words },
    capacity: { state: 'open' },
    plans: [{ name: `Formule ${words}`, fixed: 10, maxAccounts: 50, conditions: text }],
  });
  await write('PUT', `${at}/claims/free-software-only`, { value: 'yes', evidenceUrl: url, note: text });
  await write('PUT', `${at}/commitments/closing-plan`, { value: url, evidenceUrl: url, note: text });
  await write('PUT', `${at}/commitments/closing-notice`, { value: 90, evidenceUrl: url, note: text });
  await write('PUT', `${at}/commitments/successor-host`, { value: words });
  await write('PUT', `${at}/services/nuage/commitments/export-formats`, { value: ['ODT', words] });
  await write('PUT', below(`members/${host.slug}`), { state: 'member', exceptions: text });
  await write('PUT', below(`selection/${host.slug}`), {
    ...{ why: text, ties: text, decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
  });
  const asked = { label: { fr: `Ouvert à ${words}` }, question: text, howToProve: text };
  await write('PUT', below(`criteria/${federation.slug}-visites`), { ...asked, definition: text, askHost: text });
  await write('PUT', below(`criteria/${federation.slug}-visites`), { ...asked, label: { fr: `Fermé à ${words}` } });
  const sibling = await api.federation();
  await write('POST', `/v1/federations/${sibling.slug}/members`, { note: text }, host.token);
  await write('PUT', below(`reviews/${host.slug}/commitment:closing-notice`), {
    ...{ value: 60, reviewedOn: '2026-11-01', note: text, evidenceUrl: url, tie: text },
    certificate: { issuer: words, number: words, expiresOn: '2027-11-01' },
  });
  const no = { value: 'no', reviewedOn: '2026-11-01', evidenceUrl: url, tie: text };
  await write('PUT', below(`reviews/${host.slug}/criterion:free-software-only`), no);
  await write('PUT', `${at}/replies/${federation.slug}/commitment:closing-notice`, { text, evidenceUrl: url });
  // What no route writes yet.
  await api.database.run(sql`
    insert into closings (host_id, announced_on, closed_on, reason, export_guide, successor)
    values (${host.id}, '2026-11-25', '2028-01-01', ${JSON.stringify(text)}::jsonb, ${url}, ${`chez-${words}`})`);
  await api.database.run(sql`update hosts set sources = array[${url}, 'https://source.example'] where id = ${host.id}`);
  await write('PUT', `${at}/suspension`, { reason: text });
  await write('DELETE', `${at}/suspension`);
  const told = { kind: 'wrong', text, url };
  const { body: report } = await api.ask<{ id: string }>('POST', `${at}/reports`, { body: told });
  await write('PUT', `${at}/reports/${report.id}/answer`, { outcome: 'noted', text });
  // Tokens that name somebody, and what was done with them.
  for (const asked of [{ role: 'host', host: host.slug }, { role: 'admin' }]) {
    const body = { ...asked, label: `poste de ${words}` };
    const made = await api.ask<{ token: string }>('POST', '/v1/tokens', { token: ADMIN_TOKEN, body });
    await write('PUT', `${at}/reports/${report.id}/answer`, { outcome: 'noted', text }, made.body.token);
    await write('PATCH', at, { languages: [asked.role === 'admin' ? 'br' : 'fr'] }, made.body.token);
  }
  return { words, host, federation };
}

describe('words that are removed', () => {
  it('are in no table, no answer of the past or present, and no memory of any process; no revision moves', async () => {
    const { words, host, federation } = await written();
    const at = `/v1/hosts/${host.slug}`;
    const first = await api.revision();
    const paths = [
      ...[at, `/v1/hosts/${host.id}`, `${at}?lang=en`, `${at}/services`, `${at}/services/nuage`],
      ...[`${at}/history`, `${at}/history?lang=en`, '/v1/hosts?limit=100', '/v1/services?limit=100', '/v1/federations'],
      ...[`/v1/federations/${federation.slug}`, `/v1/hosts?q=${words}`, '/v1/exposure'],
      ...Array.from({ length: first }, (_, i) => `${at}?at=${i + 1}`),
    ];
    const other = await api.beside();
    const processes = [api.app, other.app];
    const readAll = async (headers = {}) => {
      const texts: string[] = [];
      for (const app of processes) {
        for (const url of paths) {
          // The second time it comes from memory.
          for (const _time of [1, 2]) {
            const { body, headers: told } = await app.inject({ url, headers });
            texts.push(body + (url.includes('q=') ? '' : JSON.stringify(told)));
          }
        }
        const authorization = `Bearer ${ADMIN_TOKEN}`;
        for (let revision = 1; revision <= first; revision++) {
          const url = `/v1/matches?explain=all&at=${revision}`;
          texts.push((await app.inject({ method: 'POST', url, headers: { authorization }, payload: need })).body);
        }
        texts.push((await app.inject({ method: 'POST', url: '/v1/matches', payload: need })).body);
        texts.push((await app.inject({ url: '/v1/tokens', headers: { authorization } })).body);
      }
      return texts.join('\n');
    };
    expect((await readAll()).split(words).length).toBeGreaterThan(100);
    const tags = new Map<string, string>();
    for (const url of paths) {
      const { etag } = (await api.app.inject({ url })).headers;
      if (etag) tags.set(url, String(etag));
    }
    expect(tags.size).toBeGreaterThan(20);

    const { status, text, body, headers } = await redact(host.slug, { text: words, reason: { fr: 'À sa demande.' } });
    expect([status, body.elsewhere], text).toEqual([200, 0]);
    expect(body.copies).toBeGreaterThan(100);
    expect(headers.etag).toBe(`"v${body.version}"`);
    expect(text).not.toContain(words);

    expect(await columnsHolding(api.database, words)).toEqual([]);
    await other.catalogue.catchUp();
    expect(await readAll()).not.toContain(words);
    for (const [url, tag] of tags) {
      const again = await api.app.inject({ url, headers: { 'if-none-match': tag } });
      expect(again.statusCode, url).not.toBe(304);
    }
    // The host, and its federation, in one go; every revision is still there.
    const { changes, revision } = await changesAfter(api.database.db, 0, 100_000);
    expect(changes.map((change) => change.revision)).toEqual(Array.from({ length: first + 2 }, (_, i) => i + 1));
    expect(revision).toBe(first + 2);
    expect(changes.slice(-2).map(({ kind, slug }) => [kind, slug])).toEqual([
      ['redacted', host.slug],
      ['redacted', federation.slug],
    ]);
    expect(logged.join()).toContain('/redactions');
    expect(logged.join()).not.toContain(words);
  });

  it('leave a mark in texts, and nothing in addresses; what hung on them goes with them', async () => {
    const { words, host, federation } = await written();
    await redact(host.slug, { text: words });
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
    const text = { fr: 'Appelez [texte retiré] le soir.', en: 'Ask for [text removed] in the evening.' };
    expect(body).toMatchObject({ name: 'Chez [texte retiré]', summary: text, contact: { hours: text } });
    expect([body.website, body.contact, body.sources]).toEqual([
      undefined,
      { hours: text },
      ['https://source.example'],
    ]);
    const [service] = body.services;
    expect(service).toMatchObject({
      name: 'Nuage de [texte retiré]',
      software: { name: '[texte retiré]', licence: '[texte retiré]' },
      exportFormats: ['ODT', '[texte retiré]'],
      imports: [{ tool: 'google-drive' }],
      plans: [{ name: 'Formule [texte retiré]', conditions: text, fixed: 10 }],
      commitments: [{ kind: 'export-formats', value: ['ODT', '[texte retiré]'] }],
    });
    expect(service).not.toHaveProperty('url');
    // A plan of closing is an address: without it nothing is promised. A no needs its evidence.
    expect(body.commitments.map(({ kind }) => kind)).toEqual(['closing-notice']);
    expect(body.claims.find(({ criterion }) => criterion === 'free-software-only')).toMatchObject({
      value: 'yes',
      contested: false,
      evidence: 'declared',
    });
    expect(body.closing).toMatchObject({ reason: text });
    expect(body.closing).not.toHaveProperty('successor');
    const { body: now } = await api.ask<Federation>('GET', `/v1/federations/${federation.slug}`);
    expect([now.summary, now.members[0]?.exceptions]).toEqual([text, text]);
    expect(now.criteria![0]).toMatchObject({ label: { fr: 'Fermé à [texte retiré]' }, question: text });
  });

  it('are told in the history, without saying what they were', async () => {
    const host = await api.published({ summary: { fr: 'Voir Zoé Martin.' } });
    await write('PATCH', `/v1/hosts/${host.slug}`, { summary: { fr: 'Voir le bureau.' } });
    const before = await api.revision();
    const { body } = await redact(host.slug, { text: 'Zoé Martin', reason: { fr: 'À sa demande.' } });
    expect([body.copies, body.revision]).toEqual([1, before + 1]);
    const past = await api.ask<{ items: object[] }>('GET', `/v1/hosts/${host.slug}/history`);
    expect(past.body.items[0]).toMatchObject({
      kind: 'redacted',
      by: 'admin',
      reason: { fr: 'À sa demande.' },
      sentences: [{ text: 'Un texte a été retiré de la fiche et de son passé.' }],
      changes: [],
    });
    expect(past.body.items[1]).toMatchObject({
      changes: [{ before: 'Voir [texte retiré].', after: 'Voir le bureau.' }],
    });
  });

  it('go with the address that holds them, and with what is known of its page', async () => {
    const host = await api.published();
    const evidenceUrl = 'https://aulnes.example/bureau/jeanne-dupont-martin';
    await write('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, { value: 'yes', evidenceUrl });
    const context = { db: api.database.db, reference, clock: () => api.now, newId: randomUUID };
    await visitSites(
      context,
      readingOnly(async () => anAnswer({ body: Buffer.from('Libre.') })),
      { pause: async () => {} },
    );
    expect(await columnsHolding(api.database, 'dupont-martin')).toContain('evidence_pages.url');
    await redact(host.slug, { text: 'jeanne-dupont-martin' });
    expect(await columnsHolding(api.database, 'dupont-martin')).toEqual([]);
  });

  it('may hold what JSON escapes, accents of either spelling, and what addresses encode', async () => {
    const words = 'Zoé "Zed" \\ Ünique';
    const host = await api.published({
      summary: { fr: `Voir ${words}.`, en: `See ${words.normalize('NFD')}.` },
      contact: { url: `https://aulnes.example/${encodeURIComponent(words)}` },
    });
    expect((await redact(host.slug, { text: words })).body).toMatchObject({ copies: 6, elsewhere: 0 });
    expect(await columnsHolding(api.database, words)).toEqual([]);
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
    expect(body.summary).toEqual({ fr: 'Voir [texte retiré].', en: 'See [text removed].' });
    expect(body).not.toHaveProperty('contact');
  });

  it('are removed exactly: another spelling stays, and so do the words of others, who are counted', async () => {
    const other = await api.published({ summary: { fr: 'Merci à Anatole Roux.' } });
    const host = await api.published({ summary: { fr: 'Anatole Roux, et non anatole roux.' } });
    expect((await redact(host.slug, { text: 'Anatole Roux' })).body).toMatchObject({ copies: 2, elsewhere: 1 });
    const read = async ({ slug }: Owned) => (await api.ask<Host>('GET', `/v1/hosts/${slug}`)).body.summary?.fr;
    expect([await read(host), await read(other)]).toEqual([
      '[texte retiré], et non anatole roux.',
      'Merci à Anatole Roux.',
    ]);
  });

  it('never break a fact: what a claim answers, a date and an amount are no text', async () => {
    const host = await api.published({ foundedOn: '2014', summary: { fr: 'yes, depuis 2014, partial' } });
    await write('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, { value: 'yes' });
    for (const text of ['yes', '2014', 'partial']) await redact(host.slug, { text });
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
    expect(body).toMatchObject({ foundedOn: '2014', claims: [{ value: 'yes' }] });
    expect(body.summary?.fr).toBe('[texte retiré], depuis [texte retiré], [texte retiré]');
  });

  it('leave a document that its host can go on writing, however often they stood in it', async () => {
    const { slug, token } = await api.published({ name: 'abc'.repeat(60) });
    await redact(slug, { text: 'abc' });
    const patched = await api.ask<Host>('PATCH', `/v1/hosts/${slug}`, {
      token,
      ifMatch: '*',
      body: { languages: ['fr'] },
    });
    expect([patched.status, patched.body.name]).toEqual([200, '[texte retiré]']);
  });

  it('go from drafts and from hosts that have left too', async () => {
    const words = 'Clémence Dubois';
    const draft = await api.draft({ name: words });
    const left = await api.published({ name: words });
    await write('DELETE', `/v1/hosts/${left.slug}`);
    const before = await api.revision();
    const seen = (await redact(draft.id, { text: words })).body;
    expect(seen).toMatchObject({ version: 2 });
    expect(seen).not.toHaveProperty('revision');
    expect((await redact(left.slug, { text: words })).body).toMatchObject({ revision: before + 1 });
    const { changes } = await changesAfter(api.database.db, before, 10);
    expect(changes.map(({ kind, document }) => [kind, document])).toEqual([['redacted', null]]);
    // The token of a draft bears the name of its host.
    expect(await columnsHolding(api.database, words)).toEqual([]);
  });
});

describe('a redaction', () => {
  it('is tried first: a dry run counts the same and writes nothing', async () => {
    const { words, host } = await written();
    const before = [await api.revision(), await columnsHolding(api.database, words)];
    const tried = (await redact(host.slug, { text: words }, '?dryRun=true')).body as unknown as Trial<Redaction>;
    expect(tried).toMatchObject({ would: { elsewhere: 0 }, problems: [] });
    expect([await api.revision(), await columnsHolding(api.database, words)]).toEqual(before);
    expect((await redact(host.slug, { text: words })).body.copies).toBe(tried.would.copies);
  });

  it('of words that are nowhere changes nothing', async () => {
    const { slug, version } = await api.published();
    const before = await api.revision();
    const { body } = await redact(slug, { text: 'nulle part' });
    expect(body).toEqual({ copies: 0, elsewhere: 0, version });
    expect(await api.revision()).toBe(before);
  });

  it.each([
    ['in the mark', { text: 'retiré' }, [422, 'meaningless-request', { '/text': 'in-the-mark' }]],
    ['in its slug', { text: 'du-pre' }, [422, 'meaningless-request', { '/text': 'in-a-slug' }]],
    ['in a slug of its services', { text: 'nuage-de' }, [422, 'meaningless-request', { '/text': 'in-a-slug' }]],
    [
      'in the reason too',
      { text: 'Zoé Martin', reason: { en: 'For Zoé Martin.' } },
      [422, 'meaningless-request', { '/reason': 'holds-the-text' }],
    ],
  ])('is refused when the words are %s, without repeating them', async (_why, body, expected) => {
    const slug = `ferme-du-pre-${++counted}`;
    await api.published({ slug });
    await write('PUT', `/v1/hosts/${slug}/services/nuage-de-zoe`, aService());
    expect(await api.refused('POST', `/v1/hosts/${slug}/redactions`, { ...admin, body })).toEqual(expected);
    const { text } = await redact(slug, body);
    if (body.text.length > 4 && body.text !== 'retiré') expect(text).not.toContain(body.text);
    expect(logged.join()).not.toContain('Zoé Martin');
  });
});

describe('words in what somebody was called', () => {
  it('are gone from the public past of another host too, although only a draft was named', async () => {
    const label = 'poste zoelabel';
    const { body: made } = await api.ask<{ token: string }>('POST', '/v1/tokens', {
      ...admin,
      body: { role: 'admin', label },
    });
    const host = await api.published();
    await write('PATCH', `/v1/hosts/${host.slug}`, { foundedOn: '2011' }, made.token);
    const history = () => api.ask('GET', `/v1/hosts/${host.slug}/history`);
    // A second reading is kept in memory.
    await history();
    const before = await history();
    expect(before.text).toContain(label);
    const draft = await api.draft();
    const { body } = await redact(draft.id, { text: 'zoelabel' });
    expect(body.revision).not.toBeUndefined();
    const after = await history();
    expect(after.text).not.toContain('zoelabel');
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });
});
