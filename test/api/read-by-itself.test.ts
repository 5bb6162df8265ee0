import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

/* What was written is read at its own address, which the answer that made it names. */

const api = useApp();
let host: Owned;
let federation: Owned;
beforeAll(async () => {
  host = await api.published({ name: 'Les Aulnes', website: 'https://aulnes.example' });
  federation = await api.federation({ name: 'Les Communs' });
});
const make = async (url: string, body: object | undefined, token: string, method = 'PUT') => {
  const made = await api.ask<{ id?: string }>(method, url, { token, body });
  expect([url, made.status], made.text).toEqual([url, 201]);
  return { location: String(made.headers.location), made: made.body };
};
const read = async (url: string, token?: string) => (await api.ask<object>('GET', url, { token })).body;

describe('What was written of a host', () => {
  it.each<[part: string, body: object, said: object]>([
    ['claims/free-software-only', { value: 'yes' }, { criterion: 'free-software-only', value: 'yes' }],
    ['commitments/closing-notice', { value: 90 }, { kind: 'closing-notice', value: 90 }],
    ['services/nuage', aService(), { slug: 'nuage' }],
    ['services/nuage/commitments/closing-notice', { value: 60 }, { kind: 'closing-notice', value: 60 }],
    ['aliases/name/Les%20Aulnes%20libres', { until: '2021-06' }, { kind: 'name', value: 'Les Aulnes libres' }],
    [
      'services/nuage/closing',
      { stages: { closed: '2027-12-31' }, reason: { fr: 'Faute de bras.' } },
      { stages: { closed: '2027-12-31' } },
    ],
    [
      'closing',
      { stages: { closed: '2027-12-31' }, reason: { fr: 'Faute de bras.' } },
      { reason: { fr: 'Faute de bras.' } },
    ],
  ])('is read by itself: %s', async (part, body, said) => {
    const at = `/v1/hosts/${host.slug}/${part}`;
    expect((await make(at, body, host.token)).location).toBe(at);
    expect(await read(at)).toMatchObject(said);
  });

  it('is read by itself: a suspension, and the reply to a review', async () => {
    const other = await api.published({ name: 'Les Saules', website: 'https://saules.example' });
    await make(`/v1/hosts/${other.slug}/claims/free-software-only`, { value: 'yes' }, other.token);
    const review = `/v1/federations/${federation.slug}/reviews/${other.slug}/criterion:free-software-only`;
    expect((await make(review, { value: 'yes', reviewedOn: '2026-11-01' }, federation.token)).location).toBe(review);
    expect(await read(review)).toMatchObject({ host: other.slug, value: 'yes', reviewedOn: '2026-11-01' });
    const reply = `/v1/hosts/${other.slug}/replies/${federation.slug}/criterion:free-software-only`;
    await make(reply, { text: { fr: 'Merci.' } }, other.token);
    expect(await read(reply)).toMatchObject({ text: { fr: 'Merci.' } });
    expect(await read(reply.replace(federation.slug, federation.id))).toMatchObject({ text: { fr: 'Merci.' } });
    const suspension = `/v1/hosts/${other.slug}/suspension`;
    await make(suspension, { reason: { fr: 'À vérifier.' } }, ADMIN_TOKEN);
    expect(await read(suspension)).toMatchObject({ reason: { fr: 'À vérifier.' } });
  });

  it('is 404 with a code of its own where nothing was written, 308 at a former slug, 404 at no host', async () => {
    const silent = await api.published({ name: 'Sans un mot', website: 'https://muet.example' });
    for (const [part, code] of [
      ['claims/free-software-only', 'claim-not-found'],
      ['commitments/closing-notice', 'commitment-not-found'],
      ['services/nuage/commitments/closing-notice', 'service-not-found'],
      ['closing', 'closing-not-found'],
      ['services/nuage/closing', 'service-not-found'],
      ['suspension', 'suspension-not-found'],
      ['aliases/slug/autre', 'alias-not-found'],
      [`replies/${federation.slug}/criterion:free-software-only`, 'reply-not-found'],
    ] as const)
      expect(await api.refused('GET', `/v1/hosts/${silent.slug}/${part}`)).toEqual([404, code]);
    await make(`/v1/hosts/${silent.slug}/services/nuage`, aService(), silent.token);
    for (const [part, code] of [
      ['services/nuage/commitments/closing-notice', 'commitment-not-found'],
      ['services/nuage/closing', 'closing-not-found'],
    ] as const)
      expect(await api.refused('GET', `/v1/hosts/${silent.slug}/${part}`)).toEqual([404, code]);
    expect(await api.refused('GET', `/v1/federations/${federation.slug}/members/${silent.slug}`)).toEqual([
      404,
      'member-not-found',
    ]);
    expect(await api.refused('GET', '/v1/hosts/personne/closing')).toEqual([404, 'host-not-found']);
    const renamed = { token: silent.token, ifMatch: '*', body: { slug: 'plus-un-mot' } };
    expect((await api.ask<Host>('PATCH', `/v1/hosts/${silent.slug}`, renamed)).status).toBe(200);
    const moved = await api.ask('GET', `/v1/hosts/${silent.slug}/closing`);
    expect([moved.status, moved.headers.location]).toEqual([308, '/v1/hosts/plus-un-mot/closing']);
  });
});

describe('What a federation wrote', () => {
  it('is read by itself: a member, a referral, a vouch, which is new once', async () => {
    const host = await api.published({ name: 'Les Frênes', website: 'https://frenes.example' });
    const member = `/v1/federations/${federation.slug}/members/${host.slug}`;
    await make(member, { state: 'member', since: '2024' }, federation.token);
    expect(await read(member)).toMatchObject({ host: host.slug, state: 'member', since: '2024' });
    const referrals = `/v1/federations/${federation.slug}/referrals`;
    const sent = { host: host.slug, usages: ['file-storage-sharing'] };
    const referral = await make(referrals, sent, federation.token, 'POST');
    expect(await read(referral.location, federation.token)).toEqual(referral.made);
    const vouch = `/v1/federations/${federation.slug}/vouches/${host.slug}`;
    const first = await make(vouch, undefined, federation.token);
    expect((await api.ask('PUT', vouch, { token: federation.token })).status).toBe(200);
    expect(await read(first.location, federation.token)).toEqual(first.made);
    const [own, other] = [federation.token, (await api.federation()).token];
    expect([
      (await api.ask('DELETE', vouch, { token: own })).status,
      await api.refused('GET', vouch, { token: own }),
    ]).toEqual([204, [404, 'vouch-not-found']]);
    expect(await api.refused('GET', referral.location, { token: other })).toEqual([403, 'not-yours']);
  });
});

describe('What others sent', () => {
  it('is read by those whom it concerns: a report, a token, a request for a desk', async () => {
    const report = await make(
      `/v1/hosts/${host.slug}/reports`,
      { kind: 'wrong', text: { fr: 'Le prix.' } },
      host.token,
      'POST',
    );
    expect(report.location).toBe(`/v1/hosts/${host.slug}/reports/${report.made.id}`);
    expect(await read(report.location, host.token)).toMatchObject({ text: { fr: 'Le prix.' } });
    const token = await make('/v1/tokens', { role: 'host', host: host.slug, label: 'script' }, host.token, 'POST');
    const { token: _secret, ...shown } = token.made as { token?: string };
    expect(await read(token.location, host.token)).toEqual(shown);
    expect(await api.refused('GET', token.location, { token: federation.token })).toEqual([404, 'token-not-found']);
    const draft = { name: 'Réseau neuf', website: 'https://neuf.example', summary: { fr: 'Un réseau.' } };
    const asked = await api.ask<{ request: object }>('POST', '/v1/federation-requests', { body: draft });
    expect(asked.status, asked.text).toBe(201);
    expect(await read(String(asked.headers.location), ADMIN_TOKEN)).toEqual(asked.body.request);
  });
});
