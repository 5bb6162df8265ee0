import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import type { Problem } from '../../src/http/problems.ts';
import type { CaseFigures } from '../../src/recommendations/cases/figures.ts';
import type { Case, CaseItem } from '../../src/recommendations/cases/schema.ts';
import type { CaseSummary } from '../../src/recommendations/cases/summary.ts';
import type { Referral } from '../../src/recommendations/referrals/schema.ts';
import type { Recommendation } from '../../src/recommendations/schema.ts';
import { CASE_STATES } from '../../src/vocabulary/terms.ts';
import type { Due } from '../../src/waiting/federation/schema.ts';
import type { PrivateAddress } from '../../src/waiting/private-address.ts';
import { ADMIN_TOKEN, invalid, meaningless, type Owned, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { aService } from '../support/record.ts';
import { runTask } from '../support/tasks.ts';

const api = useApp();
const need = { usages: [{ usage: 'file-storage-sharing', accounts: 5, storageGb: 20 }] };
const LABEL = 'Fanfare du canton';

let federation: Owned;
let path: string;
/** Five hosts of files: each may do. */
let hosts: Owned[];
/** Its list of services is whole, and has no files. */
let forum: Owned;

const ask = <T = Case>(method: string, url: string, body?: unknown, ifMatch?: string) =>
  api.ask<T>(method, url, { token: federation.token, body, ifMatch });
const opened = async (over: object = {}, at = path) => {
  const answer = await ask('POST', at, { label: LABEL, receivedBy: 'phone', need, ...over });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const patched = async ({ id }: { id: string }, patch: object) => {
  const answer = await ask('PATCH', `${path}/${id}`, patch, '*');
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const refused = (method: string, url: string, body?: unknown, ifMatch?: string) =>
  api.refused(method, url, { token: federation.token, body, ifMatch });
const ended = () => runTask(api, 'cases');
const on = async <T>(day: string, work: () => Promise<T>): Promise<T> => {
  const now = api.now;
  api.now = new Date(`${day}T12:00:00Z`);
  try {
    return await work();
  } finally {
    api.now = now;
  }
};

beforeAll(async () => {
  federation = await api.federation();
  path = `/v1/federations/${federation.slug}/cases`;
  hosts = [];
  for (const name of ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six']) {
    const host = await api.published({ name: `Hôte ${name}` });
    const usages = name === 'Six' ? ['forum'] : ['file-storage-sharing'];
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService({ usages }) });
    hosts.push(host);
  }
  forum = hosts.pop()!;
  const whole = await api.ask('POST', `/v1/hosts/${forum.slug}/confirmations`, {
    ...{ token: forum.token, body: { complete: ['services', 'plans'] } },
  });
  expect(whole.status, whole.text).toBe(200);
});

describe('A case', () => {
  it('holds a need and how it came, and is read by its federation alone', async () => {
    const made = await ask('POST', path, { label: LABEL, receivedBy: 'phone', need, shortlist: [hosts[4]!.slug] });
    expect([made.status, made.headers.etag]).toEqual([201, '"v1"']);
    const at = String(made.headers.location);
    const { body, headers } = await ask('GET', at);
    expect(body).toEqual(made.body);
    expect([headers.etag, headers['cache-control']]).toEqual(['"v1"', 'private, no-store']);
    expect(body).toMatchObject({
      ...{ label: LABEL, receivedBy: 'phone', need, unread: [], faults: [], recommendations: [], referrals: [] },
      ...{ shortlist: [hosts[4]!.slug], version: 1, waitsOn: '2026-12-09', endsOn: '2028-11-25' },
    });
    expect(body.shortlisted).toMatchObject([{ host: hosts[4]!.slug, name: 'Hôte Cinq', state: 'to-check' }]);
    const other = await api.federation();
    const elsewhere = at.replace(federation.slug, other.slug);
    expect(await api.refused('GET', elsewhere, { token: other.token })).toEqual([404, 'case-not-found']);
  });

  it('begins with an outcome where one is known when it comes', async () => {
    const outcome = { state: 'written-to', host: hosts[0]!.slug, on: '2026-11-25' };
    expect(await opened({ outcome })).toMatchObject({ outcome, earlier: [], waitsOn: '2027-02-25' });
    const wrong = { ...outcome, host: 'nulle-part', on: '2026-11-20' };
    expect(await refused('POST', path, { label: LABEL, receivedBy: 'phone', need, outcome: wrong })).toEqual(
      meaningless({ '/outcome/on': 'before-the-call', '/outcome/host': 'unknown-host' }),
    );
  });

  it('is read by no administrator, who sees how many there are, and may delete one', async () => {
    const words = 'Harmonie des tritons';
    const made = await opened({ label: words, shortlist: [hosts[0]!.slug] });
    const at = `${path}/${made.id}`;
    const { body: given } = await ask<Recommendation>('POST', `${at}/recommendations`, { note: { fr: words } });
    const token = ADMIN_TOKEN;
    const { body: list, text } = await api.ask<{ items: CaseItem[]; total: number; next: string }>('GET', path, {
      token,
    });
    const { version, endsOn } = (await ask('GET', at)).body;
    const bare = list.items.find(({ id }) => id === made.id)!;
    expect(bare).toMatchObject({ receivedBy: 'phone', version, endsOn });
    expect(list.total).toBe((await ask<{ total: number }>('GET', path)).body.total);
    for (const word of [words, 'label', 'waitsOn', 'usages', 'shortlist', hosts[0]!.slug, given.id])
      expect(text).not.toContain(word);
    const of = (method: string, url: string, body?: unknown) => api.refused(method, url, { token, body, ifMatch: '*' });
    // What a filter finds, or where a page ends, would tell what became of a case.
    for (const filter of ['state=gave-up', 'state=received', 'waits=true', 'number=222-222', 'number='])
      expect(await of('GET', `${path}?${filter}`), filter).toEqual([403, 'not-yours']);
    const said = { state: 'moved', host: hosts[0]!.slug, on: '2026-11-25' };
    for (let time = 0; time < 2; time++) await patched(await opened(), { outcome: said });
    const found: CaseItem[] = [];
    for (let next: string | null = `${path}?limit=1`; next !== null; ) {
      const page: { items: CaseItem[]; next: string | null } = (await api.ask<typeof list>('GET', next, { token }))
        .body;
      found.push(...page.items);
      next = page.next;
      if (!next) continue;
      const cursor = Buffer.from(new URL(next, 'http://x').searchParams.get('cursor')!, 'base64url').toString();
      expect(cursor).not.toContain('2027');
    }
    expect(new Set(found.map(({ id }) => id)).size).toBe(list.total + 2);
    const due = `/v1/federations/${federation.slug}/due`;
    expect((await ask('GET', due)).text).toContain('"kind":"cases"');
    expect((await api.ask('GET', due, { token })).text).not.toContain('"kind":"cases"');
    for (const [method, url, body] of [
      ['GET', at],
      ['PATCH', at, { label: words }],
      ['POST', path, { label: words, receivedBy: 'phone', need }],
      ['POST', `${at}/recommendations`, {}],
      ['POST', `${at}/referrals`, { host: hosts[0]!.slug }],
    ] as const)
      expect(await of(method, url, body), url).toEqual([403, 'not-yours']);
    const recommended = `/v1/federations/${federation.slug}/recommendations?limit=100`;
    expect((await ask('GET', recommended)).text).toContain(given.id);
    expect((await api.ask('GET', recommended, { token })).text).not.toContain(given.id);
    // Nor by trying words: what is in a case is removed, and in no count.
    const redaction = `/v1/hosts/${hosts[0]!.slug}/redactions`;
    const tried = await api.ask('POST', `${redaction}?dryRun=true`, { token, body: { text: words } });
    expect(tried.body).toMatchObject({ would: { copies: 0, elsewhere: 0 } });
    expect((await api.ask('POST', redaction, { token, body: { text: words } })).body).toMatchObject({ copies: 0 });
    expect((await ask('GET', at)).body.label).toBe('[texte retiré]');
    expect((await api.ask('DELETE', at, { token, ifMatch: '*' })).status).toBe(204);
    expect((await ask('GET', at)).status).toBe(404);
  });

  it('is read by a token that an administrator made or replaced only once an officer has accepted it', async () => {
    const made = await opened();
    const at = `${path}/${made.id}`;
    const draft = { role: 'federation', federation: federation.slug, label: 'assistance' };
    const tokenBy = async (token: string, url = '/v1/tokens', body: unknown = draft) =>
      (await api.ask<{ id: string; token: string; awaitsOfficer?: true }>('POST', url, { token, body })).body;
    const status = async (token: string, url = at) => (await api.ask('GET', url, { token })).status;
    const awaiting = await tokenBy(ADMIN_TOKEN);
    expect(awaiting.awaitsOfficer).toBe(true);
    // It does all the rest.
    expect([await status(awaiting.token), await status(awaiting.token, path)]).toEqual([403, 200]);
    expect(await status(awaiting.token, `/v1/federations/${federation.slug}/due`)).toBe(200);
    // Nor does the calendar that it opens tell when cases wait.
    const calendarOf = async (token: string) => {
      const opening = await api.ask<{ ics: string }>('POST', `/v1/federations/${federation.slug}/private-address`, {
        token,
      });
      return (await api.ask('GET', opening.body.ics.replace(/^https?:\/\/[^/]+/, ''))).text;
    };
    for (const token of [awaiting.token, ADMIN_TOKEN]) expect(await calendarOf(token)).not.toContain('UID:cases.');
    expect(await calendarOf(federation.token)).toContain('UID:cases.');
    // It cannot help itself: neither by another token, nor by the secret of one that reads, nor by accepting itself.
    expect(await status((await tokenBy(awaiting.token)).token)).toBe(403);
    const mine = await tokenBy(federation.token);
    expect([mine.awaitsOfficer, await status(mine.token)]).toEqual([undefined, 200]);
    const rotation = `/v1/tokens/${mine.id}/rotation`;
    // Nor does it end or replace the token of somebody who reads.
    for (const [method, url] of [
      ['POST', rotation],
      ['DELETE', `/v1/tokens/${mine.id}`],
    ] as const) {
      const refusal = await api.ask<Problem>(method, url, {
        token: awaiting.token,
        body: method === 'POST' ? {} : undefined,
      });
      expect([refusal.status, refusal.body.code]).toEqual([403, 'not-yours']);
      expect(refusal.text).toContain('qui lit les dossiers');
      expect(await status(mine.token)).toBe(200);
    }
    const own = await tokenBy(awaiting.token);
    expect((await api.ask('DELETE', `/v1/tokens/${own.id}`, { token: awaiting.token })).status).toBe(204);
    const taken = await tokenBy(ADMIN_TOKEN, rotation, {});
    expect([taken.awaitsOfficer, await status(taken.token)]).toEqual([true, 403]);
    expect((await api.ask('POST', `/v1/tokens/${mine.id}/acceptance`, { token: federation.token })).status).toBe(200);
    expect(await status(taken.token)).toBe(200);
    const acceptance = `/v1/tokens/${awaiting.id}/acceptance`;
    for (const token of [awaiting.token, ADMIN_TOKEN])
      expect(await api.refused('POST', acceptance, { token })).toEqual([403, 'not-yours']);
    for (const { token } of [await api.federation(), hosts[0]!])
      expect(await api.refused('POST', acceptance, { token })).toEqual([404, 'token-not-found']);
    expect((await api.ask('POST', acceptance, { token: federation.token })).body).not.toHaveProperty('awaitsOfficer');
    expect(await status(awaiting.token)).toBe(200);
  });

  it('sends somebody to a host, who reads it, and no administrator', async () => {
    const { id } = await opened();
    const sent = await ask<Referral>('POST', `${path}/${id}/referrals`, { host: hosts[1]!.slug });
    expect(sent.status, sent.text).toBe(201);
    const [outside, answered] = [`/v1/federations/${federation.slug}/referrals`, `/v1/hosts/${hosts[1]!.slug}`];
    const alone = await ask<Referral>('POST', outside, { host: hosts[1]!.slug, usages: ['file-storage-sharing'] });
    for (const url of [`${answered}/referrals`, `${answered}/todo`]) {
      const own = await api.ask<{ total: number }>('GET', url, { token: hosts[1]!.token });
      const admin = await api.ask<{ total: number }>('GET', url, { token: ADMIN_TOKEN });
      for (const one of [sent, alone]) expect(own.text, url).toContain(one.body.id);
      expect(admin.text, url).toContain(alone.body.id);
      expect(admin.text, url).not.toContain(sent.body.id);
      if (url.endsWith('referrals')) expect([own.body.total, admin.body.total]).toEqual([2, 1]);
    }
  });

  it('tells a host whom it sends, and a token that an administrator made only once the host has accepted it', async () => {
    const [to, { id }] = [hosts[3]!, await opened()];
    const sent = (await ask<Referral>('POST', `${path}/${id}/referrals`, { host: to.slug })).body;
    const draft = { role: 'host', host: to.slug, label: 'assistance' };
    const tokenBy = async (token: string, url = '/v1/tokens', body: unknown = draft) =>
      (await api.ask<{ id: string; token: string; awaitsOfficer?: true }>('POST', url, { token, body })).body;
    const at = `/v1/hosts/${to.slug}`;
    const calendarOf = async (token: string) => {
      const { body } = await api.ask<PrivateAddress>('POST', `${at}/private-address`, { token });
      return (await api.ask('GET', body.ics.replace(/^https?:\/\/[^/]+/, ''))).text;
    };
    const reads = async (token: string) => {
      const told = await Promise.all(['referrals', 'todo'].map((part) => api.ask('GET', `${at}/${part}`, { token })));
      return [...told.map(({ text }) => text), await calendarOf(token)].map((text) => text.includes(sent.id));
    };
    const [nothing, all] = [
      [false, false, false],
      [true, true, true],
    ];
    const awaiting = await tokenBy(ADMIN_TOKEN);
    expect(awaiting.awaitsOfficer).toBe(true);
    for (const token of [awaiting.token, ADMIN_TOKEN]) expect(await reads(token)).toEqual(nothing);
    expect(await reads(to.token)).toEqual(all);
    // Nor by what it gives, by an answer to a guess, or by moving the site to another that it could prove.
    expect(await reads((await tokenBy(awaiting.token)).token)).toEqual(nothing);
    for (const token of [awaiting.token, ADMIN_TOKEN]) {
      const answer = { token, body: { outcome: 'full' } };
      expect(await api.refused('PUT', `${at}/referrals/${sent.id}/answer`, answer)).toEqual([
        404,
        'referral-not-found',
      ]);
      const move = { token, ifMatch: '*', body: { website: 'https://ailleurs.example' } };
      expect(await api.refused('PATCH', at, move)).toEqual([403, 'not-yours', { '/website': 'not-yours' }]);
      expect((await api.ask('PATCH', at, { ...move, body: { legalForm: 'association' } })).status).toBe(200);
    }
    const mine = await tokenBy(to.token);
    expect([mine.awaitsOfficer, await reads(mine.token)]).toEqual([undefined, all]);
    // Nor does it take from the host what the host alone reads.
    const ending = { token: awaiting.token };
    expect(await api.refused('DELETE', `/v1/tokens/${mine.id}`, ending)).toEqual([403, 'not-yours']);
    expect(await api.refused('POST', `/v1/tokens/${mine.id}/rotation`, { ...ending, body: {} })).toEqual([
      403,
      'not-yours',
    ]);
    const taken = await tokenBy(ADMIN_TOKEN, `/v1/tokens/${mine.id}/rotation`, {});
    expect([taken.awaitsOfficer, await reads(taken.token)]).toEqual([true, nothing]);
    const acceptance = `/v1/tokens/${awaiting.id}/acceptance`;
    for (const token of [awaiting.token, ADMIN_TOKEN])
      expect(await api.refused('POST', acceptance, { token })).toEqual([403, 'not-yours']);
    for (const { token } of [federation, hosts[0]!])
      expect(await api.refused('POST', acceptance, { token })).toEqual([404, 'token-not-found']);
    expect((await api.ask('POST', acceptance, { token: to.token })).body).not.toHaveProperty('awaitsOfficer');
    expect(await reads(awaiting.token)).toEqual(all);
    const registered = await api.ask<{ host: { id: string }; token: string }>('POST', '/v1/hosts', {
      token: ADMIN_TOKEN,
      body: { slug: 'inscrit-par-nous', name: 'Inscrit par nous', website: 'https://inscrit-par-nous.example' },
    });
    const { items } = (await api.ask<{ items: { awaitsOfficer?: true }[] }>('GET', '/v1/tokens', registered.body)).body;
    expect(items.map(({ awaitsOfficer }) => awaitsOfficer)).toEqual([true]);
    const move = { token: to.token, ifMatch: '*', body: { website: 'https://ailleurs.example' } };
    expect((await api.ask('PATCH', at, move)).status).toBe(200);
  });

  it('names the row of a sheet that says a site which only the host may move, in a dry run too', async () => {
    const [to, { id }] = [hosts[1]!, await opened()];
    expect((await ask('POST', `${path}/${id}/referrals`, { host: to.slug })).status).toBe(201);
    const own = `host,website,languages\n${to.slug},https://ailleurs.example,fr\n`;
    const many = `host,website,languages\n${hosts[0]!.slug},,fr\n${to.slug},https://ailleurs.example,fr\n`;
    for (const [url, body, row] of [
      [`/v1/hosts/${to.slug}/spreadsheet.xlsx`, own, 1],
      ['/v1/spreadsheet.xlsx', many, 2],
    ] as const)
      for (const query of ['', '?dryRun=true']) {
        const sent = { token: ADMIN_TOKEN, ifMatch: '*', body, headers: { 'content-type': 'text/csv' } };
        const told = [403, 'not-yours', { [`/hosts/${row}/website`]: 'not-yours' }];
        expect(await api.refused('PUT', url + query, sent), url + query).toEqual(told);
      }
    const { body: whole } = await api.ask<HostDocument>('GET', `/v1/hosts/${to.slug}/document`, { token: ADMIN_TOKEN });
    const body = { ...whole, host: { ...whole.host, website: 'https://ailleurs.example' } };
    for (const query of ['', '?dryRun=true'])
      expect(
        await api.refused('PUT', `/v1/hosts/${to.slug}/document${query}`, { token: ADMIN_TOKEN, ifMatch: '*', body }),
      ).toEqual([403, 'not-yours', { '/host/website': 'not-yours' }]);
  });

  it('names nobody: mail addresses and telephone numbers are refused in its label and in a reason', async () => {
    const before = await ask<{ total: number }>('GET', path);
    for (const label of [
      'Fanfare, camille@exemple.fr',
      'Rappeler au 06 12 34 56 78',
      'camille (at) exemple.fr',
      '+33 6 12 34 56 78',
    ])
      expect(await refused('POST', path, { label, receivedBy: 'phone', need })).toEqual(
        meaningless({ '/label': 'personal-data' }),
      );
    expect((await ask<{ total: number }>('GET', path)).body.total).toBe(before.body.total);
    const { id } = await opened();
    const reason = { fr: 'Voir avec camille@exemple.fr' };
    const patch = { label: '06 12 34 56 78', outcome: { state: 'gave-up', on: '2026-11-25', reason } };
    expect((await refused('PATCH', `${path}/${id}`, patch, '*'))[2]).toEqual({
      '/label': 'personal-data',
      '/outcome/reason/fr': 'personal-data',
    });
    expect(await columnsHolding(api.database, 'exemple.fr')).toEqual([]);
  });

  it('keeps of a file of another version what it cannot read, tells what it cannot match, and can be corrected', async () => {
    const file = {
      usages: [{ usage: 'email-hosting', quantum: true }, { usage: 'holograms' }],
      reversibility: { within: 'a month' },
    };
    expect((await refused('POST', path, { label: LABEL, receivedBy: 'phone', need: file }))[2]).toEqual({
      '/need/usages/0/quantum': 'unknown-field',
      '/need/reversibility': 'unknown-field',
    });
    const made = await opened({ receivedBy: 'file', need: file, shortlist: [hosts[0]!.slug] });
    expect(made.unread).toEqual(
      expect.arrayContaining([
        { pointer: '/usages/0/quantum', value: true },
        { pointer: '/reversibility', value: { within: 'a month' } },
      ]),
    );
    expect(made.need).toEqual({ usages: [{ usage: 'email-hosting' }, { usage: 'holograms' }] });
    expect(made.faults).toMatchObject([{ pointer: '/usages/1/usage', code: 'unknown-usage' }]);
    expect(made.shortlisted).toMatchObject([{ state: 'unknown' }]);
    const at = `${path}/${made.id}`;
    expect((await refused('POST', `${at}/recommendations`))[2]).toEqual({ '/need/usages/1/usage': 'unknown-usage' });
    // A word on something else asks for no correction.
    const renamed = await patched(made, { label: 'Chorale' });
    expect([renamed.unread.length, renamed.faults.length]).toEqual([2, 1]);
    expect((await refused('PATCH', at, { need: { budgetPerYear: 10 } }, '*'))[2]).toEqual({
      '/need/usages/1/usage': 'unknown-usage',
    });
    const corrected = await patched(made, { need: { ...need, budgetPerYear: 60 }, unread: null });
    expect(corrected).toMatchObject({ need: { ...need, budgetPerYear: 60 }, unread: [], faults: [] });
    // A wrong shape is no other version.
    const otherwise = { label: LABEL, receivedBy: 'file', need: { usages: 'all' } };
    expect(await refused('POST', path, otherwise)).toEqual(invalid({ '/need/usages': 'wrong-type' }));
    // What no database keeps is told where it stands, or becomes the sign of what was lost.
    const hidden = { ...need, note: 'a\0b', 'a/\0': 1, mood: [{ 'c\0': 2 }] };
    expect(await refused('POST', path, { label: LABEL, receivedBy: 'file', need: hidden })).toEqual(
      invalid({ '/need/note': 'wrong-format', '/need/a~1\0': 'wrong-format', '/need/mood/0/c\0': 'wrong-format' }),
    );
    const cut = await opened({ receivedBy: 'file', need: { ...need, '\ud83e': ['\udd8a', { '\ud83e': '🦊' }] } });
    expect(cut.unread).toEqual([{ pointer: '/\ufffd', value: ['\ufffd', { '\ufffd': '🦊' }] }]);
    const deep = `{"label":"a","receivedBy":"file","need":{"usages":[{"usage":"forum"}],"x":${'['.repeat(6000)}${']'.repeat(6000)}}}`;
    expect(await refused('POST', path, deep)).toEqual([413, 'body-too-large']);
    // A later version may read what is stored otherwise.
    await api.database.run(
      sql`update cases set need = '{"usages":[{"usage":"email-hosting"}],"mood":"blue"}' where id = ${made.id}`,
    );
    const old = (await ask('GET', at)).body;
    expect(old.need).toEqual({ usages: [{ usage: 'email-hosting' }], mood: 'blue' });
    expect(old.faults).toMatchObject([{ pointer: '/mood', code: 'unknown-field' }]);
  });

  it('keeps of a need of people in danger its wishes and questions, and neither the word nor their commune, anywhere', async () => {
    const inDanger = {
      ...need,
      ...{ sensitive: true, territory: { level: 'commune', code: '23079' } },
      wish: { criteria: { 'no-profiling': 'very-important' } },
    };
    const made = await opened({ need: inDanger });
    const kept = {
      ...need,
      ...{ sensitive: 'unknown', territory: { level: 'departement', code: '23' } },
      wish: {
        criteria: { 'no-profiling': 'very-important', 'hosted-in-eu': 'important', 'root-access-alone': 'important' },
      },
    };
    expect(made.need).toEqual(kept);
    const changed = await patched(made, { need: { ...inDanger, wish: null } });
    expect(changed.need).toEqual({
      ...kept,
      wish: {
        ...{ price: 'important', proximity: 'plus', commitments: { 'closing-notice': 'plus' } },
        criteria: { 'no-profiling': 'important', 'hosted-in-eu': 'important', 'root-access-alone': 'important' },
      },
    });
    const sent = await api.ask<{ number: string }>('POST', `${path}/received`, { body: { need: inDanger } });
    expect(sent.status, sent.text).toBe(201);
    const within = await ask<Recommendation>('POST', `${path}/${made.id}/recommendations`, {});
    expect(within.status, within.text).toBe(201);
    const alone = await ask<Recommendation>('POST', `/v1/federations/${federation.slug}/recommendations`, {
      need: inDanger,
    });
    expect(alone.status, alone.text).toBe(201);
    for (const { match, need: its } of [within.body, alone.body]) {
      expect(its).toMatchObject({ sensitive: 'unknown', territory: kept.territory });
      const asked = [...match.fits, ...match.toCheck].map(({ questions }) => questions.map(({ code }) => code));
      expect(asked.length).toBeGreaterThan(0);
      for (const codes of asked)
        expect(codes).toEqual(expect.arrayContaining(['ask-who-reads', 'ask-encrypted', 'ask-authorities']));
    }
    // What is kept is answered as the need was, from the département.
    const answers = await Promise.all(
      [{ ...inDanger, territory: kept.territory }, kept].map((body) =>
        api.ask<Record<string, unknown>>('POST', '/v1/matches', { body }),
      ),
    );
    expect(answers[1]!.body).toEqual(answers[0]!.body);
    for (const word of ['"sensitive":true', '"sensitive": true', '"23079"', 'Felletin'])
      expect(await columnsHolding(api.database, word), word).toEqual([]);
    const told = [
      ...[changed, within.body, alone.body].map((body) => JSON.stringify(body)),
      ...(await Promise.all(
        [within, alone].map(async ({ body }) => {
          const page = await api.ask('GET', `/recommendations/${body.id}`, { headers: { accept: 'text/html' } });
          expect(page.text).toContain('Creuse');
          return page.text;
        }),
      )),
      ...(await Promise.all(
        ['', `/${made.id}`, '/summary'].map(async (end) => (await ask('GET', `${path}${end}`)).text),
      )),
      (await ask('GET', `/v1/federations/${federation.slug}/due?within=800`)).text,
      (await ask('GET', `${path}/summary.csv`)).text,
    ];
    for (const text of told) expect(text).not.toMatch(/"sensitive": ?true|\b23079\b|Felletin|danger/);
    for (const { id } of [
      made,
      { id: (await ask<{ items: CaseItem[] }>('GET', `${path}?number=${sent.body.number}`)).body.items[0]!.id },
    ])
      await ask('DELETE', `${path}/${id}`, undefined, '*');
  });

  it('is written by two officers at once: who comes second reads it again', async () => {
    const { id } = await opened();
    const at = `${path}/${id}`;
    const both = await Promise.all(['Chorale', 'Club'].map((label) => ask('PATCH', at, { label }, 'v1')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await ask('GET', at)).headers.etag).toBe('"v2"');
    // Whoever takes it as it is waits for nobody.
    const any = await Promise.all(['Trois', 'Quatre'].map((label) => ask('PATCH', at, { label }, '*')));
    expect(any.map(({ body }) => body.version).sort()).toEqual([3, 4]);
  });

  it('is read again by whoever read it before words were removed, and waits no longer for it', async () => {
    const { id, version, endsOn } = await opened({ label: 'Chez mariannetaillefer' });
    const at = `${path}/${id}`;
    const asked = { token: ADMIN_TOKEN, ifMatch: '*', body: { text: 'mariannetaillefer' } };
    const removed = await on('2027-03-01', () => api.ask('POST', `/v1/hosts/${hosts[0]!.slug}/redactions`, asked));
    expect(removed.status, removed.text).toBe(200);
    const shortlist = [hosts[1]!.slug];
    expect(await refused('PATCH', at, { shortlist }, `v${version}`)).toMatchObject([412, 'version-stale', {}]);
    const corrected = await ask('PATCH', at, { shortlist }, `v${version + 1}`);
    expect(corrected.body).toMatchObject({ label: 'Chez [texte retiré]', version: version + 2, endsOn });
  });
});

describe('The shortlist of a case', () => {
  it('takes any host without a definite no, wherever it stands, and names the no of the others', async () => {
    const made = await opened();
    const at = `${path}/${made.id}`;
    const refusal = await ask<{ errors: { pointer: string; code: string; message: string }[] }>(
      ...(['PATCH', at, { shortlist: [forum.slug, 'personne'] }, 'v1'] as const),
    );
    expect(refusal.body.errors).toMatchObject([
      { pointer: '/shortlist/0', code: 'definite-no' },
      { pointer: '/shortlist/1', code: 'unknown-host' },
    ]);
    expect(refusal.body.errors[0]!.message).toMatch(/^Hôte Six/);
    const { match } = (
      await ask<Recommendation>('POST', `/v1/federations/${federation.slug}/recommendations`, { need })
    ).body;
    const shown = [...match.fits, ...match.toCheck].map(({ host }) => host);
    const beyond = hosts.find(({ slug }) => !shown.includes(slug))!.slug;
    await patched(made, { shortlist: [beyond] });
    const given = await ask<Recommendation>('POST', `${at}/recommendations`, { note: { fr: 'Vu ensemble.' } });
    expect(given.status, given.text).toBe(201);
    expect(given.body.hosts).toEqual([beyond]);
    const listed = [...given.body.match.fits, ...given.body.match.toCheck].map(({ host }) => host);
    expect(listed.sort()).toEqual([...shown, beyond].sort());
    expect((await api.ask('GET', `/recommendations/${given.body.id}`)).text).toContain('Hôte');
    expect((await ask('GET', at)).body).toMatchObject({ recommendations: [given.body.id], version: 3 });
    // Of equal hosts each can be named, on the shortlist or not, and without a case too.
    for (const { slug } of hosts) {
      const named = await ask<Recommendation>('POST', `${at}/recommendations`, { hosts: [slug] });
      expect(named.body.hosts, named.text).toEqual([slug]);
      const alone = { need, hosts: [slug] };
      const outside = await ask<Recommendation>('POST', `/v1/federations/${federation.slug}/recommendations`, alone);
      expect(outside.body.hosts, outside.text).toEqual([slug]);
    }
  });

  it('tells of a host that closes or leaves before it is recommended', async () => {
    const [closing, leaving] = [await api.published({ name: 'Bientôt fermé' }), await api.published({ name: 'Parti' })];
    for (const { slug, token } of [closing, leaving])
      await api.ask('PUT', `/v1/hosts/${slug}/services/nuage`, { token, body: aService() });
    const made = await opened({ shortlist: [closing.slug, leaving.slug] });
    const announced = await api.ask('PUT', `/v1/hosts/${closing.slug}/closing`, {
      ...{ token: closing.token, ifMatch: '*' },
      body: { stages: { closed: '2027-06-30' }, reason: { fr: 'Plus de bénévoles.' } },
    });
    expect(announced.status, announced.text).toBe(201);
    await api.ask('DELETE', `/v1/hosts/${leaving.slug}`, { token: leaving.token, ifMatch: '*' });
    const { shortlisted } = (await ask('GET', `${path}/${made.id}`)).body;
    expect(shortlisted.map(({ state }) => state)).toEqual(['gone', 'gone']);
    expect(shortlisted[0]!.text).toMatch(/^Bientôt fermé annonce sa fermeture/);
    expect((await refused('POST', `${path}/${made.id}/recommendations`))[2]).toEqual({ '/hosts/1': 'host-withdrawn' });
    const one = { hosts: [closing.slug] };
    expect((await refused('POST', `${path}/${made.id}/recommendations`, one))[2]).toEqual({
      '/hosts/0': 'host-closing',
    });
    // Who is on it stays, until it is taken off; nobody like that is added.
    await patched(made, { label: 'Chorale' });
    await patched(made, { shortlist: [closing.slug] });
    expect((await refused('PATCH', `${path}/${made.id}`, { shortlist: [leaving.slug] }, '*'))[2]).toEqual({
      '/shortlist/0': 'unknown-host',
    });
  });
});

describe('What became of a case', () => {
  it('is asked again after 3 and 12 months, in the list of what is due, its calendar and its feed, which say nothing of it', async () => {
    const own = await api.federation();
    const of = `/v1/federations/${own.slug}`;
    const asOwn = <T = Case>(method: string, url: string, body?: object) =>
      api.ask<T>(method, url, { token: own.token, body, ifMatch: method === 'POST' ? undefined : '*' });
    const due = async () =>
      (await asOwn<{ items: Due[] }>('GET', `${of}/due`)).body.items.map(({ kind, dueOn, overdue, cases, text }) => ({
        ...{ kind, dueOn, overdue, count: cases?.count, text: text.replaceAll('\u00a0', ' ') },
      }));
    const [one, other] = [
      (await asOwn('POST', `${of}/cases`, { label: LABEL, receivedBy: 'link', need })).body,
      (await asOwn('POST', `${of}/cases`, { label: LABEL, receivedBy: 'diagnosis', need })).body,
    ];
    const { body: address } = await asOwn<PrivateAddress>('POST', `${of}/private-address`);
    const read = async (url: string) => (await api.ask('GET', url.replace('https://bercail.example', ''))).text;
    expect(await due()).toMatchObject([{ kind: 'cases', dueOn: '2026-12-09', overdue: false, count: 2 }]);
    await asOwn('PATCH', `${of}/cases/${other.id}`, { outcome: { state: 'moved', on: '2026-11-25' } });
    const outcome = { state: 'written-to', host: hosts[0]!.slug, on: '2026-11-25' };
    expect((await asOwn('PATCH', `${of}/cases/${one.id}`, { outcome })).body.waitsOn).toBe('2027-02-25');
    expect(await due()).toEqual([
      {
        ...{ kind: 'cases', dueOn: '2027-02-25', overdue: false, count: 1 },
        text: 'Un dossier est à reprendre le 25 février 2027. Qu’est-il devenu ?',
      },
    ]);
    await on('2027-03-01', async () => {
      const [waiting] = await due();
      expect(waiting).toMatchObject({
        ...{ dueOn: '2027-02-25', overdue: true },
        text: 'Un dossier attend un mot de vous depuis le 25 février 2027.',
      });
      for (const text of [await read(address.ics), await read(address.atom)]) {
        const whole = text.replace(/\r\n /g, '');
        expect(whole).toContain('attend un mot de vous');
        // It leads to the case at the desk, by its number alone.
        expect(whole).toContain(`https://bercail.example/manage${of.slice(3)}/cases?q=${one.number}`);
        for (const word of [LABEL, 'file-storage', one.id, hosts[0]!.slug]) expect(text).not.toContain(word);
      }
      // The same again is a word too; the next time it is asked after a year.
      expect((await asOwn('PATCH', `${of}/cases/${one.id}`, { outcome })).body.waitsOn).toBe('2027-11-25');
    });
    // Later than that, and for what happened long before it was said, it counts from the day on which it was said.
    await on('2027-12-01', async () =>
      expect((await asOwn('PATCH', `${of}/cases/${one.id}`, { outcome })).body.waitsOn).toBe('2028-03-01'),
    );
    const longAgo = { outcome: { state: 'chosen', on: '2025-11-25' } };
    expect((await asOwn<Problem>('PATCH', `${of}/cases/${other.id}`, longAgo)).body.errors).toMatchObject([
      { pointer: '/outcome/on', code: 'before-the-call' },
    ]);
    const final = { outcome: { state: 'gave-up', on: '2026-11-25' } };
    expect((await asOwn('PATCH', `${of}/cases/${other.id}`, final)).body.waitsOn).toBeUndefined();
    const ahead = { outcome: { state: 'answered', on: '2026-12-24' } };
    expect((await asOwn<{ errors: object[] }>('PATCH', `${of}/cases/${one.id}`, ahead)).body.errors).toMatchObject([
      { pointer: '/outcome/on', code: 'in-the-future' },
    ]);
    expect((await asOwn('PATCH', `${of}/cases/${one.id}`, { outcome: null })).body).not.toHaveProperty('outcome');
  });

  it('orders five hundred cases, what waits longest first, page by page', async () => {
    const own = await api.federation();
    const at = `/v1/federations/${own.slug}/cases`;
    await api.database.run(sql`
      insert into cases (id, federation_id, version, label, received_by, need, unread, shortlist, outcome, outcome_on,
        outcome_said_on, waits_on, ends_on, created_at, updated_at)
      select gen_random_uuid(), ${own.id}, 1, 'Dossier ' || i, 'phone', ${JSON.stringify(need)}, '[]',
        array[${hosts[0]!.id}::uuid], case when i % 2 = 0 then 'moved' end, case when i % 2 = 0 then '2026-11-01'::date end,
        case when i % 2 = 0 then '2026-11-01'::date end, case when i % 2 = 1 then '2026-01-01'::date + i % 300 end,
        '2028-11-25', ${api.now.toISOString()}, ${api.now.toISOString()}
      from generate_series(1, 500) i`);
    const asked = (url: string) =>
      api.ask<{ items: CaseItem[]; total: number; next: string | null }>('GET', url, { token: own.token });
    const seen: CaseItem[] = [];
    for (let next: string | null = `${at}?limit=100`; next !== null; ) {
      const { body } = await asked(next);
      expect(body.total).toBe(500);
      seen.push(...body.items);
      next = body.next;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(500);
    const days = seen.map(({ waitsOn }) => waitsOn ?? '9999');
    expect(days).toEqual([...days].sort());
    expect(seen[0]).toMatchObject({ usages: ['file-storage-sharing'], shortlist: [hosts[0]!.slug] });
    expect(seen[0]).not.toHaveProperty('need');
    expect((await asked(`${at}?state=moved`)).body.total).toBe(250);
    expect((await asked(`${at}?state=received&state=gave-up`)).body.total).toBe(250);
    expect((await asked(`${at}?waits=true`)).body.total).toBe(250);
    const { next } = (await asked(`${at}?state=moved`)).body;
    const cursor = new URL(next!, 'https://bercail.example').searchParams.get('cursor');
    expect(await api.refused('GET', `${at}?cursor=${cursor}`, { token: own.token })).toEqual([
      ...[400, 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
    ]);
    const due = await api.ask<{ items: Due[] }>('GET', `/v1/federations/${own.slug}/due`, { token: own.token });
    expect(due.body.items).toMatchObject([{ kind: 'cases', overdue: true, cases: { count: 250 } }]);
  });
});

/** A case with all that can be made of it, in words that nothing else holds. */
async function whole(label: string) {
  const asking = (what: string, body: object) => ({
    ...{ token: federation.token, body, headers: { 'idempotency-key': `${what} ${label}` } },
  });
  const asked = asking('case', { label, receivedBy: 'phone', need: { ...need, budgetPerYear: 7777 } });
  const { id } = (await api.ask<Case>('POST', path, asked)).body;
  const again = () => api.refused('POST', path, asked);
  const at = `${path}/${id}`;
  const within = async <T>(what: string, body: object) =>
    (await api.ask<T>('POST', `${at}/${what}`, asking(what, body))).body;
  const given = await within<Recommendation>('recommendations', { hosts: [hosts[1]!.slug] });
  const sent = await within<Referral>('referrals', { host: hosts[1]!.slug });
  expect(sent.usages).toEqual(['file-storage-sharing']);
  return { id, at, given, sent, again };
}

async function expectGone({ id, at, given, sent }: Awaited<ReturnType<typeof whole>>, label: string) {
  for (const word of [label, '"budgetPerYear":7777', id, given.id, sent.id])
    expect([word, await columnsHolding(api.database, word)]).toEqual([word, []]);
  const rows = await api.database.run<{ left: string }>(sql`
    select (select count(*) from recommendations where id = ${given.id}) + (select count(*) from referrals where id = ${sent.id})
      + (select count(*) from cases where id = ${id}) as left`);
  expect(Number(rows[0]!.left)).toBe(0);
  expect(await refused('GET', at)).toEqual([404, 'case-not-found']);
  expect(await api.refused('GET', `/v1/recommendations/${given.id}`)).toEqual([410, 'case-ended']);
  const page = await api.ask('GET', `/recommendations/${given.id}`);
  expect(page.status).toBe(410);
  expect(page.text).toContain('rien n’en est gardé');
  const withdrawal = { reason: { fr: 'Trop tard.' } };
  expect(await refused('PUT', `/v1/recommendations/${given.id}/withdrawal`, withdrawal)).toEqual([410, 'case-ended']);
  const answer = { token: hosts[1]!.token, body: { outcome: 'accepted' } };
  expect(await api.refused('PUT', `/v1/hosts/${hosts[1]!.slug}/referrals/${sent.id}/answer`, answer)).toEqual([
    410,
    'case-ended',
  ]);
  const waiting = await api.ask<{ items: Referral[] }>('GET', `/v1/hosts/${hosts[1]!.slug}/referrals`, {
    token: hosts[1]!.token,
  });
  expect(waiting.body.items.map((one) => one.id)).not.toContain(sent.id);
}

describe('A case that ends', () => {
  it('leaves nothing in any table when it is deleted; what was given within it answers 410', async () => {
    const label = 'Amicale des ornithologues';
    const made = await whole(label);
    // No answer of a request that may be sent again is kept: it would be after the case, and could outlive it.
    expect(await columnsHolding(api.database, label)).toEqual(['cases.label']);
    expect(await columnsHolding(api.database, '"budgetPerYear":7777')).toEqual(['cases.need', 'recommendations.need']);
    expect(await made.again()).toEqual([409, 'already-done']);
    expect((await ask('DELETE', made.at, undefined, '*')).status).toBe(204);
    await expectGone(made, label);
    // The request that made it does not make it again.
    expect(await made.again()).toEqual([409, 'already-done']);
    expect((await ask('DELETE', made.at, undefined, '*')).status).toBe(404);
    // What was never within a case is as it was.
    const unknown = '/v1/recommendations/5f0c2a4e-8f1b-4c5e-9d3a-2b7e6a1c9d10';
    expect(await api.refused('GET', unknown)).toEqual([404, 'recommendation-not-found']);
  });

  it('goes by itself 24 months after its last word', async () => {
    const label = 'Cercle des cerfs-volistes';
    const made = await whole(label);
    await on('2028-11-24', ended);
    expect((await ask('GET', made.at)).status).toBe(200);
    expect((await on('2027-05-02', () => ask('PATCH', made.at, { label }, '*'))).body.endsOn).toBe('2029-05-02');
    await on('2029-05-01', ended);
    expect((await ask('GET', made.at)).status).toBe(200);
    await on('2029-05-02', ended);
    await expectGone(made, label);
  });
});

describe('Cases in numbers', () => {
  it('are told of halves of years that are over, and do not move with one case more or less', async () => {
    const own = await api.federation();
    const of = `/v1/federations/${own.slug}/cases`;
    const asOwn = <T = Case>(method: string, url: string, body?: object) =>
      api.ask<T>(method, url, { token: own.token, body, ifMatch: method === 'POST' ? undefined : '*' });
    const inPlace = (code: string, more: object = {}) => ({
      ...{ label: LABEL, receivedBy: 'phone' },
      need: { ...need, territory: { level: 'departement', code }, ...more },
    });
    const made: string[] = [];
    // A season: 20 cases, of which 12 move, 8 in one place, 4 in another.
    for (let at = 0; at < 20; at++) {
      const help = at < 6 ? { require: { support: ['migration'] } } : {};
      made.push((await asOwn('POST', of, inPlace(at % 3 === 2 && at < 15 ? '87' : '23', help))).body.id);
    }
    for (const id of made.slice(0, 12))
      await asOwn('PATCH', `${of}/${id}`, { outcome: { state: 'moved', host: hosts[0]!.slug, on: '2026-11-25' } });
    for (const id of made.slice(12, 15))
      await asOwn('PATCH', `${of}/${id}`, {
        outcome: { state: 'gave-up', on: '2026-11-25', reason: { fr: 'Trop cher.' } },
      });
    const summary = async (query = '') => (await asOwn<CaseSummary>('GET', `${of}/summary${query}`)).body;
    // A half that goes on would show each new case.
    await runTask(api, 'cases');
    expect((await summary()).periods.flatMap(({ cells }) => cells)).toEqual([]);
    await on('2027-01-02', async () => {
      await runTask(api, 'cases');
      const told = await summary('?year=2026');
      const numbers = told.periods.at(-1)!;
      expect(numbers).toMatchObject({ period: '2026-H2', from: '2026-07-01', to: '2026-12-31' });
      expect(numbers.cells.map(({ figure, by, label, atLeast }) => [figure, by, label, atLeast])).toEqual([
        ['received', 'all', 'en tout', 20],
        // Four elsewhere are in no number.
        ['moved', 'all', 'en tout', 8],
        ['moved', 'departement', 'Creuse', 8],
        ['moved', 'family', expect.any(String), 8],
      ]);
      expect(told.commitments).toEqual({ kept: 0, broken: 0, pending: 0, unknown: 0 });
      const csv = (await asOwn('GET', `${of}/summary.csv?year=2026`)).text;
      expect(csv.split('\r\n')[0]).toBe('\uFEFFpériode,du,au,chiffre,par,quoi,au moins');
      expect(csv).toContain('2026-H2,2026-07-01,2026-12-31,ont déménagé,département,Creuse,8\r\n');
      expect(csv).toContain('engagements des membres,ensemble,tenus,0');
      // The attack: one case more, one less, one that ends otherwise, and counted again.
      await asOwn('DELETE', `${of}/${made[0]}`);
      await asOwn('POST', of, inPlace('23'));
      await asOwn('PATCH', `${of}/${made[1]}`, { outcome: { state: 'gave-up', on: '2026-12-30' } });
      await runTask(api, 'cases');
      expect(await summary('?year=2026')).toEqual(told);
    });
    // Counted once, in one half: those that gave up were too few, and wait for others.
    await on('2027-07-02', async () => {
      await runTask(api, 'cases');
      const next = (await summary('?year=2027')).periods;
      expect(next.map(({ period, cells }) => [period, cells])).toEqual([['2027-H1', []]]);
    });
    // Without an end for a year, they are counted as they are: five were left, and the new one.
    await on('2028-01-02', async () => {
      await runTask(api, 'cases');
      const [last] = (await summary()).periods.slice(-1);
      expect([last!.period, last!.cells.map(({ figure, by }) => `${figure} ${by}`)]).toEqual([
        '2027-H2',
        ['no-end-known all', 'no-end-known departement', 'no-end-known family'],
      ]);
    });
  });

  it('are told in full to its officers alone, of the half of a year that goes on too, with what was made', async () => {
    const own = await api.federation();
    const of = `/v1/federations/${own.slug}/cases`;
    const asOwn = <T = Case>(method: string, url: string, body?: object) =>
      api.ask<T>(method, url, { token: own.token, body, ifMatch: method === 'POST' ? undefined : '*' });
    const figures = async (query = '') => (await asOwn<CaseFigures>('GET', `${of}/figures${query}`)).body;
    const inPlace = (code: string) => ({
      ...{ label: LABEL, receivedBy: 'phone', need: { ...need, territory: { level: 'departement', code } } },
    });
    const first = await on('2026-05-04', () => asOwn('POST', of, inPlace('87')));
    const { id } = (await asOwn('POST', of, inPlace('23'))).body;
    await asOwn('PATCH', `${of}/${id}`, { outcome: { state: 'moved', host: hosts[0]!.slug, on: '2026-11-25' } });
    await asOwn('POST', `${of}/${id}/recommendations`);
    await asOwn('POST', `${of}/${id}/referrals`, { host: hosts[0]!.slug });
    // A need that was sent, and that nobody of the federation touched.
    await api.ask('POST', `${of}/received`, { body: { need } });
    const told = await figures();
    expect(told.periods).toMatchObject([
      { period: '2026', received: 2, recommendations: 1, referrals: 1, isOver: false },
      { period: '2026-H1', received: 1, recommendations: 0, referrals: 0, isOver: true },
      { period: '2026-H2', received: 1, recommendations: 1, referrals: 1, isOver: false },
    ]);
    expect(told.periods[2]!.states).toEqual([{ state: 'moved', count: 1 }]);
    expect(told.breakdown.filter(({ by }) => by === 'departement').map(({ label, count }) => [label, count])).toEqual([
      ['Creuse', 1],
      ['Haute-Vienne', 1],
    ]);
    expect((await figures('?year=2025')).periods.map(({ received }) => received)).toEqual([0, 0, 0]);
    // The same for a spreadsheet: each line is marked, and has its number.
    const sheet = await api.ask('GET', `${of}/figures.csv`, { token: own.token });
    expect(sheet.headers['content-disposition']).toContain('chiffres-internes.csv');
    const lines = sheet.text.replace('\uFEFF', '').trim().split(/\r?\n/);
    expect(lines[0]).toBe('à ne pas publier,période,du,au,par,quoi,nombre');
    for (const line of lines.slice(1)) expect(line).toMatch(/^interne,2026(-H[12])?,.*,\d+$/);
    expect(lines).toContain('interne,2026,2026-01-01,2026-12-31,ensemble,dossiers reçus,2');
    expect(lines).toContain('interne,2026-H2,2026-07-01,2026-12-31,suite,ont déménagé,1');
    expect(lines).toContain('interne,2026,2026-01-01,2026-12-31,département,Creuse,1');
    for (const token of [ADMIN_TOKEN, federation.token, hosts[0]!.token])
      expect(await api.refused('GET', `${of}/figures.csv`, { token })).toEqual([403, 'not-yours']);
    // What was made within a case that is put aside is counted no more than the case.
    await asOwn('PATCH', `${of}/${id}`, { discarded: true });
    const without = { received: 1, recommendations: 0, referrals: 0 };
    expect((await figures()).periods[0]).toMatchObject(without);
    await asOwn('PATCH', `${of}/${id}`, { discarded: false });
    expect((await figures()).periods[0]).toMatchObject({ received: 2, recommendations: 1, referrals: 1 });
    for (const year of ['0000', '0001', '1999', '20261'])
      expect(await api.refused('GET', `${of}/figures?year=${year}`, { token: own.token }), year).toEqual(
        invalid({ '/year': 'wrong-format' }),
      );
    for (const year of ['2027', '2999'])
      expect(await api.refused('GET', `${of}/figures?year=${year}`, { token: own.token }), year).toEqual(
        meaningless({ '/year': 'in-the-future' }),
      );
    expect(await api.refused('GET', `${of}/figures`, { token: ADMIN_TOKEN })).toEqual([403, 'not-yours']);
    expect(await api.refused('GET', `${of}/figures`, { token: federation.token })).toEqual([403, 'not-yours']);
    expect(first.status).toBe(201);
  });

  it('count what was deleted by year and outcome, from five on: no difference tells of fewer', async () => {
    const own = await api.federation();
    const of = `/v1/federations/${own.slug}/cases`;
    const asOwn = <T = Case>(method: string, url: string, body?: object) =>
      api.ask<T>(method, url, { token: own.token, body, ifMatch: method === 'POST' ? undefined : '*' });
    const made: string[] = [];
    for (let at = 0; at < 9; at++) {
      const { id } = (await asOwn('POST', of, { label: LABEL, receivedBy: 'phone', need })).body;
      if (at < 7)
        await asOwn('PATCH', `${of}/${id}`, { outcome: { state: at < 6 ? 'moved' : 'gave-up', on: '2026-11-25' } });
      made.push(id);
    }
    /** What can be worked out of the deleted cases: each number of the year, less those of its halves. */
    const differences = async () => {
      const { periods, deleted } = (await asOwn<CaseFigures>('GET', `${of}/figures`)).body;
      const [year, ...halves] = periods;
      const countIn = ({ states }: (typeof periods)[number], state: string) =>
        states.find((one) => one.state === state)?.count ?? 0;
      const less = (read: (period: (typeof periods)[number]) => number) =>
        read(year!) - halves.reduce((sum, half) => sum + read(half), 0);
      const states = CASE_STATES.map((state) => less((period) => countIn(period, state)));
      expect(less(({ received }) => received)).toBe(states.reduce((sum, count) => sum + count, 0));
      return { numbers: [less(({ received }) => received), ...states], deleted };
    };
    const gone = async (id: string) => {
      expect((await asOwn('DELETE', `${of}/${id}`)).status).toBe(204);
      const found = await differences();
      for (const number of found.numbers) expect([0, 5, 6]).toContain(number);
      return found.deleted;
    };
    for (const id of made.slice(0, 4)) expect(await gone(id)).toEqual([]);
    expect(await gone(made[6]!)).toEqual([]);
    expect(await gone(made[8]!)).toEqual([]);
    expect(await gone(made[4]!)).toEqual([{ state: 'moved', count: 5 }]);
    expect(await gone(made[5]!)).toEqual([{ state: 'moved', count: 6 }]);
    const { periods } = (await asOwn<CaseFigures>('GET', `${of}/figures`)).body;
    // One is left, of which there is no news yet; six stay counted as moved.
    expect(periods[0]).toMatchObject({
      received: 7,
      states: [
        { state: 'received', count: 1 },
        { state: 'moved', count: 6 },
      ],
    });
  });

  it('and all that was done here say nothing of a case elsewhere', async () => {
    for (const word of [LABEL, 'cerfs-volistes', 'ornithologues', 'Trop cher'])
      for (const column of await columnsHolding(api.database, word)) expect(column).toMatch(/^cases\./);
    for (const url of ['/v1/changes', '/feed.atom', '/metrics', '/v1/audit?limit=100', '/v1/statistics']) {
      const { text } = await api.ask('GET', url, { token: ADMIN_TOKEN });
      for (const word of [LABEL, 'Fanfare', 'Trop cher']) expect(text).not.toContain(word);
    }
  });
});
