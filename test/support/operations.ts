import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect } from 'vitest';
import { ADMIN_TOKEN, type Answered, type Asking, type Owned, type TestApp } from './app.ts';
import { type Described, operationsOf } from './documented.ts';
import { exampleOfName, takingBodies } from './examples/published.ts';
import { aFederation, aHost, aService } from './record.ts';
import type { Who } from './rules-of-operations.ts';
import { aWorkbook } from './workbooks.ts';

/* What every operation needs before it can be asked: who asks, what its path names, and a body that is right. */

const choice = { why: { fr: 'Joignable.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' };

const aClosing = (over: object = {}) => ({
  stages: { closed: '2027-06-30' },
  reason: { fr: 'Plus assez de bénévoles.' },
  ...over,
});
const aNeed = { usages: [{ usage: 'file-storage-sharing' }] };
const aCase = { label: 'Une fanfare', receivedBy: 'phone', need: aNeed };

const aWebhook = { url: 'https://droits.example/hooks', events: ['host.changed'] };

export function operationsOn(api: TestApp) {
  let host: Owned;
  /** Another host, which names ours as its successor. */
  let leaving: Owned;
  let federation: Owned;
  /** Another federation, which calls our host a member by its own word alone. */
  let oneSided: Owned;
  let tokens: Record<Who, string | undefined>;
  let spareToken: string;
  let webhook: string;
  let report: string | undefined;
  let recommendation: string;
  let referral: string;
  let caseId: string;
  let federationRequest: string;
  let hostRun: string;
  let federationRun: string;
  /** A host that nothing happens to. */
  let other: Owned;

  const known = new Map<string, Described>();
  const all = (): ReadonlyMap<string, Described> => {
    if (known.size === 0) for (const one of operationsOf(api.app)) known.set(one.operation.operationId, one);
    return known;
  };
  const found = (id: string): Described => all().get(id)!;

  /** Bodies that are right in themselves; without one here, the example of the description is. */
  const BODIES: Record<string, () => object | string> = {
    registerHost: () => aHost({ website: 'https://un-autre-site.example' }),
    matchNeed: () => aNeed,
    mergeHosts: () => ({ from: host.id, reason: { fr: 'La même association.' } }),
    lookUpDomains: () => ({ domains: ['aulnes.example'] }),
    noteLetter: () => ({ sentOn: '2026-11-20' }),
    diagnoseTools: () => ({ currentTools: [{ tool: 'gmail' }] }),
    checkChatonsInfosFile: () => 'file.class = Organization',
    claimOwnership: () => ({ terms: '2026-1' }),
    patchHost: () => ({ languages: ['fr', 'br'] }),
    putHostDocument: () => ({
      host: { slug: host.slug, name: 'Les Aulnes', website: 'https://droits.example' },
      ...{ services: [], claims: {}, commitments: {} },
    }),
    suspendHost: () => ({ reason: { fr: 'Un signalement de plus.' } }),
    redactHost: () => ({ text: 'signalement' }),
    announceClosing: () => aClosing({ reason: { fr: 'Plus d’argent non plus.' } }),
    announceServiceClosing: () => aClosing({ reason: { fr: 'Plus d’argent non plus.' } }),
    reportHost: () => ({ kind: 'wrong', text: { fr: 'Le prix a changé.' } }),
    answerReport: () => ({ outcome: 'corrected' }),
    acceptProposals: () => ({ all: true }),
    refuseProposals: () => ({ all: true }),
    putService: () => aService({ name: 'Nuage neuf' }),
    patchService: () => ({ name: 'Nuage changé' }),
    createFederation: () => aFederation(),
    askForFederation: () => ({
      name: `Réseau ${randomUUID()}`,
      website: 'https://reseau.example',
      summary: { fr: 'Un réseau.' },
    }),
    checkFederationRequest: () => ({ key: 'aucune' }),
    enterFederation: () => ({ key: 'aucune' }),
    answerFederationRequest: () => ({ outcome: 'refused', reason: { fr: 'Ce n’est pas un réseau.' } }),
    patchFederation: () => ({ name: 'Autre nom' }),
    askMembership: () => ({ since: '2020' }),
    putMember: () => ({ state: 'follower' }),
    answerMembership: () => ({ outcome: 'refused', reason: { fr: 'Pas encore.' } }),
    putChoice: () => ({ ...choice, why: { fr: 'Rappelle le jour même.' } }),
    uploadMembers: () => `host,state\n${host.slug},suit`,
    uploadMembersWorkbook: () =>
      aWorkbook([
        {
          name: 'Membres',
          rows: [
            ['Hébergeur', 'Statut'],
            [host.slug, 'suit'],
          ],
        },
      ]),
    uploadSelectionWorkbook: () =>
      `host,why.fr,ties,decidedOn,reviewBy\n${host.slug},Répond vite.,none,2026-11-01,2027-11-01`,
    uploadReviewsWorkbook: () =>
      `host,subject,value,reviewedOn\n${host.slug},criterion:free-software-only,oui,2026-11-03`,
    uploadHostWorkbook: () => 'service,name,usages\nnuage,Nuage du tableau,forum',
    uploadHostCsv: () => 'host,languages\n,fr',
    uploadHostServicesCsv: () => 'service,name,usages\nnuage,Nuage de la feuille,forum',
    uploadHostPlansCsv: () => 'service,plan,fixed\nnuage,De la feuille,5',
    uploadCatalogueWorkbook: () => `host,service,name,usages\n${host.slug},nuage,Nuage de tous,forum`,
    uploadSelection: () =>
      `host,why.fr,ties,decidedOn,reviewBy\n${host.slug},Répond au courrier.,none,2026-11-01,2027-11-01`,
    uploadReviews: () => `host,subject,value,reviewedOn\n${host.slug},criterion:free-software-only,partiel,2026-11-02`,
    putReply: () => ({ text: { fr: 'Pas du tout.' } }),
    putReview: () => ({ value: 'partial', reviewedOn: '2026-11-01' }),
    previewFederationPolicy: () => ({ policy: { factors: { price: 0.5 } } }),
    computePool: () => ({
      needs: ['Un', 'Deux'].map((label) => ({ label, need: aNeed })),
    }),
    createReferral: () => ({ host: other.slug, usages: ['email-hosting'] }),
    answerReferral: () => ({ outcome: 'full' }),
    createRecommendation: () => ({ need: aNeed }),
    withdrawRecommendation: () => ({ reason: { fr: 'Donnée par erreur.' } }),
    createCase: () => aCase,
    createCases: () => ({ cases: [aCase] }),
    sendNeed: () => ({ need: aCase.need }),
    patchCase: () => ({ outcome: { state: 'written-to', on: '2026-11-25' } }),
    createCaseRecommendation: () => ({}),
    createCaseReferral: () => ({ host: other.slug }),
    createToken: () => ({ role: 'host', host: host.slug, label: 'poste du bureau' }),
    rotateToken: () => ({ graceMinutes: 10 }),
    putFederationSource: () => ({ url: 'https://droits.example/autre.properties' }),
    putHostSource: () => ({ url: 'https://droits.example/autre.properties' }),
    createWebhook: () => aWebhook,
    replayWebhook: () => ({ dead: true }),
  };

  const bodyOf = (id: string) =>
    (BODIES[id]?.() ?? takingBodies().find((one) => one.operationId === id)?.example) as object | string | undefined;

  /** Another process is at it. @returns its run */
  const beginRunOf = async (source: 'host_id' | 'federation_id', id: string): Promise<string> => {
    await api.database.run(sql`
    insert into import_runs (id, source_id, url, kind, state, started_at, taken_by, taken_until)
    select ${randomUUID()}, id, url, kind, 'running', ${api.now}, ${randomUUID()}, ${new Date(api.now.getTime() + 20_000)}
    from import_sources where ${sql.identifier(source)} = ${id} on conflict do nothing`);
    const [run] = await api.database.run<{ id: string }>(sql`
    select r.id from import_runs r join import_sources s on s.id = r.source_id
    where ${sql.identifier(source)} = ${id} and r.state = 'running'`);
    return run!.id;
  };

  /** The type of a body that is a file. */
  const typeOf = (id: string): string | undefined => {
    if (id.startsWith('upload')) return 'text/csv';
    return id === 'checkChatonsInfosFile' ? 'text/plain' : undefined;
  };

  const admin = async (method: string, url: string, body?: object) => {
    const answer = await api.ask<{ id: string }>(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect([200, 201], answer.text).toContain(answer.status);
    return answer.body;
  };

  const at = () => `/v1/hosts/${host.slug}`;
  const ofFederation = () => `/v1/federations/${federation.slug}`;
  const SUBJECT = 'criterion:free-software-only';

  /** Everything that the operations change or remove, in the order in which it can be made. */
  const STEPS = {
    published: async () => {
      // Who withdrew it may be anybody of those who may.
      const { body } = await api.ask<{ state: string }>('GET', `/v1/hosts/${host.id}`, { token: ADMIN_TOKEN });
      if (body.state === 'withdrawn') await admin('POST', `${at()}/publication?force=true`);
      // Leaving and coming back lifts no suspension.
      if (body.state === 'suspended' || body.state === 'withdrawn') await admin('DELETE', `${at()}/suspension`);
      // Nobody is chosen while it leaves.
      for (const what of ['closing', 'services/nuage/closing'])
        await api.ask('DELETE', `${at()}/${what}`, { token: ADMIN_TOKEN, ifMatch: '*' });
    },
    service: () => admin('PUT', `${at()}/services/nuage`, aService()),
    choice: () => admin('PUT', `${ofFederation()}/selection/${host.slug}`, choice),
    succession: async () => {
      await admin('PUT', `/v1/hosts/${leaving.slug}/closing`, aClosing({ successor: host.slug }));
      await admin('PUT', `${at()}/successions/${leaving.slug}`);
    },
    suspension: () => admin('PUT', `${at()}/suspension`, { reason: { fr: 'Plusieurs signalements.' } }),
    closing: () => admin('PUT', `${at()}/closing`, aClosing()),
    serviceClosing: () => admin('PUT', `${at()}/services/nuage/closing`, aClosing()),
    membership: async () => {
      await admin('PUT', `${ofFederation()}/members/${host.slug}`, { state: 'member' });
      const agreed = await api.ask('POST', `${ofFederation()}/members`, { token: host.token, body: {} });
      expect([200, 409], agreed.text).toContain(agreed.status);
    },
    oneSidedMembership: () =>
      admin('PUT', `/v1/federations/${oneSided.slug}/members/${host.slug}`, { state: 'member' }),
    review: () =>
      admin('PUT', `${ofFederation()}/reviews/${host.slug}/${SUBJECT}`, { value: 'yes', reviewedOn: '2026-11-01' }),
    reply: () => admin('PUT', `${at()}/replies/${federation.slug}/${SUBJECT}`, { text: { fr: 'Non.' } }),
    spareToken: async () => {
      // A host has 20 tokens at most.
      await api.database.run(
        sql`update tokens set revoked_at = ${api.now} where host_id = ${host.id} and label in ('de côté', 'poste du bureau')`,
      );
      spareToken = (await admin('POST', '/v1/tokens', { role: 'host', host: host.slug, label: 'de côté' })).id;
    },
    webhook: async () => {
      // And 20 webhooks, those included that it has just removed.
      await api.database.run(sql`delete from webhooks where host_id = ${host.id}`);
      const made = await api.ask<{ id: string }>('POST', '/v1/webhooks', { token: host.token, body: aWebhook });
      expect(made.status, made.text).toBe(201);
      webhook = made.body.id;
    },
    privateAddress: () => admin('POST', `${at()}/private-address`),
    federationAddress: () => admin('POST', `${ofFederation()}/private-address`),
    report: async () => {
      report ??= (await admin('POST', `${at()}/reports`, { kind: 'closed', text: { fr: 'Le site ne répond plus.' } }))
        .id;
    },
    source: async () => {
      await admin('PUT', `${at()}/source`, { url: 'https://droits.example/asso.properties' });
      hostRun = await beginRunOf('host_id', host.id);
    },
    federationSource: async () => {
      await admin('PUT', `${ofFederation()}/source`, { url: 'https://droits.example/f.properties' });
      federationRun = await beginRunOf('federation_id', federation.id);
    },
    referral: async () => {
      // Nobody is sent to a host that is suspended: this one was, before.
      referral = randomUUID();
      await api.database.run(sql`
      insert into referrals (id, federation_id, host_id, usages, sent_on)
      values (${referral}, ${federation.id}, ${host.id}, array['email-hosting'], '2026-11-01')`);
    },
    federationRequest: async () => {
      federationRequest = randomUUID();
      await api.database.run(sql`
      insert into federation_requests (id, hash, name, website, summary, content, asked_at, expires_at, proven_at)
      values (${federationRequest}, ${federationRequest}, 'Réseau', 'https://reseau.example', '{"fr":"Un réseau."}', 'x',
        now(), '2099-01-01', now())`);
    },
    recommendation: async () => {
      recommendation = (await admin('POST', `${ofFederation()}/recommendations`, { need: aNeed })).id;
    },
    case: async () => {
      const asking = { token: federation.token, body: aCase };
      caseId = (await api.ask<{ id: string }>('POST', `${ofFederation()}/cases`, asking)).body.id;
    },
  } satisfies Record<string, () => Promise<unknown>>;

  type Step = keyof typeof STEPS;
  const EVERYTHING = Object.keys(STEPS) as Step[];

  /** A host that is suspended or closes is given nothing: it is published, given what is missing, then suspended and closed again. */
  const whileItGoesOn = (...steps: Step[]): Step[] => [
    'published',
    ...steps,
    'suspension',
    'closing',
    'serviceClosing',
  ];

  /** What an operation takes away when it is allowed; the others leave everything where it was. */
  const TAKES_AWAY: Record<string, readonly Step[]> = {
    putHostDocument: EVERYTHING,
    withdrawHost: EVERYTHING,
    removeService: whileItGoesOn('service'),
    leaveSuccession: whileItGoesOn('succession'),
    removeChoice: whileItGoesOn('choice'),
    removeMember: whileItGoesOn('membership', 'review', 'reply'),
    liftSuspension: ['suspension'],
    cancelClosing: ['closing'],
    cancelServiceClosing: ['serviceClosing'],
    closeHostAddress: ['privateAddress'],
    removeReply: ['reply'],
    removeReview: ['review', 'reply'],
    putMember: ['membership'],
    uploadMembers: ['membership'],
    uploadMembersWorkbook: ['membership'],
    removeHostSource: ['source'],
    removeFederationSource: ['federationSource'],
    closeFederationAddress: ['federationAddress'],
    answerReferral: ['referral'],
    answerFederationRequest: ['federationRequest'],
    withdrawRecommendation: ['recommendation'],
    deleteCase: ['case'],
    revokeToken: ['spareToken'],
    rotateToken: ['spareToken'],
    removeWebhook: ['webhook'],
  };

  /**
   * What no step makes, by its path: its own PUT makes it, with the example of the description. A new resource needs
   * nothing here.
   */
  const isMadeByItself = (path: string): boolean => {
    const at = (method: string) => [...all().values()].find((one) => one.path === path && one.method === method);
    const [put, remove] = [at('PUT')?.operation.operationId, at('DELETE')?.operation.operationId];
    return put !== undefined && remove !== undefined && !BODIES[put] && !TAKES_AWAY[remove];
  };
  async function prepareItself(path: string, isThere: boolean): Promise<void> {
    if (!isMadeByItself(path)) return;
    const id = [...all().values()].find((one) => one.path === path && one.method === 'PUT')!.operation.operationId;
    const asking = { token: ADMIN_TOKEN, ifMatch: '*' };
    if (isThere) await api.ask('PUT', addressOf(path), { ...asking, body: bodyOf(id) });
    else await api.ask('DELETE', addressOf(path), asking);
  }

  /** What is not there now. */
  const missing = new Set<Step>(EVERYTHING);

  /**
   * Puts back what is missing: each request of the matrix finds everything there. Who is refused takes nothing.
   * @param id an operation that comes next
   * @param isThere whether what it is about is there before: what a PUT makes is not
   */
  async function prepare(id?: string, isThere = !id || found(id).method !== 'PUT'): Promise<void> {
    for (const step of EVERYTHING) if (missing.has(step)) await STEPS[step]();
    missing.clear();
    if (id) await prepareItself(found(id).path, isThere);
  }

  const VALUES: Record<string, () => string> = {
    '{host}': () => host.slug,
    '{leaving}': () => leaving.slug,
    '{other}': () => leaving.slug,
    '{federation}': () => federation.slug,
    '{service}': () => 'nuage',
    '{criterion}': () => 'free-software-only',
    '{key}': () => 'ouvert-aux-visites',
    '{kind}': () => 'closing-notice',
    '{aliasKind}': () => 'domain',
    '{value}': () => 'autrefois.example',
    '{subject}': () => 'criterion:free-software-only',
    '{recommendation}': () => recommendation,
    '{referral}': () => referral,
    '{case}': () => caseId,
    '{number}': () => '7K4-2PW',
    '{request}': () => federationRequest,
    '{id}': () => spareToken,
    '{report}': () => report!,
    '{webhook}': () => webhook,
    '{domain}': () => 'droits.example',
    '{helper}': () => 'pivot',
    '{hostRun}': () => hostRun,
    '{federationRun}': () => federationRun,
  };
  /** What a name of a path stands for; some names mean another thing in another path. */
  const nameIn = (path: string, name: string): string => {
    if (name === '{run}') return path.includes('{host}') ? hostRun : federationRun;
    if (name === '{id}' && path.includes('/helpers/')) return 'pivot';
    return VALUES[name]?.() ?? exampleOfName(path, name.slice(1, -1));
  };
  /** A path with its names filled in; other ones in the place of some. */
  const addressOf = (path: string, instead: Record<string, string> = {}): string =>
    path.replace(/\{\w+\}/g, (name) => instead[name] ?? nameIn(path, name));

  /** A token of the host that worked, and works no more. */
  async function ended(how: 'expired' | 'revoked'): Promise<string> {
    const soon = new Date(api.now.getTime() + 1000).toISOString();
    const { body } = await api.ask<{ id: string; token: string }>('POST', '/v1/tokens', {
      token: host.token,
      body: { role: 'host', host: host.slug, label: how, ...(how === 'expired' && { expiresAt: soon }) },
    });
    expect((await api.ask('GET', `/v1/hosts/${host.slug}/advice`, { token: body.token })).status).toBe(200);
    if (how === 'revoked') await api.ask('DELETE', `/v1/tokens/${body.id}`, { token: host.token });
    else api.now = new Date(api.now.getTime() + 2000);
    return body.token;
  }

  /** A token that only reads, or reads and answers, made by its owner. */
  const limited = async (
    rights: 'read' | 'read-and-answer',
    role: 'host' | 'federation',
    { slug, token }: Owned,
  ): Promise<string> =>
    (
      await api.ask<{ token: string }>('POST', '/v1/tokens', {
        token,
        body: { role, [role]: slug, label: 'permanence', rights },
      })
    ).body.token;

  beforeAll(async () => {
    host = await api.published({ website: 'https://droits.example' });
    leaving = await api.published();
    federation = await api.federation();
    oneSided = await api.federation();
    other = await api.published();
    tokens = {
      nobody: undefined,
      expired: await ended('expired'),
      revoked: await ended('revoked'),
      anotherHost: other.token,
      anotherFederation: oneSided.token,
      ownHost: host.token,
      ownFederation: federation.token,
      answeringHost: await limited('read-and-answer', 'host', host),
      answeringFederation: await limited('read-and-answer', 'federation', federation),
      readingHost: await limited('read', 'host', host),
      readingFederation: await limited('read', 'federation', federation),
      admin: ADMIN_TOKEN,
    };
  });

  return {
    found,
    prepare,
    bodyOf,
    addressOf,
    get tokens() {
      return tokens;
    },
    get host() {
      return host;
    },
    get federation() {
      return federation;
    },
    get other() {
      return other;
    },
    /** What an allowed request took away is made anew before the next. */
    took: (id: string) => {
      for (const step of TAKES_AWAY[id] ?? []) missing.add(step);
    },
    /** Asks with all that is right, but for what a test has otherwise. */
    ask: <T = { code?: string }>(id: string, asking: Asking & { at?: string } = {}): Promise<Answered<T>> => {
      const { method, path } = found(id);
      const { at = addressOf(path), headers, ...over } = asking;
      const type = typeOf(id);
      return api.ask<T>(method, at, {
        ...{ body: bodyOf(id), ...over },
        ...((type || headers) && { headers: { ...(type && { 'content-type': type }), ...headers } }),
      });
    },
  };
}
