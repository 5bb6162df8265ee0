import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { PriceChange } from '../../src/documents/price-change.ts';
import type { Plan } from '../../src/documents/service.ts';
import type { HistoryEntry } from '../../src/history/schema.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import type { FederationStatistics } from '../../src/recommendations/statistics/statistics.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aService, aSlug } from '../support/record.ts';

const api = useApp();
const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
const TODAY = '2026-11-25';
beforeEach(() => setDay(TODAY));

const group = (fixed: number, from?: string): Plan => ({ name: 'Groupe', fixed, ...(from && { from }) });

const write = async ({ slug, token }: Owned, plans: readonly Plan[], as = token) => {
  const body = aService({ plans: [...plans] });
  const written = await api.ask<Host>('PUT', `/v1/hosts/${slug}/services/nuage`, { token: as, ifMatch: '*', body });
  expect(written.status, written.text).toBeLessThan(300);
  return written.body;
};
const promise = async ({ slug, token }: Owned, value: number, below = '') => {
  const url = `/v1/hosts/${slug}${below}/commitments/price-change-notice`;
  const made = await api.ask('PUT', url, { token, ifMatch: '*', body: { value } });
  expect(made.status, made.text).toBeLessThan(300);
};
const read = async ({ slug }: Owned, query = '') => (await api.ask<Host>('GET', `/v1/hosts/${slug}${query}`)).body;
const judged = async (host: Owned, query = '') => (await read(host, query)).priceChanges ?? [];
const states = async (host: Owned) => (await judged(host)).map(({ state }) => state);
const told = async ({ slug }: Owned, lang = 'fr') => {
  const { body } = await api.ask<{ items: HistoryEntry[] }>('GET', `/v1/hosts/${slug}/history?lang=${lang}`);
  return body.items.map(({ sentences }) => sentences.map(({ text }) => text));
};

/** A host with a price of 35 € a year, and a promise of so many days' notice before it changes. */
async function priced(days?: number, plans: readonly Plan[] = [group(35)]): Promise<Owned> {
  const slug = aSlug('saules');
  const host = await api.published({ slug, name: `Les Saules ${slug}`, website: `https://${slug}.example` });
  await write(host, plans);
  if (days !== undefined) await promise(host, days);
  return host;
}

describe('a host that raises a price', () => {
  it('with the notice that it promised keeps its promise, on the first day of the new price', async () => {
    const host = await priced(30);
    const answered = await write(host, [group(35), group(40, '2027-01-01')]);
    const [change, ...others] = await judged(host);
    expect(others).toEqual([]);
    expect(change).toEqual({
      ...{ service: 'nuage', plan: 'Groupe', writtenOn: TODAY, from: '2027-01-01' },
      ...{ promised: 30, actual: 37, state: 'pending' },
      text: 'Nuage, formule «\u00a0Groupe\u00a0»\u00a0: prix plus élevé à partir du 1er\u00a0janvier 2027, annoncé le 25 novembre 2026. L’hébergeur avait promis 30\u00a0jours de préavis\u00a0; il en donne 37.',
    } satisfies PriceChange);
    expect(answered.priceChanges).toEqual([change]);
    setDay('2026-12-31');
    expect(await states(host)).toEqual(['pending']);
    setDay('2027-01-01');
    expect(await states(host)).toEqual(['kept']);
    expect((await judged(host, '?lang=en'))[0]!.text).toBe(
      'Nuage, plan “Groupe”: a higher price from 1 January 2027, announced on 25 November 2026. ' +
        'The host had promised 30\u00a0days of notice; it gives 37. Promise kept.',
    );
  });

  it('with too little notice has broken its promise from that day on', async () => {
    const host = await priced(90);
    await write(host, [group(35), group(40, '2027-01-01')]);
    expect(await judged(host)).toMatchObject([{ promised: 90, actual: 37, state: 'broken' }]);
    setDay('2028-01-01');
    expect(await states(host)).toEqual(['broken']);
  });

  it('at once gives no notice', async () => {
    const host = await priced(30);
    await write(host, [group(40)]);
    expect(await judged(host)).toMatchObject([{ from: TODAY, actual: 0, state: 'broken' }]);
    expect((await told(host))[0]).toEqual([
      'Service «\u00a0Nuage\u00a0», formule «\u00a0Groupe\u00a0». 35\u00a0€ par an, puis 40\u00a0€ par an. Le prix monte.',
      'Service «\u00a0Nuage\u00a0», formule «\u00a0Groupe\u00a0». Prix plus élevé, sans préavis. Préavis promis\u00a0: 30\u00a0jours. Promesse non tenue.',
    ]);
  });

  it('and had promised nothing is told, and breaks nothing', async () => {
    const host = await priced();
    await write(host, [group(40)]);
    expect(await judged(host)).toMatchObject([{ actual: 0, state: 'unknown' }]);
    await promise(host, 90);
    expect(await states(host)).toEqual(['unknown']);
  });

  it('is held to the promise of the service before that of the host', async () => {
    const host = await priced(10);
    await promise(host, 60, '/services/nuage');
    await write(host, [group(35), group(40, '2026-12-25')]);
    expect(await judged(host)).toMatchObject([{ promised: 60, actual: 30, state: 'broken' }]);
  });

  it('and writes the same again, or brings the past up to date, is judged once', async () => {
    const host = await priced(30);
    const plans = [group(35), group(40, '2027-01-01')];
    await write(host, plans);
    const { version } = await read(host);
    expect((await write(host, plans)).version).toBe(version);
    setDay('2027-02-01');
    await write(host, [group(40, '2027-01-01')]);
    await write(host, [group(40)]);
    expect(await states(host)).toEqual(['kept']);
  });

  it.each<[string, Plan[], Plan[]]>([
    ['a lower price', [group(35)], [group(30)]],
    ['a price where none was known', [{ name: 'Groupe' }], [group(40)]],
    ['a price on request', [group(35)], [{ name: 'Groupe', onQuote: true }]],
    ['a new plan', [group(35)], [group(35), { name: 'Grand groupe', fixed: 80 }]],
    ['a plan that ends', [group(35)], []],
    ['the same for another period', [group(36)], [{ name: 'Groupe', period: 'month', fixed: 3 }]],
  ])('is not one that writes %s', async (_what, before, after) => {
    const host = await priced(30, before);
    await write(host, after);
    expect(await judged(host)).toEqual([]);
  });

  it('has the record kept when the plan, or the service, is gone', async () => {
    const host = await priced(30);
    await write(host, [group(40)]);
    await api.ask('DELETE', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, ifMatch: '*' });
    expect(await judged(host)).toMatchObject([{ service: 'nuage', state: 'broken' }]);
  });

  it('is a public one, and the host itself: a draft and an administrator are not judged', async () => {
    const host = await priced(30);
    await write(host, [group(40)], ADMIN_TOKEN);
    expect(await judged(host)).toEqual([]);
    const draft = await api.draft();
    const at = `/v1/hosts/${draft.id}`;
    await promise({ ...draft, slug: draft.id }, 30);
    for (const fixed of [35, 40]) await write({ ...draft, slug: draft.id }, [group(fixed)]);
    const { body } = await api.ask<Host>('GET', at, { token: draft.token });
    expect(body.priceChanges).toBeUndefined();
  });

  it('does not raise a price that only an import had said: it puts it right', async () => {
    const host = await priced(30);
    const imported = JSON.stringify({ 'services/nuage': { by: 'import', asOf: '2025-01-01' } });
    await api.database.run(sql`update hosts set provenance = ${imported}::jsonb where id = ${host.id}`);
    await write(host, [group(40)]);
    expect(await judged(host)).toEqual([]);
    await write(host, [group(45)]);
    expect(await states(host)).toEqual(['broken']);
  });
});

describe('a price that is said for the first time', () => {
  const more: Plan = { ...group(35), perAccount: 2, setupFee: 10 };

  it('is completed on the same day without being raised', async () => {
    const host = await priced(30);
    await write(host, [more]);
    await write(host, [more, group(60, '2027-03-01')]);
    await write(host, [more, { ...group(60, '2027-03-01'), perAccount: 3 }]);
    expect((await judged(host)).map(({ from }) => from)).toEqual(['2027-03-01']);
    await write(host, [{ ...more, perAccount: 3 }]);
    expect(await states(host)).toContain('broken');
  });

  it('is raised by what it had left unsaid, from the next day on', async () => {
    const host = await priced(30);
    setDay('2026-11-26');
    await write(host, [more]);
    expect(await states(host)).toEqual(['broken']);
  });
});

describe('a promise of notice that is weakened before a price rises', () => {
  it('still holds for as many days as it gave', async () => {
    const host = await priced(90);
    setDay('2026-12-01');
    await promise(host, 0);
    setDay('2026-12-02');
    await write(host, [group(40)]);
    expect(await judged(host)).toMatchObject([{ promised: 90, actual: 0, state: 'broken' }]);
  });

  it('is over after that', async () => {
    const host = await priced(90);
    setDay('2026-12-01');
    await promise(host, 10);
    setDay('2027-02-28');
    await write(host, [group(40, '2027-03-15'), group(35)]);
    setDay('2027-03-01');
    await write(host, [group(45, '2027-03-20'), group(40, '2027-03-15'), group(35)]);
    expect(await judged(host)).toMatchObject([
      { promised: 90, actual: 15 },
      { promised: 10, actual: 19, state: 'pending' },
    ]);
  });

  it('holds also when it is taken back, and in the very document that raises the price', async () => {
    const host = await priced(90);
    const url = `/v1/hosts/${host.slug}/document`;
    const { $schema: _, ...document } = (await api.ask<HostDocument>('GET', url)).body;
    const raised = {
      ...document,
      services: document.services.map((service) => ({ ...service, plans: [group(40)] })),
      commitments: {},
    };
    const asking = { token: host.token, ifMatch: '*', body: raised };
    const tried = await api.ask<{ would: { sentences: { code: string }[] } }>('PUT', `${url}?dryRun=true`, asking);
    expect(tried.body.would.sentences.map(({ code }) => code)).toContain('price-rise');
    expect(await judged(host)).toEqual([]);
    expect((await api.ask('PUT', url, asking)).status).toBe(200);
    expect(await judged(host)).toMatchObject([{ promised: 90, actual: 0, state: 'broken' }]);
    expect((await api.ask('PUT', url, asking)).status).toBe(200);
    expect(await states(host)).toEqual(['broken']);
  });

  it('judges nothing that was raised before it was made', async () => {
    const host = await priced(0);
    await write(host, [group(35), group(40, '2026-12-25')]);
    await promise(host, 90);
    setDay('2026-12-26');
    expect(await judged(host)).toMatchObject([{ promised: 0, actual: 30, state: 'kept' }]);
  });
});

describe('a raise that is taken back', () => {
  it('within a week says so, and counts nowhere', async () => {
    const host = await priced(30);
    await write(host, [group(40)]);
    setDay('2026-12-02');
    await write(host, [group(35)]);
    expect(await judged(host)).toMatchObject([
      {
        state: 'taken-back',
        takenBackOn: '2026-12-02',
        text: expect.stringContaining('L’hébergeur y a renoncé le 2 décembre 2026\u00a0: cela ne compte pas.'),
      },
    ]);
    expect((await told(host))[0]!.at(-1)).toBe(
      'Service «\u00a0Nuage\u00a0», formule «\u00a0Groupe\u00a0». La hausse de prix est retirée. L’engagement non tenu ne compte plus.',
    );
  });

  it('after a week stays what it was', async () => {
    const host = await priced(30);
    await write(host, [group(40)]);
    setDay('2026-12-03');
    await write(host, [group(35)]);
    expect(await states(host)).toEqual(['broken']);
  });

  it('before its day, when it breaks no promise, never was', async () => {
    const host = await priced(30);
    await write(host, [group(35), group(40, '2027-06-01')]);
    setDay('2027-05-31');
    await write(host, [group(35)]);
    expect(await states(host)).toEqual(['taken-back']);
  });

  it('with the service it was announced for never was; made again, the service is compared with what it asked', async () => {
    const host = await priced(30);
    await write(host, [group(35), group(40, '2027-06-01')]);
    const url = `/v1/hosts/${host.slug}/services/nuage`;
    expect((await api.ask('DELETE', url, { token: host.token, ifMatch: '*' })).status).toBeLessThan(300);
    expect(await states(host)).toEqual(['taken-back']);
    setDay('2026-11-26');
    await write(host, [group(90)]);
    expect(await judged(host)).toMatchObject([{ state: 'taken-back' }, { writtenOn: '2026-11-26', state: 'broken' }]);
  });

  it('and comes again is judged again', async () => {
    const host = await priced(30);
    await write(host, [group(35), group(40, '2027-06-01')]);
    await write(host, [group(35)]);
    setDay('2026-11-27');
    await write(host, [group(40)]);
    expect(await judged(host)).toMatchObject([{ state: 'taken-back' }, { writtenOn: '2026-11-27', state: 'broken' }]);
  });

  it('because its day is put off, or brought forward, is another one', async () => {
    const host = await priced(30);
    await write(host, [group(35), group(40, '2026-12-10')]);
    setDay('2026-11-28');
    await write(host, [group(35), group(40, '2027-01-10')]);
    expect(await judged(host)).toMatchObject([{ state: 'taken-back' }, { actual: 43, state: 'pending' }]);
    setDay('2026-12-20');
    await write(host, [group(35), group(40, '2026-12-24')]);
    expect(await judged(host)).toMatchObject([
      { state: 'taken-back' },
      { state: 'taken-back' },
      { actual: 4, state: 'broken' },
    ]);
  });

  it('is not one that is only made smaller', async () => {
    const host = await priced(30);
    await write(host, [group(45)]);
    await write(host, [group(40)]);
    expect(await states(host)).toEqual(['broken']);
  });

  it('was none, when a typing error is put right within a week', async () => {
    const host = await priced(30);
    await write(host, [group(3.5)]);
    setDay('2026-12-02');
    await write(host, [group(35)]);
    expect(await judged(host)).toEqual([]);
    await write(host, [group(3.5)]);
    setDay('2026-12-20');
    await write(host, [group(35)]);
    expect(await states(host)).toEqual(['broken']);
  });
});

describe('two raises of one plan on one day', () => {
  const byDay = async (host: Owned) => (await judged(host)).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const fates = async (host: Owned) => (await byDay(host)).map(({ from, state }) => `${from} ${state}`);

  it('have a record each, written one after the other or at once', async () => {
    const [first, second] = [group(40, '2027-01-01'), group(50, '2027-06-01')];
    const later = await priced(60);
    await write(later, [group(35), first]);
    await write(later, [group(35), first, second]);
    const together = await priced(60);
    await write(together, [group(35), first, second]);
    for (const host of [later, together]) {
      expect(await byDay(host)).toMatchObject([
        { from: '2027-01-01', actual: 37, state: 'broken' },
        { from: '2027-06-01', actual: 188, state: 'pending' },
      ]);
      expect((await told(host)).flat().filter((text) => text.includes('Prix plus élevé'))).toHaveLength(2);
      await write(host, [group(35), second]);
      expect(await fates(host)).toEqual(['2027-01-01 taken-back', '2027-06-01 pending']);
      setDay('2027-05-20');
      await write(host, [group(35)]);
      expect(await states(host)).toEqual(['taken-back', 'taken-back']);
      setDay(TODAY);
    }
  });

  it('do not lose each other: what is corrected or given up leaves the record of the other', async () => {
    const host = await priced(30, [group(30)]);
    await write(host, [group(30), group(45, '2026-12-15')]);
    await write(host, [group(30)]);
    await write(host, [group(30), group(36.5, '2027-03-01')]);
    await write(host, [group(32), group(36.5, '2027-03-01')]);
    expect(await fates(host)).toEqual([`${TODAY} broken`, '2026-12-15 taken-back', '2027-03-01 pending']);
    await write(host, [group(30), group(36.5, '2027-03-01')]);
    expect(await fates(host)).toEqual([`${TODAY} taken-back`, '2026-12-15 taken-back', '2027-03-01 pending']);
    expect((await told(host))[0]!.at(-1)).toContain(
      'La hausse de prix est retirée. L’engagement non tenu ne compte plus.',
    );
    setDay('2027-03-01');
    expect((await fates(host)).at(-1)).toBe('2027-03-01 kept');
  });

  it('written by two people at once are in the record once each', async () => {
    const host = await priced(30);
    const both = [[group(40, '2027-01-01')], [group(40, '2027-01-01'), group(50, '2027-06-01')]];
    await Promise.all([...both, ...both].map((plans) => write(host, [group(35), ...plans])));
    await write(host, [group(35), ...both[1]!]);
    expect(await fates(host)).toEqual(['2027-01-01 pending', '2027-06-01 pending']);
  });
});

describe('raised prices', () => {
  it('are in the past as it was', async () => {
    const host = await priced(30);
    const before = await api.revision();
    await write(host, [group(35), group(40, '2026-12-30')]);
    const then = await api.revision();
    setDay('2026-12-31');
    await write(host, [group(50)]);
    expect(await judged(host, `?at=${before}`)).toEqual([]);
    expect(await judged(host, `?at=${then}`)).toMatchObject([{ actual: 35, state: 'pending' }]);
    expect(await states(host)).toEqual(['kept', 'broken']);
    expect((await told(host, 'en')).slice(0, 2)).toEqual([
      [
        'Service “Nuage”, plan “Groupe”. €40 a year, then €50 a year. The price goes up.',
        'Service “Nuage”, plan “Groupe”. A higher price, without notice. Notice promised: 30\u00a0days. Promise broken.',
      ],
      ['Service “Nuage”, plan “Groupe”. A higher price from 30 December 2026. Notice promised: 30\u00a0days.'],
    ]);
  });

  it('stand on the page of the host, with the price to come', async () => {
    const host = await priced(90);
    await write(host, [group(35), group(40, '2027-01-01')]);
    const page = async () => (await api.ask('GET', `/hosts/${host.slug}`)).text.replaceAll('\u00a0', ' ');
    expect(await page()).toContain('35 € par an, 40 € par an à partir du 1er janvier 2027');
    expect(await page()).toContain('il en donne 37. Promesse non tenue.');
    setDay('2027-01-01');
    expect(await page()).toContain('</strong> : 40 € par an.');
    expect(await page()).not.toContain('35 € par an.');
  });

  it('are counted with the promises of a federation, but for those that were taken back', async () => {
    const federation = await api.federation();
    const numbers = async () => {
      const url = `/v1/federations/${federation.slug}/statistics`;
      return (await api.ask<FederationStatistics>('GET', url)).body.commitments;
    };
    const host = await priced(30);
    await api.ask('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, {
      ...{ token: federation.token, ifMatch: '*', body: { state: 'member' } },
    });
    await write(host, [group(40)]);
    expect(await numbers()).toEqual({ kept: 0, broken: 1, pending: 0, unknown: 0 });
    await write(host, [group(35)]);
    expect(await numbers()).toEqual({ kept: 0, broken: 0, pending: 0, unknown: 0 });
  });

  it('lose two names that are the same once they are redacted', async () => {
    const names = ['Durand', 'Jeannot'];
    const host = await priced(
      30,
      names.map((name) => ({ name, fixed: 35 })),
    );
    await write(
      host,
      names.map((name) => ({ name, fixed: 40 })),
    );
    for (const text of names) {
      const body = { text, reason: { fr: 'Un nom.', en: 'A name.' } };
      const done = await api.ask('POST', `/v1/hosts/${host.slug}/redactions`, {
        token: ADMIN_TOKEN,
        ifMatch: '*',
        body,
      });
      expect(done.status, done.text).toBeLessThan(300);
    }
    expect((await judged(host)).map(({ plan }) => plan)).toEqual(['[texte retiré]', '[texte retiré]']);
  });

  it('are told of the latest twenty, and twenty are recorded of a day', async () => {
    const prices = (fixed: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `F${at}`, fixed }));
    const host = await priced(30, prices(35, 25));
    await write(host, prices(40, 25));
    expect(await judged(host)).toHaveLength(20);
    setDay('2026-12-10');
    await write(host, prices(45, 3));
    const told = await judged(host);
    expect(told).toHaveLength(20);
    expect(told.filter(({ writtenOn }) => writtenOn === '2026-12-10')).toHaveLength(3);
  });

  it('are three of a plan at most', async () => {
    const host = await priced();
    const days = ['2027-01-01', '2027-02-01', '2027-03-01', '2027-04-01'];
    const body = aService({ plans: days.map((from, at) => group(40 + at, from)) });
    expect(
      await api.refused('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, ifMatch: '*', body }),
    ).toEqual(meaningless({ '/plans/3/from': 'too-many' }));
  });

  it('cannot begin twice on one day under one name', async () => {
    const host = await priced();
    const body = aService({ plans: [group(40, '2027-01-01'), group(45, '2027-01-01')] });
    const url = `/v1/hosts/${host.slug}/services/nuage`;
    expect(await api.refused('PUT', url, { token: host.token, ifMatch: '*', body })).toEqual(
      meaningless({ '/plans/1/from': 'same-first-day' }),
    );
  });

  it('cannot share a name with another one without a day, at any door', async () => {
    const host = await priced();
    const own = { token: host.token, ifMatch: '*' };
    const plans = [group(35), group(40)];
    const at = `/v1/hosts/${host.slug}`;
    const refused = [422, 'meaningless-request'];
    const twice = { '/plans/1/from': 'same-first-day' };
    const service = `${at}/services/nuage`;
    expect(await api.refused('PUT', service, { ...own, body: aService({ plans }) })).toEqual([...refused, twice]);
    expect(await api.refused('PATCH', service, { ...own, body: { plans } })).toEqual([...refused, twice]);
    const { body: document } = await api.ask<HostDocument>('GET', `${at}/document`, own);
    document.services[0]!.plans = plans;
    expect(await api.refused('PUT', `${at}/document`, { ...own, body: document })).toEqual([
      ...refused,
      { '/services/0/plans/1/from': 'same-first-day' },
    ]);
    const { text } = await api.ask('PATCH', service, { ...own, body: { plans } });
    expect(text).toContain('Donnez à l’une un autre nom, ou un jour.');
    expect((await write(host, [group(35), group(40, '2027-01-01')])).services[0]!.plans).toHaveLength(2);
  });
});
