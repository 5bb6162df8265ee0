import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';

const test = useApp();
let host: Owned;
let federation: Owned;

/** Words that every object of the language answers to, though no list of the field holds them. */
const WORDS = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

beforeAll(async () => {
  host = await test.published({ name: 'Les Aulnes', website: 'https://aulnes.example' });
  federation = await test.federation();
});

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: { type?: string };
}

const send = async (method: string, url: string, body?: string, type = 'application/json') => {
  const { statusCode, body: text } = await test.app.inject({
    method: method as 'GET',
    url,
    headers: {
      ...{ authorization: `Bearer ${ADMIN_TOKEN}`, 'if-match': '*' },
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { payload: body }),
  });
  return { status: statusCode, text };
};

describe('a word that every object knows is a word like any other', () => {
  it('in every parameter of every path and query', async () => {
    const failed: string[] = [];
    const real: Record<string, string> = { host: host.slug, federation: federation.slug };
    for (const { method, path, operation } of operationsOf(test.app)) {
      const { parameters = [] } = operation as { parameters?: Parameter[] };
      const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      const inQuery = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      for (const word of WORDS.slice(0, 2)) {
        const at = (replaced: string) =>
          path.replace(/\{(\w+)\}/g, (_, name: string) => (name === replaced ? word : (real[name] ?? 'nuage')));
        const addresses = [
          ...inPath.map(at),
          ...inQuery.map((name) => `${at('')}?${name}=${word}`),
          // A parameter of that name, too.
          `${at('')}?${word}=1`,
        ];
        for (const address of addresses) {
          const { status, text } = await send(method, address, method === 'GET' ? undefined : '{}');
          if (status >= 500) failed.push(`${method} ${address}: ${status} ${text.slice(0, 80)}`);
        }
      }
    }
    expect(failed).toEqual([]);
  });

  const text = { fr: 'Un texte.' };
  /** Bodies that are accepted or nearly so, so that what is behind their shape is reached. */
  const bodies = (): [method: string, path: string, body: object][] => [
    [
      'POST',
      '/v1/matches',
      {
        usages: [
          { usage: 'file-storage-sharing', accounts: 5, priority: 'must', amounts: { 'simultaneous-participants': 3 } },
        ],
        ...{ territory: { level: 'departement', code: '23' }, audience: 'associations', language: 'fr' },
        require: {
          criteria: [{ criterion: 'non-profit', evidence: 'declared' }],
          commitments: [{ kind: 'closing-notice', atLeast: 30 }],
          ...{ support: ['migration'], dataCountries: ['FR'] },
        },
        wish: {
          price: 'important',
          criteria: { 'non-profit': 'plus' },
          commitments: { 'closing-notice': 'plus' },
          support: { training: 'plus' },
        },
        ...{ currentTools: ['google-drive'], federation: federation.slug, onlyFrom: 'members' },
      },
    ],
    [
      'PATCH',
      `/v1/hosts/${host.slug}`,
      {
        ...{ audiences: ['associations'], languages: ['fr'], summary: text, legalForm: 'association' },
        seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
        ...{ serves: [{ level: 'country', code: 'FR' }], support: [{ kind: 'training', mode: 'remote' }] },
      },
    ],
    [
      'PUT',
      `/v1/hosts/${host.slug}/services/nuage`,
      {
        ...{ name: 'Nuage', usages: ['file-storage-sharing'], registration: 'open', capacity: { state: 'open' } },
        ...{ certifications: ['hds'], exportFormats: ['csv'], dataCountry: 'FR' },
        imports: [{ tool: 'google-drive', guideUrl: 'https://aulnes.example/venir' }],
        plans: [{ name: 'Groupe', period: 'year', fixed: 12, covers: ['nuage'], limits: { mailboxes: 3 } }],
      },
    ],
    ['PUT', `/v1/hosts/${host.slug}/commitments/closing-notice`, { value: 'never' }],
    [
      'PUT',
      `/v1/hosts/${host.slug}/document`,
      {
        host: { slug: host.slug, name: 'Les Aulnes', website: 'https://aulnes.example' },
        services: [
          {
            slug: 'nuage',
            name: 'Nuage',
            usages: ['file-storage-sharing'],
            commitments: { 'closing-notice': { value: 30 } },
          },
        ],
        claims: { 'non-profit': { value: 'yes' } },
        commitments: { 'closing-notice': { value: 30 } },
      },
    ],
    [
      'PUT',
      `/v1/federations/${federation.slug}/policy`,
      {
        require: { criteria: [{ criterion: 'non-profit' }], commitments: [{ kind: 'closing-notice', atLeast: 30 }] },
        minimumEvidence: { 'criterion:non-profit': 'documented' },
        minimumWords: { 'support:training': 'plus' },
        factors: { 'commitment:closing-notice': 1.5 },
      },
    ],
    ['POST', `/v1/federations/${federation.slug}/policy/preview`, { factors: { 'commitment:closing-notice': 1.5 } }],
    [
      'PUT',
      `/v1/federations/${federation.slug}/helpers/maison`,
      {
        name: 'La Maison',
        kind: 'guidasso',
        serves: [{ level: 'departement', code: '23' }],
        url: 'https://m.example',
        observedOn: '2026',
      },
    ],
    ['PATCH', `/v1/federations/${federation.slug}`, { charter: 'chatons', country: 'FR' }],
    [
      'PUT',
      `/v1/federations/${federation.slug}/members/${host.slug}`,
      { state: 'member', charter: 'chatons', charterVersion: '1' },
    ],
    [
      'POST',
      `/v1/federations/${federation.slug}/referrals`,
      { host: host.slug, usages: ['file-storage-sharing'], region: '75' },
    ],
    [
      'POST',
      `/v1/federations/${federation.slug}/recommendations`,
      { need: { usages: [{ usage: 'file-storage-sharing' }] }, hosts: [host.slug] },
    ],
    ['POST', `/v1/hosts/${host.slug}/reports`, { kind: 'wrong', about: 'criterion:non-profit', text }],
    ['POST', '/v1/tokens', { role: 'host', host: host.slug, label: 'x' }],
    [
      'PUT',
      `/v1/hosts/${host.slug}/closing`,
      { stages: { closed: '2027-07-01' }, reason: text, successor: 'les-autres' },
    ],
  ];

  /** The same value with one of its words replaced, value by value and name by name, as JSON. */
  function* withWord(value: unknown, word: string): Generator<string> {
    if (typeof value === 'string') yield JSON.stringify(word);
    if (Array.isArray(value))
      for (const [index, item] of value.entries())
        for (const changed of withWord(item, word))
          yield `[${value.map((other, at) => (at === index ? changed : JSON.stringify(other))).join()}]`;
    else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      const written = (at: number, changed: string, name = entries[at]![0]) =>
        `{${entries.map(([other, kept], i) => (i === at ? `${JSON.stringify(name)}:${changed}` : `${JSON.stringify(other)}:${JSON.stringify(kept)}`)).join()}}`;
      for (const [at, [name, inner]] of entries.entries()) {
        yield written(at, JSON.stringify(inner), name.includes(':') ? name.replace(/:.*/, `:${word}`) : word);
        for (const changed of withWord(inner, word)) yield written(at, changed);
      }
    }
  }

  it('in every text and every name of a body', async () => {
    const failed: string[] = [];
    for (const [method, path, body] of bodies()) {
      const whole = await send(method, path, JSON.stringify(body));
      // Otherwise nothing of what follows would be reached.
      expect([path, whole.status === 400 && whole.text]).toEqual([path, false]);
      for (const word of WORDS.slice(0, 2))
        for (const changed of withWord(body, word)) {
          const { status, text } = await send(method, path, changed);
          if (status >= 500) failed.push(`${method} ${path} ${changed}: ${status} ${text.slice(0, 80)}`);
        }
    }
    expect(failed).toEqual([]);
  });

  it('in every field of the guided need and in the columns of a sheet', async () => {
    const failed: string[] = [];
    const fields = [
      'use',
      'replies',
      'people',
      'space',
      'mailboxes',
      'meeting',
      'health',
      'tool',
      'budget',
      'place',
      'commune',
      'found',
      'matters',
      'at',
      'go',
    ];
    const mapFields = [
      ...[
        'map',
        'unread',
        'sure',
        'at',
        'go',
        'names',
        'common',
        't0.is',
        't0.use',
        't0.also',
        't1.backup',
        't1.users',
      ],
      ...[
        't0.referentCount',
        'organisation.legalForm',
        'data',
        'help',
        'need',
        'needs.also',
        'place',
        'commune',
        'found',
      ],
    ];
    const form = { at: 'matters', go: 'answer', use: 'file-storage-sharing' };
    for (const word of WORDS) {
      for (const path of ['/match', '/embed/match'])
        for (const field of [...fields, word])
          for (const use of ['file-storage-sharing', 'writing']) {
            const body = new URLSearchParams({ ...form, use }).toString();
            const { status } = await send(
              'POST',
              path,
              `${body}&${field}=${word}`,
              'application/x-www-form-urlencoded',
            );
            if (status >= 500) failed.push(`${path} ${use} ${field}=${word}: ${status}`);
          }
      const map = JSON.stringify({ currentTools: [{ tool: 'Facebook' }, { tool: word, usages: [] }], needs: [] });
      for (const at of ['names', 'tools', 'about', 'answer'])
        for (const field of mapFields)
          for (const value of [word, `${word}=${word}`]) {
            const body = new URLSearchParams({ map, at, go: 'next', [field]: value }).toString();
            const { status } = await send('POST', '/diagnosis', body, 'application/x-www-form-urlencoded');
            if (status >= 500) failed.push(`/diagnosis ${at} ${field}=${value}: ${status}`);
          }
      for (const name of ['usage', 'territory', 'federation', 'state', 'onlyFrom', 'accent', 'lang', word])
        for (const path of ['/embed', '/embed/search', '/embed/match', '/match', '/hosts/by-domain/constructor']) {
          const { status } = await send('GET', `${path}?${name}=${word}`);
          if (status >= 500) failed.push(`${path}?${name}=${word}: ${status}`);
        }
      for (const list of ['members', 'selection', 'reviews']) {
        const csv = `host,${word},state\n${host.slug},${word},${word}\n${word},x,member\n`;
        const { status } = await send(
          'PUT',
          `/v1/federations/${federation.slug}/${list}.csv?dryRun=true`,
          csv,
          'text/csv',
        );
        if (status >= 500) failed.push(`${list}.csv ${word}: ${status}`);
      }
    }
    expect(failed).toEqual([]);
  });
});
