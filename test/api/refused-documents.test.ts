import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, invalid, meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';
import { refusedBy } from '../support/untouched.ts';

const api = useApp();
const refused = refusedBy(api);
let host: Owned;
let federation: Owned;
let at: string;
let under: string;

beforeAll(async () => {
  host = await api.published();
  federation = await api.federation();
  at = `/v1/hosts/${host.slug}`;
  under = `/v1/federations/${federation.slug}`;
  const token = ADMIN_TOKEN;
  await api.ask('PUT', `${at}/services/nuage`, { token, body: aService() });
  await api.ask('PUT', `${at}/claims/free-software-only`, { token, body: { value: 'yes' } });
  await api.ask('PUT', `${at}/commitments/closing-notice`, { token, body: { value: 90 } });
  await api.ask('PUT', `${at}/services/nuage/commitments/closing-notice`, { token, body: { value: 90 } });
});

describe('a document that is not well formed changes nothing, and says where', () => {
  it.each<[string, () => [method: string, url: string, body: unknown], Record<string, string>]>([
    ['a computed field of a host', () => ['PATCH', at, { claims: [] }], { '/claims': 'unknown-field' }],
    [
      'a script for an address',
      () => ['PATCH', at, { website: 'javascript:alert(1)' }],
      { '/website': 'wrong-format' },
    ],
    [
      'a file for an address',
      () => ['PATCH', at, { contact: { url: 'file:///etc' } }],
      { '/contact/url': 'wrong-format' },
    ],
    ['a list for a patch', () => ['PATCH', at, [1]], { '': 'wrong-type' }],
    ['null for a patch', () => ['PATCH', at, null], { '': 'wrong-type' }],
    ['a name that is taken away', () => ['PATCH', at, { name: null }], { '/name': 'wrong-type' }],
    [
      'an address that is no slug',
      () => ['PUT', `${at}/services/Nu%20age`, aService()],
      { '/service': 'wrong-format' },
    ],
    [
      'evidence that is written',
      () => ['PUT', `${at}/claims/free-software-only`, { value: 'yes', evidence: 'certified' }],
      { '/evidence': 'unknown-field' },
    ],
    ['members in a patch', () => ['PATCH', under, { members: [] }], { '/members': 'unknown-field' }],
  ])('%s', async (_what, asked, faults) => {
    const [method, url, body] = asked();
    expect(await refused(method, url, { body: JSON.stringify(body) })).toEqual(invalid(faults));
  });
});

describe('a document that means nothing changes nothing, and says where', () => {
  it.each<[string, () => [method: string, url: string, body: object], Record<string, string>]>([
    ['a host of tomorrow', () => ['PATCH', at, { foundedOn: '2027' }], { '/foundedOn': 'in-the-future' }],
    [
      'places that are nowhere',
      () => {
        const nowhere = { level: 'commune', code: '99999' };
        return ['PATCH', at, { seat: { country: 'FR', territory: nowhere }, serves: [{ level: 'world' }, nowhere] }];
      },
      { '/seat/territory': 'unknown-territory', '/serves/1': 'unknown-territory' },
    ],
    ['a country that is none', () => ['PATCH', under, { country: 'ZZ' }], { '/country': 'unknown-country' }],
    ['a slug that means something else', () => ['PATCH', at, { slug: 'lookups' }], { '/slug': 'reserved-slug' }],
    [
      'a slug that is not that of the address',
      () => ['PUT', `${at}/services/nuage`, aService({ slug: 'autre' })],
      { '/slug': 'slug-mismatch' },
    ],
    ['a federation by another slug', () => ['PATCH', under, { slug: 'autre' }], { '/slug': 'slug-fixed' }],
    [
      'an end before its beginning',
      () => ['PUT', `${under}/members/${host.slug}`, { state: 'former', since: '2020', until: '2019' }],
      { '/until': 'ends-before-it-begins' },
    ],
    [
      'a subject that is none',
      () => ['PUT', `${under}/reviews/${host.slug}/weather`, { value: 'yes', reviewedOn: '2026' }],
      { '/subject': 'unknown-subject' },
    ],
    [
      'a no without proof',
      () => ['PUT', `${under}/reviews/${host.slug}/criterion:free-software-only`, { value: 'no', reviewedOn: '2026' }],
      { '/evidenceUrl': 'evidence-required', '/tie': 'tie-required' },
    ],
    ['a token of nobody', () => ['POST', '/v1/tokens', { role: 'host', label: 'x' }], { '/host': 'missing' }],
  ])('%s', async (_what, asked, faults) => {
    const [method, url, body] = asked();
    expect(await refused(method, url, { body })).toEqual(meaningless(faults));
    const said = await Promise.all(
      ['fr', 'en'].map((lang) =>
        api.ask<Problem>(method, `${url}?lang=${lang}`, { token: ADMIN_TOKEN, ifMatch: '*', body }),
      ),
    );
    const [french, english] = said.map(({ body }) => [body.title, body.detail, ...body.errors!.map((e) => e.message)]);
    for (const [i, sentence] of french!.entries()) expect(sentence).not.toBe(english![i]);
  });

  test('what the address names is told apart from what the body says', async () => {
    const { body } = await api.ask<Problem>('PUT', `${at}/claims/is-nice`, {
      token: ADMIN_TOKEN,
      body: { value: 'yes' },
    });
    expect(body.errors?.[0]).toMatchObject({ pointer: '/criterion', in: 'path' });
  });
});
