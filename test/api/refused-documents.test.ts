import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aHost, aService } from '../support/record.ts';
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

const NUL = 'a\u0000b';

describe('a document that is not well formed changes nothing, and says where', () => {
  it.each<[string, () => [method: string, url: string, body: unknown], Record<string, string>]>([
    ['an unknown field of a host', () => ['PATCH', at, { nmae: 'x' }], { '/nmae': 'unknown-field' }],
    ['a computed field of a host', () => ['PATCH', at, { claims: [] }], { '/claims': 'unknown-field' }],
    ['a number for a name', () => ['PATCH', at, { name: 4 }], { '/name': 'wrong-type' }],
    ['a name that is taken away', () => ['PATCH', at, { name: null }], { '/name': 'wrong-type' }],
    ['NUL in a name', () => ['PATCH', at, { name: NUL }], { '/name': 'wrong-format' }],
    ['NUL in a text', () => ['PATCH', at, { summary: { fr: NUL } }], { '/summary/fr': 'wrong-format' }],
    ['an empty text', () => ['PATCH', at, { summary: {} }], { '/summary': 'too-few' }],
    ['another language', () => ['PATCH', at, { summary: { de: 'x' } }], { '/summary/de': 'unknown-field' }],
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
    ['a seat without a country', () => ['PATCH', at, { seat: {} }], { '/seat/country': 'missing' }],
    ['a list for a patch', () => ['PATCH', at, [1]], { '': 'wrong-type' }],
    ['null for a patch', () => ['PATCH', at, null], { '': 'wrong-type' }],
    [
      'several faults at once',
      () => ['PATCH', at, { legalForm: 'empire', audiences: ['ants'], foundedOn: 'hier' }],
      { '/legalForm': 'unknown-value', '/audiences/0': 'unknown-value', '/foundedOn': 'wrong-format' },
    ],
    ['a host without a name', () => ['POST', '/v1/hosts', { slug: 'sans-nom' }], { '/name': 'missing' }],
    [
      'a slug in capitals',
      () => ['POST', '/v1/hosts', { ...aHost(), slug: 'Les Aulnes' }],
      { '/slug': 'wrong-format' },
    ],
    ['other terms', () => ['POST', '/v1/hosts', { ...aHost(), terms: '1999' }], { '/terms': 'unknown-value' }],
    ['a service without usages', () => ['PUT', `${at}/services/nuage`, { name: 'x' }], { '/usages': 'missing' }],
    ['a service in a list', () => ['PUT', `${at}/services/nuage`, [aService()]], { '': 'wrong-type' }],
    [
      'an address that is no slug',
      () => ['PUT', `${at}/services/Nu%20age`, aService()],
      { '/service': 'wrong-format' },
    ],
    [
      'a price as text',
      () => ['PUT', `${at}/services/nuage`, aService({ plans: [{ name: 'A', fixed: '35' }] as never })],
      { '/plans/0/fixed': 'wrong-type' },
    ],
    [
      'a negative price',
      () => ['PUT', `${at}/services/nuage`, aService({ plans: [{ name: 'A', fixed: -1 }] })],
      { '/plans/0/fixed': 'out-of-range' },
    ],
    [
      'a tenth of a cent',
      () => ['PUT', `${at}/services/nuage`, aService({ plans: [{ name: 'A', fixed: 1.001 }] })],
      { '/plans/0/fixed': 'too-precise' },
    ],
    [
      'a service patch without a name',
      () => ['PATCH', `${at}/services/nuage`, { name: null }],
      { '/name': 'wrong-type' },
    ],
    [
      'a claim of maybe',
      () => ['PUT', `${at}/claims/free-software-only`, { value: 'maybe' }],
      { '/value': 'unknown-value' },
    ],
    [
      'evidence that is written',
      () => ['PUT', `${at}/claims/free-software-only`, { value: 'yes', evidence: 'certified' }],
      { '/evidence': 'unknown-field' },
    ],
    ['a commitment of nothing', () => ['PUT', `${at}/commitments/closing-notice`, {}], { '/value': 'missing' }],
    [
      'a commitment of null',
      () => ['PUT', `${at}/services/nuage/commitments/closing-notice`, { value: null }],
      { '/value': 'wrong-shape' },
    ],
    [
      'a federation without a website',
      () => ['POST', '/v1/federations', { slug: 'ab', name: 'x' }],
      { '/website': 'missing' },
    ],
    ['members in a patch', () => ['PATCH', under, { members: [] }], { '/members': 'unknown-field' }],
    ['a member without a status', () => ['PUT', `${under}/members/${host.slug}`, {}], { '/status': 'missing' }],
    [
      'a review without a date',
      () => ['PUT', `${under}/reviews/${host.slug}/criterion:x`, { value: 'yes' }],
      { '/reviewedOn': 'missing' },
    ],
    ['a token without a label', () => ['POST', '/v1/tokens', { role: 'admin' }], { '/label': 'missing' }],
    [
      'an instant without a time',
      () => ['POST', '/v1/tokens', { role: 'admin', label: 'x', expiresAt: '2027-01-01' }],
      { '/expiresAt': 'wrong-format' },
    ],
  ])('%s', async (_what, asked, faults) => {
    const [method, url, body] = asked();
    expect(await refused(method, url, { body: JSON.stringify(body) })).toEqual([400, 'invalid-request', faults]);
  });
});

describe('a document that means nothing changes nothing, and says where', () => {
  it.each<[string, () => [method: string, url: string, body: object], Record<string, string>]>([
    ['a seat nowhere', () => ['PATCH', at, { seat: { country: 'XX' } }], { '/seat/country': 'unknown-country' }],
    ['a host of tomorrow', () => ['PATCH', at, { foundedOn: '2027' }], { '/foundedOn': 'in-the-future' }],
    ['a slug that means something else', () => ['PATCH', at, { slug: 'lookups' }], { '/slug': 'reserved-slug' }],
    [
      'an unknown usage',
      () => ['PUT', `${at}/services/nuage`, aService({ usages: ['teleport'] })],
      { '/usages/0': 'unknown-usage' },
    ],
    [
      'a slug that is not that of the address',
      () => ['PUT', `${at}/services/nuage`, aService({ slug: 'autre' })],
      { '/slug': 'slug-mismatch' },
    ],
    [
      'an unknown criterion',
      () => ['PUT', `${at}/claims/is-nice`, { value: 'yes' }],
      { '/criterion': 'unknown-criterion' },
    ],
    [
      'an unknown kind',
      () => ['PUT', `${at}/commitments/smiles`, { value: 1 }],
      { '/kind': 'unknown-commitment-kind' },
    ],
    [
      'days in letters',
      () => ['PUT', `${at}/commitments/closing-notice`, { value: 'long' }],
      { '/value': 'wrong-kind-of-value' },
    ],
    ['an unknown charter', () => ['PATCH', under, { charter: 'mine' }], { '/charter': 'unknown-charter' }],
    ['a federation by another slug', () => ['PATCH', under, { slug: 'autre' }], { '/slug': 'slug-fixed' }],
    [
      'an end before its beginning',
      () => ['PUT', `${under}/members/${host.slug}`, { status: 'former', since: '2020', until: '2019' }],
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
    [
      'a token of yesterday',
      () => ['POST', '/v1/tokens', { role: 'admin', label: 'x', expiresAt: '2020-01-01T00:00:00Z' }],
      { '/expiresAt': 'in-the-past' },
    ],
  ])('%s', async (_what, asked, faults) => {
    const [method, url, body] = asked();
    expect(await refused(method, url, { body })).toEqual([422, 'meaningless-request', faults]);
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
