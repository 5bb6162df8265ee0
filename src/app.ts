import { hash } from 'node:crypto';
import type { Server } from 'node:http';
import fastify, {
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { lastUses } from './accounts/authentication.ts';
import { beginRequest, keepAnswer, releaseRequest } from './accounts/retries.ts';
import { accountRoutes } from './accounts/routes.ts';
import { adviceRoutes } from './advice/routes.ts';
import { alternativeRoutes } from './alternatives/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import type { Bercail, Routes } from './bercail.ts';
import { duplicateRoutes } from './catalogue/alike/routes.ts';
import { addFormerNames } from './catalogue/former-names.ts';
import { lookupRoutes } from './catalogue/lookups/routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { closingRoutes } from './closings/routes.ts';
import type { Config } from './config.ts';
import { asCatalogueError } from './database/errors.ts';
import { watchWrites } from './database/writing.ts';
import { diagnosisRoutes } from './diagnosis/routes.ts';
import { backupRoutes } from './discovery/backup-routes.ts';
import { addProbes } from './discovery/health.ts';
import { addMetrics, type Metrics } from './discovery/metrics.ts';
import { discoveryRoutes } from './discovery/routes.ts';
import { siteFiles } from './discovery/site-files.ts';
import { chatonsInfosExportRoutes } from './exchange/chatonsinfos/export-routes.ts';
import { chatonsInfosRoutes } from './exchange/chatonsinfos/routes.ts';
import { dumpRoutes } from './exchange/dumps/routes.ts';
import { proposalRoutes } from './exchange/imports/routes.ts';
import { linkedDataRoutes } from './exchange/linked-data/routes.ts';
import { sourceRoutes } from './exchange/sources/routes.ts';
import { hostSheetRoutes } from './exchange/spreadsheets/routes.ts';
import { answerRoutes, criterionRoutes } from './federations/criteria/routes.ts';
import { helperRoutes } from './federations/helpers/routes.ts';
import { memberRoutes } from './federations/members/routes.ts';
import { policyRoutes } from './federations/policies/routes.ts';
import { federationRequestRoutes } from './federations/requests/routes.ts';
import { reviewRoutes } from './federations/reviews/routes.ts';
import { federationRoutes } from './federations/routes.ts';
import { selectionRoutes } from './federations/selection/routes.ts';
import { spreadsheetRoutes } from './federations/spreadsheets/routes.ts';
import { vouchRoutes } from './federations/vouches/routes.ts';
import { feedRoutes } from './feed/routes.ts';
import { webhookRoutes } from './feed/webhooks/routes.ts';
import { followingRoutes } from './following/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { documentRoutes } from './host-documents/routes.ts';
import { confirmationRoutes } from './hosts/confirmations/routes.ts';
import { mergeRoutes } from './hosts/merging/routes.ts';
import { nameRoutes } from './hosts/names/routes.ts';
import { ownershipRoutes } from './hosts/ownership/routes.ts';
import { reportRoutes } from './hosts/reports/routes.ts';
import { hostRoutes, leavingRoutes } from './hosts/routes.ts';
import { addCompression, Compressor } from './http/answering/compression.ts';
import { addHeaders, headersByRoute, securityHeaders } from './http/answering/headers.ts';
import { addPublicAnswers } from './http/answering/public-answers.ts';
import { type Authenticate, addGuards, quotasOf } from './http/asking/guards.ts';
import { addIdempotency } from './http/asking/idempotency.ts';
import { addJsonBodies } from './http/asking/json-body.ts';
import { addLoadLimits } from './http/asking/load.ts';
import { serializerBuilder, validatorBuilder } from './http/asking/validation.ts';
import { CONNECTION_LIMITS, type ConnectionLimits, holdConnections } from './http/connections.ts';
import { addOpenApi, publishSchemas } from './http/openapi.ts';
import { answerProblem, describeFailure, Problem, refuseUnreadable, unreadableCode } from './http/problems.ts';
import { addAccessLog, addSlashRedirects, indexRoutes, refuseUnknown } from './http/route-index.ts';
import { letterRoutes } from './letters/routes.ts';
import { managePages } from './manage/pages.tsx';
import { matchingRoutes } from './matching/routes.ts';
import { INLINE } from './pages/frame/inline.ts';
import { problemPage } from './pages/home/documents.tsx';
import { pageRoutes } from './pages/routes.tsx';
import { receivedRoutes } from './recommendations/cases/received-routes.ts';
import { caseRoutes } from './recommendations/cases/routes.ts';
import { caseSummaryRoutes } from './recommendations/cases/summary-routes.ts';
import { gapRoutes } from './recommendations/gaps/routes.ts';
import { poolRoutes } from './recommendations/pools/routes.ts';
import { poolTemplateRoutes } from './recommendations/pools/template-routes.ts';
import { previewRoutes } from './recommendations/preview/routes.ts';
import { referralRoutes } from './recommendations/referrals/routes.ts';
import { recommendationRoutes } from './recommendations/routes.ts';
import { statisticsRoutes } from './recommendations/statistics/routes.ts';
import { redactionRoutes } from './redaction/routes.ts';
import { referenceRoutes } from './reference/routes.ts';
import { adminTodoRoutes } from './reminders/administration/routes.ts';
import { dueRoutes } from './reminders/due/routes.ts';
import { federationAddressRoutes } from './reminders/due/subscription-routes.ts';
import { todoRoutes } from './reminders/todo/routes.ts';
import { hostAddressRoutes } from './reminders/todo/subscription-routes.ts';
import { serviceRoutes } from './services/routes.ts';
import { addSheetBodies } from './spreadsheets/files.ts';
import { replyRoutes, statementRoutes } from './statements/routes.ts';
import { buildHash, VERSION } from './version.ts';
import { watchingRoutes } from './watching/routes.ts';

/** Settings of the HTTP side. */
export interface AppOptions {
  config: Pick<Config, 'trustProxy' | 'rateLimit'> & Partial<Pick<Config, 'hstsSubdomains'>>;
  authenticate: Authenticate;
  logger?: FastifyBaseLogger;
  /** Compiles all validators at start, to find schemas that do not compile. */
  validatorsAtOnce?: boolean;
  /** Others than those of every server, for tests. */
  connectionLimits?: Partial<ConnectionLimits>;
}

const BODY_MAX = 1_000_000;

/** The routes of all rooms, in the order of the OpenAPI document. */
const ROOMS: readonly Routes[] = [
  catalogueRoutes,
  dumpRoutes,
  linkedDataRoutes,
  lookupRoutes,
  duplicateRoutes,
  letterRoutes,
  historyRoutes,
  followingRoutes,
  feedRoutes,
  webhookRoutes,
  alternativeRoutes,
  referenceRoutes,
  adviceRoutes,
  matchingRoutes,
  diagnosisRoutes,
  chatonsInfosRoutes,
  chatonsInfosExportRoutes,
  hostRoutes,
  nameRoutes,
  mergeRoutes,
  confirmationRoutes,
  leavingRoutes,
  redactionRoutes,
  closingRoutes,
  reportRoutes,
  serviceRoutes,
  statementRoutes,
  replyRoutes,
  federationRoutes,
  federationRequestRoutes,
  vouchRoutes,
  gapRoutes,
  accountRoutes,
  auditRoutes,
  documentRoutes,
  proposalRoutes,
  ownershipRoutes,
  pageRoutes,
  memberRoutes,
  reviewRoutes,
  selectionRoutes,
  helperRoutes,
  criterionRoutes,
  answerRoutes,
  policyRoutes,
  todoRoutes,
  watchingRoutes,
  hostAddressRoutes,
  adminTodoRoutes,
  previewRoutes,
  poolRoutes,
  poolTemplateRoutes,
  referralRoutes,
  recommendationRoutes,
  caseRoutes,
  receivedRoutes,
  caseSummaryRoutes,
  spreadsheetRoutes,
  hostSheetRoutes,
  statisticsRoutes,
  dueRoutes,
  federationAddressRoutes,
  sourceRoutes,
  discoveryRoutes,
  siteFiles,
  backupRoutes,
];

let build: string | undefined;
/** Hash of what answers depend on besides the catalogue: the build, its settings and the numbers of the matching. */
const releaseOf = ({ publicUrl, operator, policyFile }: Bercail): string => {
  build ??= buildHash();
  // Short: it goes into the tag of each answer.
  return hash('sha1', JSON.stringify([build, publicUrl, operator.name, operator.contact, policyFile]));
};

export interface BuiltApp {
  app: FastifyInstance;
  metrics: Metrics;
  /** Makes readiness fail; requests that arrive are still answered. */
  stopAccepting(): void;
}

/** `trustProxy` for Fastify; a number of proxies counts from the one that connects. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;

/** The whole application, without a listener, an environment or a process. */
export async function buildApp(bercail: Bercail, options: AppOptions): Promise<BuiltApp> {
  const { config, authenticate, logger } = options;
  const limits = { ...CONNECTION_LIMITS, ...options.connectionLimits };
  const { db, catalogue, publicUrl, clock, newId } = bercail;
  const headers = securityHeaders(INLINE, {
    secure: publicUrl.startsWith('https:'),
    subdomains: config.hstsSubdomains ?? false,
  });
  const answerError = answerProblem(publicUrl, { page: problemPage(catalogue, publicUrl), headers });
  // Database errors become domain errors here; stores and routes let them pass.
  const onError: typeof answerError = (error, request, reply) => {
    writes.note(error);
    answerError(asCatalogueError(error) ?? error, request, reply);
  };
  const server: FastifyHttpOptions<Server> = {
    ...(logger && { loggerInstance: logger }),
    genReqId: newId,
    trustProxy: trusted(config.trustProxy),
    // One log line for each request is written by `addAccessLog`.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX,
    // While stopping, requests on open connections are answered as usual, then the connection is closed.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    schemaController: {
      compilersFactory: {
        buildSerializer: serializerBuilder(() => app.getSchemas()),
        buildValidator: validatorBuilder(() => app.getSchemas(), options.validatorsAtOnce),
      },
    },
    // Unreadable addresses reach no route and no hook.
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...headers.data, 'x-request-id': request.id });
      onError(error, request, reply);
      request.log.info({ method: request.method, route: 'none', status: reply.statusCode }, 'request');
    },
    clientErrorHandler: (error, socket) => refuseUnreadable(socket, unreadableCode(error), publicUrl, newId()),
    connectionTimeout: limits.silenceMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.restMs,
    http: {
      headersTimeout: limits.headMs,
      connectionsCheckingInterval: limits.checkEveryMs,
    },
  };
  const app = fastify(server);
  const connections = holdConnections(app.server, limits, (socket) =>
    refuseUnreadable(socket, 'request-too-slow', publicUrl, newId()),
  );
  const writes = watchWrites(db, (works, error) =>
    works
      ? app.log.info('the database takes writes again')
      : app.log.error(describeFailure(error), 'the database refuses writes; reading goes on'),
  );
  app.removeContentTypeParser(['text/plain']);
  addJsonBodies(app);
  addSheetBodies(app);

  const routes = indexRoutes(app);
  app.setErrorHandler(onError);
  app.setNotFoundHandler(refuseUnknown(routes));

  publishSchemas(app, Problem);
  await addOpenApi(app, { version: VERSION });
  addAccessLog(app);
  const metrics = addMetrics(app, catalogue);
  const quotas = quotasOf(config.rateLimit);
  const compressor = new Compressor();
  const headersOf = headersByRoute(headers);
  const isBeyond = ({ raw }: FastifyRequest) => connections.isBeyond(raw.socket);
  const answerLate = addPublicAnswers(app, catalogue, releaseOf(bercail), {
    ...{ headersOf, compressor, isBeyond },
    quota: quotas.address,
  });
  addHeaders(app, routes, headersOf);
  addCompression(app, compressor);
  addLoadLimits(app, isBeyond);
  addGuards(app, { limits: config.rateLimit, quotas, authenticate, noteUse: lastUses({ db, clock }) });
  addSlashRedirects(app, routes);
  addFormerNames(app, catalogue);
  addIdempotency(app, {
    begin: (request) => beginRequest(db, request, clock()),
    keep: (key, startedAt, answer) => keepAnswer(db, key, startedAt, answer),
    release: (key, startedAt) => releaseRequest(db, key, startedAt),
  });
  app.addHook('onRequest', answerLate);

  let stopping = false;
  app.addHook('preClose', (done) => {
    stopping = true;
    connections.stop();
    done();
  });

  // A scope for each room, because some accept other media types than JSON.
  for (const routes of ROOMS) await app.register(async (scope) => routes(scope, bercail));
  await app.register(async (scope) => managePages(scope, bercail, authenticate));
  addProbes(app, { catalogue, writes, isStopping: () => stopping, metrics });
  return {
    app,
    metrics,
    stopAccepting: () => {
      stopping = true;
    },
  };
}
