import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommitmentPast, HistoryEntry } from '../../src/history/schema.ts';
import { nextAddress } from '../../src/http/pagination.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();

interface Past {
  items: HistoryEntry[];
  commitmentsPast: CommitmentPast[];
}

const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
beforeEach(() => setDay('2026-11-25'));
const write = async ({ slug, token }: Owned, method: string, path: string, body?: object) => {
  const { status, text } = await api.ask(method, `/v1/hosts/${slug}${path}`, { token, ifMatch: '*', body });
  expect([200, 201], text).toContain(status);
};
const pastOf = async ({ slug }: Pick<Owned, 'slug'>, lang = 'fr') =>
  (await api.ask<Past>('GET', `/v1/hosts/${slug}/history?lang=${lang}`)).body;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
/** What the latest change is told to be. */
const latest = async (host: Owned, lang = 'fr') =>
  (await pastOf(host, lang)).items[0]!.sentences.map(({ text }) => plain(text));
const codesOf = async (host: Owned) =>
  (await pastOf(host)).items.map(({ sentences }) => sentences.map(({ code }) => code));

describe('the past of a commitment', () => {
  it('tells and counts each time it is weakened, with every value and its dates', async () => {
    setDay('2026-01-05');
    const host = await api.published();
    const notice = (value: number) => write(host, 'PUT', '/commitments/closing-notice', { value });
    setDay('2026-02-01');
    await notice(90);
    expect(await latest(host)).toEqual(['Préavis avant fermeture : 90 jours. Nouvel engagement.']);
    setDay('2026-03-01');
    await notice(30);
    expect(await latest(host)).toEqual(['Préavis avant fermeture : 90 jours, puis 30 jours. Engagement affaibli.']);
    expect(await latest(host, 'en')).toEqual(['Notice before closing: 90 days, then 30 days. Commitment weakened.']);
    setDay('2026-04-01');
    await notice(180);
    expect(await latest(host)).toEqual(['Préavis avant fermeture : 30 jours, puis 180 jours. Engagement renforcé.']);
    setDay('2026-05-01');
    await notice(60);

    const [past, ...others] = (await pastOf(host)).commitmentsPast;
    expect(others).toEqual([]);
    expect({ ...past, text: plain(past!.text) }).toEqual({
      kind: 'closing-notice',
      values: [
        { value: 90, from: '2026-02-01', until: '2026-03-01' },
        { value: 30, from: '2026-03-01', until: '2026-04-01' },
        { value: 180, from: '2026-04-01', until: '2026-05-01' },
        { value: 60, from: '2026-05-01' },
      ],
      weakened: 2,
      text: 'Préavis avant fermeture : 30 jours, puis 180 jours, puis 60 jours. Une valeur est plus ancienne. Affaibli 2 fois.',
    });
  });

  it('judges by what a value is worth: less is better for a leaving fee, and a word has its worth', async () => {
    const host = await api.published();
    await write(host, 'PUT', '/commitments/switching-fee', { value: 100 });
    await write(host, 'PUT', '/commitments/switching-fee', { value: 20 });
    await write(host, 'PUT', '/commitments/support-response', { value: 8 });
    await write(host, 'PUT', '/commitments/support-response', { value: 'none' });
    await write(host, 'PUT', '/commitments/closing-plan', { value: 'https://aulnes.example/a' });
    await write(host, 'PUT', '/commitments/closing-plan', { value: 'https://aulnes.example/b' });
    expect((await codesOf(host)).slice(0, -1)).toEqual([
      ['commitment-changed'],
      ['commitment-made'],
      ['commitment-weakened'],
      ['commitment-made'],
      ['commitment-strengthened'],
      ['commitment-made'],
    ]);
  });

  it('counts a promise taken back once, also when less is promised later', async () => {
    const host = await api.published();
    await write(host, 'PUT', '/commitments/closing-notice', { value: 90 });
    await write(host, 'DELETE', '/commitments/closing-notice');
    expect(await latest(host)).toEqual(['Préavis avant fermeture : 90 jours. Engagement retiré.']);
    const gone = (await pastOf(host)).commitmentsPast[0]!;
    expect([gone.weakened, plain(gone.text)]).toEqual([
      1,
      'Préavis avant fermeture : 90 jours. Cet engagement n’est plus pris. Affaibli une fois.',
    ]);
    await write(host, 'PUT', '/commitments/closing-notice', { value: 30 });
    expect((await pastOf(host)).commitmentsPast[0]).toMatchObject({
      weakened: 1,
      values: [{ value: 90 }, { value: 30 }],
    });
  });

  it('is not washed by leaving and coming back, nor by making a service anew', async () => {
    const host = await api.published();
    const below = '/services/nuage/commitments/closing-notice';
    await write(host, 'PUT', '/services/nuage', aService());
    await write(host, 'PUT', below, { value: 90 });
    await write(host, 'DELETE', '/services/nuage');
    await write(host, 'PUT', '/services/nuage', aService());
    await write(host, 'PUT', below, { value: 30 });
    expect(await latest(host)).toEqual([
      'Service « Nuage ». Préavis avant fermeture : 90 jours, puis 30 jours. Engagement affaibli.',
    ]);
    const before = (await pastOf(host)).commitmentsPast;
    expect(before).toMatchObject([{ kind: 'closing-notice', service: 'nuage', weakened: 1 }]);
    await write(host, 'DELETE', '');
    await write(host, 'POST', '/publication');
    const { items, commitmentsPast } = await pastOf(host);
    expect(items.slice(0, 2).map(({ sentences }) => sentences.map(({ text }) => text))).toEqual([
      ['La fiche est de nouveau publiée.'],
      ['La fiche est retirée du catalogue.'],
    ]);
    expect(commitmentsPast[0]).toMatchObject({ weakened: 1, values: [{ value: 90 }, { value: 30 }, { value: 30 }] });
  });

  it('is that of the host’s own words: a review by others changes nothing in it', async () => {
    const host = await api.published();
    const federation = await api.federation();
    await write(host, 'PUT', '/commitments/closing-notice', { value: 90 });
    const review = `/v1/federations/${federation.slug}/reviews/${host.slug}/commitment:closing-notice`;
    const body = { value: 30, reviewedOn: '2026-11-01' };
    expect((await api.ask('PUT', review, { token: federation.token, body })).status).toBe(201);
    expect((await codesOf(host))[0]).toEqual(['reviewed']);
    expect((await pastOf(host)).commitmentsPast).toMatchObject([{ values: [{ value: 90 }], weakened: 0 }]);
  });

  it('begins with what was promised at publication', async () => {
    const draft = await api.draft();
    await write({ ...draft, slug: draft.id }, 'PUT', '/commitments/closing-notice', { value: 90 });
    await api.ask('POST', `/v1/hosts/${draft.id}/publication?force=true`, { token: ADMIN_TOKEN });
    expect(await codesOf(draft)).toEqual([['published', 'commitment-made']]);
  });
});

describe('what people care about', () => {
  it('is told for claims, services and prices, in both languages', async () => {
    const host = await api.published();
    const priced = (fixed: number) => aService({ plans: [{ name: 'Groupe', fixed, period: 'month' }] });
    const told: string[] = [];
    for (const [method, path, body] of [
      ['PUT', '/claims/free-software-only', { value: 'yes' }],
      ['PUT', '/claims/free-software-only', { value: 'partial' }],
      ['DELETE', '/claims/free-software-only', undefined],
      ['PUT', '/services/nuage', priced(3)],
      ['PUT', '/services/nuage', priced(4.5)],
      ['PUT', '/services/nuage', aService({ plans: [] })],
      ['DELETE', '/services/nuage', undefined],
    ] as const) {
      await write(host, method, path, body);
      for (const lang of ['fr', 'en']) told.push(...(await latest(host, lang)));
    }
    expect(told.slice(0, 6).map((text) => text.replace(/^[^:]*?\s?: /, ''))).toEqual([
      'oui. Nouvelle déclaration.',
      'yes. New claim.',
      'oui, puis en partie. Déclaration affaiblie.',
      'yes, then in part. Claim weakened.',
      'en partie. Déclaration retirée.',
      'in part. Claim taken back.',
    ]);
    expect(told.slice(6)).toEqual([
      'Service « Nuage ». Il est nouveau.',
      'Service “Nuage”. It is new.',
      'Service « Nuage », formule « Groupe ». 3 € par mois, puis 4,50 € par mois. Le prix monte.',
      'Service “Nuage”, plan “Groupe”. €3 a month, then €4.50 a month. The price goes up.',
      'Service « Nuage ». Ses prix ont changé.',
      'Service “Nuage”. Its prices have changed.',
      'Service « Nuage ». Il n’est plus proposé.',
      'Service “Nuage”. It is no longer offered.',
    ]);
  });

  it('is told when a host is suspended and freed again', async () => {
    const host = await api.published();
    const admin = { ...host, token: ADMIN_TOKEN };
    await write(admin, 'PUT', '/suspension', { reason: { fr: 'Signalements.' } });
    await write(admin, 'PUT', '/suspension', { reason: { fr: 'Domaine perdu.' } });
    await write(admin, 'DELETE', '/suspension');
    expect(await codesOf(host)).toEqual([
      ['suspension-lifted'],
      ['suspension-explained'],
      ['suspended'],
      ['published'],
    ]);
  });

  it('comes with its language, in an answer that caches may keep', async () => {
    const host = await api.published();
    const url = `/v1/hosts/${host.slug}/history`;
    const english = await api.ask('GET', url, { headers: { 'accept-language': 'en' } });
    expect(english.headers).toMatchObject({
      'content-language': 'en',
      vary: 'Authorization, Accept-Language, Accept-Encoding',
    });
    expect(english.headers['cache-control']).toMatch(/^public/);
    const tag = { 'if-none-match': english.headers.etag as string };
    expect((await api.ask('GET', url, { headers: { ...tag, 'accept-language': 'en' } })).status).toBe(304);
    expect((await api.ask('GET', url, { headers: tag })).status).toBe(200);
  });
});

/** A host that gave many values to one promise, and its history of one change for each. */
async function changedOften(times: number): Promise<Owned> {
  const host = await api.published();
  for (let i = 0; i < times; i++) await write(host, 'PUT', '/commitments/closing-notice', { value: i % 2 ? 90 : 30 });
  return host;
}

describe('a long history', () => {
  let often: Owned;
  beforeAll(async () => {
    often = await changedOften(65);
  });
  const pageAt = async (url: string) => {
    const { status, body, headers, text } = await api.ask<Past & { total: number; next: string | null }>('GET', url);
    expect(status, text).toBe(200);
    const next = /<([^>]*)>; rel="next"/.exec(String(headers.link))?.[1];
    expect(next ?? null).toBe(body.next);
    return body;
  };

  it('comes in pages that are the whole of it, each with what became of all promises', async () => {
    const whole = await pageAt(`/v1/hosts/${often.slug}/history?limit=100`);
    expect([whole.items.length, whole.total, whole.next]).toEqual([66, 66, null]);
    expect(whole.commitmentsPast).toMatchObject([{ weakened: 32 }]);
    const pages: HistoryEntry[][] = [];
    for (let url: string | null = `/v1/hosts/${often.slug}/history?limit=30`; url; ) {
      const page: Awaited<ReturnType<typeof pageAt>> = await pageAt(url);
      expect(page).toMatchObject({ total: 66, commitmentsPast: whole.commitmentsPast });
      pages.push(page.items);
      url = page.next;
    }
    expect(pages.map((items) => items.length)).toEqual([30, 30, 6]);
    expect(pages.flat()).toEqual(whole.items);
    expect((await pageAt(`/v1/hosts/${often.slug}/history`)).items).toEqual(whole.items.slice(0, 20));
  });

  it('is read on where a page ended, although it goes on meanwhile', async () => {
    const host = await changedOften(3);
    const first = await pageAt(`/v1/hosts/${host.slug}/history?limit=2`);
    await write(host, 'PATCH', '', { languages: ['fr'] });
    const second = await pageAt(first.next!);
    expect(second.total).toBe(5);
    expect([...first.items, ...second.items].map(({ kind }) => kind)).toEqual([
      ...['changed', 'changed', 'changed', 'created'],
    ]);
  });

  it('refuses the cursor of another list, and one that was made up', async () => {
    const other = await api.published();
    const { next } = await pageAt(`/v1/hosts/${often.slug}/history?limit=2`);
    const [, cursor = ''] = /cursor=(.+)$/.exec(next!) ?? [];
    const list = /cursor=(.+)$/.exec((await pageAt('/v1/hosts?limit=1')).next!)![1];
    const madeUp = (...after: string[]) =>
      /cursor=(.+)$/.exec(nextAddress({ path: `/v1/hosts/${often.slug}/history`, query: {} }, after))![1];
    for (const [slug, foreign] of [
      [other.slug, cursor],
      [often.slug, list],
      [often.slug, madeUp('x')],
      [often.slug, madeUp('1', '2')],
    ])
      expect(await api.refused('GET', `/v1/hosts/${slug}/history?cursor=${foreign}`)).toEqual([
        400,
        'invalid-cursor',
        { '/cursor': 'invalid-cursor' },
      ]);
  });

  it('costs as many questions to the database as a shorter one', async () => {
    const shorter = await changedOften(20);
    const { session } = api.database.db._ as unknown as { session: { prepareQuery(): unknown } };
    const costOf = async ({ slug }: Owned) => {
      await pageAt(`/v1/hosts/${slug}/history?limit=9`);
      const questions = vi.spyOn(Object.getPrototypeOf(session), 'prepareQuery');
      await pageAt(`/v1/hosts/${slug}/history?limit=10`);
      const { length } = questions.mock.calls;
      questions.mockRestore();
      return length;
    };
    const cost = await costOf(shorter);
    expect(cost).toBeGreaterThan(0);
    expect(await costOf(often)).toBe(cost);
  });

  it('is told on the page of the host, with a link to what happened before', async () => {
    const see = async (path: string) => (await api.ask('GET', path)).text;
    const page = await see(`/hosts/${often.slug}`);
    const [, link = ''] = /href="([^"]+)">Ce qui s’est passé avant/.exec(page) ?? [];
    expect(link).toMatch(new RegExp(`^/hosts/${often.slug}\\?before=\\d+$`));
    expect(page).not.toContain('La fiche est publiée.');
    const earlier = await see(link);
    expect(earlier).toContain('La fiche est publiée.');
    expect(earlier).not.toContain('Ce qui s’est passé avant');
  });

  it('lists the last hundred values of a promise, and counts those before', async () => {
    const host = await changedOften(103);
    const [past] = (await pastOf(host)).commitmentsPast;
    expect([past!.values.length, past!.earlier, past!.weakened]).toEqual([100, 3, 51]);
    expect(plain(past!.text)).toContain('100 valeurs sont plus anciennes.');
  });
});
