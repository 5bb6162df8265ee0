import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetReports } from '../../src/hosts/reports/commands.ts';
import type { Report } from '../../src/hosts/reports/schema.ts';
import type { AdminTodoItem } from '../../src/waiting/administration/schema.ts';
import { ADMIN_TOKEN, invalid, meaningless, type Owned, useApp } from '../support/app.ts';

const logged: string[] = [];
const api = useApp({ logged: (line) => void logged.push(line) });

const CONTACT = 'camille.personne@exemple.fr';
const WORDS = 'Motsecret : mon nom est dans la fiche.';
const ASKED = { kind: 'removal', asker: 'person', replyTo: CONTACT, text: { fr: WORDS } };

// Every test begins in another hour, so that none uses up the requests of the next one.
beforeEach(() => {
  api.now = new Date(api.now.getTime() + 2 * 3_600_000);
});

const ask = (host: Pick<Owned, 'slug'>, body: object = ASKED, asking = {}) =>
  api.ask<{ id: string; text: string; answerBy?: string }>('POST', `/v1/hosts/${host.slug}/reports?lang=fr`, {
    body,
    ...asking,
  });
const asked = async (host: Pick<Owned, 'slug'>, body: object = ASKED): Promise<string> => {
  const { status, text, body: taken } = await ask(host, body);
  expect(status, text).toBe(201);
  return taken.id;
};
const read = async ({ slug }: Pick<Owned, 'slug'>, token: string, query = '') => {
  const answer = await api.ask<{ items: Report[]; total: number }>('GET', `/v1/hosts/${slug}/reports${query}`, {
    token,
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const answer = ({ slug }: Pick<Owned, 'slug'>, id: string, body: object, token = ADMIN_TOKEN) =>
  api.ask<Report>('PUT', `/v1/hosts/${slug}/reports/${id}/answer`, { token, body });
const waiting = async () => {
  const { status, text, body } = await api.ask<{ items: AdminTodoItem[]; total: number; overdueTotal: number }>(
    'GET',
    '/v1/todo?lang=fr&limit=100',
    { token: ADMIN_TOKEN },
  );
  expect(status, text).toBe(200);
  return body;
};
/** A host and a federation of which it is a member, as both say. */
async function withFederation(): Promise<{ host: Owned; federation: Owned }> {
  const [host, federation] = [await api.published(), await api.federation()];
  const members = `/v1/federations/${federation.slug}/members`;
  const body = { state: 'member' };
  await api.ask('PUT', `${members}/${host.slug}`, { token: federation.token, ifMatch: '*', body });
  expect((await api.ask('POST', members, { token: host.token, body: {} })).status).toBe(200);
  return { host, federation };
}

describe('a request for removal', () => {
  it('is taken from anybody, who is told who reads it and by which day it is answered', async () => {
    api.now = new Date('2027-01-31T12:00:00Z');
    const host = await api.published();
    const { status, body } = await ask(host);
    expect([status, body.answerBy]).toEqual([201, '2027-02-28']);
    expect(body.text).toBe(
      'Merci. L’administration du catalogue lira cette demande, et elle seule. Elle vous répondra dans le mois. La fiche ne change pas toute seule. De quoi vous joindre et vos mots sont effacés dès la réponse, ou au bout de sept mois si personne n’a répondu.',
    );
    const { asker, replyTo, kind, text } = ASKED;
    expect((await read(host, ADMIN_TOKEN)).items).toEqual([
      { id: body.id, kind, asker, replyTo, text, reportedAt: api.now.toISOString() },
    ]);
  });

  it('needs to say who asks and how to answer, and no reason', async () => {
    const host = await api.published();
    const refused = (body: object) => api.refused('POST', `/v1/hosts/${host.slug}/reports`, { body });
    expect(await refused({ kind: 'removal' })).toEqual(invalid({ '/asker': 'missing', '/replyTo': 'missing' }));
    expect(await refused({ ...ASKED, about: 'service:nuage', url: 'https://aulnes.example' })).toEqual(
      invalid({ '/about': 'not-for-this-kind', '/url': 'not-for-this-kind' }),
    );
    expect(await refused({ ...ASKED, replyTo: 'à la mairie' })).toEqual(meaningless({ '/replyTo': 'not-reachable' }));
    for (const replyTo of ['06 12 34 56 78', '+32 470 12 34 56', CONTACT])
      await asked(host, { kind: 'removal', asker: 'host', replyTo });
  });

  it('is the only report that says how to reach somebody', async () => {
    const host = await api.published();
    const { kind: _, ...rest } = ASKED;
    expect(await api.refused('POST', `/v1/hosts/${host.slug}/reports`, { body: { kind: 'wrong', ...rest } })).toEqual(
      invalid({ '/asker': 'not-for-this-kind', '/replyTo': 'not-for-this-kind' }),
    );
  });

  it('counts among the five reports of an hour, also when the last two come at once', async () => {
    const host = await api.published();
    for (let i = 0; i < 4; i++) await asked(host, i % 2 ? ASKED : { kind: 'closed', text: { fr: 'Fermé.' } });
    const statuses = (await Promise.all([ask(host), ask(host)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 429]);
    expect((await read(host, ADMIN_TOKEN)).total).toBe(5);
  });

  it('is read by administrators alone: neither its host, nor a federation of it', async () => {
    const { host, federation } = await withFederation();
    const id = await asked(host);
    const wrong = await asked(host, { kind: 'wrong', text: { fr: 'Le prix.' } });
    for (const { token } of [host, federation]) {
      for (const query of ['', '?state=open']) {
        const { items, total } = await read(host, token, query);
        expect([items.map((report) => report.id), total]).toEqual([[wrong], 1]);
      }
      const missing = [404, 'report-not-found'];
      const at = `/v1/hosts/${host.slug}/reports/${id}/answer`;
      expect(await api.refused('PUT', at, { token, body: { outcome: 'noted' } })).toEqual(missing);
      expect(await api.refused('PUT', at, { token, body: { outcome: 'removed' } })).toEqual(missing);
    }
    expect((await read(host, ADMIN_TOKEN)).items.map((report) => report.id).sort()).toEqual([id, wrong].sort());
  });

  it('stands nowhere else: not in the entry, its past, its to-do list, its calendar, its trail, or the log', async () => {
    const { host, federation } = await withFederation();
    const opened = await api.ask<{ ics: string; atom: string }>('POST', `/v1/hosts/${host.slug}/private-address`, {
      token: host.token,
    });
    const addresses = [
      ...['', '/history', '/todo', '/advice', '/document', '/reports'].map((part) => `/v1/hosts/${host.slug}${part}`),
      ...['', '/due', '/statistics'].map((part) => `/v1/federations/${federation.slug}${part}`),
      ...[opened.body.ics, opened.body.atom].map((address) => new URL(address).pathname + new URL(address).search),
      `/v1/audit?host=${host.slug}`,
      `/hosts/${host.slug}`,
    ];
    const seen = async () => {
      const texts: [string, string][] = [];
      for (const url of addresses) {
        const token = url.includes('/federations/') ? federation.token : host.token;
        const { status, text } = await api.ask('GET', url, { token });
        expect(status, url).toBe(200);
        texts.push([url, text.replaceAll(/[\d-]+T[\d:.]+Z/g, 'then').replaceAll(/DTSTAMP:\w+/g, '')]);
      }
      return texts;
    };
    const before = await seen();
    const id = await asked(host);
    expect(await seen()).toEqual(before);
    await answer(host, id, { outcome: 'refused', text: { fr: 'Motréponse.' } });
    expect(await seen()).toEqual(before);

    const trail = await api.ask<{ items: { action: string }[] }>('GET', '/v1/audit', { token: ADMIN_TOKEN });
    const done = trail.body.items.find(({ action }) => action === 'answerReport');
    expect(done).toMatchObject({ token: { role: 'admin' } });
    expect(done).not.toHaveProperty('host');
    expect(trail.text).not.toMatch(/Motsecret|Motréponse|exemple\.fr/);
    expect(logged.join()).toContain('/v1/hosts/:host/reports');
    expect(logged.join()).not.toMatch(/Motsecret|Motréponse|camille/);
  });

  it('waits for the administrators with its day, which passes', async () => {
    api.now = new Date('2028-03-10T12:00:00Z');
    const host = await api.published({ name: 'Les Aulnes' });
    const id = await asked(host);
    const item = async () => (await waiting()).items.find(({ subject }) => subject === `report:${id}`);
    expect(await item()).toEqual({
      kind: 'removal',
      subject: `report:${id}`,
      ...{ host: host.slug, name: 'Les Aulnes', asker: 'person' },
      ...{ since: '2028-03-10', dueOn: '2028-04-10', overdue: false, erased: false },
      text: 'Une personne nommée dans la fiche demande que la fiche «\u00a0Les Aulnes\u00a0» soit retirée. Répondez avant la fin du 10 avril 2028.',
      read: `/v1/hosts/${host.slug}/reports?state=open`,
      call: { method: 'PUT', path: `/v1/hosts/${host.slug}/reports/${id}/answer`, body: { outcome: 'removed' } },
    });
    const late = (await waiting()).overdueTotal;
    api.now = new Date('2028-04-10T20:00:00Z');
    expect(await item()).toMatchObject({ overdue: false });
    api.now = new Date('2028-04-11T12:00:00Z');
    expect(await item()).toMatchObject({ overdue: true, dueOn: '2028-04-10' });
    expect((await item())!.text).toContain('En retard\u00a0: la réponse était due le 10 avril 2028.');
    expect((await waiting()).overdueTotal).toBe(late + 1);

    // What is proposed settles it, also when the host has left meanwhile.
    const { method, path, body } = (await item())!.call;
    expect((await api.ask('DELETE', `/v1/hosts/${host.slug}`, { token: ADMIN_TOKEN, ifMatch: '*' })).status).toBe(200);
    expect(await item()).toBeDefined();
    expect((await api.ask(method, path, { token: ADMIN_TOKEN, body })).status).toBe(200);
    expect(await item()).toBeUndefined();
  });
});

describe('what waits for the administrators', () => {
  it('comes page by page, what is due first first, with the numbers of the whole', async () => {
    for (const [day, count] of [
      ['2027-06-30', 2],
      ['2027-07-31', 3],
    ] as const) {
      api.now = new Date(`${day}T12:00:00Z`);
      for (let i = 0; i < count; i++) await asked(await api.published());
    }
    api.now = new Date('2027-08-01T12:00:00Z');
    interface Page {
      items: AdminTodoItem[];
      total: number;
      overdueTotal: number;
      next: string | null;
    }
    const page = async (url: string) => {
      const { status, text, body, headers } = await api.ask<Page>('GET', url, { token: ADMIN_TOKEN });
      expect(status, text).toBe(200);
      expect(String(headers.link).includes('rel="next"')).toBe(body.next !== null);
      return body;
    };
    const whole = await page('/v1/todo?limit=100');
    expect(whole.next).toBeNull();
    expect(whole.items).toHaveLength(whole.total);
    expect(whole.overdueTotal).toBe(whole.items.filter(({ overdue }) => overdue).length);
    expect(whole.overdueTotal).toBeGreaterThanOrEqual(2);
    expect(whole.total - whole.overdueTotal).toBe(3);
    const dues = whole.items.map(({ dueOn }) => dueOn);
    expect(dues).toEqual([...dues].sort());
    const seen: string[] = [];
    for (let next: string | null = '/v1/todo?limit=2&lang=en'; next !== null; ) {
      const one: Page = await page(next);
      expect(one.items.length).toBeLessThanOrEqual(2);
      expect([one.total, one.overdueTotal]).toEqual([whole.total, whole.overdueTotal]);
      seen.push(...one.items.map(({ subject }) => subject));
      next = one.next;
    }
    expect(seen).toEqual(whole.items.map(({ subject }) => subject));
  });
});

describe('a request for removal that nobody answers', () => {
  it('loses how to reach whoever asked, and what they wrote, six months after its day; and still waits', async () => {
    api.now = new Date('2029-01-31T12:00:00Z');
    const host = await api.published();
    const [id, wrong] = [await asked(host), await asked(host, { kind: 'wrong', text: { fr: 'Le prix.' } })];
    const forget = () => forgetReports({ db: api.database.db, clock: () => api.now });
    const found = async () => {
      const { items } = await read(host, ADMIN_TOKEN, '?state=open');
      return items.find((report) => report.id === id)!;
    };
    const item = async () => (await waiting()).items.find(({ subject }) => subject === `report:${id}`)!;
    // Due on 28 February: the last day on which it is kept is 28 August.
    api.now = new Date('2029-08-28T12:00:00Z');
    await forget();
    expect(await found()).toMatchObject({ replyTo: CONTACT, text: { fr: WORDS } });
    expect((await item()).text).not.toContain('effacé');

    api.now = new Date('2029-08-28T23:00:00Z');
    expect(await forget()).toBe(1);
    expect(await forget()).toBe(0);
    const { kind, asker } = ASKED;
    expect(await found()).toEqual({ id, kind, asker, reportedAt: '2029-01-31T12:00:00.000Z' });
    const rows = await api.database.run(sql`select * from reports where id = ${id}`);
    expect(JSON.stringify(rows)).not.toMatch(/camille|Motsecret/);
    expect(await item()).toMatchObject({ dueOn: '2029-02-28', overdue: true, erased: true });
    expect((await item()).text).toContain('De quoi joindre qui demande et ses mots ont été effacés');
    expect((await read(host, host.token)).items).toMatchObject([{ id: wrong, text: { fr: 'Le prix.' } }]);
    expect((await answer(host, id, { outcome: 'removed' })).status).toBe(200);
  });
});

describe('the answer to a request for removal', () => {
  it('erases how to reach whoever asked, and what they wrote', async () => {
    const host = await api.published();
    const id = await asked(host);
    const { status, body } = await answer(host, id, { outcome: 'removed' });
    expect([status, body]).toEqual([
      200,
      {
        ...{ id, kind: 'removal', asker: 'person', reportedAt: api.now.toISOString() },
        answer: { outcome: 'removed', at: api.now.toISOString(), by: 'admin', byLabel: 'admin' },
      },
    ]);
    expect((await read(host, ADMIN_TOKEN)).items).toEqual([body]);
    const rows = await api.database.run(sql`select * from reports where id = ${id}`);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/camille|Motsecret/);
    const forget = () => forgetReports({ db: api.database.db, clock: () => api.now });
    api.now = new Date(api.now.getTime() + 365 * 86_400_000 + 1000);
    expect(await forget()).toBeGreaterThan(0);
    expect((await read(host, ADMIN_TOKEN)).total).toBe(0);
  });

  it('is one of its own, and a refusal says why', async () => {
    const host = await api.published();
    const id = await asked(host);
    const wrong = await asked(host, { kind: 'wrong', text: { fr: 'Le prix.' } });
    const refused = (report: string, body: object) =>
      api.refused('PUT', `/v1/hosts/${host.slug}/reports/${report}/answer`, { token: ADMIN_TOKEN, body });
    const meaningless = (faults: object) => [422, 'meaningless-request', faults];
    for (const outcome of ['noted', 'not-so'])
      expect(await refused(id, { outcome })).toEqual(meaningless({ '/outcome': 'not-for-this-kind' }));
    expect(await refused(id, { outcome: 'refused' })).toEqual(meaningless({ '/text': 'missing' }));
    for (const outcome of ['removed', 'refused'])
      expect(await refused(wrong, { outcome })).toEqual(meaningless({ '/outcome': 'not-for-this-kind' }));
    expect((await read(host, ADMIN_TOKEN, '?state=open')).total).toBe(2);
    const text = { fr: 'La page publique le dit toujours.' };
    expect((await answer(host, id, { outcome: 'refused', text })).body.answer).toMatchObject({ text });
    expect((await answer(host, wrong, { outcome: 'corrected' }, host.token)).status).toBe(200);
  });

  it('cannot leave them behind, whatever writes to the database', async () => {
    const host = await api.published();
    const id = await asked(host);
    const set = (columns: ReturnType<typeof sql>) =>
      api.database.run(sql`update reports set ${columns} where id = ${id}`);
    const done = sql`outcome = 'removed', answered_at = now(), answered_by = 'admin', answered_by_label = 'x'`;
    await expect(set(done)).rejects.toMatchObject({ cause: { constraint: 'reports_forgotten' } });
    await expect(set(sql`kind = 'wrong'`)).rejects.toMatchObject({ cause: { constraint: 'reports_removal' } });
    await set(sql`${done}, reply_to = null, text = null`);
  });
});
