export const WHO = [
  'nobody',
  'expired',
  'revoked',
  'anotherHost',
  'anotherFederation',
  'ownHost',
  'ownFederation',
  'answeringHost',
  'answeringFederation',
  'readingHost',
  'readingFederation',
  'admin',
] as const;
export type Who = (typeof WHO)[number];

/** What each may do, as a status: 401, 403 or 404, and `ok` for whatever an allowed request answers. */
type Rule = Record<Who, number | 'ok'>;
type Known = Exclude<Who, 'expired' | 'revoked'>;
/** What a token that only reads and answers still writes; what belongs to a case, and what anybody may do, besides. */
const ANSWERS = [
  'answerReferral',
  'answerReport',
  'putReply',
  'removeReply',
  'sayHere',
  'computePool',
  'previewFederationPolicy',
];
const CASEWORK = ['createRecommendation', 'withdrawRecommendation', 'createReferral', 'deleteCase'];
/** Of its own token alone: what is not one's own is not said to exist. */
const OF_ONESELF = ['revokeToken', 'rotateToken'];

/** The host's own token that has ended is never taken for no token at all: whoever sends it wants to know. */
const rule = (...[nobody, anotherHost, anotherFederation, ownHost, ownFederation, admin]: Rule[Known][]): Rule =>
  ({
    ...{ nobody, expired: 401, revoked: 401, anotherHost, anotherFederation, ownHost, ownFederation },
    ...{ answeringHost: ownHost, answeringFederation: ownFederation },
    ...{ readingHost: ownHost, readingFederation: ownFederation, admin },
  }) as Rule;

const ANYBODY = rule('ok', 'ok', 'ok', 'ok', 'ok', 'ok');
export const HOST_ONLY = rule(401, 403, 403, 'ok', 403, 'ok');
const ADMIN_ONLY = rule(401, 403, 403, 403, 403, 'ok');
const FEDERATION_ONLY = rule(401, 403, 403, 403, 'ok', 'ok');
/** Administrators count and delete cases, and read none. */
const OFFICER_ONLY = rule(401, 403, 403, 403, 'ok', 403);

/** The same of tokens with all rights. */
const RULES_OF_ALL_RIGHTS: Record<string, Rule> = {
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
  openHostAddress: HOST_ONLY,
  closeHostAddress: HOST_ONLY,
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
  answerFederationRequest: ADMIN_ONLY,
  patchFederation: FEDERATION_ONLY,
  // Each host asks for itself.
  askMembership: rule(401, 'ok', 403, 'ok', 403, 403),
  putMember: FEDERATION_ONLY,
  removeMember: rule(401, 403, 403, 'ok', 'ok', 'ok'),
  answerMembership: FEDERATION_ONLY,
  putChoice: FEDERATION_ONLY,
  removeChoice: FEDERATION_ONLY,
  putOwnCriterion: FEDERATION_ONLY,
  retireOwnCriterion: FEDERATION_ONLY,
  uploadMembers: FEDERATION_ONLY,
  uploadMembersWorkbook: FEDERATION_ONLY,
  uploadSelection: FEDERATION_ONLY,
  uploadSelectionWorkbook: FEDERATION_ONLY,
  uploadReviews: FEDERATION_ONLY,
  uploadReviewsWorkbook: FEDERATION_ONLY,
  uploadHostWorkbook: HOST_ONLY,
  uploadHostCsv: HOST_ONLY,
  uploadHostServicesCsv: HOST_ONLY,
  uploadHostPlansCsv: HOST_ONLY,
  uploadCatalogueWorkbook: ADMIN_ONLY,
  putFederationHelper: FEDERATION_ONLY,
  removeFederationHelper: FEDERATION_ONLY,
  putReview: FEDERATION_ONLY,
  removeReview: FEDERATION_ONLY,
  putVouch: FEDERATION_ONLY,
  removeVouch: FEDERATION_ONLY,
  putFederationPolicy: FEDERATION_ONLY,
  openFederationAddress: FEDERATION_ONLY,
  closeFederationAddress: FEDERATION_ONLY,
  previewFederationPolicy: FEDERATION_ONLY,
  computePool: FEDERATION_ONLY,
  createReferral: FEDERATION_ONLY,
  answerReferral: HOST_ONLY,
  createRecommendation: FEDERATION_ONLY,
  withdrawRecommendation: FEDERATION_ONLY,
  createCase: OFFICER_ONLY,
  createCases: OFFICER_ONLY,
  sendNeed: ANYBODY,
  eraseNeed: ANYBODY,
  patchCase: OFFICER_ONLY,
  deleteCase: FEDERATION_ONLY,
  createCaseRecommendation: OFFICER_ONLY,
  createCaseReferral: OFFICER_ONLY,
  removeFederationPolicy: FEDERATION_ONLY,
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
  changeTokenRights: rule(401, 404, 404, 'ok', 404, 'ok'),
  // Only its own organisation lets others read what belongs to cases.
  acceptToken: rule(401, 404, 404, 'ok', 404, 403),
  createWebhook: rule(401, 'ok', 'ok', 'ok', 'ok', 'ok'),
  removeWebhook: rule(401, 404, 404, 'ok', 404, 'ok'),
  verifyWebhook: rule(401, 404, 404, 'ok', 404, 'ok'),
  rotateWebhookSecret: rule(401, 404, 404, 'ok', 404, 'ok'),
  replayWebhook: rule(401, 404, 404, 'ok', 404, 'ok'),
};

const answering = (id: string, rule: Rule, own: number | 'ok'): number | 'ok' => {
  if (rule.nobody === 'ok') return 'ok';
  if (OF_ONESELF.includes(id)) return 404;
  return ANSWERS.includes(id) || CASEWORK.includes(id) || rule === OFFICER_ONLY ? own : 403;
};

/** What a token that only reads may ask, besides all that its owner may read: nothing of it is kept. */
const COMPUTED = [
  'checkChatonsInfosFile',
  'computePool',
  'diagnoseTools',
  'lookUpDomains',
  'matchNeed',
  'previewFederationPolicy',
];
const reading = (id: string, own: number | 'ok'): number | 'ok' => (COMPUTED.includes(id) ? own : 403);

/** Who may use each operation that is not a reading. A new one without a rule here fails the tests. */
export const RULES: Record<string, Rule> = Object.fromEntries(
  Object.entries(RULES_OF_ALL_RIGHTS).map(([id, rule]) => [
    id,
    {
      ...rule,
      answeringHost: answering(id, rule, rule.ownHost),
      answeringFederation: answering(id, rule, rule.ownFederation),
      readingHost: reading(id, rule.ownHost),
      readingFederation: reading(id, rule.ownFederation),
    },
  ]),
);

/** A federation reads of its members what it helps them with. */
const HOST_AND_ITS_FEDERATION = rule(401, 403, 403, 'ok', 'ok', 'ok');
const READ_BY_ANY_TOKEN = rule(401, 'ok', 'ok', 'ok', 'ok', 'ok');

/** Who may read what is not for everybody. */
export const READINGS: Record<string, Rule> = {
  getBackup: ADMIN_ONLY,
  listDuplicates: ADMIN_ONLY,
  listLetters: ADMIN_ONLY,
  getLetter: ADMIN_ONLY,
  listFederationRequests: ADMIN_ONLY,
  getFederationRequest: ADMIN_ONLY,
  downloadCatalogueWorkbook: ADMIN_ONLY,
  getAdminTodo: ADMIN_ONLY,
  listTokens: READ_BY_ANY_TOKEN,
  getToken: rule(401, 404, 404, 'ok', 404, 'ok'),
  listAudit: READ_BY_ANY_TOKEN,
  listWebhooks: READ_BY_ANY_TOKEN,
  getWebhook: rule(401, 404, 404, 'ok', 404, 'ok'),
  listDeliveries: rule(401, 404, 404, 'ok', 404, 'ok'),
  getHostAdvice: HOST_AND_ITS_FEDERATION,
  listReports: HOST_AND_ITS_FEDERATION,
  getReport: HOST_AND_ITS_FEDERATION,
  listProposals: HOST_AND_ITS_FEDERATION,
  getHostTodo: HOST_ONLY,
  listLooks: HOST_AND_ITS_FEDERATION,
  listKeptEvidence: HOST_AND_ITS_FEDERATION,
  listWaitingReferrals: HOST_ONLY,
  getHostSource: HOST_AND_ITS_FEDERATION,
  listHostRuns: HOST_AND_ITS_FEDERATION,
  getHostRun: HOST_AND_ITS_FEDERATION,
  listHostRunFiles: HOST_AND_ITS_FEDERATION,
  listGaps: FEDERATION_ONLY,
  downloadGaps: FEDERATION_ONLY,
  downloadGapsWorkbook: FEDERATION_ONLY,
  listFederationProposals: FEDERATION_ONLY,
  getVouch: FEDERATION_ONLY,
  getReferral: FEDERATION_ONLY,
  getReferralOutcomes: FEDERATION_ONLY,
  downloadReferralOutcomes: FEDERATION_ONLY,
  downloadReferralOutcomesWorkbook: FEDERATION_ONLY,
  listRecommendations: FEDERATION_ONLY,
  // Administrators count them.
  listCases: FEDERATION_ONLY,
  getCase: OFFICER_ONLY,
  getCaseFigures: OFFICER_ONLY,
  downloadCaseFigures: OFFICER_ONLY,
  getCaseSummary: FEDERATION_ONLY,
  downloadCaseSummary: FEDERATION_ONLY,
  downloadCases: OFFICER_ONLY,
  getFederationDue: FEDERATION_ONLY,
  getFederationSource: FEDERATION_ONLY,
  listFederationRuns: FEDERATION_ONLY,
  getFederationRun: FEDERATION_ONLY,
  listFederationRunFiles: FEDERATION_ONLY,
};

/** What a right meets all the same, for everybody or for one. */
export const INSTEAD: Record<string, [status: number, code: string]> = {
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

/** What is missed by each name of a path. */
export const MISSED: Record<string, string> = {
  ...{ host: 'host', leaving: 'host', other: 'host', domain: 'host', federation: 'federation', service: 'service' },
  ...{ recommendation: 'recommendation', referral: 'referral', case: 'case', number: 'case', request: 'request' },
  ...{ report: 'report', webhook: 'webhook', run: 'import', id: 'token', key: 'criterion', criterion: 'claim' },
  ...{ kind: 'commitment', subject: 'review', value: 'alias' },
};

/** Where it is told otherwise: what is not there is made, or something else is missed first. */
export const TOLD_OTHERWISE: Record<string, number | string> = {
  ...{ 'putService service': 201, 'putOwnCriterion key': 201, 'putFederationHelper id': 201, 'putAlias value': 201 },
  // Nothing is said of what the vocabularies lack.
  ...{ 'putClaim criterion': 422, 'putCommitment kind': 422, 'putServiceCommitment kind': 422 },
  ...{ 'putReview subject': 422 },
  ...{ 'getFederationHelper id': 'helper-not-found', 'removeFederationHelper id': 'helper-not-found' },
  ...{ 'getChoice host': 'choice-not-found', 'getReply subject': 'reply-not-found' },
  ...{ 'putReply federation': 'review-not-found', 'removeReply federation': 'review-not-found' },
};

/** Somebody who may. */
export const allowedFor = (id: string): Who =>
  (['admin', 'ownFederation', 'ownHost', 'anotherHost'] as const).find(
    (who) => (RULES[id] ?? READINGS[id])![who] === 'ok',
  )!;

/** Noted under other names: those of what is done, whoever asks for it and how. */
export const NOTED_AS: Record<string, string[]> = {
  createCaseRecommendation: ['createRecommendation'],
  createCaseReferral: ['createReferral'],
  // Its address is asked at once.
  createWebhook: ['createWebhook', 'verifyWebhook'],
  putFederationSource: ['putSource'],
  putHostSource: ['putSource'],
  removeFederationSource: ['removeSource'],
  removeHostSource: ['removeSource'],
};

/** Noted nowhere, and why. */
export const UNNOTED: Record<string, string> = {
  ...Object.fromEntries(
    [
      'matchNeed',
      'diagnoseTools',
      'checkChatonsInfosFile',
      'lookUpDomains',
      'previewFederationPolicy',
      'computePool',
    ].map((id) => [id, 'computes, and keeps nothing']),
  ),
  ...Object.fromEntries(
    ['reportHost', 'askForFederation', 'sendNeed'].map((id) => [
      id,
      'of somebody without a token, who has a list of their own',
    ]),
  ),
  ...Object.fromEntries(
    ['checkDomain', 'acceptProposals', 'refuseProposals'].map((id) => [id, 'finds nothing to do here']),
  ),
};
