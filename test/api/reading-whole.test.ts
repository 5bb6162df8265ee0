import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../src/catalogue/model.ts';
import { type Owned, useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';
import { aService } from '../support/record.ts';

/* Every public GET, its pages too: what a tag says of the body that it comes with. */

const api = useApp();
let host: Owned;
let federation: Owned;
/** A revision at which the host was there already. */
let past: number;

const visits = (fr: string) => ({
  label: { fr, en: 'Open to visitors' },
  question: { fr: 'Peut-on venir voir ?', en: 'Can one come?' },
  howToProve: { fr: 'Une page publique.', en: 'A public page.' },
});
const put = async (path: string, body: object, token = federation.token) => {
  const said = await api.ask('PUT', path, { token, ifMatch: '*', body });
  expect([200, 201], `${path} ${said.text}`).toContain(said.status);
};

beforeAll(async () => {
  federation = await api.federation({ slug: 'communs', name: 'Les Communs' });
  host = await api.published({ slug: 'aulnes', name: 'Les Aulnes' });
  past = await api.revision();
  await put('/v1/hosts/aulnes/services/nuage', aService(), host.token);
  const at = '/v1/federations/communs';
  await put(`${at}/members/aulnes`, { state: 'member' });
  await put(`${at}/criteria/visites`, visits('Ouvert aux visites'));
  await put(`${at}/helpers/pivot`, {
    ...{ name: 'Le Pivot', kind: 'training', serves: [{ level: 'departement', code: '23' }] },
    ...{ url: 'https://pivot.example', observedOn: '2026-10' },
  });
  await put(`${at}/selection/aulnes`, {
    why: { fr: 'Répond au téléphone.', en: 'Answers the telephone.' },
    ...{ ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
  });
  await put(`${at}/policy`, {});
  const SUBJECT = 'criterion:free-software-only';
  await put('/v1/hosts/aulnes/claims/free-software-only', { value: 'yes' }, host.token);
  await put('/v1/hosts/aulnes/commitments/closing-notice', { value: 60 }, host.token);
  await put('/v1/hosts/aulnes/services/nuage/commitments/closing-notice', { value: 60 }, host.token);
  await put('/v1/hosts/aulnes/aliases/domain/autrefois.example', {}, host.token);
  await put(`${at}/reviews/aulnes/${SUBJECT}`, { value: 'partial', reviewedOn: '2026-11-01' });
  await put(`/v1/hosts/aulnes/replies/communs/${SUBJECT}`, { text: { fr: 'Si.' } }, host.token);
}, 60_000);

const PARAMETERS: Readonly<Record<string, string>> = {
  ...{ host: 'aulnes', service: 'nuage', federation: 'communs', domain: 'aulnes.example', id: 'pivot', key: 'visites' },
  ...{ criterion: 'free-software-only', kind: 'closing-notice', subject: 'criterion:free-software-only' },
  ...{ aliasKind: 'domain', value: 'autrefois.example' },
};
/** Parameters that an operation does not do without, or where it does something else. */
const QUERIES: Readonly<Record<string, string[]>> = {
  listTerritories: ['?q=creuse'],
  listHosts: ['', '?facets=usage,state', '?q=aulnes'],
  listHelpers: ['', '?territory=departement:23'],
};
/** Not the same for everybody, or not an answer from the catalogue. */
const ELSEWHERE = ['getHealth', 'getReadiness', 'getMetrics', 'getRecommendation'];
/** Of a host that ends or is suspended, which is in few other answers. */
const OF_OTHERS = ['getClosing', 'getServiceClosing', 'getSuspension'];
const PAGES = [
  ...[
    '/data',
    '/legal',
    '/terms',
    '/hosts/aulnes',
    '/hosts/aulnes/alternatives',
    '/federations/communs',
    '/match',
    '/match?federation=communs',
  ],
  ...[
    '/embed',
    '/embed.js',
    '/embed/search',
    '/embed/search?usage=file-storage-sharing',
    '/embed/match',
    '/badge/aulnes.svg',
  ],
];

const queriesOf = (operation: string): string[] =>
  operation === 'getHost' ? ['', `?at=${past}`] : (QUERIES[operation] ?? ['']);

interface Question {
  url: string;
  accept: string;
}

/** Every public address, in each of its formats; an operation without the words to ask it fails here. */
function questions(): Question[] {
  const described = operationsOf(api.app)
    .filter(({ method, path, operation }) => method === 'GET' && !operation.security && !/\.(ics|atom)$/.test(path))
    .filter(({ operation }) => ![...ELSEWHERE, ...OF_OTHERS].includes(operation.operationId))
    .flatMap(({ path, operation }) => {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? `no ${name}`);
      const types = Object.keys(operation.responses['200']?.content ?? {});
      return queriesOf(operation.operationId).flatMap((query) =>
        types.map((accept) => ({ url: filled + query, accept })),
      );
    });
  return [...described, ...PAGES.map((url) => ({ url, accept: '*/*' }))];
}

/** The bytes of an answer and its tag; without the tag of the address, nothing is public. */
async function read({ url, accept }: Question, headers: Record<string, string> = {}) {
  const answer = await api.ask('GET', url, { headers: { accept, ...headers } });
  expect([url, answer.status, answer.headers['cache-control']]).toEqual([
    ...[url, 200],
    // A page for people does not outlive what it shows by ten minutes.
    expect.stringMatching(/^public, max-age=60(, stale-while-revalidate=600)?$/),
  ]);
  return { body: answer.text, tag: String(answer.headers.etag) };
}
const nameOf = ({ url, accept }: Question) => `${url} as ${accept}`;
async function readAll() {
  const answers = new Map<string, Awaited<ReturnType<typeof read>>>();
  for (const question of questions()) answers.set(nameOf(question), await read(question));
  return answers;
}

let edits = 0;
const edit = async () => {
  const name = `Les Aulnes ${++edits}`;
  const said = await api.ask('PATCH', '/v1/hosts/aulnes', { token: host.token, ifMatch: '*', body: { name } });
  expect(said.status, said.text).toBe(200);
  await put('/v1/federations/communs/criteria/visites', visits(`Ouvert aux visites ${edits}`));
};

/**
 * Lets a write land when an answer has looked at the catalogue `looks` times: the next look finds the model after it.
 * @returns whether it looked that often
 */
async function withAWriteAfter<T>(
  looks: number,
  models: { before: Model; after: Model },
  asking: () => Promise<T>,
): Promise<{ answer: T; landed: boolean }> {
  const { catalogue } = api;
  const present = catalogue.current;
  let looked = 0;
  catalogue.current = () => (++looked > looks ? models.after : models.before);
  try {
    return { answer: await asking(), landed: looked > looks };
  } finally {
    catalogue.current = present;
  }
}

describe('a public answer', () => {
  it('never comes under the tag of another state, wherever a write lands', async () => {
    const before = await readAll();
    const model = api.catalogue.current();
    await edit();
    const after = await readAll();
    const models = { before: model, after: api.catalogue.current() };
    const mixed: string[] = [];
    for (const question of questions()) {
      const name = nameOf(question);
      const whole = [before.get(name), after.get(name)].map((answer) => JSON.stringify(answer));
      for (let looks = 0, landed = true; landed; looks++) {
        const asked = await withAWriteAfter(looks, models, () => read(question));
        if (!whole.includes(JSON.stringify(asked.answer))) mixed.push(`${name}, after ${looks} looks`);
        landed = asked.landed;
      }
    }
    expect(mixed).toEqual([]);
  });

  it('keeps its tag while a host is edited if the catalogue has no part in it, and no other answer does', async () => {
    const before = await readAll();
    await edit();
    const after = await readAll();
    const kept = [...after].filter(([name, { tag }]) => before.get(name)?.tag === tag).map(([name]) => name);
    // A body of before under the tag of now would be shown for as long as that tag is asked for.
    for (const name of kept) expect([name, after.get(name)?.body]).toEqual([name, before.get(name)?.body]);
    expect(kept.sort()).toEqual([
      '/.well-known/api-catalog as application/linkset+json',
      '/docs/problems as text/html',
      '/docs/promise as text/html',
      '/embed.js as */*',
      '/legal as */*',
      '/ns as application/ld+json',
      '/ns as text/html',
      '/ns/context.jsonld as application/ld+json',
      '/openapi.json as application/json',
      '/terms as */*',
      '/v1/commitment-kinds as application/json',
      '/v1/panel as application/json',
      '/v1/policy as application/json',
      '/v1/pools/template.xlsx as application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      '/v1/spreadsheet/template.xlsx as application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      '/v1/territories?q=creuse as application/json',
      '/v1/tools as application/json',
      '/v1/usages as application/json',
    ]);
  });

  it('is not sent again under its tag, whatever was edited meanwhile if the catalogue has no part in it', async () => {
    const known = await readAll();
    for (const isEdited of [false, true]) {
      if (isEdited) await edit();
      for (const question of questions()) {
        const name = nameOf(question);
        const { tag } = known.get(name)!;
        const { url, accept } = question;
        const again = await api.ask('GET', url, { headers: { accept, 'if-none-match': tag } });
        expect([name, again.status]).toEqual([name, isEdited && !tag.startsWith('"b-') ? 200 : 304]);
      }
    }
  });
});

describe('a tag', () => {
  it('changes with the settings that an answer shows, with an edit or without', async () => {
    const other = await api.beside({ operator: { name: 'Une association', contact: 'bonjour@aulnes.example' } });
    const { headers } = await other.app.inject({ method: 'GET', url: '/legal' });
    expect(headers.etag).toMatch(/^"b-/);
    expect(headers.etag).not.toBe((await api.ask('GET', '/legal')).headers.etag);
  });

  it('is that of the same build in every process', async () => {
    const other = await api.beside();
    for (const url of ['/v1/usages', '/v1/hosts', '/openapi.json']) {
      const { headers } = await other.app.inject({ method: 'GET', url });
      expect([url, headers.etag]).toEqual([url, (await api.ask('GET', url)).headers.etag]);
    }
  });
});
