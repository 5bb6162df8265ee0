import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';

const test = useApp();
let host: Owned;
let federation: Owned;

/** They begin as addresses do, and no browser opens them. */
const UNREADABLE = ['https://x.example:99999/', 'http://%zz', 'https://xn--a', 'https://1.2.3.999/', 'https://'];
/** They look like another site than the one that they open. */
const DISGUISED = [
  'https://framasoft.org@evil.example/',
  'https://nom:secret@evil.example/',
  'https://@evil.example/',
  'https:\\\\framasoft.org@evil.example/',
];

beforeAll(async () => {
  host = await test.published({ name: 'Les Aulnes', website: 'https://aulnes.example' });
  federation = await test.federation();
  const ask = async (method: string, path: string, body: object) => {
    const { status, text } = await test.ask(method, path, { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect([200, 201], text).toContain(status);
  };
  await ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { name: 'Nuage', usages: ['file-storage-sharing'] });
  await ask('PUT', `/v1/hosts/${host.slug}/claims/non-profit`, { value: 'yes' });
  await ask('PUT', `/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:non-profit`, {
    value: 'yes',
    reviewedOn: '2026-11-01',
  });
});

interface Shape {
  $ref?: string;
  format?: string;
  type?: string | string[];
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  patternProperties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
}

/** Every place of a body that holds an address: the names on the way to it, `0` for the first of a list. */
function addressesIn(shape: Shape, schemas: Record<string, Shape>, way: string[] = []): string[][] {
  if (way.length > 8) return [];
  if (shape.$ref) return addressesIn(schemas[shape.$ref.split('/').at(-1)!]!, schemas, way);
  if (shape.format === 'iri') return [way];
  const under = (name: string, inner: Shape) => addressesIn(inner, schemas, [...way, name]);
  const records = [shape.additionalProperties, ...Object.values(shape.patternProperties ?? {})];
  return [
    ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => under(name, inner)),
    ...records.flatMap((inner) => (typeof inner === 'object' ? under('non-profit', inner) : [])),
    ...(shape.items ? under('0', shape.items) : []),
    ...[shape.anyOf, shape.oneOf, shape.allOf]
      .flatMap((many) => many ?? [])
      .flatMap((one) => addressesIn(one, schemas, way)),
  ];
}

const bodyWith = ([name, ...rest]: string[], address: string): unknown => {
  if (name === undefined) return address;
  const inner = bodyWith(rest, address);
  return name === '0' ? [inner] : { [name]: inner };
};

describe('an address that cannot be opened', () => {
  const parametersOf = () => ({
    ...{ host: host.slug, federation: federation.slug, service: 'nuage', criterion: 'non-profit' },
    ...{
      kind: 'closing-notice',
      subject: 'criterion:non-profit',
      id: 'maison',
      key: 'notre-critere',
      leaving: host.slug,
    },
  });
  const doors = () => {
    const document = test.app.swagger() as unknown as { components: { schemas: Record<string, Shape> } };
    return operationsOf(test.app).flatMap(({ method, path, operation }) => {
      const { requestBody } = operation as { requestBody?: { content: Record<string, { schema: Shape }> } };
      const [content] = Object.values(requestBody?.content ?? {});
      const places = content ? addressesIn(content.schema, document.components.schemas) : [];
      const distinct = [...new Map(places.map((way) => [way.join('/'), way])).values()];
      return distinct.map((way) => ({ name: operation.operationId, method, path, way }));
    });
  };

  it('is refused at every door that the description names, and said where', async () => {
    const found = doors();
    const let_in: string[] = [];
    for (const { name, method, path, way } of found)
      for (const address of [...UNREADABLE, ...DISGUISED]) {
        const at = path.replace(/\{(\w+)\}/g, (_, parameter: keyof ReturnType<typeof parametersOf>) => {
          return parametersOf()[parameter] ?? parameter;
        });
        const asking = { token: ADMIN_TOKEN, ifMatch: '*', body: bodyWith(way, address) };
        const { status, body } = await test.ask<Problem>(method, at, asking);
        const pointers = (body?.errors ?? []).map(({ pointer }) => pointer);
        if (status !== 400 || !pointers.includes(`/${way.join('/')}`))
          let_in.push(`${name} ${way.join('/')} ${address}: ${status} ${pointers}`);
      }
    expect(let_in).toEqual([]);
    const names = found.map(({ name, way }) => `${name} ${way.join('/')}`);
    // Some that must be among them, lest the search itself finds nothing.
    const few = [
      'registerHost website',
      'putHostDocument services/0/url',
      'putClaim evidenceUrl',
      'putFederationHelper url',
    ];
    expect(names).toEqual(expect.arrayContaining(few));
    expect(found.length).toBeGreaterThan(20);
  });

  it('is refused as the measure of a promise too', async () => {
    for (const value of [...UNREADABLE, ...DISGUISED])
      expect(
        await test.refused('PUT', `/v1/hosts/${host.slug}/commitments/status-page`, {
          token: host.token,
          ifMatch: '*',
          body: { value },
        }),
      ).toEqual(meaningless({ '/value': 'wrong-kind-of-value' }));
  });

  it('finds no host by domain', async () => {
    for (const domain of [
      'x.example:99999',
      '%25zz',
      'xn--a',
      'aulnes.example@evil.example',
      'evil.example%2Faulnes.example',
    ])
      expect((await test.ask('GET', `/v1/hosts/by-domain/${domain}`)).status).toBe(404);
    expect((await test.ask('GET', '/v1/hosts/by-domain/AULNES.example')).status).toBe(200);
  });
});

describe('an address that was stored before it was refused', () => {
  const BAD = 'https://x.example:99999/';
  let old: Owned;
  beforeAll(async () => {
    const { db } = test.database;
    old = await test.published({
      name: 'Ancien',
      website: 'https://ancien.example',
      contact: { url: 'https://ancien.example/contact' },
    });
    const put = async (path: string, body: object) => {
      const { status, text } = await test.ask('PUT', path, { token: ADMIN_TOKEN, ifMatch: '*', body });
      expect([200, 201], text).toContain(status);
    };
    await put(`/v1/hosts/${old.slug}/services/nuage`, {
      ...{
        name: 'Nuage',
        usages: ['file-storage-sharing'],
        url: 'https://ancien.example/nuage',
        capacity: { state: 'open' },
      },
      plans: [{ name: 'Groupe', fixed: 12, maxAccounts: 50, maxGb: 100 }],
    });
    await put(`/v1/hosts/${old.slug}/claims/non-profit`, {
      value: 'yes',
      evidenceUrl: 'https://ancien.example/statuts',
    });
    await put(`/v1/federations/${federation.slug}/helpers/maison`, {
      ...{ name: 'La Maison', kind: 'guidasso', serves: [{ level: 'country', code: 'FR' }] },
      ...{ url: 'https://maison.example', observedOn: '2026-11-01' },
    });
    // As an earlier version would have stored them, in the rows and in what was published.
    await db.execute(
      sql`update hosts set website = ${BAD}, contact = ${JSON.stringify({ url: BAD })}::jsonb where id = ${old.id}`,
    );
    await db.execute(sql`update services set url = ${BAD} where host_id = ${old.id}`);
    await db.execute(sql`update claims set evidence_url = ${BAD} where host_id = ${old.id}`);
    await db.execute(sql`update federation_helpers set url = ${BAD} where federation_id = ${federation.id}`);
    await db.execute(sql`update federations set website = ${BAD} where id = ${federation.id}`);
    await db.execute(
      sql`update changes set document = regexp_replace(document::text, 'https://(ancien|maison|federation-[0-9]+)\.example[a-z/]*', ${BAD}, 'g')::json`,
    );
    const { app } = await test.beside();
    pages = app;
  });
  let pages: typeof test.app;

  it('breaks no page, no list, no answer', async () => {
    const get = async (url: string) => [url, (await pages.inject({ method: 'GET', url })).statusCode];
    const addresses = [
      ...['/', '/match', `/hosts/${old.slug}`, `/hosts/${old.slug}/alternatives`, `/federations/${federation.slug}`],
      ...[`/embed/search?federation=${federation.slug}`, `/match?federation=${federation.slug}`],
      ...['/v1/hosts', '/v1/services', `/v1/hosts/${old.slug}`, '/v1/helpers', `/v1/federations/${federation.slug}`],
      `/v1/hosts/${old.slug}/history`,
    ];
    for (const address of addresses) expect(await get(address)).toEqual([address, 200]);
    // It is shown as it is, and leads nowhere.
    for (const address of [`/hosts/${old.slug}`, `/federations/${federation.slug}`]) {
      const { body } = await pages.inject({ method: 'GET', url: address });
      expect(body).not.toContain(`href="${BAD}`);
    }
    const post = (url: string, type: string, payload: string) =>
      pages.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
    const form = 'at=matters&go=answer&use=file-storage-sharing&people=5';
    const query = `?federation=${federation.slug}`;
    for (const path of ['/match', `/match${query}`, `/embed/match${query}`])
      for (const body of [form, 'at=uses&go=next&use=unknown', `${form}&budget=0`]) {
        const answer = await post(path, 'application/x-www-form-urlencoded', body);
        expect([path, body, answer.statusCode]).toEqual([path, body, 200]);
      }
    const need = JSON.stringify({ usages: [{ usage: 'file-storage-sharing' }], federation: federation.slug });
    expect((await post('/v1/matches', 'application/json', need)).statusCode).toBe(200);
  });

  it('can be mended by its host, and does not stop a claim or a check from saying what is wrong', async () => {
    const check = await test.ask<{ problem?: { code: string } }>('POST', `/v1/hosts/${old.id}/domain-checks`, {
      token: old.token,
    });
    expect([check.status, check.body.problem?.code]).toEqual([200, 'not-http']);
    expect(
      (await test.refused('POST', `/v1/hosts/${old.slug}/ownership`, { body: { terms: '2026-1' } })).slice(0, 2),
    ).toEqual([409, 'not-claimable']);
    const mended = await test.ask('PATCH', `/v1/hosts/${old.slug}`, {
      ...{ token: old.token, ifMatch: '*' },
      body: { website: 'https://ancien.example', contact: null },
    });
    expect(mended.status, mended.text).toBe(200);
    for (const [path, body] of [
      [`/v1/hosts/${old.slug}/services/nuage`, { url: null }],
      [`/v1/federations/${federation.slug}`, { website: 'https://mended.example' }],
    ] as const)
      expect((await test.ask('PATCH', path, { token: ADMIN_TOKEN, ifMatch: '*', body })).status).toBe(200);
    for (const [path, body] of [
      [`/v1/hosts/${old.slug}/claims/non-profit`, { value: 'yes' }],
      [
        `/v1/federations/${federation.slug}/helpers/maison`,
        {
          ...{ name: 'La Maison', kind: 'guidasso', serves: [{ level: 'country', code: 'FR' }] },
          ...{ url: 'https://maison.example', observedOn: '2026-11-01' },
        },
      ],
    ] as const)
      expect((await test.ask('PUT', path, { token: ADMIN_TOKEN, ifMatch: '*', body })).status).toBe(200);
  });
});

describe('an e-mail address', () => {
  it('that would be more than one in a mail program is refused', async () => {
    const emails = [
      'a@b.example?bcc=x@y.example',
      'a@b.example&cc=x',
      'a%40c@b.example',
      'a b@c.example',
      'a\u0007@b.example',
    ];
    for (const email of emails) {
      const [status, , faults] = await test.refused('PATCH', `/v1/hosts/${host.slug}`, {
        ...{ token: host.token, ifMatch: '*' },
        body: { contact: { email } },
      });
      expect([email, status, faults]).toEqual([email, 400, { '/contact/email': 'wrong-format' }]);
    }
  });
});

describe('the links of a page', () => {
  const ELSEWHERE = [
    '//evil.example/login',
    '/\\evil.example',
    '///evil.example/x',
    '/%2f%2fevil.example',
    'http://evil.example/x',
  ];
  it('stay on this service, whatever the path of the request', async () => {
    for (const path of [...ELSEWHERE, ...ELSEWHERE.map((one) => `${one}?lang=en`)]) {
      const answer = await rawly(path);
      const links = [...answer.matchAll(/(?:href|action|formaction)="([^"]*)"/g)].map(([, link]) =>
        link!.replaceAll('&amp;', '&'),
      );
      expect(links.length).toBeGreaterThan(2);
      const away = links.filter(
        (link) =>
          !/^(data|tel|mailto):/.test(link) &&
          // The licences, in the footer of every page.
          !/^https:\/\/(creativecommons|www\.gnu)\.org\//.test(link) &&
          new URL(link, 'https://bercail.example/').origin !== 'https://bercail.example',
      );
      expect([path, away]).toEqual([path, []]);
    }
  });

  /** Sends the path byte for byte, which clients would tidy. */
  async function rawly(path: string): Promise<string> {
    const address = await test.app.listen({ host: '127.0.0.1', port: 0 }).catch(() => {
      const { port } = test.app.server.address() as { port: number };
      return `http://127.0.0.1:${port}`;
    });
    const { port } = new URL(address);
    const { connect } = await import('node:net');
    return await new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\naccept: text/html\r\nconnection: close\r\n\r\n`),
      );
      socket.on('data', (part) => {
        answer += part;
      });
      socket.on('end', () => resolve(answer));
      socket.on('error', reject);
    });
  }
});
