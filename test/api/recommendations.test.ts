import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Recommendation, RecommendationItem } from '../../src/recommendations/schema.ts';
import { type NewChange, publishChanges } from '../../src/record/publish.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { factsOf } from '../support/facts.ts';

const api = useApp();

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const write = async (method: string, url: string, body?: object) => {
  const { status, text } = await api.ask(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
  expect([200, 201], `${method} ${url} ${text}`).toContain(status);
};
const files = (fixed: number, over: object = {}) => ({
  name: 'Nuage',
  usages: ['file-storage-sharing'],
  capacity: { state: 'open' },
  plans: [{ name: 'Groupe', fixed, maxAccounts: 'unlimited', maxGb: 'unlimited' }],
  ...over,
});
const host = async (name: string, fixed: number): Promise<Owned> => {
  const made = await api.published({ name, serves: [{ level: 'world' }] });
  await write('PUT', `/v1/hosts/${made.slug}/services/nuage`, files(fixed));
  return made;
};
/** Announces the end of a host; what it changes is told with its next change. */
const close = async ({ id, slug }: Owned, successor: string | null, closedOn = '2027-07-01') => {
  await api.database.run(sql`
    insert into closings (host_id, announced_on, closed_on, successor)
    values (${id}, '2026-11-25', ${closedOn}, ${successor})`);
  await write('PATCH', `/v1/hosts/${slug}`, { languages: ['fr'] });
};
const need = (over: object = {}) => ({
  usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 100 }],
  budgetPerYear: 100,
  ...over,
});

let federation: Owned;
let aulne: Owned;
let bouleau: Owned;
let cedre: Owned;
let path: string;
beforeAll(async () => {
  federation = await api.federation({ name: 'CHATONS' });
  path = `/v1/federations/${federation.slug}/recommendations`;
  [aulne, bouleau, cedre] = [await host('Aulne', 40), await host('Bouleau', 60), await host('Cèdre', 80)];
});
const recommend = async (body: object, lang = 'fr') => {
  const made = await api.ask<Recommendation>('POST', `${path}?lang=${lang}`, { token: federation.token, body });
  expect(made.status, made.text).toBe(201);
  return made;
};
const read = (id: string, lang = 'fr') => api.ask<Recommendation>('GET', `/v1/recommendations/${id}?lang=${lang}`);
/** The words of its page. */
const see = async (id: string) => {
  const { text } = await api.ask('GET', `/recommendations/${id}`, { headers: { accept: 'text/html' } });
  return {
    text,
    words: plain(text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' '),
  };
};
/** The bytes of the answer inside a recommendation. */
const matchIn = (text: string): string => text.slice(text.indexOf('"match":') + 8, text.indexOf(',"changedSince":'));

describe('A recommendation', () => {
  it('is the answer to a need under the policy of the federation, at an address nobody can guess', async () => {
    await write('PUT', `/v1/federations/${federation.slug}/policy`, { factors: { price: 1.5 } });
    const note = { fr: 'Pour votre réunion de mardi.' };
    const { body, headers } = await recommend({ need: need(), note, hosts: [bouleau.slug] });
    expect(headers.location).toBe(`/v1/recommendations/${body.id}`);
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    const answer = await api.ask<Match>('POST', '/v1/matches', { body: need({ federation: federation.slug }) });
    // A frozen answer outlives the epoch in which it was given.
    expect(matchIn((await read(body.id)).text)).toBe(answer.text.replace(/"epoch":"[^"]+",/, ''));
    expect(body).toMatchObject({
      federation: federation.slug,
      hosts: [bouleau.slug],
      need: need({ federation: federation.slug }),
      policyVersion: `2026-1+${federation.slug}.1`,
      catalogueRevision: await api.revision(),
      asOf: '2026-11-25',
      note,
      changedSince: [],
      alternatives: [],
    });
  });

  it('is read by whoever has its address, kept by no shared memory, and told again only when it has changed', async () => {
    const { body } = await recommend({ need: need() });
    const { status, headers } = await read(body.id);
    expect([status, headers['cache-control'], headers['x-robots-tag']]).toEqual([200, 'private, no-cache', 'noindex']);
    const again = { headers: { 'if-none-match': String(headers.etag) } };
    expect((await api.ask('GET', `/v1/recommendations/${body.id}?lang=fr`, again)).status).toBe(304);
    // It was given in French and stays so; what has changed since is told in English.
    const english = await api.ask('GET', `/v1/recommendations/${body.id}?lang=en`);
    expect([headers['content-language'], english.headers['content-language']]).toEqual(['fr', 'fr, en']);
    for (const id of ['5f0c2a4e-8f1b-4c5e-9d3a-2b7e6a1c9d10', 'x'])
      expect(await api.refused('GET', `/v1/recommendations/${id}`)).toEqual([404, 'recommendation-not-found']);
  });

  it('stands by the first hosts of the answer when none is chosen', async () => {
    expect((await recommend({ need: need({ limit: 2 }) })).body.hosts).toEqual([aulne.slug, bouleau.slug]);
  });

  it('may stand by a host that something speaks against: nobody said no', async () => {
    const far = await api.published({ name: 'Peuplier', serves: [{ level: 'departement', code: '44' }] });
    await write('PUT', `/v1/hosts/${far.slug}/services/nuage`, files(20));
    // Of its lists, none is whole any more.
    const noneWhole = { token: far.token, body: { complete: [] } };
    expect((await api.ask('POST', `/v1/hosts/${far.slug}/confirmations`, noneWhole)).status).toBe(200);
    const asked = { need: need({ territory: { level: 'departement', code: '23' } }), hosts: [far.slug, aulne.slug] };
    const { body } = await recommend(asked);
    expect([body.hosts, body.match.asked]).toEqual([
      [far.slug, aulne.slug],
      [expect.objectContaining({ host: far.slug, state: 'improbable', reasons: ['territory'] })],
    ]);
    await write('DELETE', `/v1/hosts/${far.slug}`);
  });

  it('says of each host of the federation’s own list why it is not in the answer', async () => {
    const [dear, own] = [await host('Sorbier', 500), await api.federation()];
    const chosen = { why: { fr: 'Répond vite.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' };
    for (const { slug } of [dear, aulne]) await write('PUT', `/v1/federations/${own.slug}/selection/${slug}`, chosen);
    const at = `/v1/federations/${own.slug}/recommendations?lang=fr`;
    const { body } = await api.ask<Recommendation>('POST', at, { token: own.token, body: { need: need() } });
    expect(body.match.asked).toEqual([
      expect.objectContaining({ host: dear.slug, reasons: ['budget'], text: expect.stringContaining('Sorbier') }),
    ]);
    await write('DELETE', `/v1/hosts/${dear.slug}`);
  });

  it.each([
    ['Écrivez à camille@exemple.fr.', 'a mail address'],
    ['Rappelez le 06 12 34 56 78.', 'a telephone number'],
  ])('names nobody in its words: %s', async (fr) => {
    const asking = { token: federation.token, body: { need: need(), note: { fr } } };
    const refused = (pointer: string) => [422, 'meaningless-request', { [pointer]: 'personal-data' }];
    expect(await api.refused('POST', path, asking)).toEqual(refused('/note/fr'));
    const { id } = (await recommend({ need: need() })).body;
    const taken = { token: federation.token, body: { reason: { fr } } };
    expect(await api.refused('PUT', `/v1/recommendations/${id}/withdrawal`, taken)).toEqual(refused('/reason/fr'));
  });

  it('is refused for a need that is none, or that names another federation', async () => {
    const refused = (asked: object) => api.refused('POST', path, { token: federation.token, body: { need: asked } });
    expect(await refused(need({ usages: [{ usage: 'knitting' }] }))).toEqual(
      meaningless({ '/need/usages/0/usage': 'unknown-usage' }),
    );
    expect(await refused(need({ federation: (await api.federation()).slug }))).toEqual(
      meaningless({ '/need/federation': 'another-federation' }),
    );
  });

  describe('to a need that only several hosts meet together', () => {
    let mail: Owned;
    let shown: Match;
    const both = () => ({
      usages: [
        { usage: 'file-storage-sharing', accounts: 12, storageGb: 100 },
        { usage: 'email-hosting', accounts: 4 },
      ],
      budgetPerYear: 100,
    });
    beforeAll(async () => {
      mail = await api.published({ name: 'Osier', serves: [{ level: 'world' }] });
      await write('PUT', `/v1/hosts/${mail.slug}/services/courrier`, files(20, { usages: ['email-hosting'] }));
      shown = (await api.ask<Match>('POST', '/v1/matches', { body: { ...both(), federation: federation.slug } })).body;
    });

    it('may choose a host that stands only beside others, and follows those too', async () => {
      const partner = shown.combinations[0]!.hosts.find((slug) => slug !== mail.slug)!;
      expect([...shown.fits, ...shown.toCheck].map(({ host: slug }) => slug)).not.toContain(mail.slug);
      const { body } = await recommend({ need: both(), hosts: [mail.slug] });
      expect([body.hosts, body.changedSince, body.alternatives]).toEqual([[mail.slug], [], []]);
      const page = await api.ask('GET', `/recommendations/${body.id}`, { headers: { accept: 'text/html' } });
      for (const name of ['Osier', partner === aulne.slug ? 'Aulne' : 'Bouleau']) expect(page.text).toContain(name);
      const suspension = `/v1/hosts/${partner}/suspension`;
      await write('PUT', suspension, { reason: { fr: 'Signalements.' } });
      const since = (await read(body.id)).body.changedSince;
      expect(since.map(({ host: slug, text }) => [slug, text])).toEqual([
        [partner, 'La fiche est suspendue. Elle n’est plus proposée.'],
      ]);
      await write('DELETE', suspension);
    });

    it('tells that a host has left beside which the chosen one stood', async () => {
      const partner = await host('Aubépine', 10);
      const { body } = await recommend({ need: both(), hosts: [mail.slug] });
      expect([body.hosts, body.match.combinations[0]!.hosts]).toEqual([
        [mail.slug],
        expect.arrayContaining([mail.slug, partner.slug]),
      ]);
      await write('DELETE', `/v1/hosts/${partner.slug}`);
      const { changedSince, hosts } = (await read(body.id)).body;
      expect(hosts).toEqual([mail.slug]);
      expect(changedSince).toMatchObject([{ host: partner.slug, text: 'La fiche est retirée du catalogue.' }]);
      const { words } = await see(body.id);
      expect(words).toMatch(/N’est plus proposé : (Osier et Aubépine|Aubépine et Osier)/);
      expect(words).toContain('Aubépine : La fiche est retirée du catalogue.');
      expect(words).not.toMatch(/rien ne change ce conseil|1 hébergeurs|Convient/);
    });

    it('names those that meet it together today, when nobody does alone', async () => {
      const partner = await host('Alisier', 10);
      const { body } = await recommend({ need: both(), hosts: [partner.slug, mail.slug] });
      expect(body).not.toHaveProperty('together');
      await close(partner, null);
      const now = (await read(body.id)).body;
      const { combinations, fits } = (
        await api.ask<Match>('POST', '/v1/matches', { body: { ...both(), federation: federation.slug } })
      ).body;
      expect(fits).toEqual([]);
      expect(now.alternatives.map(({ host: slug }) => slug)).toEqual(combinations[0]!.hosts);
      expect(now.alternatives.map(({ name }) => name).sort()).toEqual(['Aulne', 'Osier']);
      expect(now.together).toBe(true);
      const { words } = await see(body.id);
      expect(words).toMatch(
        /Qui peut répondre à ce besoin aujourd’hui À prendre ensemble : chacun répond à une partie de ce besoin\. (Aulne Osier|Osier Aulne)/,
      );
      expect(words).not.toContain('pas d’autre réponse');
    });

    it('follows such a host also when words of it are removed', async () => {
      const partner = await host('Amandier', 10);
      const { body } = await recommend({ need: both(), hosts: [mail.slug] });
      await write('POST', `/v1/hosts/${partner.slug}/redactions`, { text: 'Amandier' });
      const { changedSince } = (await read(body.id)).body;
      expect(changedSince).toMatchObject([
        { host: partner.slug, text: 'Un texte a été retiré de la fiche et de son passé.' },
      ]);
      const { words } = await see(body.id);
      expect(words).toContain('2 hébergeurs, donc 2 contacts');
      await write('DELETE', `/v1/hosts/${partner.slug}`);
      expect((await read(body.id)).body.changedSince.map(({ host: slug }) => slug)).toEqual([
        partner.slug,
        partner.slug,
      ]);
      expect((await see(body.id)).words).not.toMatch(/Convient|1 hébergeurs/);
    });

    it('stands by those that fit together when none fits alone and none is chosen', async () => {
      const [first] = shown.combinations;
      expect([shown.fits, first!.state, first!.hosts]).toEqual([[], 'fits', expect.arrayContaining([mail.slug])]);
      const { body } = await recommend({ need: both() });
      expect(body.hosts.slice(0, first!.hosts.length)).toEqual(first!.hosts);
    });

    it('may not choose a host that is in no part of the answer, and says who is', async () => {
      const far = await host('Zelkova', 5000);
      const asked = { token: federation.token, body: { need: both(), hosts: [far.slug] } };
      const { status, body } = await api.ask<{ errors: { pointer: string; message: string }[] }>(
        'POST',
        `${path}?lang=fr`,
        asked,
      );
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([{ pointer: '/hosts/0', code: 'not-in-the-answer' }]);
      expect(body.errors[0]!.message).toContain(
        `« ${far.slug} » n’est pas dans la réponse à ce besoin. Choisissez parmi`,
      );
      expect(body.errors[0]!.message).toContain(mail.slug);
    });
  });

  it('sends nobody to a host that is not in the answer, suspended, or leaving, and names who takes over', async () => {
    const suspended = await host('Saule', 50);
    await write('PUT', `/v1/hosts/${suspended.slug}/suspension`, { reason: { fr: 'Signalements.' } });
    const leaving = await host('Tremble', 50);
    await close(leaving, aulne.slug);
    const closed = await host('Verne', 50);
    await close(closed, null, '2026-11-20');
    const dear = await host('Yeuse', 500);
    const asked = {
      token: federation.token,
      headers: { 'accept-language': 'fr' },
      body: {
        need: need({ require: { openToNewcomers: false } }),
        hosts: [aulne.slug, suspended.slug, leaving.slug, closed.slug, dear.slug],
      },
    };
    const { body } = await api.ask<{ errors: { pointer: string; code: string; message: string }[] }>(
      'POST',
      path,
      asked,
    );
    expect(body.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/hosts/1', 'host-suspended'],
      ['/hosts/2', 'host-closing'],
      ['/hosts/3', 'host-closed'],
      ['/hosts/4', 'not-in-the-answer'],
    ]);
    expect(body.errors[1]!.message).toBe(
      'Tremble annonce sa fermeture. Aulne est proposé pour prendre la suite ; il n’a pas encore dit oui.',
    );
  });
});

describe('A recommendation that was given some time ago', () => {
  it('keeps its bytes over 500 changes of others, and lists the 5 of its own hosts in plain sentences', async () => {
    const [own, other] = [await host('Érable', 30), await host('Frêne', 35)];
    const successor = await host('Ginkgo', 90);
    const { body } = await recommend({ need: need({ limit: 20 }), hosts: [own.slug, other.slug] });
    const before = matchIn((await read(body.id)).text);
    const stranger = await api.published();
    const { body: document } = await api.ask<Host>('GET', `/v1/hosts/${stranger.slug}`);
    const change = {
      kind: 'changed' as const,
      at: api.now,
      hostId: stranger.id,
      document: factsOf(document),
      by: 'host' as const,
    };
    const many = Array.from({ length: 500 }, () => ({ ...change, byLabel: null })) as [NewChange];
    await publishChanges(api.database.db, many);
    await write('PUT', `/v1/hosts/${own.slug}/services/nuage`, files(45));
    await write('PUT', `/v1/hosts/${own.slug}/commitments/closing-notice`, { value: 90 });
    await write('PATCH', `/v1/hosts/${own.slug}`, { languages: ['fr', 'br'] });
    await write('PUT', `/v1/hosts/${own.slug}/commitments/closing-notice`, { value: 30 });
    await close(own, successor.slug);
    await write('PUT', `/v1/hosts/${other.slug}/suspension`, { reason: { fr: 'Signalements.' } });
    const now = await read(body.id);
    expect(matchIn(now.text)).toBe(before);
    expect(now.body.changedSince.map((one) => [one.host, plain(one.text)])).toEqual([
      [own.slug, 'Service « Nuage », formule « Groupe ». 30 € par an, puis 45 € par an. Le prix monte.'],
      [own.slug, 'Préavis avant fermeture : 90 jours. Nouvel engagement.'],
      [own.slug, 'Préavis avant fermeture : 90 jours, puis 30 jours. Engagement affaibli.'],
      [own.slug, 'Fermeture annoncée. Date prévue : 1er juillet 2027. Repreneur proposé : Ginkgo.'],
      [other.slug, 'La fiche est suspendue. Elle n’est plus proposée.'],
    ]);
    const revisions = now.body.changedSince.map(({ revision }) => revision);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(Math.min(...revisions)).toBeGreaterThan(body.catalogueRevision + 500);
    expect(now.body.alternatives.map(({ name }) => name)).toEqual(['Aulne', 'Bouleau', 'Cèdre']);
    const english = await read(body.id, 'en');
    expect(matchIn(english.text)).toBe(before);
    expect(english.body.changedSince.at(-1)!.text).toBe('The entry is suspended. It is no longer proposed.');
  });

  it('tells of a host that has left, and says who meets the same need today', async () => {
    const leaving = await host('Houx', 20);
    const { body } = await recommend({ need: need(), hosts: [leaving.slug] });
    await write('DELETE', `/v1/hosts/${leaving.slug}`);
    const now = (await read(body.id)).body;
    expect(now.changedSince).toMatchObject([{ host: leaving.slug, text: 'La fiche est retirée du catalogue.' }]);
    expect(now.alternatives[0]).toEqual({ host: aulne.slug, name: 'Aulne' });
  });

  it('is withdrawn with a reason, and its address stays', async () => {
    const { body } = await recommend({ need: need(), hosts: [cedre.slug] });
    const at = `/v1/recommendations/${body.id}`;
    const { etag } = (await read(body.id)).headers;
    const reason = { fr: 'Cèdre ne prend plus personne.' };
    const asking = { token: federation.token, body: { reason } };
    expect((await api.ask('PUT', `${at}/withdrawal`, asking)).status).toBe(200);
    const again = await api.ask<Recommendation>('GET', `${at}?lang=fr`, { headers: { 'if-none-match': String(etag) } });
    expect([again.status, again.body.withdrawn]).toEqual([200, { at: '2026-11-25T12:00:00.000Z', reason }]);
    expect(again.body.match).toEqual(body.match);
    expect(await api.refused('PUT', `/v1/recommendations/x/withdrawal`, asking)).toEqual([
      404,
      'recommendation-not-found',
    ]);
  });

  it('loses the words that are removed from its host, and says so', async () => {
    const words = 'zoeunique';
    const named = await api.published({
      name: `Chez ${words}`,
      website: `https://aulnes.example/${words}`,
      serves: [{ level: 'world' }],
      contact: { url: `https://aulnes.example/${words}`, email: `${words}@aulnes.example` },
    });
    await write('PUT', `/v1/hosts/${named.slug}/services/nuage`, {
      ...files(10, { name: `Nuage de ${words}` }),
      plans: [{ name: `Formule ${words}`, fixed: 10, maxAccounts: 'unlimited', maxGb: 'unlimited' }],
    });
    const note = { fr: `Demandez ${words}.` };
    const { body, text } = await recommend({ need: need(), note, hosts: [named.slug] });
    const untouched = (await recommend({ need: { usages: [{ usage: 'video-conferencing' }] } })).body;
    expect(text).toContain(words);
    await write('POST', `/v1/hosts/${named.slug}/redactions`, { text: words });
    expect(await columnsHolding(api.database, words)).toEqual([]);
    const now = await read(body.id);
    expect(now.text).not.toContain(words);
    expect(now.body).toMatchObject({
      redacted: true,
      note: { fr: 'Demandez [texte retiré].' },
      catalogueRevision: body.catalogueRevision,
      changedSince: [{ text: 'Un texte a été retiré de la fiche et de son passé.' }],
    });
    const itsOwn = ({ match }: Recommendation) => match.fits.find((one) => one.host === named.slug)!;
    const left = { name: 'Chez [texte retiré]', low: itsOwn(body).low };
    expect(itsOwn(now.body)).toMatchObject(left);
    for (const way of ['contact', 'website']) expect(itsOwn(now.body)).not.toHaveProperty(way);
    expect((await read(untouched.id)).body).not.toHaveProperty('redacted');
  });
});

describe('The list of what a federation recommended', () => {
  it('is for its token, newest first, page by page', async () => {
    const other = await api.federation();
    const at = `/v1/federations/${other.slug}/recommendations`;
    const made: string[] = [];
    for (let i = 0; i < 5; i++) {
      const { body } = await api.ask<Recommendation>('POST', at, { token: other.token, body: { need: need() } });
      made.unshift(body.id);
      if (i % 2) api.now = new Date(api.now.getTime() + 1000);
    }
    const seen: string[] = [];
    for (let url: string | null = `${at}?limit=2`; url; ) {
      const page: { body: { items: RecommendationItem[]; total: number; next: string | null } } = await api.ask(
        'GET',
        url,
        { token: other.token },
      );
      expect(page.body.total).toBe(5);
      seen.push(...page.body.items.map(({ id }) => id));
      url = page.body.next;
    }
    expect([...seen].sort()).toEqual([...made].sort());
    expect(seen[0]).toBe(made[0]);
    expect((await api.refused('GET', `${at}?cursor=WzEse30sWyJ4Il1d`, { token: other.token }))[1]).toBe(
      'invalid-cursor',
    );
  });
});
