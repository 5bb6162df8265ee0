import { beforeEach, describe, expect, it } from 'vitest';
import { parisDay } from '../../src/ground/clock.ts';
import { forgetReports } from '../../src/hosts/reports/commands.ts';
import type { Report } from '../../src/hosts/reports/schema.ts';
import { nextAddress } from '../../src/http/pagination.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const logged: string[] = [];
const api = useApp({ logged: (line) => void logged.push(line) });

const WRONG = { kind: 'wrong', text: { fr: 'Le prix affiché n’est plus le bon.' } };
interface Page {
  items: Report[];
  total: number;
  next: string | null;
}

// Every test begins in another hour, so that none uses up the reports of the next one.
beforeEach(() => {
  api.now = new Date(api.now.getTime() + 2 * 3_600_000);
});

const tell = (host: Pick<Owned, 'slug'>, body: object = WRONG, asking = {}) =>
  api.ask<{ id: string; text: string }>('POST', `/v1/hosts/${host.slug}/reports?lang=fr`, { body, ...asking });
const told = async (host: Pick<Owned, 'slug'>, body: object = WRONG): Promise<string> => {
  const { status, text, body: answer } = await tell(host, body);
  expect(status, text).toBe(201);
  return answer.id;
};
const reportsOf = async ({ slug, token }: Pick<Owned, 'slug' | 'token'>, query = '') => {
  const answer = await api.ask<Page>('GET', `/v1/hosts/${slug}/reports${query}`, { token });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const answer = (host: Pick<Owned, 'slug'>, report: string, token: string, body: object) =>
  api.ask<Report>('PUT', `/v1/hosts/${host.slug}/reports/${report}/answer`, { token, body });
const refusedText = (host: Pick<Owned, 'slug'>, body: object) =>
  api.refused('POST', `/v1/hosts/${host.slug}/reports`, { body: { kind: 'wrong', ...body } });

describe('a report', () => {
  it('is taken from anybody, who is told what happens next; the entry stays as it is', async () => {
    const host = await api.published();
    const before = await api.ask('GET', `/v1/hosts/${host.slug}`);
    const { status, body, headers } = await tell(host, {
      ...WRONG,
      about: 'criterion:free-software-only',
      url: 'https://aulnes.example/tarifs?annee=0612345678',
    });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      201,
      'application/json; charset=utf-8',
      'private, no-store',
    ]);
    expect(body.text).toBe(
      'Merci. L’hébergeur, ses fédérations et l’administration du catalogue liront ce signalement. La fiche ne change pas toute seule. Le signalement n’est pas publié. Rien de vous n’est gardé : personne ne pourra vous répondre.',
    );
    const after = await api.ask('GET', `/v1/hosts/${host.slug}`);
    expect([after.text, after.headers.etag]).toEqual([before.text, before.headers.etag]);
    const { items } = await reportsOf(host);
    expect(items).toEqual([
      {
        id: body.id,
        kind: 'wrong',
        about: 'criterion:free-software-only',
        text: WRONG.text,
        url: 'https://aulnes.example/tarifs?annee=0612345678',
        reportedAt: api.now.toISOString(),
      },
    ]);
  });

  it('is never public: not in the document, the past, a list or the log', async () => {
    const host = await api.published();
    await told(host, { kind: 'misleading', text: { fr: 'Motsecret ici.' } });
    for (const url of ['', '/history', '/services'].map((part) => `/v1/hosts/${host.slug}${part}`))
      expect((await api.ask('GET', url)).text).not.toContain('Motsecret');
    expect((await api.ask('GET', '/v1/hosts?q=motsecret')).text).not.toContain('Motsecret');
    expect(logged.join()).toContain('/v1/hosts/:host/reports');
    expect(logged.join()).not.toContain('Motsecret');
  });

  it('may be about a service, a criterion or a kind of commitment, and about nothing that is not there', async () => {
    const host = await api.published();
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
    for (const about of ['service:nuage', 'commitment:closing-notice'])
      expect((await tell(host, { ...WRONG, about })).status).toBe(201);
    for (const about of ['service:mail', 'criterion:no-such-thing', 'commitment:no-such-thing'])
      expect(await refusedText(host, { ...WRONG, about })).toEqual(meaningless({ '/about': 'unknown-subject' }));
  });

  it.each([
    'Écrivez à jeanne.martin@exemple.fr.',
    'Écrivez à jeanne (at) exemple.fr.',
    'Écrivez à jeanne [arobase] exemple (point) fr.',
    'Écrivez à jeanne＠exemple.fr.',
    'Appelez le 06 12 34 56 78.',
    'Appelez le 0612345678 !',
    'Appelez le 06.12.34.56.78',
    'Appelez le +33 6 12 34 56 78',
    'Appelez le 0033 (0)6 12 34 56 78',
  ])('is refused when somebody can be reached by it: %s', async (text) => {
    const host = await api.published();
    expect(await refusedText(host, { text: { fr: text } })).toEqual(meaningless({ '/text/fr': 'personal-data' }));
    const { text: said } = await tell(host, { ...WRONG, text: { fr: text } });
    expect(said).toContain('Pas de données personnelles');
    expect(said).not.toContain('jeanne');
    expect((await reportsOf(host)).total).toBe(0);
  });

  it.each([
    'Le prix était de 15 € le 06/12/2026 à 12:00, contre 1 200 € avant.',
    'Le numéro SIRET 732 829 320 00074 n’est plus le bon.',
    'L’offre à 20 Go @ 12 € a disparu ; 100 % libre est faux depuis 2019.',
    'Versions 1.2.3.4 et 10.0.0.1 : +20 % en 2025, 2026 et 2027.',
  ])('is taken when its numbers are nobody’s: %s', async (text) => {
    expect((await tell(await api.published(), { ...WRONG, text: { fr: text } })).status).toBe(201);
  });

  it('holds no e-mail address in its page either', async () => {
    const host = await api.published();
    expect(await refusedText(host, { ...WRONG, url: 'https://x.example/?de=jeanne%40exemple.fr' })).toEqual(
      meaningless({ '/url': 'personal-data' }),
    );
  });

  it('is taken five times an hour from one address; what was refused is not counted', async () => {
    const host = await api.published();
    for (let i = 0; i < 6; i++) await refusedText(host, { text: { fr: 'x@exemple.fr' } });
    for (let i = 0; i < 5; i++) await told(host);
    const { status, headers, body } = await tell(host);
    expect([status, body]).toMatchObject([429, { code: 'too-many-requests' }]);
    expect(Number(headers['retry-after'])).toBeGreaterThan(3000);
    expect((await tell(await api.published())).status).toBe(429);
    // Somebody with a token is counted by it.
    expect((await tell(host, WRONG, { token: host.token })).status).toBe(201);
    expect((await reportsOf(host)).total).toBe(6);
    api.now = new Date(api.now.getTime() + 3_601_000);
    await told(host);
  });

  it('is about an entry that anybody may read', async () => {
    const draft = await api.draft();
    const gone = await api.published();
    await api.ask('DELETE', `/v1/hosts/${gone.slug}`, { token: gone.token, ifMatch: '*' });
    for (const ref of [draft.id, gone.slug, 'personne'])
      expect(await refusedText({ slug: ref }, WRONG)).toEqual([404, 'host-not-found']);
  });
});

describe('the reports of a host', () => {
  it('are read by the host, by the federations of which it is a member today, and by administrators', async () => {
    const host = await api.published();
    await told(host);
    const read = async (token: string | undefined) =>
      (await api.ask('GET', `/v1/hosts/${host.slug}/reports`, { token })).status;
    const federation = await api.federation();
    const join = (body: object) =>
      api.ask('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, {
        token: federation.token,
        ifMatch: '*',
        body,
      });
    expect([await read(undefined), await read((await api.published()).token), await read(federation.token)]).toEqual([
      401, 403, 403,
    ]);
    expect([await read(host.token), await read(ADMIN_TOKEN)]).toEqual([200, 200]);
    await join({ state: 'member' });
    // What a federation says alone gives it no power over a host.
    expect(await read(federation.token)).toBe(403);
    const members = `/v1/federations/${federation.slug}/members`;
    expect((await api.ask('POST', members, { token: host.token, body: {} })).status).toBe(200);
    expect(await read(federation.token)).toBe(200);
    await join({ state: 'member', toCheck: true });
    expect(await read(federation.token)).toBe(403);
    await join({ state: 'member', until: parisDay(api.now) });
    expect(await read(federation.token)).toBe(200);
    const now = api.now;
    api.now = new Date(api.now.getTime() + 24 * 3_600_000);
    expect(await read(federation.token)).toBe(403);
    api.now = now;
    await join({ state: 'former' });
    expect(await read(federation.token)).toBe(403);
  });

  it('come newest first, page by page, open or answered, each once while others arrive', async () => {
    const host = await api.published();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift(await told(host));
    expect((await reportsOf(host)).items).toHaveLength(5);
    const first = await reportsOf(host, '?limit=2');
    expect([first.total, first.items.length]).toEqual([5, 2]);
    api.now = new Date(api.now.getTime() + 3_601_000);
    await told(host);
    const follow = (next: string | null) => api.ask<Page>('GET', next!, { token: host.token });
    const second = await follow(first.next);
    expect(second.headers.link).toBe(`<${second.body.next}>; rel="next"`);
    const third = await follow(second.body.next);
    expect(third.body.next).toBeNull();
    const seen = [first, second.body, third.body].flatMap(({ items }) => items.map(({ id }) => id));
    expect(seen.sort()).toEqual([...ids].sort());

    await answer(host, ids[0]!, host.token, { outcome: 'noted' });
    expect((await reportsOf(host, '?state=open')).total).toBe(5);
    expect((await reportsOf(host, '?state=answered')).items.map(({ id }) => id)).toEqual([ids[0]]);
  });

  it('refuse questions that nobody can answer', async () => {
    const host = await api.published();
    const at = `/v1/hosts/${host.slug}/reports`;
    const codeOf = async (query: string) => (await api.refused('GET', at + query, { token: host.token })).slice(0, 2);
    const cursor = (after: string[]) => nextAddress({ path: at, query: {} }, after).split('?')[1];
    for (const after of [['x'], ['x', 'y'], ['2026-11-25T12:00:00Z', "'"]])
      expect(await codeOf(`?${cursor(after)}`)).toEqual([400, 'invalid-cursor']);
  });
});

describe('an answer to a report', () => {
  it('is kept with who gave it; a later one takes its place', async () => {
    const host = await api.published();
    const id = await told(host);
    const at = () => api.now.toISOString();
    const noted = await answer(host, id, host.token, { outcome: 'noted' });
    expect(noted.body.answer).toEqual({ outcome: 'noted', at: at(), by: 'host', byLabel: 'Les Aulnes' });
    api.now = new Date(api.now.getTime() + 60_000);
    const text = { fr: 'Le prix est corrigé.', en: 'The price is corrected.' };
    const { status, body } = await answer(host, id, ADMIN_TOKEN, { outcome: 'corrected', text });
    expect([status, body.answer]).toEqual([
      200,
      { outcome: 'corrected', text, at: at(), by: 'admin', byLabel: 'admin' },
    ]);
    expect((await reportsOf(host)).items).toEqual([body]);
  });

  it('is for a report of this host, and holds no personal data', async () => {
    const [host, other] = [await api.published(), await api.published()];
    const id = await told(host);
    const refuse = (slug: string, report: string, token: string, body: object) =>
      api.refused('PUT', `/v1/hosts/${slug}/reports/${report}/answer`, { token, body });
    const noted = { outcome: 'noted' };
    expect(await refuse(other.slug, id, other.token, noted)).toEqual([404, 'report-not-found']);
    expect(await refuse(host.slug, id, host.token, { ...noted, text: { en: 'Call +33 6 12 34 56 78' } })).toEqual(
      meaningless({ '/text/en': 'personal-data' }),
    );
    expect((await reportsOf(host)).items[0]!.answer).toBeUndefined();
  });

  it('is forgotten with its report after a year; what nobody answered stays', async () => {
    const host = await api.published();
    const [answered, open] = [await told(host), await told(host)];
    await answer(host, answered, host.token, { outcome: 'not-so' });
    const forget = () => forgetReports({ db: api.database.db, clock: () => api.now });
    api.now = new Date(api.now.getTime() + 365 * 86_400_000 - 1000);
    await forget();
    expect((await reportsOf(host)).total).toBe(2);
    api.now = new Date(api.now.getTime() + 2000);
    expect(await forget()).toBeGreaterThan(0);
    expect((await reportsOf(host)).items.map(({ id }) => id)).toEqual([open]);
  });
});
