import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { looks } from '../../src/record/tables.ts';
import { tasksOf } from '../../src/tasks/tasks.ts';
import type { Due } from '../../src/waiting/federation/schema.ts';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { reference } from '../support/matching.ts';
import { isCutOff, type Request, SITES, type SiteName, watchedWeb } from '../support/watched-web.ts';

/* Days of visits, one after the other; `npm run trial:watching` runs a year of them. */

const DAYS = Number(process.env.WATCHED_DAYS ?? 38);
/** The days around which somebody is told, or no longer; in the long run, all are looked at. */
const TOLD_DAYS = [5, 6, 7, 10, 11, 12, 17, 18, 19, 20, 26, 27, 32, 33, 34, 35];
const isRead = (one: number) => process.env.WATCHED_DAYS !== undefined || TOLD_DAYS.includes(one);
const api = useApp();
const FIRST = Date.parse('2026-12-01T09:00:00Z');
let day = 0;
const dateOf = (one: number) => new Date(FIRST + one * 86_400_000).toISOString().slice(0, 10);
const { outgoing, requests } = watchedWeb(() => day);

/** What somebody was told first on a day: `host mort site-unanswered`. */
const told = new Map<string, number>();
const stopped = new Map<string, number>();
const states: string[] = [];
const hosts = {} as Record<SiteName, Owned>;
let federation: Owned;
let revisionBefore = 0;
let versionBefore = 0;

const at = (hours: number) => {
  api.now = new Date(FIRST + day * 86_400_000 + hours * 3_600_000);
};
const run = async () => {
  const context = { db: api.database.db, reference, clock: () => api.now, newId: crypto.randomUUID };
  const tasks = tasksOf(context, outgoing, { visits: { pause: async () => {} } });
  await tasks.find(({ name }) => name === 'evidence-pages')!.run(new AbortController().signal);
};
const read = async (name: SiteName) => (await api.ask<Host>('GET', `/v1/hosts/${name}`)).body;
const as = (token: string, method: string, url: string, body?: object) =>
  api.ask(method, url, { token, ifMatch: method === 'POST' ? undefined : '*', ...(body && { body }) });

async function noteTold() {
  const now = new Set<string>();
  for (const name of Object.keys(SITES) as SiteName[]) {
    const { body } = await api.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${name}/todo`, {
      token: hosts[name].token,
    });
    for (const { kind } of body.items) if (kind.startsWith('site-')) now.add(`host ${name} ${kind}`);
  }
  const url = `/v1/federations/${federation.slug}/due`;
  const { body } = await api.ask<{ items: Due[] }>('GET', url, { token: federation.token });
  for (const { kind, host } of body.items) if (kind.startsWith('site-')) now.add(`federation ${host} ${kind}`);
  for (const one of now) if (!told.has(one)) told.set(one, day);
  for (const one of told.keys()) if (!now.has(one) && !stopped.has(one)) stopped.set(one, day);
}

async function noteStates() {
  const { body } = await api.ask<{ items: Host[] }>('GET', '/v1/hosts?state=silent&limit=100');
  states.push(
    body.items
      .map(({ slug }) => slug)
      .sort()
      .join(' '),
  );
}

/** The first and the last day on which an entry was silent. */
const silent = (name: SiteName) => {
  const days = states.flatMap((silentOnes, one) => (silentOnes.split(' ').includes(name) ? [one] : []));
  return days.length === 0 ? null : [days[0], days.at(-1)! === DAYS - 1 ? 'on' : days.at(-1)!];
};

beforeAll(async () => {
  at(0);
  federation = await api.federation({ slug: 'reseau', name: 'Réseau' });
  for (const name of Object.keys(SITES) as SiteName[]) {
    const host = await api.published({ slug: name, name, website: `https://${name}.fr` });
    hosts[name] = host;
    await as(host.token, 'POST', `/v1/federations/reseau/members`, {});
    await as(federation.token, 'PUT', `/v1/federations/reseau/members/${name}`, { state: 'member' });
  }
  const service = { name: 'Nuage', usages: ['file-storage-sharing'], registration: 'open' };
  const put = (name: SiteName, slug: string, url: string) =>
    as(hosts[name].token, 'PUT', `/v1/hosts/${name}/services/${slug}`, { ...service, url });
  await put('vivant', 'nuage', 'https://vivant.fr/inscription');
  for (let i = 0; i < 12; i++) await put('vaste', `service-${i}`, `https://vaste.fr/s/${i}`);
  const promise = { value: 90, evidenceUrl: 'https://vivant.fr/preuve' };
  await as(hosts.vivant.token, 'PUT', '/v1/hosts/vivant/commitments/closing-notice', promise);
  const closing = { stages: { closed: dateOf(5000) }, reason: { fr: 'Plus assez de bénévoles.' } };
  const announced = await as(hosts.ferme.token, 'PUT', '/v1/hosts/ferme/closing', closing);
  expect(announced.status, announced.text).toBe(201);
  revisionBefore = await api.revision();
  versionBefore = (await read('agare')).version;
  for (; day < DAYS; day++) {
    at(0);
    await run();
    // Later on the same day, another run finds nothing to do.
    at(6);
    if (day % 6 === 0) await run();
    if (day === 20) {
      const here = await as(hosts.present.token, 'POST', '/v1/hosts/present/presence');
      expect(here.status, here.text).toBe(200);
    }
    if (isRead(day)) await noteTold();
    await noteStates();
  }
  at(0);
  await api.catalogue.catchUp();
  api.catalogue.current();
  await api.catalogue.catchUp();
  if (process.env.WATCHED_DAYS) printTable();
}, 3_600_000);

function printTable() {
  const lines = [...told].map(([what, since]) => `day ${since} to ${stopped.get(what) ?? 'the end'}: ${what}`);
  const ofDays = groups(requests, ({ site, day }) => `${site} ${day}`).map((of) => of.length);
  const sites = Object.keys(SITES).map((name) => `${name} silent ${JSON.stringify(silent(name as SiteName))}`);
  const counted = `${requests.length} requests, at most ${Math.max(...ofDays)} a site and day`;
  process.stdout.write(`${[...lines, ...sites, counted].join('\n')}\n`);
}

const groups = <T>(list: readonly T[], by: (one: T) => string): T[][] => {
  const made = new Map<string, T[]>();
  for (const one of list) made.set(by(one), [...(made.get(by(one)) ?? []), one]);
  return [...made.values()];
};
const of = (site: SiteName) => requests.filter((one) => one.site === site);
/** When both sides were told, and of what. */
const both = (name: SiteName, kind: string) => [
  told.get(`host ${name} ${kind}`),
  told.get(`federation ${name} ${kind}`),
];

describe('A site', () => {
  it('is visited once a day: no address twice, ten requests at most, robots.txt first', () => {
    const ofDays = groups(requests, ({ site, day }: Request) => `${site} ${day}`);
    expect(ofDays.length).toBeGreaterThan(DAYS * 8);
    for (const asked of ofDays) {
      expect(asked[0]!.path, JSON.stringify(asked)).toBe('/robots.txt');
      expect(new Set(asked.map(({ path }) => path)).size).toBe(asked.length);
      expect(asked.length).toBeLessThanOrEqual(10);
    }
    expect(Math.max(...groups(of('vaste'), (one) => String(one.day)).map((asked) => asked.length))).toBe(10);
  });

  it('that has many pages has each of them asked in turn', () => {
    expect(new Set(of('vaste').map(({ path }) => path)).size).toBe(14);
  });

  it('that asks to be left alone is: only its robots.txt is read, and nobody knows whether it answers', async () => {
    expect(new Set(of('laissez-moi').map(({ path }) => path))).toEqual(new Set(['/robots.txt']));
    expect(await read('laissez-moi')).not.toHaveProperty('seen');
    expect(silent('laissez-moi')).toBeNull();
  });

  it('whose robots.txt is out of order is not asked beyond, which its host is told, and is held against nobody', async () => {
    const later = of('en-panne').filter((one) => one.day >= 4);
    expect(new Set(later.map(({ path }) => path))).toEqual(new Set(['/robots.txt']));
    expect(both('en-panne', 'site-robots')).toEqual([6, 6]);
    expect([told.get('host en-panne site-unanswered'), silent('en-panne')]).toEqual([undefined, null]);
  });

  it('that leads elsewhere is not followed there', () => {
    expect(requests.filter(({ site }) => site === 'ailleurs')).toEqual([]);
  });
});

describe('Fourteen looks without an answer', () => {
  // Days 8, 9 and 10 count for nobody: nothing answered anywhere.
  it('tell the host and its federations; fourteen days later the entry falls silent', () => {
    expect(both('mort', 'site-unanswered')).toEqual([18, 18]);
    expect(silent('mort')).toEqual([32, 'on']);
  });

  it('tell nobody while there are fewer, again and again', () => {
    expect([both('fragile', 'site-unanswered'), silent('fragile')]).toEqual([[undefined, undefined], null]);
  });

  it('tell nobody of a host that announced its closing', () => {
    expect([both('ferme', 'site-unanswered'), silent('ferme')]).toEqual([[undefined, undefined], null]);
  });

  it('leave the entry as it is when somebody says that the host is there, for ninety days', () => {
    expect(both('present', 'site-unanswered')).toEqual([18, 18]);
    expect(stopped.get('host present site-unanswered')).toBe(20);
    expect(silent('present')).toEqual(DAYS > 125 ? [125, 'on'] : null);
  });

  it('are over once the site answers on two days: the entry speaks again, and its past tells both', async () => {
    expect(silent('revient')).toEqual([32, 34]);
    expect(stopped.get('federation revient site-unanswered')).toBe(34);
    const { body } = await api.ask<{ items: { by: string; sentences: { code: string }[] }[] }>(
      'GET',
      '/v1/hosts/revient/history',
    );
    const heard = body.items.flatMap(({ by, sentences }) => sentences.map(({ code }) => `${by} ${code}`));
    expect(heard.filter((code) => code.startsWith('catalogue'))).toEqual([
      'catalogue heard-again',
      'catalogue fell-silent',
    ]);
  });

  it('are not made of refusals, passwords, “too many requests” and challenges', async () => {
    expect(told.get('host menteur site-unanswered')).toBeUndefined();
    expect((await read('menteur')).seen).toMatchObject({ answered: Math.min(90, DAYS - 3) });
  });
});

describe('What is odd about a site', () => {
  it('is told after three looks, and changes no state', () => {
    expect(both('demenage', 'site-moved')).toEqual([7, 7]);
    expect(both('agare', 'site-parked')).toEqual([11, 11]);
    expect(both('perime', 'site-certificate')).toEqual([12, 12]);
    expect([silent('demenage'), silent('agare'), silent('perime')]).toEqual([null, null, null]);
  });

  it('is told to the host alone when a page is gone where one signs up', () => {
    expect(both('vivant', 'site-page-gone')).toEqual([27, undefined]);
  });
});

describe('How often a site answered', () => {
  it('stands in the document: of the days looked at, not of those on which the line was down', async () => {
    const cut = Array.from({ length: DAYS }, (_, one) => one).filter((one) => isCutOff(one) && one >= DAYS - 90).length;
    const of = Math.min(DAYS, 90) - cut;
    expect((await read('vivant')).seen).toEqual({ answered: of, of, lastOn: dateOf(DAYS - 1) });
    expect((await read('mort')).seen).toEqual({
      ...{ answered: Math.max(0, 2 - Math.max(0, DAYS - 90)), of },
      lastOn: DAYS - 90 > 1 ? null : dateOf(1),
    });
  });

  it('makes no revision, and is not in the past of a host', async () => {
    // A page whose words changed twice, two entries that fell silent, one that came back, one whose page is asked first.
    expect((await api.revision()) - revisionBefore).toBeLessThan(12);
    const { version } = await read('agare');
    expect((await api.ask<Host>('GET', `/v1/hosts/agare?at=${await api.revision()}`)).body).not.toHaveProperty('seen');
    expect(version).toBe(versionBefore);
  });

  it('changes no match, and nothing of a document but itself', async () => {
    const body = { usages: [{ usage: 'file-storage-sharing' }] };
    const matched = await api.ask('POST', '/v1/matches', { body });
    const listed = async (app: Pick<typeof api, 'app'>) =>
      (await app.app.inject('/v1/hosts?limit=100')).json<{ items: Host[] }>().items;
    const before = await listed(api);
    await api.database.db.delete(looks);
    const other = await api.beside();
    const again = await other.app.inject({ method: 'POST', url: '/v1/matches', payload: body });
    expect(again.json()).toEqual(matched.body);
    expect(await listed(other)).toEqual(before.map(({ seen: _, ...host }) => host));
    expect(before.filter(({ seen }) => seen).length).toBeGreaterThan(10);
  });

  it('moves no evidence, no observation and no availability', async () => {
    const host = await read('vivant');
    expect(host).not.toHaveProperty('observed');
    expect(host.commitments.map(({ kind }) => kind)).toEqual(['closing-notice']);
    expect(host.services[0]!.commitments).toEqual([]);
  });
});

describe('What a page of evidence said', () => {
  it('is kept for who may judge a dispute: the first passage and the last two', async () => {
    const { body } = await api.ask<{ items: { subject: string; passages: { text: string; firstOn: string }[] }[] }>(
      'GET',
      '/v1/hosts/vivant/evidence',
      { token: federation.token },
    );
    const [kept] = body.items;
    expect(kept!.subject).toBe('commitment:closing-notice');
    expect(kept!.passages.map(({ text }) => text.match(/\d+ jours/)![0])).toEqual(['90 jours', '60 jours', '30 jours']);
    expect(kept!.passages[0]!.firstOn).toBe(dateOf(0));
    expect((await api.ask('GET', '/v1/hosts/vivant/evidence', { token: hosts.mort.token })).status).toBe(403);
    expect((await api.ask('GET', '/v1/hosts/vivant/evidence', { token: ADMIN_TOKEN })).status).toBe(200);
  });
});
