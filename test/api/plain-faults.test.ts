import { describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, invalid, useApp } from '../support/app.ts';
import { aClosing } from '../support/closings.ts';
import { aService } from '../support/record.ts';

const api = useApp();
type Refused = { errors: { pointer: string; message: string }[] };
const faultsOf = async (method: string, url: string, body?: object) => {
  const answer = await api.ask<Refused>(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
  expect(answer.body.errors, answer.text).toBeDefined();
  return answer.body.errors.map(({ pointer, message }) => [pointer, message]);
};

describe('a value of the wrong shape', () => {
  it('is answered in words, by what is wrong in the shape that it has', async () => {
    const { slug } = await api.published();
    const of = (body: object) => faultsOf('PATCH', `/v1/hosts/${slug}`, body);
    expect(await of({ serves: [{ level: 'country', code: 'France' }] })).toEqual([
      ['/serves/0/code', 'Il faut un code, pas un nom : 23 pour la Creuse, FR pour la France. Voir /v1/territories?q='],
    ]);
    expect(await of({ website: 'aulnes.example' })).toEqual([
      ['/website', 'Il faut une adresse qui commence par https://'],
    ]);
    expect(await faultsOf('PUT', `/v1/hosts/${slug}/closing`, aClosing('demain'))).toEqual([
      ['/stages/closed', 'Il faut une date comme 2026-11-24.'],
    ]);
  });
});

describe('a text that is written without its language', () => {
  const text = 'Écrivez le texte par langue : {"fr": "…"}';
  const textOrNone = 'Écrivez "none", ou le texte par langue : {"fr": "…"}';

  it('is answered with how to write it, wherever a text is written', async () => {
    const { slug } = await api.published();
    const { slug: federation } = await api.federation();
    const at = `/v1/federations/${federation}`;
    const choice = { why: 'bien', ties: 'aucun', decidedOn: '2026-11-01', reviewBy: '2027-11-01' };
    expect(await faultsOf('PUT', `${at}/selection/${slug}`, choice)).toEqual([
      ['/why', text],
      ['/ties', textOrNone],
    ]);
    const review = { value: 'yes', reviewedOn: '2026-11', note: 'bien', tie: 'aucun' };
    expect(await faultsOf('PUT', `${at}/reviews/${slug}/criterion:free-software-only`, review)).toEqual([
      ['/note', text],
      ['/tie', textOrNone],
    ]);
    const criterion = { label: 'visites', question: { fr: 'Peut-on venir ?' }, howToProve: 'Une page.' };
    expect(await faultsOf('PUT', `${at}/criteria/visits`, criterion)).toEqual([
      ['/label', text],
      ['/howToProve', text],
    ]);
    expect(await faultsOf('PUT', `${at}/members/${slug}`, { state: 'member', exceptions: 'aucune' })).toEqual([
      ['/exceptions', text],
    ]);
    const patch = { summary: 'Un collectif.', contact: { hours: 'Le matin' } };
    expect(await faultsOf('PATCH', `/v1/hosts/${slug}`, patch)).toEqual([
      ['/summary', text],
      ['/contact/hours', text],
    ]);
    const document = { host: { name: 'X', summary: 'Un collectif.' }, services: [], claims: [], commitments: [] };
    expect(await faultsOf('PUT', `/v1/hosts/${slug}/document`, document)).toContainEqual(['/host/summary', text]);
    expect(await faultsOf('PATCH', at, { summary: 'Un réseau.' })).toEqual([['/summary', text]]);
    expect(await faultsOf('PATCH', `/v1/hosts/${slug}`, { contact: 'Le matin' })).toEqual([
      ['/contact', expect.stringMatching(/^Il faut un objet/)],
    ]);
  });
});

describe('a name that is in no list is answered with the list and the nearest name', () => {
  const guess = (typed: string, list: string, meant: string) =>
    `« ${typed} » n’est pas dans la liste : voir ${list}. Vouliez-vous dire « ${meant} » ?`;
  const files = guess('file-storage-sharin', '/v1/usages', 'file-storage-sharing');
  const free = guess('free-software-onl', '/v1/criteria', 'free-software-only');
  const notice = guess('closing-notic', '/v1/commitment-kinds', 'closing-notice');

  it('in a service', async () => {
    const { slug } = await api.published();
    const body = aService({ usages: ['file-storage-sharin'] });
    expect(await faultsOf('PUT', `/v1/hosts/${slug}/services/nuage`, body)).toEqual([['/usages/0', files]]);
  });

  it('in a need', async () => {
    const { slug } = await api.federation({ slug: 'les-communs' });
    const need = {
      usages: [{ usage: 'file-storage-sharin' }],
      require: { criteria: [{ criterion: 'free-software-onl' }], commitments: [{ kind: 'closing-notic', atLeast: 1 }] },
      wish: { support: { trainin: 'plus' } },
      ...{ currentTools: ['google-driv'], federation: 'les-comuns' },
    };
    expect(await faultsOf('POST', '/v1/matches', need)).toEqual([
      ['/usages/0/usage', files],
      ['/require/criteria/0/criterion', free],
      ['/require/commitments/0/kind', notice],
      ['/wish/support/trainin', guess('trainin', '/docs', 'training')],
      ['/currentTools/0', guess('google-driv', '/v1/tools', 'google-drive')],
      ['/federation', guess('les-comuns', '/v1/federations', slug)],
    ]);
  });

  it('in a search', async () => {
    expect(await faultsOf('GET', '/v1/hosts?usage=file-storage-sharin&commitment=closing-notic')).toEqual([
      ['/usage/0', files],
      ['/commitment/0', notice],
    ]);
  });

  it('in all that a federation says', async () => {
    const { slug } = await api.federation({ charter: 'chatons' });
    const host = await api.published({ slug: 'les-aulnes-du-lac' });
    const at = (what: string) => `/v1/federations/${slug}/${what}`;
    const review = { value: 'yes', reviewedOn: '2026-11-01' };
    const policy = {
      require: { criteria: [{ criterion: 'free-software-onl' }], commitments: [{ kind: 'closing-notic', atLeast: 1 }] },
      factors: { 'support:trainin': 1.5 },
    };
    const referral = { host: 'les-aulne-du-lac', usages: ['file-storage-sharin'] };
    const noHost = guess('les-aulne-du-lac', '/v1/hosts', host.slug);
    expect(await faultsOf('PUT', at(`reviews/${host.slug}/criterion:free-software-onl`), review)).toEqual([
      ['/subject', free],
    ]);
    expect(await faultsOf('PUT', at(`reviews/${host.slug}/commitment:closing-notic`), review)).toEqual([
      ['/subject', notice],
    ]);
    expect(await faultsOf('PUT', at('policy'), policy)).toEqual([
      ['/require/criteria/0/criterion', free],
      ['/require/commitments/0/kind', notice],
      ['/factors/support:trainin', guess('trainin', '/docs', 'training')],
    ]);
    expect(await faultsOf('POST', at('referrals'), referral)).toEqual([
      ['/host', noHost],
      ['/usages/0', files],
    ]);
    expect(await faultsOf('PATCH', `/v1/federations/${slug}`, { charter: 'chaton' })).toEqual([
      ['/charter', guess('chaton', '/v1/criteria', 'chatons')],
    ]);
    const member = { state: 'member', charterVersion: 'since-203' };
    expect(await faultsOf('PUT', at(`members/${host.slug}`), member)).toEqual([
      ['/charterVersion', 'La charte a les versions before-2023, since-2023. Vouliez-vous dire « since-2023 » ?'],
    ]);
  });

  it('in the address of what a federation says of a host', async () => {
    const { slug, token } = await api.federation();
    const { slug: host } = await api.published({ slug: 'les-trois-noyers' });
    const choose = (who: string) =>
      api.ask<{ detail: string }>('PUT', `/v1/federations/${slug}/selection/${who}`, { token, body: {} });
    const { status, body } = await choose('les-troi-noyers');
    expect([status, body.detail]).toEqual([404, `Aucun hébergeur ne porte ce nom. Vouliez-vous dire « ${host} » ?`]);
    expect((await choose('tout-autre-chose')).body.detail).toBe('Aucun hébergeur ne porte ce nom.');
  });
});

describe('a body of nonsense', () => {
  const need = (require: object) => ({ usages: [{ usage: 'email-hosting' }], require });

  // Looking at each error beside each other one once took forty seconds here, during which nobody else was answered.
  it('is told that its list is too long, and not what is wrong in each of its thousand values', async () => {
    const commitments = Array(1500).fill({ kind: 'closing-notice', atLeast: {} });
    expect(await api.refused('POST', '/v1/matches', { body: need({ commitments }) })).toEqual(
      invalid({ '/require/commitments': 'too-many' }),
    );
  });

  it('is told of fifty faults, and of no more', async () => {
    const faultsOf = async (count: number) => {
      const body = Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, 1]));
      const refused = await api.refused('POST', '/v1/matches', { body: { ...need({}), ...body } });
      return Object.keys(refused[2]!).length;
    };
    expect([await faultsOf(50), await faultsOf(51), await faultsOf(60)]).toEqual([50, 50, 50]);
    expect(await faultsOf(49)).toBe(49);
  });

  // The body itself and each list or object in it are values too.
  it.each([
    ['in one list', (values: number) => ({ usages: Array(values - 2).fill(1) })],
    ['as fields', (values: number) => Object.fromEntries(Array.from({ length: values - 1 }, (_, i) => [`a${i}`, 1]))],
    [
      'in lists of lists',
      (values: number) => ({ usages: [...Array(24_998).fill([1]), ...Array(values - 49_998).fill(1)] }),
    ],
  ])('may hold fifty thousand values, and not one more: %s', async (_where, holding) => {
    const [status, code] = await api.refused('POST', '/v1/matches', { body: holding(50_000) });
    expect([status, code]).toEqual([400, 'invalid-request']);
    expect(await api.refused('POST', '/v1/matches', { body: holding(50_001) })).toEqual([413, 'body-too-large']);
  });
});
