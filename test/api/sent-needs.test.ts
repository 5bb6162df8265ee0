import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMonths, parisDay } from '../../src/ground/clock.ts';
import type { CaseFigures } from '../../src/recommendations/cases/figures.ts';
import type { Case, CaseItem } from '../../src/recommendations/cases/schema.ts';
import { cases, counts, idempotencyKeys } from '../../src/record/tables.ts';
import { tasksOf } from '../../src/tasks/tasks.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser, SITE } from '../support/desk.ts';
import { columnsHolding, holds } from '../support/everywhere.ts';
import { formOf } from '../support/guided.ts';
import { aService, reference } from '../support/record.ts';
import { runTask } from '../support/tasks.ts';

const logged: string[] = [];
const test = useApp({ logged: (line) => void logged.push(line) });

const ASK = '/match?federation=les-communs';
const API = '/v1/federations/les-communs/cases';
const FORM = { use: 'file-storage-sharing', people: '37', space: 'medium', budget: '61', place: 'commune:23079' };
const NEED = {
  usages: [{ usage: 'file-storage-sharing', accounts: 37, storageGb: 30 }],
  budgetPerYear: 61,
  territory: { level: 'commune', code: '23079' },
};
const NUMBER = /^[2-9FHKMPRWX]{3}-[2-9FHKMPRWX]{3}$/;

let communs: Owned;

const send = (over: { body?: unknown; headers?: Record<string, string>; from?: string; at?: string } = {}) =>
  test.ask<{ number: string }>('POST', `${over.at ?? API}/received`, { body: { need: NEED }, ...over });
const listed = async (query = '', { token, slug } = communs) =>
  (
    await test.ask<{ items: (Case & CaseItem)[]; total: number }>('GET', `/v1/federations/${slug}/cases${query}`, {
      token,
    })
  ).body;
const numberOf = async (number: string) => (await listed(`?number=${encodeURIComponent(number)}`)).items;

/** Somebody who answers the questions and presses buttons; no script runs. */
class Reader extends Browser {
  readonly #site: Record<string, string>;
  constructor(site: Record<string, string> = { origin: 'null', 'sec-fetch-site': 'same-origin' }) {
    super(test);
    this.#site = site;
  }
  answers = (over: object = {}, at = ASK) =>
    this.send('POST', at, formOf({ ...FORM, ...over, at: 'whole', go: 'next' }));
  /** What the button of the present page sends. */
  get pressed(): string {
    const once = /<input type="hidden" form="need" name="once" value="([^"]+)"/.exec(this.text)![1]!;
    const { fields } = this.form('/match');
    fields.set('once', once);
    fields.set('go', 'send');
    return String(fields);
  }
  press = (form = this.pressed, more: Record<string, string> = {}, at = ASK) =>
    this.send('POST', at, form, { ...this.#site, ...more });
  /** The number on the present page. */
  get number(): string | undefined {
    return /<h1>[^<]*<strong class="unbroken">([^<]+)</.exec(this.text)?.[1];
  }
  get said(): string {
    return this.text
      .slice(this.text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0]+/g, ' ');
  }
}

beforeAll(async () => {
  communs = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  const host = await test.published({ name: 'Hôte Un' });
  await test.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, {
    token: host.token,
    body: aService({ usages: ['file-storage-sharing'] }),
  });
});

// Every test begins in another hour, so that none uses up the turns of the next one.
beforeEach(() => {
  test.now = new Date(test.now.getTime() + 2 * 3_600_000);
});

describe('A need that anybody sends to a federation', () => {
  it('waits for its officers under a number, which opens nothing and outlives their label', async () => {
    const { status, body, headers } = await send();
    expect([status, body]).toEqual([201, { number: expect.stringMatching(NUMBER) }]);
    expect([headers.location, headers.etag]).toEqual([undefined, undefined]);
    const { number } = body;
    const { items } = await listed('?waits=true');
    expect(items).toMatchObject([{ label: number, number, receivedBy: 'link', shortlist: [], version: 1 }]);
    const at = `${API}/${items[0]!.id}`;
    expect((await test.ask<Case>('GET', at, { token: communs.token })).body).toMatchObject({ need: NEED, faults: [] });
    for (const [method, url] of [
      ['GET', `${API}/${number}`],
      ['GET', `${API}/received`],
      ['GET', at],
      ['PATCH', at],
      ['DELETE', at],
    ] as const)
      expect((await test.refused(method, url, { ifMatch: '*' }))[1]).toMatch(/^(no-token|method-not-allowed)$/);
    const label = { token: communs.token, body: { label: 'Fanfare du canton' }, ifMatch: '*' };
    expect((await test.ask<Case>('PATCH', at, label)).body).toMatchObject({ number, label: 'Fanfare du canton' });
    for (const noted of [number, number.toLowerCase(), number.replace('-', ' '), ` ${number.replace('-', '')} `])
      expect(await numberOf(noted)).toMatchObject([{ label: 'Fanfare du canton', number }]);
    for (const wrong of ['bonjour', '222-2222']) expect(await numberOf(wrong)).toEqual([]);
  });

  it('is what can be matched, and nothing else', async () => {
    const before = (await listed()).total;
    const refused = (body: unknown, at = API) => test.refused('POST', `${at}/received`, { body });
    expect((await refused({ need: { ...NEED, currentTools: ['camille-06-12-34-56-78'] } }))[2]).toEqual({
      '/need/currentTools/0': 'unknown-tool',
    });
    expect((await refused({ need: { ...NEED, federation: 'chatons' } }))[2]).toEqual({
      '/need/federation': 'another-federation',
    });
    expect((await refused({ need: NEED }, '/v1/federations/personne/cases')).slice(0, 2)).toEqual([
      ...[404, 'federation-not-found'],
    ]);
    expect((await listed()).total).toBe(before);
  });

  it('is kept once for each key, and its number is given again only as long as the case is there', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [await send({ headers }), await send({ headers })];
    expect([again.status, again.body]).toEqual([201, first.body]);
    const [item] = await numberOf(first.body.number);
    await test.ask('DELETE', `${API}/${item!.id}`, { token: communs.token, ifMatch: '*' });
    expect(await columnsHolding(test.database, first.body.number)).toEqual([]);
    expect((await test.refused('POST', `${API}/received`, { body: { need: NEED }, headers }))[1]).toBe('already-done');
    await test.database.db.delete(idempotencyKeys);
  });

  it('has a number and a place of its own, however many come at once', async () => {
    const before = (await listed()).total;
    const answers = await Promise.all(Array.from({ length: 8 }, () => send()));
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(8);
    expect((await listed()).total).toBe(before + 8);
  });

  it('is refused where nobody reads it, and the page then has the code and the file', async () => {
    const body = { slug: 'sans-bureau', name: 'Le Vide', website: 'https://vide.example' };
    expect((await test.ask('POST', '/v1/federations', { token: ADMIN_TOKEN, body })).status).toBe(201);
    const at = '/v1/federations/sans-bureau/cases';
    expect((await test.refused('POST', `${at}/received`, { body: { need: NEED } })).slice(0, 2)).toEqual([
      ...[409, 'nobody-reads'],
    ]);
    const reader = new Reader();
    await reader.answers();
    const { pressed } = reader;
    await reader.answers({}, '/match?federation=sans-bureau');
    expect(reader.said).toContain(
      'Ce réseau ne lit pas encore ce qui est envoyé par ce site. Joignez-le, et dites ceci :',
    );
    expect(reader.said).toContain('Ou gardez le fichier, et donnez-le.');
    expect(reader.text).not.toMatch(/value="send"|Seules les personnes de son bureau/);
    await reader.press(pressed, {}, '/match?federation=sans-bureau');
    expect(reader.shown!.status).toBe(409);
    // A token that an administrator makes reads none.
    const token = { role: 'federation', federation: 'sans-bureau', label: 'bureau' };
    expect((await test.ask('POST', '/v1/tokens', { token: ADMIN_TOKEN, body: token })).status).toBe(201);
    expect((await test.refused('POST', `${at}/received`, { body: { need: NEED } }))[1]).toBe('nobody-reads');
    expect(reader.said).toContain('Personne ne lit encore ce qui est envoyé au Vide par ce site : rien n’est parti.');
    expect(reader.said).not.toContain('Appelez');
  });
});

describe('A need that was sent and that nobody opened', () => {
  const endCases = () => runTask(test, 'cases');
  const at = (days: number, from: Date) => {
    test.now = new Date(from.getTime() + days * 86_400_000);
  };

  it('is erased after 30 days; once an officer opened it, it stays as long as any case', async () => {
    const sentOn = test.now;
    const numbers = [];
    for (let time = 0; time < 3; time++) numbers.push((await send()).body.number);
    const [unread, read, seen] = numbers as [string, string, string];
    const [item] = await numberOf(unread);
    expect([item!.openedOn, item!.endsOn]).toEqual([undefined, parisDay(new Date(sentOn.getTime() + 30 * 86_400_000))]);
    at(29, sentOn);
    await endCases();
    // To be in a list is not to be opened, and an administrator opens none.
    expect(await numberOf(unread)).toHaveLength(1);
    const day = parisDay(test.now);
    const api = `${API}/${(await numberOf(read))[0]!.id}`;
    expect((await test.ask<Case>('GET', api, { token: communs.token })).body.endsOn).toBe(addMonths(day, 24));
    const desk = await new Browser(test).signIn(communs.token);
    await desk.open(`/manage/federations/les-communs/cases/${(await numberOf(seen))[0]!.id}`);
    expect(await numberOf(read)).toMatchObject([{ openedOn: day }]);
    at(30, sentOn);
    await endCases();
    expect(await numberOf(unread)).toEqual([]);
    expect(await columnsHolding(test.database, unread)).toEqual([]);
    for (const number of [read, seen]) expect(await numberOf(number)).toHaveLength(1);
    test.now = sentOn;
  });

  it('stays unopened, and its sender’s to erase, when it is handed over or put aside among several', async () => {
    const several = '/manage/federations/les-communs/cases/several';
    const desk = await new Browser(test).signIn(communs.token);
    const { number } = (await send()).body;
    const [item] = await numberOf(number);
    const press = async (typed: Record<string, string>, query = '') => {
      await desk.open(`${several}?q=${number}${query}`);
      expect((await desk.fill(several, { case: item!.id, ...typed })).status).toBe(200);
      return (await listed(`?number=${number}${query === '' && typed.go === 'discard' ? '&discarded=true' : ''}`))
        .items[0]!;
    };
    await desk.open(`${several}?q=${number}`);
    const turn = /<option value="([0-9a-f-]{36})"/.exec(desk.text)![1]!;
    const handed = await press({ go: 'hand', turn });
    expect([handed.turn?.token, handed.openedOn, handed.endsOn]).toEqual([turn, undefined, item!.endsOn]);
    const aside = await press({ go: 'discard' });
    expect(aside.discardedOn).toBeDefined();
    expect(aside.openedOn).toBeUndefined();
    const back = await press({ go: 'back' }, '&show=discarded');
    expect([back.discardedOn, back.openedOn, back.endsOn]).toEqual([undefined, undefined, item!.endsOn]);
    expect((await test.ask('DELETE', `${API}/received/${number}`)).status).toBe(204);
  });

  it('stays unopened when a program gives a turn, puts it aside or takes it back, and counts as no work', async () => {
    const figures = async () =>
      (await test.ask<CaseFigures>('GET', `${API}/figures`, { token: communs.token })).body.periods[0]!.received;
    const before = await figures();
    const { number } = (await send()).body;
    const [item] = await numberOf(number);
    const { id: turn } = (
      await test.ask<{ id: string }>('POST', '/v1/tokens', {
        token: communs.token,
        body: { role: 'federation', federation: 'les-communs', label: 'Bureau' },
      })
    ).body;
    for (const [body, query] of [
      [{ turn }, ''],
      [{ discarded: true }, '&discarded=true'],
      [{ discarded: false }, ''],
    ] as const) {
      const answer = await test.ask('PATCH', `${API}/${item!.id}`, { token: communs.token, body, ifMatch: '*' });
      // Its answer shows nothing of the need, and has the version for the next write.
      expect([answer.status, answer.text, answer.headers.etag]).toEqual([204, '', expect.stringMatching(/^"v\d"$/)]);
      const [now] = (await listed(`?number=${number}${query}`)).items;
      expect([now!.openedOn, now!.turn?.token]).toEqual([undefined, turn]);
      if (query === '') expect(now!.endsOn).toBe(item!.endsOn);
    }
    expect(await figures()).toBe(before);
    expect((await test.ask('DELETE', `${API}/received/${number}`)).status).toBe(204);
    expect(await figures()).toBe(before);
  });

  it('is erased before by whoever has its number, by the API and on the page that shows it', async () => {
    const erase = (number: string, slug = 'les-communs') =>
      test.ask('DELETE', `/v1/federations/${slug}/cases/received/${number}`);
    const { number } = (await send()).body;
    expect((await erase(number, (await test.federation()).slug)).status).toBe(404);
    expect((await erase(number.toLowerCase().replace('-', ''))).status).toBe(204);
    expect(await numberOf(number)).toEqual([]);
    expect((await erase(number)).status).toBe(404);

    const reader = new Reader();
    await reader.answers();
    await reader.press();
    const shown = reader.number!;
    expect(reader.said).toContain('Vous pouvez les effacer vous-même tant que personne ne les a ouvertes.');
    const { fields } = reader.form('/match/sent');
    const form = String(fields);
    const other = new Reader({ origin: 'https://ailleurs.example' });
    await other.send('POST', '/match/sent?federation=les-communs', form, { origin: 'https://ailleurs.example' });
    expect([other.shown!.status, (await numberOf(shown)).length]).toEqual([403, 1]);
    const ours = { origin: 'null', 'sec-fetch-site': 'same-origin' };
    await reader.send('POST', '/match/sent?federation=les-communs', form, ours);
    expect(reader.said).toContain(`Vos réponses sont effacées. Le numéro ${shown} ne mène plus à rien.`);
    expect(await numberOf(shown)).toEqual([]);
    await reader.send('POST', '/match/sent?federation=les-communs', form, ours);
    expect([reader.shown!.status, reader.said]).toEqual([404, expect.stringContaining('Rien n’est effacé')]);

    // Once it is opened, it is the federation’s to erase.
    const { number: read } = (await send()).body;
    await test.ask('GET', `${API}/${(await numberOf(read))[0]!.id}`, { token: communs.token });
    expect((await test.refused('DELETE', `${API}/received/${read}`))[1]).toBe('case-not-found');
    expect(await numberOf(read)).toHaveLength(1);
  });

  it('cannot be found by trying numbers', async () => {
    const from = '203.0.113.20';
    for (let time = 0; time < 20; time++)
      expect((await test.ask('DELETE', `${API}/received/222-222`, { from })).status).toBe(404);
    expect((await test.ask('DELETE', `${API}/received/222-222`, { from })).status).toBe(429);
    // A process whose clock is some seconds behind goes on counting.
    test.now = new Date(test.now.getTime() - 5000);
    expect((await test.ask('DELETE', `${API}/received/222-222`, { from })).status).toBe(429);
  });

  it('cannot be found by trying from many addresses either', async () => {
    const [own, other] = [await test.federation(), await test.federation()];
    const tried = async (place: number, { slug } = own) =>
      (
        await test.ask('DELETE', `/v1/federations/${slug}/cases/received/222-222`, {
          from: `203.0.${113 + (place >> 8)}.${place & 255}`,
        })
      ).status;
    for (let place = 0; place < 100; place++) expect(await tried(place)).toBe(404);
    expect(await tried(100)).toBe(429);
    expect(await tried(101, other)).toBe(404);
    test.now = new Date(test.now.getTime() + 3_600_000);
    expect(await tried(102)).toBe(404);
  });
});

describe('What anybody may send', () => {
  it('ends at a hundred that no officer has opened, raced too; to open one makes room', async () => {
    const full = await test.federation();
    const at = `/v1/federations/${full.slug}/cases`;
    await send({ at });
    const { db } = test.database;
    const [row] = await db.select().from(cases).where(eq(cases.federationId, full.id));
    await db.insert(cases).values(
      Array.from({ length: 98 }, (_, place) => ({
        ...row!,
        id: randomUUID(),
        number: `n${place}`,
        label: `n${place}`,
      })),
    );
    // What an officer opened is not among them.
    const opened = { label: 'Chorale', receivedBy: 'link', need: NEED };
    await test.ask('POST', at, { token: full.token, body: opened });
    const answers = await Promise.all([send({ at }), send({ at }), send({ at })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await test.refused('POST', `${at}/received`, { body: { need: NEED } })).slice(0, 2)).toEqual([
      ...[409, 'too-many-needs'],
    ]);
    expect((await test.ask('GET', `${at}/${row!.id}`, { token: full.token })).status).toBe(200);
    expect((await send({ at })).status).toBe(201);
  });

  it('ends at twenty an hour from one address, by the API and by the page together', async () => {
    const busy = await test.federation({ slug: 'les-presses', name: 'Les Pressés' });
    const at = `/v1/federations/${busy.slug}/cases`;
    for (let time = 0; time < 20; time++) expect((await send({ at })).status).toBe(201);
    expect((await send({ at, from: '203.0.113.7' })).status).toBe(201);
    const reader = new Reader();
    await reader.answers({}, '/match?federation=les-presses');
    await reader.press(reader.pressed, {}, '/match?federation=les-presses');
    const { status, headers, text } = reader.shown!;
    expect([status, Number(headers['retry-after'])]).toEqual([429, 3600]);
    expect(text).toContain('role="alert"');
    expect(reader.said).toContain('Pas plus de 20 besoins envoyés par heure');
    expect(text).toMatch(/<details open>.*id="told"/s);
    expect(text).toContain('name="people" value="37"');
    expect((await listed('', busy)).total).toBe(21);
  });

  it('ends at twenty an hour in two processes together, of which none knows an address', async () => {
    const own = await test.federation();
    const at = `/v1/federations/${own.slug}/cases`;
    const from = '198.51.100.77';
    const beside = await test.beside();
    const sendBeside = async () =>
      (
        await beside.app.inject({
          ...{ method: 'POST', url: `${at}/received`, remoteAddress: from },
          ...{ payload: JSON.stringify({ need: NEED }), headers: { 'content-type': 'application/json' } },
        })
      ).statusCode;
    const first = await Promise.all(
      Array.from({ length: 8 }, async () => [(await send({ at, from })).status, await sendBeside()]),
    );
    expect(first.flat()).toEqual(Array(16).fill(201));
    const last = await Promise.all([
      sendBeside(),
      sendBeside(),
      sendBeside(),
      send({ at, from }),
      send({ at, from }),
      send({ at, from }),
    ]);
    const statuses = last.map((one) => (typeof one === 'number' ? one : one.status)).sort();
    expect(statuses).toEqual([201, 201, 201, 201, 429, 429]);
    expect([await sendBeside(), (await send({ at, from })).status]).toEqual([429, 429]);
    expect(await columnsHolding(test.database, from)).toEqual([]);
    // What is over is removed.
    const kept = async () => await test.database.db.$count(counts);
    expect(await kept()).toBeGreaterThan(0);
    test.now = new Date(test.now.getTime() + 31 * 86_400_000);
    await runTask(test, 'counts');
    expect(await kept()).toBe(0);
  });

  it('leaves of one sender a quarter at most of what may wait for a federation', async () => {
    const own = await test.federation();
    const at = `/v1/federations/${own.slug}/cases`;
    const from = '198.51.100.78';
    for (let time = 0; time < 25; time++) {
      if (time % 15 === 14) test.now = new Date(test.now.getTime() + 2 * 3_600_000);
      expect((await send({ at, from })).status).toBe(201);
    }
    test.now = new Date(test.now.getTime() + 2 * 3_600_000);
    expect(await test.refused('POST', `${at}/received`, { body: { need: NEED }, from })).toEqual([
      429,
      'too-many-requests',
    ]);
    expect((await send({ at, from: '198.51.100.79' })).status).toBe(201);
  });

  it('counts for a grant file only once an officer has said a word on it', async () => {
    const own = await test.federation();
    const at = `/v1/federations/${own.slug}/cases`;
    for (let time = 0; time < 12; time++) await send({ at });
    const { items } = await listed('', own);
    for (const { id } of items.slice(0, 6))
      await test.ask('PATCH', `${at}/${id}`, { token: own.token, body: { label: 'Vue' }, ifMatch: '*' });
    const context = {
      db: test.database.db,
      reference,
      clock: () => new Date('2027-01-02T12:00:00Z'),
      newId: randomUUID,
    };
    await tasksOf(context, {} as never)
      .find(({ name }) => name === 'cases')!
      .run(new AbortController().signal);
    const { text } = await test.ask('GET', `${at}/summary?year=2026`, { token: own.token });
    expect(JSON.parse(text).periods.at(-1).cells).toMatchObject([{ figure: 'received', by: 'all', atLeast: 6 }]);
  });
});

describe('The button below an answer', () => {
  it('says what it does, sends once however often it is pressed, and shows the number on a page of its own', async () => {
    const before = (await listed()).total;
    const reader = new Reader();
    await reader.answers();
    expect(reader.said).toContain('Ce bouton envoie ces réponses aux Communs, et rien d’autre.');
    expect(reader.text).toContain('Envoyer aux Communs</button>');
    const { pressed } = reader;
    const others = [new Reader(), new Reader()];
    await Promise.all([reader, ...others].map((one) => one.press(pressed)));
    const { number } = reader;
    expect(number).toMatch(NUMBER);
    expect(others.map((one) => one.number)).toEqual([number, number]);
    expect(reader.at).toBe(`/match/sent?federation=les-communs&number=${number}`);
    expect(reader.said).toContain('Dites ce numéro aux Communs, au téléphone ou par courriel.');
    expect(reader.text).toContain('href="https://communs.example"');
    expect(reader.text).toContain(`href="/match/sent?federation=les-communs&amp;number=${number}&amp;lang=en"`);
    expect(await numberOf(number!)).toMatchObject([{ label: number, receivedBy: 'link' }]);
    expect((await listed()).total).toBe(before + 1);
    expect(
      (await test.ask<Case>('GET', `${API}/${(await numberOf(number!))[0]!.id}`, { token: communs.token })).body.need,
    ).toEqual(NEED);

    // Other answers in the same page, and the same answers in another one, are others.
    await reader.press(pressed.replace('people=37', 'people=38'));
    expect(reader.number).toMatch(NUMBER);
    expect(reader.number).not.toBe(number);
    await reader.answers();
    await reader.press();
    expect(reader.number).not.toBe(number);
    expect((await listed()).total).toBe(before + 3);
  });

  it('is there only in the name of a federation, inside other sites too', async () => {
    const reader = new Reader();
    await reader.answers({}, '/match');
    expect(reader.text).not.toContain('value="send"');
    const before = (await listed()).total;
    await reader.press(formOf({ ...FORM, at: 'answer', go: 'send' }), {}, '/match');
    expect([reader.shown!.status, (await listed()).total]).toEqual([200, before]);
    const inside = '/embed/match?federation=les-communs&accent=123456';
    await reader.send('POST', inside, formOf({ ...FORM, at: 'whole', go: 'next' }));
    await reader.press(formOf({ ...FORM, at: 'answer', go: 'send', once: randomUUID() }), {}, inside);
    expect(reader.at).toMatch(/^\/embed\/match\/sent\?federation=les-communs&accent=123456&number=/);
    expect(reader.number).toMatch(NUMBER);
    expect((await listed()).total).toBe(before + 1);
    for (const path of [
      '/match/sent',
      '/match/sent?federation=les-communs',
      '/match/sent?federation=les-communs&number=x',
    ])
      expect((await reader.open(path)).status).toBe(404);
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'https://ailleurs.example' }],
    [{ origin: 'null', 'sec-fetch-site': 'same-site' }],
  ] as Record<string, string>[][])('takes nothing from a page of another site: %o', async (site) => {
    const before = (await listed()).total;
    const reader = new Reader({ origin: SITE, ...site });
    await reader.answers();
    await reader.press();
    expect(reader.shown!.status).toBe(403);
    expect((await listed()).total).toBe(before);
  });

  it('leaves the need in its case alone, and nothing of whoever sent it anywhere', async () => {
    const reader = new Reader();
    logged.length = 0;
    await reader.answers({ people: '1997' });
    const from = { referer: 'https://fanfare.example/', 'user-agent': 'Mosaic/0.9', 'x-forwarded-for': '203.0.113.9' };
    await reader.press(reader.pressed, from);
    const { number } = reader;
    expect(number).toMatch(NUMBER);
    expect(await columnsHolding(test.database, '"accounts":1997')).toEqual(['cases.need']);
    expect(await columnsHolding(test.database, number!)).toEqual(['cases.label', 'cases.number']);
    for (const trace of [...Object.values(from), '127.0.0.1'])
      expect(await columnsHolding(test.database, trace), trace).toEqual([]);
    const told = logged.join('');
    expect(told).toContain('"route":"/match/sent"');
    for (const word of ['1997', number!, ...Object.values(from), '127.0.0.1'])
      expect(holds(told, word), word).toBe(false);
    for (const url of ['/v1/changes', '/feed.atom', '/metrics', '/v1/audit?limit=100', '/v1/federations/les-communs']) {
      const { text } = await test.ask('GET', url, { token: ADMIN_TOKEN });
      for (const word of ['1997', number!, 'sendNeed']) expect(holds(text, word), `${url}: ${word}`).toBe(false);
    }
  });
});

it('an officer finds what the telephone says, by the number, on the desk', async () => {
  const { number } = (await send()).body;
  const desk = await new Browser(test).signIn(communs.token);
  const list = '/manage/federations/les-communs/cases';
  await desk.open(`${list}?q=${number.toLowerCase().replace('-', '')}`);
  expect(desk.text).toContain(`envoyé par elle, numéro ${number}`);
  const [, at] = new RegExp(`href="(${list}/[0-9a-f-]{36})"`).exec(desk.text)!;
  await desk.open(at!);
  expect(desk.text).toContain(`sous le numéro ${number}`);
  await desk.open(`${list}?q=222-222`);
  expect(desk.text).toContain('Aucun dossier n’a le numéro');
  await desk.open(`${list}?q=222-2222`);
  expect(desk.text).toContain('Aucun dossier n’a les mots');
});
