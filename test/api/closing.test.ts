import { beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { HistoryEntry } from '../../src/history/schema.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aClosing, closingsIn, REASON } from '../support/closings.ts';

const api = useApp();
const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
const { announce, promise, read, closingOf, promising } = closingsIn(api);
const noticeOf = async (host: Owned) => (await closingOf(host)).promises[0];
const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
const TODAY = '2026-11-25';
beforeEach(() => setDay(TODAY));

describe('a closing in a list', () => {
  it('is said in the language of each reader, by its own tag', async () => {
    const host = await promising();
    await announce(host, aClosing('2026-12-25'));
    const url = '/v1/hosts?q=saules&limit=100';
    const [french, english] = [
      await api.ask<{ items: Host[] }>('GET', url),
      await api.ask<{ items: Host[] }>('GET', url, { headers: { 'accept-language': 'en' } }),
    ];
    const texts = [french, english].map(({ body }) => body.items.find(({ slug }) => slug === host.slug)?.closing?.text);
    expect(texts[0]).toContain('Promesse non tenue.');
    expect(texts[1]).toContain('Promise broken.');
    expect(french.headers.etag).not.toBe(english.headers.etag);
    expect(english.headers).toMatchObject({
      'content-language': 'en',
      vary: 'Authorization, Accept, Accept-Language, Accept-Encoding',
    });
    const then = `?at=${await api.revision()}&lang=en`;
    expect((await closingOf(host, then)).text).toContain('Promise broken.');
  });
});

describe('a host that announces its closing', () => {
  it('and gives 30 days of the 90 that it promised, has broken its promise from that day on', async () => {
    const host = await promising();
    const announced = await announce(host, aClosing('2026-12-25', { exportGuide: 'https://saules.example/partir' }));
    expect(announced.status, announced.text).toBe(201);
    expect(announced.headers.etag).toBe(`"v${announced.body.version}"`);
    const closing = await closingOf(host);
    expect(announced.body.closing).toEqual(closing);
    expect(closing).toMatchObject({
      announcedOn: TODAY,
      stages: { closed: '2026-12-25' },
      reason: REASON,
      exportGuide: 'https://saules.example/partir',
      promises: [
        { commitment: 'closing-notice', promised: 90, actual: 30, state: 'broken' },
        { commitment: 'data-retrieval-after-end', state: 'unknown' },
      ],
    });
    expect(closing.text).toBe(
      'Fermeture annoncée le 25 novembre 2026. Fin prévue le 25 décembre 2026. ' +
        'L’hébergeur avait promis 90\u00a0jours de préavis\u00a0; il en donne 30. Promesse non tenue. ' +
        'Aucune promesse de délai pour récupérer ses données n’est connue.',
    );
    expect((await closingOf(host, '?lang=en')).text).toContain(
      'The host had promised 90\u00a0days of notice; it gives 30. Promise broken.',
    );
  });

  it('and gives the days that it promised, has kept its promise on the day it closes, and keeps its page', async () => {
    const host = await promising();
    await promise(host, 'data-retrieval-after-end', 60);
    await announce(host, { stages: { closed: '2027-02-28', dataErased: '2027-04-30' }, reason: REASON });
    expect(await noticeOf(host)).toMatchObject({ promised: 90, actual: 95, state: 'pending' });
    setDay('2027-02-27');
    expect((await noticeOf(host))?.state).toBe('pending');
    setDay('2027-02-28');
    expect(await read(host)).toMatchObject({
      state: 'closed',
      name: expect.stringContaining('Les Saules'),
      closing: { stage: 'closed', promises: [{ state: 'kept' }, { promised: 60, actual: 61, state: 'pending' }] },
    });
    expect((await closingOf(host)).text).toContain('il en donne 95. Promesse tenue.');
    setDay('2027-04-30');
    expect((await closingOf(host)).promises[1]).toMatchObject({ state: 'kept' });
  });

  it('is held to what it promised then, whatever it promises afterwards', async () => {
    const host = await promising();
    await announce(host, aClosing('2026-12-25'));
    const before = await noticeOf(host);
    await promise(host, 'closing-notice', 10);
    expect(await noticeOf(host)).toEqual(before);
    await api.ask('DELETE', `/v1/hosts/${host.slug}/commitments/closing-notice`, admin);
    expect(await noticeOf(host)).toEqual(before);
    await announce(host, aClosing('2026-12-26'), '*');
    expect(await noticeOf(host)).toMatchObject({ promised: 90, actual: 31, state: 'broken' });
  });

  it('cannot be saved by a promise made too late', async () => {
    const host = await api.published();
    await announce(host, aClosing('2027-06-01'));
    await promise(host, 'closing-notice', 90);
    const seen = await noticeOf(host);
    expect(seen).toMatchObject({ state: 'unknown' });
    expect(seen).not.toHaveProperty('promised');
  });

  it('elsewhere before, in the words of an administrator, is held to what was promised on that day', async () => {
    const host = await promising();
    setDay('2026-12-01');
    await promise(host, 'closing-notice', 10);
    setDay('2026-12-10');
    const body = aClosing('2027-01-01', { announcedOn: '2026-11-28' });
    expect(await api.refused('PUT', `/v1/hosts/${host.slug}/closing`, { token: host.token, body })).toEqual(
      meaningless({ '/announcedOn': 'announced-on-reserved' }),
    );
    const { body: written } = await api.ask<Host>('PUT', `/v1/hosts/${host.slug}/closing`, { ...admin, body });
    expect(written.closing).toMatchObject({
      announcedOn: '2026-11-28',
      promises: [{ promised: 90, actual: 34, state: 'broken' }, {}],
    });
    expect(
      await api.refused('PUT', `/v1/hosts/${host.slug}/closing`, {
        ...admin,
        body: aClosing('2027-01-01', { announcedOn: '2026-11-20' }),
      }),
    ).toEqual(meaningless({ '/announcedOn': 'announced-already' }));
  });

  it('moves its days, by the version that was read, and never the day of its announcement', async () => {
    const host = await promising();
    const { body } = await announce(host, aClosing('2027-01-31'));
    setDay('2026-12-20');
    const later = aClosing('2027-06-30');
    const moved = await announce(host, later, `"v${body.version}"`);
    expect([moved.status, moved.body.version]).toEqual([200, body.version + 1]);
    expect(moved.body.closing).toMatchObject({
      announcedOn: TODAY,
      promises: [{ actual: 217, state: 'pending' }, {}],
    });
  });

  it('no longer moves a day that has come', async () => {
    const host = await promising();
    await announce(host, aClosing('2026-12-25'));
    setDay('2026-12-25');
    const moved = { token: host.token, ifMatch: '*', body: aClosing('2027-12-25') };
    expect(await api.refused('PUT', `/v1/hosts/${host.slug}/closing`, moved)).toEqual(
      meaningless({ '/stages/closed': 'day-has-come' }),
    );
    const stages = { closed: '2026-12-25', dataErased: '2027-01-25' };
    expect((await announce(host, { stages, reason: REASON }, '*')).status).toBe(200);
  });

  it.each([
    [
      'days out of order',
      { restricted: '2027-02-01', closed: '2027-01-01' },
      422,
      { '/stages/closed': 'ends-before-it-begins' },
    ],
    ['a day before the announcement', { closed: '2026-11-24' }, 422, { '/stages/closed': 'before-the-announcement' }],
    [
      'data erased after an end that is not said',
      { dataErased: '2027-01-01' },
      422,
      { '/stages/closed': 'closed-missing' },
    ],
    ['a month', { closed: '2027-01' }, 400, { '/stages/closed': 'wrong-format' }],
    ['a day that the calendar has not', { closed: '2027-02-30' }, 400, { '/stages/closed': 'wrong-format' }],
    ['no day at all', {}, 400, { '/stages': 'too-few' }],
  ])('is told what is wrong with %s', async (_what, stages, status, pointers) => {
    const host = await api.published();
    const body = { stages, reason: REASON };
    const [found, , faults] = await api.refused('PUT', `/v1/hosts/${host.slug}/closing`, { token: host.token, body });
    expect([found, Object.keys(faults!)]).toEqual([status, Object.keys(pointers)]);
    if (status === 422) expect(faults).toEqual(pointers);
  });
});

describe('an announced closing', () => {
  const cancel = ({ slug, token }: Owned, below = '') =>
    api.ask<Host>('DELETE', `/v1/hosts/${slug}${below}/closing`, { token, ifMatch: '*' });

  it('can be taken back for seven days', async () => {
    const host = await promising();
    await announce(host, aClosing('2027-06-30'));
    setDay('2026-12-02');
    const { status, body } = await cancel(host);
    expect([status, body.closing, body.state]).toEqual([200, undefined, 'published']);
    const url = `/v1/hosts/${host.slug}/closing`;
    expect(await api.refused('DELETE', url, { token: host.token, ifMatch: '*' })).toEqual([404, 'closing-not-found']);
  });

  it('stays after that, and whoever asks is told what to do', async () => {
    const host = await promising();
    await announce(host, aClosing('2027-06-30'));
    setDay('2026-12-03');
    for (const token of [host.token, ADMIN_TOKEN]) {
      const { status, body } = await api.ask<{ code: string; detail: string }>(
        'DELETE',
        `/v1/hosts/${host.slug}/closing`,
        { token, ifMatch: '*' },
      );
      expect([status, body.code]).toEqual([409, 'closing-settled']);
      expect(body.detail).toContain('repoussez');
    }
  });

  it('of a service leaves the host at work, and is measured by the promise of the service', async () => {
    const host = await promising();
    await promise(host, 'closing-notice', 120, '/services/nuage');
    const at = `/v1/hosts/${host.slug}/services/nuage`;
    const { status } = await api.ask('PUT', `${at}/closing`, { token: host.token, body: aClosing('2027-03-05') });
    expect(status).toBe(201);
    const document = await read(host);
    expect(document.closing).toBeUndefined();
    const service = document.services[0]!;
    expect(service.closing!.promises[0]).toMatchObject({ promised: 120, actual: 100, state: 'broken' });
    expect(service.closing!.text).toContain('Promesse non tenue.');
    expect((await api.ask(`GET`, at)).body).toEqual(service);
    const listed = await api.ask<{ items: object[] }>('GET', `/v1/hosts/${host.slug}/services`);
    expect(listed.body.items).toEqual([expect.objectContaining(service)]);
    setDay('2027-03-05');
    expect(await read(host)).toMatchObject({ state: 'published', services: [{ closing: { stage: 'closed' } }] });
    expect((await api.refused('PUT', `${at}x/closing`, { token: host.token, body: {} }))[1]).toBe('service-not-found');
  });
});

it('the past of a closing is told in sentences', async () => {
  const [leaving, successor] = [await promising(), await api.published({ name: 'Les Noyers' })];
  await announce(leaving, aClosing('2026-12-25'));
  await announce(leaving, aClosing('2027-03-25', { successor: successor.slug }), '*');
  const url = `/v1/hosts/${successor.slug}/successions/${leaving.slug}`;
  await api.ask('PUT', url, { token: successor.token });
  await api.ask('DELETE', url, { token: successor.token, ifMatch: '*' });
  await api.ask('DELETE', `/v1/hosts/${leaving.slug}/closing`, { token: leaving.token, ifMatch: '*' });
  const { body } = await api.ask<{ items: HistoryEntry[] }>('GET', `/v1/hosts/${leaving.slug}/history`);
  const told = body.items.map(({ sentences }) => sentences.map(({ text }) => text));
  expect(told.slice(0, 5)).toEqual([
    ['La fermeture annoncée est annulée.'],
    ['Les Noyers ne prend plus la suite.'],
    ['Les Noyers a dit oui et prend la suite.'],
    ['Date de fermeture\u00a0: 25 décembre 2026, puis 25 mars 2027.', 'Repreneur proposé\u00a0: Les Noyers.'],
    [
      'Fermeture annoncée. Date prévue\u00a0: 25 décembre 2026.',
      'Préavis avant fermeture\u00a0: 90\u00a0jours promis\u00a0; annoncé\u00a0: 30\u00a0jours. Promesse non tenue.',
    ],
  ]);
});
