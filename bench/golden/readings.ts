import type { Asker, Asking } from './answers.ts';
import { addressOf, type Operation } from './operations.ts';
import { nameIn } from './refusals.ts';
import { ADMIN } from './service.ts';
import type { Story } from './story/story.ts';

/** What is read: every reading by whoever may ask, and lists, histories and pasts with what can be asked of them. */

export type Both = (path: string, asking?: Asking) => Promise<void>;

export const inBothLanguages =
  (asker: Asker): Both =>
  async (path, asking = {}) => {
    for (const lang of ['fr', 'en'])
      await asker.ask('GET', `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, asking);
  };

/** Every reading of the description: as nobody, a host, a federation and an administrator; known already; by a former name; of a host that left. */
export async function readAll(asker: Asker, operations: readonly Operation[], story: Story): Promise<void> {
  const both = inBothLanguages(asker);
  const readers = [
    ...[{ as: 'nobody' }, { as: 'its host', token: story.aulnes.token }],
    ...[
      { as: 'a federation', token: story.federation },
      { as: 'an administrator', token: ADMIN },
    ],
  ];
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const path = nameIn(operation, story);
    const route = `GET ${operation.path}`;
    for (const reader of readers) await both(path, reader);
    const { headers } = await asker.ask('GET', path, { as: 'the first' });
    const etag = headers.get('etag');
    if (etag !== null) await asker.ask('GET', path, { as: 'known', route, headers: { 'if-none-match': etag } });
    if (!operation.path.includes('{host}')) continue;
    const names = { ...story.names, ...story.namesOf[operation.id] };
    for (const host of ['les-verges', 'deuxfleurs'])
      for (const { as, token } of readers.filter(({ as }) => as !== 'its host'))
        await asker.ask('GET', addressOf(operation, { ...names, host }), { as: `${as} of ${host}`, token });
  }
  for (const path of story.opened) await both(path, { as: 'whoever has the address' });
}

export async function readLists(asker: Asker, story: Story, slugs: readonly string[]): Promise<void> {
  const { federation, aulnes, draft, recommendations, revisions } = story;
  const ask = asker.ask.bind(asker);
  const both = inBothLanguages(asker);
  for (const path of [
    '/v1/hosts?q=mail&limit=50',
    '/v1/hosts?q=courriel',
    '/v1/hosts?usage=email-hosting&usage=website&territory=departement:23&facets=usage,legalForm,federation,registration,audience',
    '/v1/hosts?maxPricePerYear=50&accounts=8&storageGb=20&sort=-confirmedOn',
    '/v1/hosts?criterion=free-software-only&commitment=closing-notice&limit=5',
    '/v1/hosts?usage=mapping&maxPricePerYear=0&territory=departement:23',
    '/v1/hosts?federation=communs&sort=name',
    '/v1/hosts?q=infinie&sort=relevance',
    '/v1/services?usage=email-hosting&limit=40',
    '/v1/services?q=nuage&country=FR&facets=usage',
    '/v1/federations',
    '/v1/federations/communs',
    '/v1/federations/chatons',
    '/v1/usages',
    '/v1/tools',
    '/v1/criteria',
    '/v1/commitment-kinds',
    '/v1/territories?q=bourg&limit=30',
    '/v1/helpers?territory=departement:23',
    '/v1/policy',
    '/v1/panel',
    '/v1/exposure',
    '/v1/federations/communs/members',
    '/v1/federations/communs/reviews',
    '/v1/federations/communs/selection',
    '/v1/federations/communs/helpers',
    '/v1/federations/communs/criteria',
    '/v1/federations/communs/criteria/ouvert-aux-visites',
    '/v1/federations/communs/criteria/ouvert-aux-visites/answers',
    '/v1/federations/communs/policy',
    '/v1/federations/communs/policy/versions',
    '/v1/federations/communs/statistics',
    '/v1/federations/communs/members.csv',
    '/v1/federations/communs/selection.csv?separator=semicolon',
    '/v1/federations/communs/reviews.csv',
    '/v1/federations/communs/statistics.csv',
    '/v1/federations/communs/criteria/ouvert-aux-visites/answers.csv',
    '/v1/hosts/by-domain/aulnes.example',
    '/docs/problems',
    '/.well-known/api-catalog',
    '/v1/schemas/host-document.json',
    ...recommendations.map((id) => `/v1/recommendations/${id}`),
  ])
    await both(path);
  for (const path of [
    '/v1/hosts/nobody-here',
    '/v1/hosts/infinie',
    '/v1/hosts/deuxfleurs',
    `/v1/hosts/${draft.id}`,
    '/v1/hosts?nope=1',
    '/v1/hosts?limit=1000',
    '/v1/hosts?territory=x',
    '/v1/hosts?cursor=abc',
    '/v1/services?usage=nope',
    '/v1/federations/communes',
    '/nowhere',
    '/v1/hosts/infini/services/nope',
    '/v1/tokens',
    '/v1/audit',
    '/v1/hosts/les-aulnes/todo',
    '/v1/recommendations/none',
    '/v1/hosts/les-aulnes?at=999999',
  ])
    await both(path);
  for (const slug of slugs) {
    await both(`/v1/hosts/${slug}`);
    await both(`/v1/hosts/${slug}/history`);
  }
  for (const slug of ['les-aulnes', 'kaz', 'infini', 'zaclys', 'framasoft', 'le-pic', 'deuxfleurs']) {
    await both(`/v1/hosts/${slug}/services`);
    await both(`/v1/hosts/${slug}/alternatives`);
    for (const at of revisions) await ask('GET', `/v1/hosts/${slug}?at=${at}`);
  }
  const own = { token: aulnes.token };
  for (const path of [
    '',
    '/document',
    '/todo',
    '/advice',
    '/advice?target=1',
    '/reports',
    '/referrals',
    '/services/nuage',
    '/history',
  ])
    await both(`/v1/hosts/les-aulnes${path}`, own);
  await both(`/v1/hosts/${draft.id}`, { token: draft.token });
  await both(`/v1/hosts/${draft.id}/advice`, { token: draft.token });
  await both('/v1/tokens', own);
  const by = { token: federation };
  for (const path of [
    '/referrals',
    '/referrals.csv',
    '/recommendations',
    '/due',
    '/due?within=400',
    '/gaps',
    '/gaps.csv',
    '/reviews',
    '/members',
  ])
    await both(`/v1/federations/communs${path}`, by);
  for (const slug of ['les-aulnes', 'infini', 'kaz']) await both(`/v1/hosts/${slug}/advice`, by);
  const admin = { token: ADMIN };
  await both('/v1/audit?limit=100', admin);
  await both('/v1/tokens', admin);
  for (const slug of ['infini', 'kaz', 'zaclys']) {
    await both(`/v1/hosts/${slug}/advice`, admin);
    await both(`/v1/hosts/${slug}/todo`, admin);
    await both(`/v1/hosts/${slug}/reports?state=all`, admin);
  }
}
