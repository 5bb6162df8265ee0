import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
const CALL = 'simultaneous-participants';
const aCall = (plan: Partial<Plan>) =>
  aService({ usages: ['video-conferencing'], capacity: { state: 'open' }, plans: [{ name: 'A', fixed: 20, ...plan }] });
const put = async (host: Owned, service: string, body: object) =>
  await api.ask<Host>('PUT', `/v1/hosts/${host.slug}/services/${service}`, { token: host.token, ifMatch: '*', body });
const match = async (amount: number, lang = 'fr') => {
  const body = { usages: [{ usage: 'video-conferencing', amounts: { [CALL]: amount } }] };
  const answer = await api.ask<Match>('POST', `/v1/matches?lang=${lang}&explain=all`, { body });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

let large: Owned;
beforeAll(async () => {
  const host = (slug: string, name: string) => api.published({ slug, name, seat: { country: 'FR' } });
  const plans: [string, string, Partial<Plan>][] = [
    ['petit', 'Petit', { limits: { [CALL]: 10 } }],
    ['grand', 'Grand', { limits: { [CALL]: 30 } }],
    ['sans-limite', 'Sans limite', { limits: { [CALL]: 'unlimited' } }],
    ['muet', 'Muet', {}],
  ];
  for (const [slug, name, plan] of plans) {
    const owned = await host(slug, name);
    if (slug === 'grand') large = owned;
    const { status, body } = await put(owned, 'appels', aCall(plan));
    expect(status).toBe(201);
    expect(body.services[0]!.plans![0]).toEqual({ name: 'A', fixed: 20, ...plan });
  }
});

describe('A call of fifteen people', () => {
  it('fits where the limit is high enough, is to check where nobody knows it, and nowhere else', async () => {
    const answer = await match(15);
    expect(answer.fits.map(({ host }) => host).sort()).toEqual(['grand', 'sans-limite']);
    expect(answer.toCheck).toMatchObject([{ host: 'muet', unknownNeeds: ['too-small'] }]);
    expect(answer.excluded).toMatchObject({
      count: 1,
      byReason: { 'too-small': 1 },
      hosts: [{ host: 'petit', reasons: ['too-small'] }],
    });
  });

  it('is told in French and in English, with the amount', async () => {
    const [french, english] = [await match(15), await match(15, 'en')];
    expect(french.toCheck[0]!.questions[0]).toEqual({
      code: 'ask-amount',
      params: { key: CALL, amount: 15 },
      text: 'Combien de participants à la fois acceptez-vous ? Nous serions 15.',
    });
    expect(english.toCheck[0]!.questions[0]!.text).toBe(
      'How many participants at a time do you accept? There would be 15 of us.',
    );
    expect(french.nearMisses).toMatchObject([
      {
        host: 'petit',
        missing: 'too-small',
        params: { unit: CALL, has: 10, wanted: 15, missing: 5 },
        text: 'Petit propose 10 participants à la fois au plus, mais vous en demandez 15. C’est la plus grande formule annoncée : vous suffirait-elle ?',
      },
    ]);
    expect(english.nearMisses[0]!.text).toBe(
      'Petit offers 10 participants at a time at most, but you ask for 15. It is the largest plan announced: would it do for you?',
    );
  });

  it('fits everybody who says a limit once ten are enough', async () => {
    const answer = await match(10);
    expect(answer.fits.map(({ host }) => host).sort()).toEqual(['grand', 'petit', 'sans-limite']);
    expect(answer.toCheck.map(({ host }) => host)).toEqual(['muet']);
  });

  it('is refused in a unit of something else, and says which units there are', async () => {
    const body = { usages: [{ usage: 'video-conferencing', amounts: { 'messages-per-month': 15, accounts: 2 } }] };
    expect(await api.refused('POST', '/v1/matches', { body })).toEqual(
      meaningless({
        '/usages/0/amounts/messages-per-month': 'unit-of-no-usage',
        '/usages/0/amounts/accounts': 'unit-with-own-field',
      }),
    );
    const told = async (lang: string) => (await api.ask('POST', `/v1/matches?lang=${lang}`, { body })).text;
    expect(await told('fr')).toContain(
      '« messages-per-month » n’a pas de sens ici. Possible : simultaneous-participants (participants à la fois), ',
    );
    expect(await told('en')).toContain('Possible: simultaneous-participants (participants at a time), ');
  });

  it('counts whole people, and gigabytes to the megabyte', async () => {
    const refused = (usage: string, amounts: object) =>
      api.refused('POST', '/v1/matches', { body: { usages: [{ usage, amounts }] } });
    expect(await refused('video-conferencing', { [CALL]: 1.5 })).toMatchObject(
      meaningless({ [`/usages/0/amounts/${CALL}`]: 'not-whole' }),
    );
    expect(await refused('file-transfer', { 'max-file-size-gb': 0.0015 })).toMatchObject(
      meaningless({ '/usages/0/amounts/max-file-size-gb': 'too-many-decimals' }),
    );
  });
});

describe('The limits of a plan', () => {
  it('are about units of what the plan pays for, other services included', async () => {
    const at = '/v1/hosts/grand/services/appels';
    const asking = (plan: Partial<Plan>) => ({ token: large.token, ifMatch: '*', body: aCall(plan) });
    const refused = (plan: Partial<Plan>) => api.refused('PUT', at, asking(plan));
    const sites = { [CALL]: 30, sites: 3 };
    expect(await refused({ limits: sites })).toEqual(meaningless({ '/plans/0/limits/sites': 'unit-of-no-usage' }));
    await put(large, 'vitrine', aService({ usages: ['website'] }));
    expect((await api.ask('PUT', at, asking({ limits: sites, covers: ['vitrine'] }))).status).toBe(200);
    expect(await refused({ limits: { calendars: 3 }, covers: ['vitrine'] })).toEqual(
      meaningless({ '/plans/0/limits/calendars': 'unit-of-no-usage' }),
    );
    // Nobody knows yet what a service to come is for.
    expect((await api.ask('PUT', at, asking({ limits: { calendars: 3 }, covers: ['a-venir'] }))).status).toBe(200);
    expect(await refused({ limits: { 'storage-gb': 3 }, covers: ['a-venir'] })).toEqual(
      meaningless({ '/plans/0/limits/storage-gb': 'unit-with-own-field' }),
    );
  });

  it('are changed by a patch like the rest of the plans', async () => {
    const at = '/v1/hosts/grand/services/appels';
    const { status, body } = await api.ask<Host>('PATCH', at, {
      token: large.token,
      ifMatch: '*',
      body: { plans: [{ name: 'A', fixed: 20, limits: { 'simultaneous-rooms': 2, [CALL]: 30 } }] },
    });
    expect(status).toBe(200);
    const { limits } = body.services.find(({ slug }) => slug === 'appels')!.plans![0]!;
    expect(JSON.stringify(limits)).toBe('{"simultaneous-participants":30,"simultaneous-rooms":2}');
  });
});

it('GET /v1/usages names the units of each usage in both languages', async () => {
  type Both = { fr: string; en: string };
  const { body } = await api.ask<{
    items: { key: string; primaryCapacityUnit: string; capacityUnits: string[] }[];
    units: { key: string; label: Both; singular: Both }[];
  }>('GET', '/v1/usages');
  const { primaryCapacityUnit } = body.items.find(({ key }) => key === 'video-conferencing')!;
  expect(body.units.find(({ key }) => key === primaryCapacityUnit)).toMatchObject({
    label: { fr: 'participants à la fois', en: 'participants at a time' },
    singular: { fr: 'participant à la fois', en: 'participant at a time' },
  });
  const known = new Set(body.units.map(({ key }) => key));
  for (const usage of body.items) expect(usage.capacityUnits.filter((unit) => !known.has(unit))).toEqual([]);
});
