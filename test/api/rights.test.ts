import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';
import { aFederation, aHost, aService } from '../support/record.ts';
import { aWorkbook } from '../support/workbooks.ts';

const api = useApp();

const WHO = [
  'nobody',
  'expired',
  'revoked',
  'anotherHost',
  'anotherFederation',
  'ownHost',
  'ownFederation',
  'admin',
] as const;
type Who = (typeof WHO)[number];

/** What each may do, as a status: 401, 403 or 404, and `ok` for whatever an allowed request answers. */
type Rule = Record<Who, number | 'ok'>;
type Known = Exclude<Who, 'expired' | 'revoked'>;
/** The host's own token that has ended is never taken for no token at all: whoever sends it wants to know. */
const rule = (...[nobody, anotherHost, anotherFederation, ownHost, ownFederation, admin]: Rule[Known][]): Rule =>
  ({ nobody, expired: 401, revoked: 401, anotherHost, anotherFederation, ownHost, ownFederation, admin }) as Rule;

const ANYBODY = rule('ok', 'ok', 'ok', 'ok', 'ok', 'ok');
const HOST_ONLY = rule(401, 403, 403, 'ok', 403, 'ok');
const ADMIN_ONLY = rule(401, 403, 403, 403, 403, 'ok');
const FEDERATION_ONLY = rule(401, 403, 403, 403, 'ok', 'ok');
/** Administrators count and delete cases, and read none. */
const OFFICER_ONLY = rule(401, 403, 403, 403, 'ok', 403);

/** Who may use each operation that is not a reading. A new one without a rule here fails the first test. */
const RULES: Record<string, Rule> = {
  registerHost: ANYBODY,
  matchNeed: ANYBODY,
  diagnoseTools: ANYBODY,
  // With an address instead of a file, only whoever has a token: see exchange-check.test.ts.
  checkChatonsInfosFile: ANYBODY,
  patchHost: HOST_ONLY,
  putHostDocument: HOST_ONLY,
  confirmHost: HOST_ONLY,
  putAlias: HOST_ONLY,
  removeAlias: HOST_ONLY,
  mergeHosts: ADMIN_ONLY,
  lookUpDomains: ANYBODY,
  noteLetter: ADMIN_ONLY,
  dismissDuplicate: ADMIN_ONLY,
  restoreDuplicate: ADMIN_ONLY,
  publishHost: HOST_ONLY,
  checkDomain: HOST_ONLY,
  claimOwnership: ANYBODY,
  stopOwnership: rule(401, 403, 403, 'ok', 'ok', 'ok'),
  withdrawHost: HOST_ONLY,
  suspendHost: ADMIN_ONLY,
  liftSuspension: ADMIN_ONLY,
  redactHost: ADMIN_ONLY,
  announceClosing: HOST_ONLY,
  cancelClosing: HOST_ONLY,
  announceServiceClosing: HOST_ONLY,
  cancelServiceClosing: HOST_ONLY,
  agreeToSucceed: HOST_ONLY,
  leaveSuccession: HOST_ONLY,
  openPrivateAddress: HOST_ONLY,
  closePrivateAddress: HOST_ONLY,
  sayHere: rule(401, 403, 403, 'ok', 'ok', 'ok'),
  reportHost: ANYBODY,
  answerReport: rule(401, 403, 403, 'ok', 'ok', 'ok'),
  acceptProposals: rule(401, 403, 403, 'ok', 'ok', 'ok'),
  refuseProposals: rule(401, 403, 403, 'ok', 'ok', 'ok'),
  putService: HOST_ONLY,
  patchService: HOST_ONLY,
  removeService: HOST_ONLY,
  putClaim: HOST_ONLY,
  removeClaim: HOST_ONLY,
  putCommitment: HOST_ONLY,
  removeCommitment: HOST_ONLY,
  putReply: HOST_ONLY,
  removeReply: HOST_ONLY,
  putServiceCommitment: HOST_ONLY,
  removeServiceCommitment: HOST_ONLY,
  createFederation: ADMIN_ONLY,
  askForFederation: ANYBODY,
  checkFederationRequest: ANYBODY,
  enterFederation: ANYBODY,
  decideFederationRequest: ADMIN_ONLY,
  patchFederation: FEDERATION_ONLY,
  // Each host asks for itself.
  askMembership: rule(401, 'ok', 403, 'ok', 403, 403),
  putMember: FEDERATION_ONLY,
  removeMember: rule(401, 403, 403, 'ok', 'ok', 'ok'),
  answerMembership: FEDERATION_ONLY,
  putChoice: FEDERATION_ONLY,
  removeChoice: FEDERATION_ONLY,
  putCriterion: FEDERATION_ONLY,
  retireCriterion: FEDERATION_ONLY,
  uploadMembers: FEDERATION_ONLY,
  uploadMembersWorkbook: FEDERATION_ONLY,
  uploadSelection: FEDERATION_ONLY,
  uploadSelectionWorkbook: FEDERATION_ONLY,
  uploadReviews: FEDERATION_ONLY,
  uploadReviewsWorkbook: FEDERATION_ONLY,
  uploadHostSpreadsheet: HOST_ONLY,
  uploadCatalogueSpreadsheet: ADMIN_ONLY,
  putHelper: FEDERATION_ONLY,
  removeHelper: FEDERATION_ONLY,
  putReview: FEDERATION_ONLY,
  removeReview: FEDERATION_ONLY,
  putVouch: FEDERATION_ONLY,
  removeVouch: FEDERATION_ONLY,
  putPolicy: FEDERATION_ONLY,
  openFederationAddress: FEDERATION_ONLY,
  closeFederationAddress: FEDERATION_ONLY,
  previewPolicy: FEDERATION_ONLY,
  computePool: FEDERATION_ONLY,
  createReferral: FEDERATION_ONLY,
  answerReferral: HOST_ONLY,
  createRecommendation: FEDERATION_ONLY,
  withdrawRecommendation: FEDERATION_ONLY,
  createCase: OFFICER_ONLY,
  sendNeed: ANYBODY,
  eraseNeed: ANYBODY,
  patchCase: OFFICER_ONLY,
  deleteCase: FEDERATION_ONLY,
  createCaseRecommendation: OFFICER_ONLY,
  createCaseReferral: OFFICER_ONLY,
  removePolicy: FEDERATION_ONLY,
  putFederationSource: FEDERATION_ONLY,
  removeFederationSource: FEDERATION_ONLY,
  startFederationRun: FEDERATION_ONLY,
  putHostSource: HOST_ONLY,
  removeHostSource: HOST_ONLY,
  startHostRun: rule(401, 403, 403, 'ok', 'ok', 'ok'),
  createToken: rule(401, 403, 403, 'ok', 403, 'ok'),
  // What is not one's own is not said to exist.
  revokeToken: rule(401, 404, 404, 'ok', 404, 'ok'),
  rotateToken: rule(401, 404, 404, 'ok', 404, 'ok'),
  // Only its own organisation lets others read what belongs to cases.
  acceptToken: rule(401, 404, 404, 'ok', 404, 403),
  createWebhook: rule(401, 'ok', 'ok', 'ok', 'ok', 'ok'),
  removeWebhook: rule(401, 404, 404, 'ok', 404, 'ok'),
  verifyWebhook: rule(401, 404, 404, 'ok', 404, 'ok'),
  rotateWebhookSecret: rule(401, 404, 404, 'ok', 404, 'ok'),
  replayWebhook: rule(401, 404, 404, 'ok', 404, 'ok'),
};

const choice = { why: { fr: 'Joignable.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' };

const helper = {
  ...{ name: 'Le Pivot', kind: 'training', serves: [{ level: 'departement', code: '23' }] },
  ...{ url: 'https://pivot.example', observedOn: '2026-10' },
};

const ownCriterion = {
  ...{ label: { fr: 'ouvert aux visites' }, question: { fr: 'Peut-on venir voir ?' } },
  howToProve: { fr: 'Les jours d’ouverture.' },
};

/** What a right meets all the same, for everybody or for one. */
const INSTEAD: Record<string, [status: number, code: string]> = {
  publishHost: [409, 'already-published'],
  'askMembership ownHost': [409, 'already-member'],
  // The host is a member already, and asks for nothing.
  answerMembership: [404, 'member-not-found'],
  stopOwnership: [404, 'no-claim'],
  claimOwnership: [409, 'not-claimable'],
  // It takes the key of a request, whoever asks.
  checkFederationRequest: [404, 'request-not-found'],
  enterFederation: [404, 'request-not-found'],
  // Whoever has the number of a need erases it: nobody has this one.
  eraseNeed: [404, 'case-not-found'],
  agreeToSucceed: [422, 'meaningless-request'],
  startFederationRun: [409, 'import-under-way'],
  startHostRun: [409, 'import-under-way'],
  // A host is merged with another one, not with itself: this one goes on.
  mergeHosts: [422, 'meaningless-request'],
  // It was sent a challenge when it was made, and gave nothing back.
  verifyWebhook: [429, 'too-many-requests'],
  replayWebhook: [409, 'webhook-not-active'],
};

const aClosing = (over: object = {}) => ({
  stages: { closed: '2027-06-30' },
  reason: { fr: 'Plus assez de bénévoles.' },
  ...over,
});
const aNeed = { usages: [{ usage: 'file-storage-sharing' }] };
const aCase = { label: 'Une fanfare', receivedBy: 'phone', need: aNeed };

const aWebhook = { url: 'https://droits.example/hooks', events: ['host.changed'] };

/** Bodies that are right in themselves. */
const BODIES: Record<string, () => object | string> = {
  registerHost: () => aHost({ website: 'https://un-autre-site.example' }),
  matchNeed: () => aNeed,
  putAlias: () => ({ until: '2020' }),
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
  suspendHost: () => ({ reason: { fr: 'Plusieurs signalements.' } }),
  redactHost: () => ({ text: 'Jeanne Martin' }),
  announceClosing: () => aClosing(),
  announceServiceClosing: () => aClosing(),
  reportHost: () => ({ kind: 'wrong', text: { fr: 'Le prix a changé.' } }),
  answerReport: () => ({ outcome: 'corrected' }),
  acceptProposals: () => ({ all: true }),
  refuseProposals: () => ({ all: true }),
  putService: () => aService({ name: 'Nuage neuf' }),
  patchService: () => ({ name: 'Nuage changé' }),
  putClaim: () => ({ value: 'partial' }),
  putCommitment: () => ({ value: 30 }),
  putServiceCommitment: () => ({ value: 60 }),
  createFederation: () => aFederation(),
  askForFederation: () => ({
    name: `Réseau ${randomUUID()}`,
    website: 'https://reseau.example',
    summary: { fr: 'Un réseau.' },
  }),
  checkFederationRequest: () => ({ key: 'aucune' }),
  enterFederation: () => ({ key: 'aucune' }),
  decideFederationRequest: () => ({ accepted: false, reason: { fr: 'Ce n’est pas un réseau.' } }),
  patchFederation: () => ({ name: 'Autre nom' }),
  askMembership: () => ({ since: '2020' }),
  putMember: () => ({ status: 'follower' }),
  answerMembership: () => ({ status: 'refused', reason: { fr: 'Pas encore.' } }),
  putChoice: () => choice,
  putCriterion: () => ownCriterion,
  uploadMembers: () => `host,status\n${host.slug},suit`,
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
  uploadHostSpreadsheet: () => 'service,name,usages\nnuage,Nuage du tableau,forum',
  uploadCatalogueSpreadsheet: () => `host,service,name,usages\n${host.slug},nuage,Nuage de tous,forum`,
  uploadSelection: () =>
    `host,why.fr,ties,decidedOn,reviewBy\n${host.slug},Répond au courrier.,none,2026-11-01,2027-11-01`,
  uploadReviews: () => `host,subject,value,reviewedOn\n${host.slug},criterion:free-software-only,partiel,2026-11-02`,
  putHelper: () => helper,
  putReply: () => ({ text: { fr: 'Non.' } }),
  putReview: () => ({ value: 'partial', reviewedOn: '2026-11-01' }),
  putPolicy: () => ({ factors: { price: 1.5 } }),
  previewPolicy: () => ({ policy: { factors: { price: 0.5 } } }),
  computePool: () => ({
    needs: ['Un', 'Deux'].map((label) => ({ label, need: aNeed })),
  }),
  createReferral: () => ({ host: other.slug, usages: ['email-hosting'] }),
  answerReferral: () => ({ outcome: 'full' }),
  createRecommendation: () => ({ need: aNeed }),
  withdrawRecommendation: () => ({ reason: { fr: 'Donnée par erreur.' } }),
  createCase: () => aCase,
  sendNeed: () => ({ need: aCase.need }),
  patchCase: () => ({ outcome: { state: 'written-to', on: '2026-11-20' } }),
  createCaseRecommendation: () => ({}),
  createCaseReferral: () => ({ host: other.slug }),
  createToken: () => ({ role: 'host', host: host.slug, label: 'poste du bureau' }),
  rotateToken: () => ({ graceMinutes: 10 }),
  putFederationSource: () => ({ url: 'https://droits.example/f.properties' }),
  putHostSource: () => ({ url: 'https://droits.example/asso.properties' }),
  createWebhook: () => aWebhook,
  replayWebhook: () => ({ dead: true }),
};

/** Another process is at it. */
const beginRunOf = (source: 'host_id' | 'federation_id', id: string) =>
  api.database.run(sql`
    insert into import_runs (id, source_id, url, kind, state, started_at, taken_by, taken_until)
    select ${randomUUID()}, id, url, kind, 'running', ${api.now}, ${randomUUID()}, ${new Date(api.now.getTime() + 20_000)}
    from import_sources where ${sql.identifier(source)} = ${id} on conflict do nothing`);

/** The type of a body that is a file. */
const typeOf = (id: string) => {
  if (id.startsWith('upload')) return { headers: { 'content-type': 'text/csv' } };
  return id === 'checkChatonsInfosFile' ? { headers: { 'content-type': 'text/plain' } } : {};
};

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
/** A host that nothing happens to. */
let other: Owned;

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
  serviceCommitment: () => admin('PUT', `${at()}/services/nuage/commitments/closing-notice`, { value: 90 }),
  commitment: () => admin('PUT', `${at()}/commitments/closing-notice`, { value: 90 }),
  alias: () => admin('PUT', `${at()}/aliases/domain/autrefois.example`, {}),
  claim: () => admin('PUT', `${at()}/claims/free-software-only`, { value: 'yes' }),
  membership: async () => {
    await admin('PUT', `${ofFederation()}/members/${host.slug}`, { status: 'member' });
    const agreed = await api.ask('POST', `${ofFederation()}/members`, { token: host.token, body: {} });
    expect([200, 409], agreed.text).toContain(agreed.status);
  },
  oneSidedMembership: () => admin('PUT', `/v1/federations/${oneSided.slug}/members/${host.slug}`, { status: 'member' }),
  review: () =>
    admin('PUT', `${ofFederation()}/reviews/${host.slug}/${SUBJECT}`, { value: 'yes', reviewedOn: '2026-11-01' }),
  reply: () => admin('PUT', `${at()}/replies/${federation.slug}/${SUBJECT}`, { text: { fr: 'Non.' } }),
  vouch: () => admin('PUT', `${ofFederation()}/vouches/${host.slug}`),
  policy: () => admin('PUT', `${ofFederation()}/policy`, { factors: { price: 2 } }),
  helper: () => admin('PUT', `${ofFederation()}/helpers/pivot`, helper),
  criterion: () => admin('PUT', `${ofFederation()}/criteria/ouvert-aux-visites`, ownCriterion),
  spareToken: async () => {
    spareToken = (await admin('POST', '/v1/tokens', { role: 'host', host: host.slug, label: 'de côté' })).id;
  },
  webhook: async () => {
    const made = await api.ask<{ id: string }>('POST', '/v1/webhooks', { token: host.token, body: aWebhook });
    expect(made.status, made.text).toBe(201);
    webhook = made.body.id;
  },
  privateAddress: () => admin('POST', `${at()}/private-address`),
  federationAddress: () => admin('POST', `${ofFederation()}/private-address`),
  report: async () => {
    report ??= (await admin('POST', `${at()}/reports`, { kind: 'closed', text: { fr: 'Le site ne répond plus.' } })).id;
  },
  source: async () => {
    await admin('PUT', `${at()}/source`, { url: 'https://droits.example/asso.properties' });
    await beginRunOf('host_id', host.id);
  },
  federationSource: async () => {
    await admin('PUT', `${ofFederation()}/source`, { url: 'https://droits.example/f.properties' });
    await beginRunOf('federation_id', federation.id);
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

/** What an operation takes away when it is allowed; the others leave everything where it was. */
const TAKES_AWAY: Record<string, readonly Step[]> = {
  putHostDocument: EVERYTHING,
  withdrawHost: EVERYTHING,
  removeService: EVERYTHING,
  leaveSuccession: EVERYTHING,
  removeChoice: EVERYTHING,
  removeMember: EVERYTHING,
  liftSuspension: ['suspension'],
  cancelClosing: ['closing'],
  cancelServiceClosing: ['serviceClosing'],
  closePrivateAddress: ['privateAddress'],
  removeAlias: ['alias'],
  removeClaim: ['claim'],
  removeCommitment: ['commitment'],
  removeServiceCommitment: ['serviceCommitment'],
  removeReply: ['reply'],
  removeReview: ['review', 'reply'],
  putMember: ['membership'],
  uploadMembers: ['membership'],
  uploadMembersWorkbook: ['membership'],
  removeHelper: ['helper'],
  retireCriterion: ['criterion'],
  removeVouch: ['vouch'],
  removePolicy: ['policy'],
  removeHostSource: ['source'],
  removeFederationSource: ['federationSource'],
  closeFederationAddress: ['federationAddress'],
  answerReferral: ['referral'],
  decideFederationRequest: ['federationRequest'],
  withdrawRecommendation: ['recommendation'],
  deleteCase: ['case'],
  revokeToken: ['spareToken'],
  rotateToken: ['spareToken'],
  removeWebhook: ['webhook'],
};

/** What is not there now. */
const missing = new Set<Step>(EVERYTHING);

/** Puts back what is missing: each request of the matrix finds everything there. Who is refused takes nothing. */
async function prepare(): Promise<void> {
  for (const step of EVERYTHING) if (missing.has(step)) await STEPS[step]();
  missing.clear();
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
};
const addressOf = (path: string): string =>
  path.replace('/helpers/{id}', '/helpers/pivot').replace(/\{\w+\}/g, (name) => VALUES[name]!());

const writes = () => operationsOf(api.app).filter(({ method }) => method !== 'GET');

/** What each was answered, printed at the end: the matrix of rights as it was seen. */
const seen = new Map<string, Partial<Record<Who, number>>>();

afterAll(() => {
  const width = Math.max(...writes().map(({ method, path }) => method.length + path.length + 1));
  const line = (name: string, cells: readonly unknown[]) =>
    `${name.padEnd(width)} ${cells.map((cell, i) => String(cell ?? '-').padStart(WHO[i]!.length)).join(' ')}`;
  const rows = writes().map(({ method, path, operation }) =>
    line(
      `${method} ${path}`,
      WHO.map((who) => seen.get(operation.operationId)?.[who]),
    ),
  );
  process.stdout.write(`\n${[line('Who may write', WHO), ...rows].join('\n')}\n\n`);
});

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
    admin: ADMIN_TOKEN,
  };
});

test('every operation that writes has a rule, and every rule an operation', () => {
  const ids = writes().map(({ operation }) => operation.operationId);
  expect(ids.sort()).toEqual(Object.keys(RULES).sort());
});

test('operations that need a token say so, and only those', () => {
  for (const { operation } of writes())
    expect([operation.operationId, operation.security !== undefined]).toEqual([
      operation.operationId,
      RULES[operation.operationId]?.nobody === 401,
    ]);
});

const found = (id: string) => writes().find(({ operation }) => operation.operationId === id)!;

describe.each(Object.keys(RULES))('%s', (id) => {
  it.each(WHO)('asked by %s', async (who) => {
    await prepare();
    const { method, path } = found(id);
    const before = await api.revision();
    const answer = await api.ask<{ code?: string }>(method, addressOf(path), {
      token: tokens[who],
      ifMatch: '*',
      body: BODIES[id]?.(),
      ...typeOf(id),
    });
    seen.set(id, { ...seen.get(id), [who]: answer.status });
    const expected = RULES[id]![who];
    if (expected === 'ok') {
      for (const step of TAKES_AWAY[id] ?? []) missing.add(step);
      // The right is there, the state is not: the host is public, claimed by nobody, and suspended.
      const instead = INSTEAD[`${id} ${who}`] ?? INSTEAD[id];
      if (instead) expect([answer.status, answer.body.code]).toEqual(instead);
      else expect([200, 201, 204], answer.text).toContain(answer.status);
    } else {
      expect(answer.status, answer.text).toBe(expected);
      expect(await api.revision()).toBe(before);
    }
  });

  it('is refused before its body is looked at', async () => {
    const { method, path } = found(id);
    if (RULES[id]!.nobody !== 401) return;
    await prepare();
    const body = '{"broken';
    for (const [who, expected] of Object.entries(RULES[id]!)) {
      // Of whom a token speaks stands in the body.
      if (expected === 'ok' || (id === 'createToken' && who !== 'nobody')) continue;
      if (['revokeToken', 'rotateToken', 'acceptToken'].includes(id) && who !== 'nobody') continue;
      const answer = await api.ask(method, addressOf(path), { token: tokens[who as Who], body });
      expect([who, answer.status]).toEqual([who, expected]);
    }
  });
});

/** Somebody who may. */
const allowedFor = (id: string): Who =>
  (['admin', 'ownFederation', 'ownHost', 'anotherHost'] as const).find((who) => RULES[id]![who] === 'ok')!;
const described = (id: string, status: string, header?: string): boolean => {
  const { responses } = found(id).operation as { responses: Record<string, { headers?: object }> };
  return header === undefined ? status in responses : header in (responses[status]?.headers ?? {});
};

describe('What needs the version that was read', () => {
  // A sheet of all hosts has no version: it takes `*` alone. What others would change is not there: INSTEAD says what is.
  const needing = () =>
    Object.keys(RULES).filter((id) => described(id, '428') && !INSTEAD[id] && id !== 'uploadCatalogueSpreadsheet');

  it('is left as it is without one, and by one of before', async () => {
    await prepare();
    const told: unknown[] = [];
    for (const id of needing()) {
      const { method, path } = found(id);
      const before = await api.revision();
      const asked = { token: tokens[allowedFor(id)], body: BODIES[id]?.(), ...typeOf(id) };
      for (const [ifMatch, refusal] of [
        [undefined, [428, 'version-required']],
        ['v999999', [412, 'version-stale']],
      ] as const) {
        const { status, body } = await api.ask<{ code?: string }>(method, addressOf(path), {
          ...asked,
          ...(ifMatch && { ifMatch }),
        });
        if (status !== refusal[0] || body.code !== refusal[1]) told.push([id, ifMatch, status, body.code]);
      }
      expect([id, await api.revision()]).toEqual([id, before]);
    }
    expect(told).toEqual([]);
    expect(needing().length).toBeGreaterThan(30);
  });
});

describe('A key for sending again', () => {
  const replayed = () =>
    Object.keys(RULES).filter((id) =>
      ['200', '201', '202'].some((status) => described(id, status, 'Idempotency-Replayed')),
    );

  it('is answered the second time as the first, and nothing is done twice', async () => {
    const told: unknown[] = [];
    for (const id of replayed()) {
      if (INSTEAD[id] || INSTEAD[`${id} ${allowedFor(id)}`]) continue;
      await prepare();
      const { method, path } = found(id);
      const address = addressOf(path);
      const key = { 'idempotency-key': randomUUID() };
      const { headers = {} } = typeOf(id);
      const asked = {
        token: tokens[allowedFor(id)],
        ifMatch: '*',
        body: BODIES[id]?.(),
        headers: { ...headers, ...key },
      };
      const first = await api.ask(method, address, asked);
      const after = await api.revision();
      const second = await api.ask(method, address, asked);
      for (const step of TAKES_AWAY[id] ?? []) missing.add(step);
      const isSame = second.status === first.status && second.text === first.text && (await api.revision()) === after;
      if (!isSame || second.headers['idempotency-replayed'] !== 'true') told.push([id, first.status, second.status]);
      // What is replayed is kept, and whoever reads the database would read it.
      if (/[\w-]{40,}/.test(first.text)) told.push([id, 'keeps a secret']);
    }
    expect(told).toEqual([]);
    expect(replayed().length).toBeGreaterThan(10);
  });
});

describe('a draft', () => {
  const HOST_OPERATIONS = Object.keys(RULES).filter((id) => RULES[id] === HOST_ONLY);

  it.each(HOST_OPERATIONS)('does not exist for %s by others', async (id) => {
    const draft = await api.draft();
    const { method, path } = found(id);
    const address = addressOf(path.replace('{host}', draft.id));
    for (const who of ['anotherHost', 'anotherFederation', 'ownFederation'] as const)
      expect(await api.refused(method, address, { token: tokens[who], body: BODIES[id]?.() })).toEqual([
        404,
        'host-not-found',
      ]);
  });

  it('is read by its token and by administrators, and by nobody else', async () => {
    const draft = await api.draft();
    const address = `/v1/hosts/${draft.id}`;
    for (const token of [draft.token, ADMIN_TOKEN]) {
      const { status, headers, body } = await api.ask<{ state: string }>('GET', address, { token });
      expect([status, body.state]).toEqual([200, 'draft']);
      expect(headers).toMatchObject({ etag: '"v1"', 'cache-control': 'private, no-store' });
    }
    for (const who of ['nobody', 'anotherHost', 'ownFederation'] as const)
      expect(await api.refused('GET', address, { token: tokens[who] })).toEqual([404, 'host-not-found']);
  });

  it('is never spoken of by a federation before it is public', async () => {
    const draft = await api.draft();
    const address = `/v1/federations/${federation.slug}/members/${draft.id}`;
    const body = { status: 'member' };
    expect(await api.refused('PUT', address, { token: federation.token, body })).toEqual([404, 'host-not-found']);
  });
});

describe('a token', () => {
  it.each(['nonsense', `bcl_${'x'.repeat(43)}`])('that nobody has is refused: %s', async (token) => {
    expect(await api.refused('PATCH', `/v1/hosts/${host.slug}`, { token, body: {} })).toEqual([401, 'bad-token']);
  });

  it('is asked for with a challenge', async () => {
    const { headers } = await api.ask('PATCH', `/v1/hosts/${host.slug}`, { body: {} });
    expect(headers['www-authenticate']).toBe('Bearer');
  });
});
