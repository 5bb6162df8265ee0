import { extractFromXml } from '@extractus/feed-extractor';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { feedEvents } from '../../src/record/tables.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { backUp } from '../support/backup.ts';
import { aClosing } from '../support/closings.ts';
import { asInFeed, numbersFrom, randomChanges } from '../support/random-changes.ts';
import { aFederation, aService } from '../support/record.ts';

interface Item {
  revision: number;
  kind: string;
  id: string;
  host?: string | null;
  federation?: string;
  document: Host | null;
}
interface Page {
  items: Item[];
  total: number;
  next: string | null;
  epoch: string;
  catalogueRevision: number;
}

const SEED = Number(process.env.PROPERTY_SEED ?? 23);

const admin = { token: ADMIN_TOKEN, ifMatch: '*' };

describe('the feed of changes', () => {
  const api = useApp();
  const read = async (address: string) => {
    const { status, body, text, headers } = await api.ask<Page>('GET', address);
    expect(status, text).toBe(200);
    return { ...body, headers };
  };
  const rename = (id: string, name: string) => api.ask('PATCH', `/v1/hosts/${id}`, { ...admin, body: { name } });

  it('tells every change of hosts and federations in order, page by page', async () => {
    const before = await api.revision();
    const host = await api.published({ name: 'Un' });
    const { slug: federation } = await api.federation();
    for (const name of ['Deux', 'Trois']) await rename(host.id, name);
    const first = await read(`/v1/changes?after=${before}&limit=3`);
    expect(first.items.map(({ kind, host: of, federation: by }) => [kind, of ?? by])).toEqual([
      ['created', host.slug],
      ['created', federation],
      ['changed', host.slug],
    ]);
    expect(first.headers.link).toContain(`<${first.next}>; rel="next"`);
    const second = await read(first.next!);
    expect(second.items.map(({ revision, id, document }) => [revision, id, document?.name])).toEqual([
      [before + 4, host.id, 'Trois'],
    ]);
    expect(second).toMatchObject({ next: null, total: before + 4, catalogueRevision: before + 4, epoch: first.epoch });
    expect((await read(`/v1/changes?after=${before + 4}`)).items).toEqual([]);
  });

  it('goes on by the cursor of all lists, which belongs to its history, and not by two places at once', async () => {
    await api.published();
    const { next, epoch } = await read('/v1/changes?limit=1');
    expect(next).toMatch(/^\/v1\/changes\?limit=1&epoch=[0-9a-f-]{36}&cursor=[\w-]+$/);
    expect(await api.refused('GET', `${next}&after=3`)).toEqual([400, 'invalid-request', { '/after': 'contradicts' }]);
    const refused = async (address: string) => (await api.refused('GET', address)).slice(0, 2);
    const otherEpoch = next!.replace(epoch, 'b33c63a1-9a52-43ee-8c99-0dd807a7b0bf');
    expect(await refused(otherEpoch)).toEqual([410, 'epoch-changed']);
    const [, cursor] = next!.split('&cursor=');
    expect(await refused(`/v1/hosts?cursor=${cursor}`)).toEqual([400, 'invalid-cursor']);
  });

  it('is what is read, replayed from its beginning, after whatever happened in whatever order', async () => {
    const changes = randomChanges(api, numbersFrom(SEED));
    for (let time = 0; time < (process.env.TESTS === 'all' ? 20 : 2); time++) {
      await changes.add(25);
      const replayed = new Map<string, { path: string; document: object | null }>();
      for (let next: string | null = '/v1/changes?after=0&limit=100'; next; ) {
        const page: Page = await read(next);
        for (const { id, document, federation } of page.items)
          replayed.set(id, { path: federation === undefined ? 'hosts' : 'federations', document });
        next = page.next;
      }
      expect(replayed.size).toBeGreaterThan(6);
      for (const [id, { path, document }] of replayed) {
        const { status, body } = await api.ask<object>('GET', `/v1/${path}/${id}`);
        expect([id, document ? [200, document] : [410]]).toEqual([id, document ? [status, asInFeed(body)] : [status]]);
      }
    }
  });

  it('gives each revision its own facts, and the last one exactly as lists have it', async () => {
    const after = await api.revision();
    const host = await api.published({ name: 'Avant' });
    await rename(host.id, 'Après');
    const { items } = await read(`/v1/changes?after=${after}`);
    expect(items.map(({ document }) => document?.name)).toEqual(['Avant', 'Après']);
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.id}`);
    expect(items[1]!.document).toEqual(body);
  });

  it('gives back nothing of a host that has left, not at its earlier revisions either', async () => {
    const after = await api.revision();
    const host = await api.published({ name: 'Partie' });
    await rename(host.id, 'Partie bientôt');
    await api.ask('DELETE', `/v1/hosts/${host.id}`, admin);
    const { items } = await read(`/v1/changes?after=${after}`);
    expect(items.map(({ kind, host: slug, document }) => [kind, slug, document])).toEqual([
      ['created', host.slug, null],
      ['changed', host.slug, null],
      ['withdrawn', host.slug, null],
    ]);
  });

  it('does not even name a person whose entry was withdrawn', async () => {
    const after = await api.revision();
    const host = await api.published({ slug: 'jeanne-martin', legalForm: 'individual' });
    await api.ask('DELETE', `/v1/hosts/${host.id}`, admin);
    const { items } = await read(`/v1/changes?after=${after}`);
    expect(items.map(({ id, host: slug }) => [id, slug])).toEqual([
      [host.id, null],
      [host.id, null],
    ]);
    expect(JSON.stringify(items)).not.toContain('jeanne');
  });

  it('tells that words were taken out, and has them in no entry any more', async () => {
    const after = await api.revision();
    const host = await api.published({ summary: { fr: 'Tenu par Jeanne Martin.' } });
    await rename(host.id, 'Encore');
    await api.ask('POST', `/v1/hosts/${host.id}/redactions`, { token: ADMIN_TOKEN, body: { text: 'Jeanne Martin' } });
    const { items } = await read(`/v1/changes?after=${after}`);
    expect(items.map(({ kind }) => kind)).toEqual(['created', 'changed', 'redacted']);
    expect(JSON.stringify(items)).not.toContain('Jeanne');
    expect(items[0]!.document?.summary?.fr).toContain('[texte retiré]');
  });

  it('ends a page of large documents early, and goes on where it ended', async () => {
    const after = await api.revision();
    const plans = Array.from({ length: 30 }, (_, i) => ({
      ...{ name: `Formule ${i}`, fixed: i },
      conditions: { fr: 'é'.repeat(3900), en: 'é'.repeat(3900) },
    }));
    const host = await api.published();
    const put = { ...admin, body: aService({ plans }) };
    expect((await api.ask('PUT', `/v1/hosts/${host.id}/services/nuage`, put)).status).toBe(201);
    for (let i = 0; i < 10; i++) await rename(host.id, `Grand ${i}`);
    const revisions: number[] = [];
    let pages = 0;
    for (let next: string | null = `/v1/changes?after=${after}&limit=100`; next; pages++) {
      const page: Page & { headers: object } = await read(next);
      revisions.push(...page.items.map(({ revision }) => revision));
      expect(JSON.stringify(page).length).toBeLessThan(5_000_000);
      next = page.next;
    }
    expect(pages).toBeGreaterThan(1);
    expect(revisions).toEqual(Array.from({ length: 12 }, (_, i) => after + 1 + i));
  });

  it('refuses whoever is ahead without naming the history, and answers nothing new to whoever does', async () => {
    const revision = await api.revision();
    const { epoch } = await read('/v1/changes');
    expect(await api.refused('GET', `/v1/changes?after=${revision + 1}`)).toEqual([404, 'revision-not-found']);
    expect((await read(`/v1/changes?after=${revision + 1}&epoch=${epoch}`)).items).toEqual([]);
  });

  it('tells whoever follows a history that was lost to begin anew', async () => {
    const host = await api.published({ name: 'Gardé' });
    const restore = await backUp(api.database.db);
    const { epoch } = await read('/v1/changes');
    await rename(host.id, 'Perdu');
    const known = await api.revision();
    await restore();
    await api.catalogue.catchUp();
    await rename(host.id, 'Autre');
    const address = `/v1/changes?after=${known - 1}&epoch=${epoch}`;
    expect(await api.refused('GET', address)).toEqual([410, 'epoch-changed']);
    const { items } = await read(`/v1/changes?after=${known - 1}`);
    expect(items.map(({ document }) => document?.name)).toEqual(['Autre']);
  });

  it('is never mixed with a history that the process has not noticed yet', async () => {
    const host = await api.published({ name: 'Gardé' });
    const restore = await backUp(api.database.db);
    await rename(host.id, 'Perdu');
    const { epoch, catalogueRevision } = await read('/v1/changes');
    await restore();
    expect(await api.refused('GET', `/v1/changes?after=${catalogueRevision - 2}&epoch=${epoch}`)).toEqual([
      503,
      'revision-not-reached',
    ]);
    await api.catalogue.catchUp();
  });
});

describe('the feed of the catalogue for people', () => {
  const api = useApp();
  const plain = (text: string | undefined) => (text ?? '').replaceAll('\u00a0', ' ');
  const feed = async (query = '') => {
    const { status, text, headers } = await api.ask('GET', `/feed.atom${query}`);
    expect(status, text).toBe(200);
    const { entries = [], title } = extractFromXml(text, { descriptionMaxLen: 0 });
    return { title, told: entries.map((entry) => plain(entry.title)), entries, text, headers };
  };

  it('tells arrivals, closings and departures, latest first, each with its page', async () => {
    const closing = await api.published({ name: 'Les <Saules>', slug: 'les-saules' });
    const leaving = await api.published({ name: 'Les Ormes', slug: 'les-ormes' });
    await api.ask('POST', '/v1/federations', { ...admin, body: aFederation({ name: 'Collectif' }) });
    await api.ask('PATCH', `/v1/hosts/${closing.id}`, { ...admin, body: { languages: ['fr'] } });
    await api.ask('PUT', `/v1/hosts/${closing.id}/closing`, { ...admin, body: aClosing('2027-06-30') });
    await api.ask('DELETE', `/v1/hosts/${leaving.id}`, admin);
    const { told, entries, headers } = await feed();
    expect(told).toEqual([
      'les-ormes a quitté le catalogue.',
      expect.stringMatching(/^Les <Saules> annonce sa fermeture : 30 juin 2027\.$/),
      'Nouvelle fédération : Collectif.',
      'Les <Saules> est dans le catalogue.',
    ]);
    expect(entries[1]!.link).toBe('https://bercail.example/hosts/les-saules');
    expect(headers.etag).toBeDefined();
    expect((await feed('?lang=en')).told[0]).toBe('les-ormes has left the catalogue.');
  });

  it('says which service closes, and that a broken promise was put right', async () => {
    const host = await api.published({ name: 'Les Frênes' });
    const at = `/v1/hosts/${host.id}`;
    const own = { token: host.token, ifMatch: '*' };
    const price = (fixed: number) =>
      api.ask('PUT', `${at}/services/nuage`, { ...own, body: aService({ plans: [{ name: 'Groupe', fixed }] }) });
    const told = async () =>
      (await feed()).told.filter((text) => text.startsWith('Les Frênes') && !text.includes('dans'));
    await price(35);
    for (const kind of ['price-change-notice', 'closing-notice'])
      await api.ask('PUT', `${at}/services/nuage/commitments/${kind}`, { ...own, body: { value: 90 } });
    await price(40);
    await api.ask('PUT', `${at}/services/nuage/closing`, { ...own, body: aClosing('2026-12-20') });
    const broken = 'Les Frênes, service « Nuage », ne tient pas un engagement : préavis avant';
    expect(await told()).toEqual([
      `${broken} fermeture.`,
      'Les Frênes annonce la fermeture du service « Nuage » : 20 décembre 2026.',
      `${broken} de changer les prix.`,
    ]);
    await price(35);
    await api.ask('DELETE', `${at}/services/nuage/closing`, own);
    expect(await told()).toEqual([
      'Les Frênes ne ferme plus son service « Nuage ».',
      'Les Frênes renonce à une hausse de prix de son service « Nuage » : l’engagement non tenu ne compte plus.',
      `${broken} fermeture. L’annonce a été annulée ou changée depuis : cela ne compte plus.`,
      'Les Frênes annonce la fermeture du service « Nuage » : 20 décembre 2026.',
      expect.stringContaining(
        'L’hébergeur a renoncé à cette hausse de prix le 25 novembre 2026 : cela ne compte plus.',
      ),
    ]);
    const { text: page } = await api.ask('GET', `/hosts/${host.id}`, { headers: { accept: 'text/html' } });
    const [seen] = plain(page).split('<summary');
    expect(seen).not.toContain('Promesse non tenue');
    expect(seen).not.toContain('Fermeture annoncée');
  });

  it('says that a promise of the whole host was put right, and nothing so of a note that does not say of whom it is', async () => {
    const host = await api.published({ name: 'Les Houx' });
    const at = `/v1/hosts/${host.id}`;
    const own = { token: host.token, ifMatch: '*' };
    await api.ask('PUT', `${at}/commitments/closing-notice`, { ...own, body: { value: 90 } });
    await api.ask('PUT', `${at}/closing`, { ...own, body: aClosing('2026-12-20') });
    await api.ask('DELETE', `${at}/closing`, own);
    const told = async () => (await feed()).told.find((text) => text.startsWith('Les Houx ne tient pas'));
    expect(await told()).toMatch(/L’annonce a été annulée ou changée depuis : cela ne compte plus\.$/);
    await api.database.db
      .update(feedEvents)
      .set({ data: sql`${feedEvents.data} - 'service'` })
      .where(eq(feedEvents.hostId, host.id));
    await api.ask('PATCH', at, { ...own, body: { languages: ['fr'] } });
    expect(await told()).toBe('Les Houx ne tient pas un engagement : préavis avant fermeture.');
  });

  it('says nothing of a host as long as its entry is suspended', async () => {
    const host = await api.published({ name: 'Sous réserve' });
    await api.ask('PUT', `/v1/hosts/${host.id}/suspension`, { ...admin, body: { reason: { fr: 'À vérifier.' } } });
    expect((await feed()).text).not.toContain('Sous réserve');
  });

  it('gives each entry one name for ever', async () => {
    const before = (await feed()).entries.map(({ id }) => id);
    await api.published();
    expect((await feed()).entries.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
  });
});
