import type { operationsOn } from './operations.ts';

/* What is well formed and means nothing, for every operation that may say so. */

type Operations = ReturnType<typeof operationsOn>;

interface Meaningless {
  /** In the place of the body that is right; some of its fields, unless it is a file. */
  body?: object | string;
  query?: string;
  token?: string;
  /** In the place of names of the path. */
  names?: Record<string, string>;
}

const NOBODY = 'Écrire à jeanne.martin@courriel.example';
const named = { fr: NOBODY };
const unknownNeed = { need: { usages: [{ usage: 'telepathie' }] } };
const TOMORROW = '2026-11-26';

type Told = [asked: Meaningless, faults: Record<string, string>];

export const MEANINGLESS: Record<string, (operations: Operations) => Told | Promise<Told>> = {
  listHosts: () => [{ query: 'usage=telepathie' }, { '/usage/0': 'unknown-usage' }],
  listServices: () => [{ query: 'usage=telepathie' }, { '/usage/0': 'unknown-usage' }],
  getHostHistory: () => [{ query: 'merged=personne' }, { '/merged': 'unknown-host' }],
  listHelpers: () => [{ query: 'territory=departement:99' }, { '/territory': 'unknown-territory' }],
  listGaps: () => [{ query: 'from=2026-12' }, { '/to': 'ends-before-it-begins' }],
  downloadGaps: () => [{ query: 'from=2026-12' }, { '/to': 'ends-before-it-begins' }],
  downloadGapsWorkbook: () => [{ query: 'from=2026-12' }, { '/to': 'ends-before-it-begins' }],
  getCaseFigures: () => [{ query: 'year=2999' }, { '/year': 'in-the-future' }],
  downloadCaseFigures: () => [{ query: 'year=2999' }, { '/year': 'in-the-future' }],
  registerHost: () => [{ body: { seat: { country: 'XX' } } }, { '/seat/country': 'unknown-country' }],
  patchHost: () => [{ body: { seat: { country: 'XX' } } }, { '/seat/country': 'unknown-country' }],
  putHostDocument: () => [
    { body: { claims: { inconnu: { value: 'yes' } } } },
    { '/claims/inconnu': 'unknown-criterion' },
  ],
  putService: () => [{ body: { usages: ['telepathie'] } }, { '/usages/0': 'unknown-usage' }],
  patchService: () => [{ body: { usages: ['telepathie'] } }, { '/usages/0': 'unknown-usage' }],
  createFederation: () => [{ body: { charter: 'inconnue' } }, { '/charter': 'unknown-charter' }],
  patchFederation: () => [{ body: { charter: 'inconnue' } }, { '/charter': 'unknown-charter' }],
  dismissDuplicate: ({ host }) => [{ names: { '{other}': host.slug } }, { '/other': 'same-entry' }],
  noteLetter: () => [{ body: { sentOn: TOMORROW } }, { '/sentOn': 'in-the-future' }],
  matchNeed: () => [{ body: unknownNeed.need }, { '/usages/0/usage': 'unknown-usage' }],
  diagnoseTools: () => [{ body: { needs: [{ usage: 'telepathie' }] } }, { '/needs/0/usage': 'unknown-usage' }],
  putAlias: () => [{ body: { until: '2027' } }, { '/until': 'in-the-future' }],
  mergeHosts: ({ host }) => [{ body: { from: host.id } }, { '/from': 'same-entry' }],
  redactHost: () => [{ body: { text: ' a ' } }, { '/text': 'too-short' }],
  announceClosing: () => [
    { body: { stages: { readOnly: '2027-06-30', closed: '2027-01-01' } } },
    { '/stages/closed': 'ends-before-it-begins' },
  ],
  announceServiceClosing: () => [
    { body: { stages: { readOnly: '2027-06-30', closed: '2027-01-01' } } },
    { '/stages/closed': 'ends-before-it-begins' },
  ],
  agreeToSucceed: () => [{}, { '/host': 'successor-not-at-work' }],
  reportHost: () => [{ body: { about: 'service:inconnu' } }, { '/about': 'unknown-subject' }],
  answerReport: () => [{ body: { text: named } }, { '/text/fr': 'personal-data' }],
  putClaim: () => [{ names: { '{criterion}': 'inconnu' } }, { '/criterion': 'unknown-criterion' }],
  putCommitment: () => [{ body: { value: 'oui' } }, { '/value': 'wrong-kind-of-value' }],
  putServiceCommitment: () => [{ body: { value: 'oui' } }, { '/value': 'wrong-kind-of-value' }],
  askForFederation: () => [{ body: { country: 'XX' } }, { '/country': 'unknown-country' }],
  answerFederationRequest: () => [{ body: '{"outcome":"refused"}' }, { '/reason': 'missing' }],
  createToken: () => [{ body: { expiresAt: '2020-01-01T00:00:00Z' } }, { '/expiresAt': 'in-the-past' }],
  rotateToken: () => [{ body: { expiresAt: '2020-01-01T00:00:00Z' } }, { '/expiresAt': 'in-the-past' }],
  acceptProposals: () => [
    { body: { usages: { '9b3c1c1e-8a65-4b6f-9d3c-6d0f6a5d2b11': ['telepathie'] } } },
    { '/usages/9b3c1c1e-8a65-4b6f-9d3c-6d0f6a5d2b11': 'unknown-proposal' },
  ],
  refuseProposals: () => [
    { body: '{"ids":["9b3c1c1e-8a65-4b6f-9d3c-6d0f6a5d2b11"]}' },
    { '/ids/0': 'unknown-proposal' },
  ],
  askMembership: ({ other }) => [
    { token: other.token, body: { charter: 'inconnue' } },
    { '/charter': 'unknown-charter' },
  ],
  answerMembership: async ({ ask, other }) => {
    await ask('askMembership', { token: other.token, body: {} });
    return [{ names: { '{host}': other.slug }, body: { answeredOn: TOMORROW } }, { '/answeredOn': 'in-the-future' }];
  },
  putMember: () => [{ body: { charter: 'inconnue' } }, { '/charter': 'unknown-charter' }],
  putReview: () => [{ body: { reviewedOn: TOMORROW } }, { '/reviewedOn': 'in-the-future' }],
  putChoice: () => [{ body: { decidedOn: TOMORROW } }, { '/decidedOn': 'in-the-future' }],
  putFederationHelper: () => [
    { body: { serves: [{ level: 'departement', code: '99' }] } },
    { '/serves/0': 'unknown-territory' },
  ],
  putOwnCriterion: () => [{ body: { label: { fr: 'ouvert.' } } }, { '/label/fr': 'label-in-a-sentence' }],
  putFederationPolicy: () => [
    { body: { factors: { 'support:inconnu': 1 } } },
    { '/factors/support:inconnu': 'unknown-support-kind' },
  ],
  previewFederationPolicy: () => [
    { body: { policy: { factors: { 'support:inconnu': 1 } } } },
    { '/policy/factors/support:inconnu': 'unknown-support-kind' },
  ],
  computePool: () => [
    {
      body: {
        needs: [
          { label: 'Un', ...unknownNeed },
          { label: 'Deux', ...unknownNeed },
        ],
      },
    },
    { '/needs/0/need/usages/0/usage': 'unknown-usage', '/needs/1/need/usages/0/usage': 'unknown-usage' },
  ],
  createReferral: () => [{ body: { usages: ['telepathie'] } }, { '/usages/0': 'unknown-usage' }],
  createRecommendation: () => [{ body: unknownNeed }, { '/need/usages/0/usage': 'unknown-usage' }],
  withdrawRecommendation: () => [{ body: { reason: named } }, { '/reason/fr': 'personal-data' }],
  createCase: () => [{ body: unknownNeed }, { '/need/usages/0/usage': 'unknown-usage' }],
  createCases: () => [
    { body: { cases: [{ label: 'Fanfare', receivedBy: 'phone', ...unknownNeed }] } },
    { '/cases/0/need/usages/0/usage': 'unknown-usage' },
  ],
  patchCase: () => [{ body: { outcome: { state: 'written-to', on: TOMORROW } } }, { '/outcome/on': 'in-the-future' }],
  createCaseRecommendation: () => [{ body: { hosts: ['personne'] } }, { '/hosts/0': 'not-in-the-answer' }],
  createCaseReferral: () => [{ body: { host: 'personne' } }, { '/host': 'unknown-host' }],
  sendNeed: () => [{ body: unknownNeed }, { '/need/usages/0/usage': 'unknown-usage' }],
  uploadMembers: () => [{ body: 'host,state\npersonne,suit' }, { '/1/host': 'unknown-host' }],
  uploadMembersWorkbook: () => [{ body: 'host,state\npersonne,suit' }, { '/1/host': 'unknown-host' }],
  uploadSelection: () => [
    { body: 'host,why.fr,ties,decidedOn,reviewBy\npersonne,Répond.,none,2026-11-01,2027-11-01' },
    { '/1/host': 'unknown-host' },
  ],
  uploadSelectionWorkbook: () => [
    { body: 'host,why.fr,ties,decidedOn,reviewBy\npersonne,Répond.,none,2026-11-01,2027-11-01' },
    { '/1/host': 'unknown-host' },
  ],
  uploadReviews: () => [
    { body: 'host,subject,value,reviewedOn\npersonne,criterion:free-software-only,oui,2026-11-03' },
    { '/1/host': 'unknown-host' },
  ],
  uploadReviewsWorkbook: () => [
    { body: 'host,subject,value,reviewedOn\npersonne,criterion:free-software-only,oui,2026-11-03' },
    { '/1/host': 'unknown-host' },
  ],
  uploadHostWorkbook: () => [
    { body: 'service,name,usages\nnuage,Nuage du tableau,telepathie' },
    { '/services/1/usages': 'unknown-value' },
  ],
  uploadHostCsv: () => [
    { body: 'service,name,usages\nnuage,Nuage du tableau,telepathie' },
    { '/services/1/usages': 'unknown-value' },
  ],
  uploadHostServicesCsv: () => [
    { body: 'service,name,usages\nnuage,Nuage du tableau,telepathie' },
    { '/services/1/usages': 'unknown-value' },
  ],
  uploadHostPlansCsv: () => [
    { body: 'service,name,usages\nnuage,Nuage du tableau,telepathie' },
    { '/services/1/usages': 'unknown-value' },
  ],
  uploadCatalogueWorkbook: () => [
    { body: 'host,service,name,usages\npersonne,nuage,Nuage de tous,forum' },
    { '/services/1/host': 'unknown-host' },
  ],
  putFederationSource: () => [
    { body: { url: 'https://droits.example/.well-known/bercail.json' } },
    { '/url': 'not-for-this-role' },
  ],
  putHostSource: () => [
    { body: { url: 'https://ailleurs.example/.well-known/bercail.json' } },
    { '/url': 'page-of-somebody-else' },
  ],
};

/** What is not there any more once it was removed, and who misses it then. */
export const GONE: Record<string, { code: string; misses: readonly string[] }> = {
  cancelClosing: { code: 'closing-not-found', misses: ['cancelClosing'] },
  cancelServiceClosing: { code: 'closing-not-found', misses: ['cancelServiceClosing'] },
  liftSuspension: { code: 'suspension-not-found', misses: ['liftSuspension'] },
  leaveSuccession: { code: 'succession-not-found', misses: ['leaveSuccession'] },
  removeChoice: { code: 'choice-not-found', misses: ['removeChoice'] },
  removeMember: { code: 'membership-ended', misses: ['removeMember'] },
  removeReply: { code: 'reply-not-found', misses: ['removeReply'] },
  removeReview: { code: 'review-not-found', misses: ['removeReview', 'putReply', 'removeReply'] },
  removeVouch: { code: 'vouch-not-found', misses: ['removeVouch'] },
  removeFederationPolicy: { code: 'policy-not-found', misses: ['removeFederationPolicy', 'getFederationPolicy'] },
  closeHostAddress: {
    code: 'private-address-not-found',
    misses: ['closeHostAddress', 'getHostTodoCalendar', 'getHostTodoFeed'],
  },
  closeFederationAddress: {
    code: 'private-address-not-found',
    misses: ['closeFederationAddress', 'getFederationDueCalendar', 'getFederationDueFeed'],
  },
  removeHostSource: {
    code: 'source-not-found',
    misses: ['removeHostSource', 'getHostSource', 'startHostRun', 'listHostRuns'],
  },
  removeFederationSource: {
    code: 'source-not-found',
    misses: ['removeFederationSource', 'getFederationSource', 'startFederationRun', 'listFederationRuns'],
  },
};

/** What any operation may answer, or any that writes, or any that reads; and the file that asks for it. */
export const EVERYWHERE: Record<string, string> = {
  'malformed-request': 'api/unreadable-requests',
  'invalid-request': 'api/unreadable-requests',
  'body-too-large': 'api/unreadable-requests',
  'unsupported-media-type': 'api/unreadable-requests',
  'no-token': 'api/rights',
  'bad-token': 'api/rights',
  'not-yours': 'api/rights',
  'host-gone': 'api/rights',
  'version-required': 'api/rights',
  'version-stale': 'api/rights',
  'nothing-there': 'api/http-semantics',
  exists: 'api/http-semantics',
  'method-not-allowed': 'api/problems',
  'request-too-slow': 'api/connections',
  'address-too-long': 'api/http-semantics',
  'headers-too-large': 'api/http-semantics',
  'too-many-requests': 'api/who-is-counted',
  overloaded: 'api/connections',
  starting: 'unit/liveness',
  'database-unavailable': 'api/database-away',
  'others-writing': 'postgres/uniqueness',
  'revision-not-reached': 'api/changes',
};

/** What takes more to arrange than a request, by the file that arranges it. */
export const ELSEWHERE: Record<string, readonly string[]> = {
  'api/cases': ['answerReferral case-ended', 'getRecommendation case-ended', 'withdrawRecommendation case-ended'],
  'api/closing': ['cancelClosing closing-settled', 'cancelServiceClosing closing-settled'],
  'api/service-writing': ['removeService closing-settled'],
  'api/existing-entries': ['publishHost entry-exists'],
  'api/host-writing': ['publishHost not-publishable', 'publishHost slug-taken'],
  'api/ownership': ['checkDomain not-claimable'],
  'api/read-by-itself': [
    ...['getClosing closing-not-found', 'getServiceClosing closing-not-found', 'getSuspension suspension-not-found'],
    ...['getVouch vouch-not-found', 'getMember member-not-found'],
  ],
  'api/restore': ['getBackup not-embedded'],
  'api/sent-needs': ['sendNeed nobody-reads', 'sendNeed too-many-needs'],
  'api/too-many-tokens': ['createToken too-many-tokens', 'rotateToken too-many-tokens'],
  'api/webhooks': ['createWebhook too-many-webhooks'],
  'postgres/uniqueness': ['putOwnCriterion slug-taken'],
};
