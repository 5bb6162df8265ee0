import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../src/accounts/tokens.ts';
import { federationRequests, tokens, webhooks } from '../../src/record/tables.ts';
import { ADMIN_TOKEN, type Asking, type Owned, useApp } from '../support/app.ts';
import { exampleOfSchema, takingBodies } from '../support/examples/published.ts';
import { aService } from '../support/record.ts';

const BODIES = takingBodies();

const api = useApp();
const SUBJECT = 'criterion:free-software-only';
const NEED = { usages: [{ usage: 'file-storage-sharing' }] };

/** Hosts that are told by what the example says. */
const OTHERWISE: Record<string, { slug?: string; website?: string }> = {
  claimOwnership: { website: 'https://charmes.example' },
  putHostDocument: { slug: 'les-alisiers', website: 'https://alisiers.example' },
};

/** A host with a service, and a federation: nobody else writes of them. */
interface Parties {
  host: Owned;
  federation: Owned;
}
async function parties(operationId: string): Promise<Parties> {
  const host = await api.published(OTHERWISE[operationId]);
  const federation = await api.federation();
  await made('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
  return { host, federation };
}

async function made(method: string, url: string, asking: Asking): Promise<{ id: string }> {
  const { status, text, body } = await api.ask<{ id: string }>(method, url, asking);
  expect(status, `${method} ${url}: ${text}`).toBeLessThan(300);
  return body;
}

/** A webhook as if its receiver had answered. */
async function aWebhook({ token }: Owned): Promise<string> {
  const body = { url: 'https://aulnes.example/hooks', events: ['host.changed'] };
  const { id } = await made('POST', '/v1/webhooks', { token, body });
  await api.database.db.update(webhooks).set({ state: 'active' }).where(eq(webhooks.id, id));
  return id;
}

/** A network that asks for its desk, with a site that is proven; the key is that of the examples. */
async function aRequest(over: { federationId?: string; website?: string }): Promise<Record<string, string>> {
  const { key } = exampleOfSchema('FederationRequestKey') as { key: string };
  const id = randomUUID();
  await api.database.db.delete(federationRequests);
  await api.database.db.insert(federationRequests).values({
    ...{ id, hash: hashOf(key), name: 'Réseau', website: 'https://reseau.example', summary: { fr: 'Un réseau.' } },
    ...{ content: 'x', askedAt: api.now, provenAt: api.now, expiresAt: new Date(api.now.getTime() + 86_400_000) },
    ...over,
  });
  return { request: id };
}

/** What has to be there before an example makes sense, with what it is called in the path. */
const FIRST: Record<string, (parties: Parties) => Promise<Record<string, string>>> = {
  answerReport: async ({ host }) => {
    const body = { kind: 'wrong', text: { fr: 'Le tarif a changé.' } };
    return { report: (await made('POST', `/v1/hosts/${host.slug}/reports`, { body })).id };
  },
  rotateToken: async ({ host }) => {
    const body = { role: 'host', host: host.slug, label: 'tarifs' };
    return { id: (await made('POST', '/v1/tokens', { token: ADMIN_TOKEN, body })).id };
  },
  mergeHosts: async () => {
    await api.published({ slug: 'les-aulnes-asso', name: 'Les Aulnes, association', website: 'https://asso.example' });
    return {};
  },
  // A host that left comes back with its own token alone.
  publishHost: async ({ host: { slug, token } }) => {
    await api.ask('DELETE', `/v1/hosts/${slug}`, { token, ifMatch: '*' });
    return {};
  },
  dismissDuplicate: async () => ({ other: (await api.published({ name: 'Les Aulnes de Metz' })).slug }),
  putReply: async ({ host, federation: { slug, token } }) => {
    const body = { value: 'yes', reviewedOn: '2026-11-01' };
    await made('PUT', `/v1/federations/${slug}/reviews/${host.slug}/${SUBJECT}`, { token, body });
    return { federation: slug };
  },
  answerReferral: async ({ host, federation: { slug, token } }) => {
    const body = { host: host.slug, usages: ['file-storage-sharing'] };
    return { referral: (await made('POST', `/v1/federations/${slug}/referrals`, { token, body })).id };
  },
  checkFederationRequest: () => aRequest({}),
  enterFederation: async ({ federation: { id, slug } }) => {
    // Its first officer comes by the proof; whoever comes later is invited.
    await api.database.db.delete(tokens).where(eq(tokens.federationId, id));
    const { body } = await api.ask<{ website: string }>('GET', `/v1/federations/${slug}`);
    return await aRequest({ federationId: id, website: body.website });
  },
  answerFederationRequest: () => aRequest({}),
  answerMembership: async ({ host, federation: { slug } }) => {
    await made('POST', `/v1/federations/${slug}/members`, { token: host.token, body: {} });
    return {};
  },
  rotateWebhookSecret: async ({ federation }) => ({ webhook: await aWebhook(federation) }),
  replayWebhook: async ({ federation }) => ({ webhook: await aWebhook(federation) }),
  withdrawRecommendation: async ({ federation: { slug, token } }) => {
    const body = { need: NEED };
    return { recommendation: (await made('POST', `/v1/federations/${slug}/recommendations`, { token, body })).id };
  },
};

const aCase = async ({ federation: { slug, token } }: Parties) => {
  const body = { label: 'Une fanfare', receivedBy: 'phone', need: NEED };
  return { case: (await made('POST', `/v1/federations/${slug}/cases`, { token, body })).id };
};
FIRST.changeTokenRights = FIRST.rotateToken!;
for (const id of ['patchCase', 'createCaseRecommendation', 'createCaseReferral']) FIRST[id] = aCase;

const OF_ADMINISTRATORS = [
  ...[
    'createFederation',
    'suspendHost',
    'redactHost',
    'mergeHosts',
    'noteLetter',
    'dismissDuplicate',
    'createToken',
    'rotateToken',
    'changeTokenRights',
  ],
  ...['uploadCatalogueWorkbook', 'answerFederationRequest'],
];
const OF_HOSTS = ['askMembership'];
const OF_NOBODY = [
  ...['registerHost', 'matchNeed', 'diagnoseTools', 'lookUpDomains', 'reportHost', 'claimOwnership'],
  ...['sendNeed', 'askForFederation', 'checkFederationRequest', 'enterFederation'],
];

function tokenOf(operationId: string, path: string, { host, federation }: Parties): string | undefined {
  if (OF_NOBODY.includes(operationId)) return undefined;
  if (OF_ADMINISTRATORS.includes(operationId)) return ADMIN_TOKEN;
  return path.startsWith('/v1/hosts/') || OF_HOSTS.includes(operationId) ? host.token : federation.token;
}

// Whom the examples name.
beforeAll(() =>
  api.published({ slug: 'les-aulnes', name: 'Les Aulnes du catalogue', website: 'https://aulnes.example' }),
);

describe('the example of a body', () => {
  it('is there for every operation that takes one', () => {
    expect(BODIES.length).toBeGreaterThan(35);
    expect(BODIES.filter(({ example }) => example === undefined).map(({ operationId }) => operationId)).toEqual([]);
  });

  it('names no site but those that are set apart for examples', () => {
    for (const { operationId, example } of BODIES)
      for (const [, domain] of JSON.stringify(example).matchAll(/(?:https?:\/\/|@)([\w.-]+)/g))
        expect(domain, operationId).toMatch(/\.example$/);
  });

  it.each(BODIES)(
    'is taken as it stands: $operationId ($type)',
    async ({ operationId, method, path, type, named, example }) => {
      const prepared = await parties(operationId);
      const names: Record<string, string> = {
        ...{ host: prepared.host.slug, federation: prepared.federation.slug, service: 'nuage' },
        ...(await FIRST[operationId]?.(prepared)),
      };
      const url = path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(names[name] ?? String(named.find((one) => one.in === 'path' && one.name === name)?.example)),
      );
      const { status, text } = await api.ask(method, url, {
        ...{ token: tokenOf(operationId, path, prepared), body: example, headers: { 'content-type': type } },
        ...(named.some(({ name }) => name === 'if-match') && { ifMatch: '*' }),
        from: '10.9.0.1',
      });
      expect(status, `${method} ${url}: ${text}`).toBeLessThan(300);
    },
  );
});
