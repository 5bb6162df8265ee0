import { readFileSync } from 'node:fs';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { accountRoutes } from './accounts/routes.ts';
import { NewToken, Token, TokenDraft, TokenList } from './accounts/schema.ts';
import { createAdviser } from './advice/adviser.ts';
import { readPanel } from './advice/panel.ts';
import { adviceRoutes } from './advice/routes.ts';
import { AdviceAnswer, ExposureAnswer, PanelAnswer, StandingAnswer } from './advice/schema.ts';
import type { Catalogue } from './catalogue/follow.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { FederationList, HostList, OfferItem, OfferList, PolicyVersions, ServiceList } from './catalogue/schema.ts';
import { writerOn } from './catalogue/writer.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { asCatalogueError } from './database/errors.ts';
import type { Database } from './database/open.ts';
import { addMetrics, type Metrics } from './discovery/metrics.ts';
import { discoveryRoutes } from './discovery/routes.ts';
import { policyRoutes } from './federations/policies/routes.ts';
import { FederationPolicy, PolicyRules, PolicyVersion } from './federations/policies/schema.ts';
import { federationRoutes } from './federations/routes.ts';
import {
  Federation,
  FederationDraft,
  FederationPatch,
  Member,
  MemberDraft,
  ReviewDraft,
  Vouch,
} from './federations/schema.ts';
import { historyRoutes } from './history/routes.ts';
import { CommitmentPast, History, HistoryEntry } from './history/schema.ts';
import { ownHost } from './hosts/commands.ts';
import { leavingRoutes } from './hosts/leaving/routes.ts';
import { ownershipRoutes } from './hosts/ownership/routes.ts';
import { Challenge, ClaimedOwnership, DomainCheck, OwnershipClaim } from './hosts/ownership/schema.ts';
import { redactionRoutes } from './hosts/redaction/routes.ts';
import { Redaction, RedactionDraft } from './hosts/redaction/schema.ts';
import { hostRoutes } from './hosts/routes.ts';
import { Host, HostDraft, HostPatch, Membership, RegisteredHost, Suspension, SuspensionDraft } from './hosts/schema.ts';
import { addAccessLog } from './http/access-log.ts';
import { addCompression } from './http/compression.ts';
import { type Authenticate, addGuards } from './http/guards.ts';
import { addHeaders, securityHeaders } from './http/headers.ts';
import { rememberRoutes } from './http/known-routes.ts';
import { answerNotFound } from './http/not-found.ts';
import { addOpenApi, publishSchemas } from './http/openapi.ts';
import { answerProblem, Problem, refuseUnreadable } from './http/problems.ts';
import { addPublicAnswers } from './http/public-answers.ts';
import { buildValidator } from './http/validation.ts';
import { Match, MatchedHost, Said } from './matching/answer/schema.ts';
import { type PolicyFile, readPolicy } from './matching/engine/policy.ts';
import type { Replay } from './matching/replay.ts';
import { matchingRoutes } from './matching/routes.ts';
import type { Matcher } from './matching/run.ts';
import { Need, Policy } from './matching/schema.ts';
import type { Outgoing } from './outgoing/fetch.ts';
import { INLINE } from './pages/frame/inline.ts';
import { problemPage } from './pages/home/documents.tsx';
import { pageRoutes } from './pages/routes.tsx';
import { referenceRoutes } from './reference/routes.ts';
import * as vocabulary from './reference/schema.ts';
import type { CostRules } from './services/cost.ts';
import { serviceRoutes } from './services/routes.ts';
import { Plan, Service, ServiceDraft, ServicePatch } from './services/schema.ts';
import { Closing } from './statements/closing-schema.ts';
import { statementRoutes } from './statements/routes.ts';
import {
  Certificate,
  Claim,
  ClaimDraft,
  Commitment,
  CommitmentDraft,
  EvidencePage,
  Measure,
} from './statements/schema.ts';
import type { Reference } from './vocabulary/reference.ts';
import { Territory, Text, Zone } from './vocabulary/shapes.ts';
import { speaker } from './vocabulary/speaker.ts';

export interface AppOptions {
  config: Pick<Config, 'publicUrl' | 'trustProxy' | 'rateLimit'>;
  db: Database;
  catalogue: Catalogue;
  reference: Reference;
  costRules: CostRules;
  matcher: Matcher;
  replay: Replay;
  policyFile: PolicyFile;
  clock: Clock;
  /** Identifiers of requests and of what is made, UUIDs. */
  newId: () => string;
  authenticate: Authenticate;
  /** Asks addresses that others gave. */
  outgoing: Outgoing;
  logger?: FastifyBaseLogger;
}

const BODY_MAX = 1_000_000;
const CLOSE_IDLE_MS = 100;

/** Published once in the description, by name. */
const SCHEMAS = [
  Problem,
  Text,
  Territory,
  Zone,
  Measure,
  Certificate,
  EvidencePage,
  Claim,
  ClaimDraft,
  Commitment,
  CommitmentDraft,
  Closing,
  Plan,
  Service,
  ServiceDraft,
  ServicePatch,
  Membership,
  Host,
  HostDraft,
  HostPatch,
  Challenge,
  DomainCheck,
  OwnershipClaim,
  ClaimedOwnership,
  RegisteredHost,
  Vouch,
  Suspension,
  SuspensionDraft,
  Redaction,
  RedactionDraft,
  Member,
  MemberDraft,
  ReviewDraft,
  PolicyRules,
  FederationPolicy,
  PolicyVersion,
  Federation,
  FederationDraft,
  FederationPatch,
  Token,
  TokenDraft,
  NewToken,
  TokenList,
  HistoryEntry,
  CommitmentPast,
  OfferItem,
  HostList,
  OfferList,
  ServiceList,
  FederationList,
  PolicyVersions,
  History,
  Need,
  Said,
  MatchedHost,
  Match,
  Policy,
  PanelAnswer,
  StandingAnswer,
  AdviceAnswer,
  ExposureAnswer,
  ...Object.values(vocabulary),
];

/** Changes with every release: answers of another build are never taken for ours. */
const { version: VERSION } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export interface BuiltApp {
  app: FastifyInstance;
  metrics: Metrics;
  /** Readiness says no from now on; the answers under way are still given. */
  stopAccepting(): void;
}

/** A number of proxies counts from the one that connects. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;

/** The whole application, without a listener, an environment or a process. */
export async function buildApp(options: AppOptions): Promise<BuiltApp> {
  const { config, db, catalogue, reference, costRules, clock, newId, authenticate, logger } = options;
  const { matcher, replay, policyFile, outgoing } = options;
  const { publicUrl } = config;
  const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };
  const headers = securityHeaders(INLINE);
  const answerError = answerProblem(publicUrl, { page: problemPage(speakers), headers });
  // What the database says becomes one of our errors here: stores let it through, routes know nothing of it.
  const onError: typeof answerError = (error, request, reply) =>
    answerError(asCatalogueError(error) ?? error, request, reply);
  const server: FastifyServerOptions = {
    ...(logger && { loggerInstance: logger }),
    genReqId: newId,
    trustProxy: trusted(config.trustProxy),
    // One line for each request, our own: see http/access-log.ts.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX,
    // While stopping, what still arrives on an open connection is answered as usual, and the connection then closed.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    schemaController: { compilersFactory: { buildValidator } },
    frameworkErrors: (error, request, reply) => onError(error, request, reply),
    clientErrorHandler: (_error, socket) => refuseUnreadable(socket, publicUrl, newId()),
  };
  const app = fastify(server);
  app.removeContentTypeParser(['text/plain']);
  app.addContentTypeParser(
    'application/merge-patch+json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );

  const routes = rememberRoutes(app);
  app.setErrorHandler(onError);
  app.setNotFoundHandler(answerNotFound(routes));

  publishSchemas(app, SCHEMAS);
  await addOpenApi(app, { version: VERSION });
  addAccessLog(app);
  const metrics = addMetrics(app, catalogue);
  addHeaders(app, routes, headers);
  addCompression(app);
  addGuards(app, { limits: config.rateLimit, authenticate });
  const answers = addPublicAnswers(app, catalogue, VERSION);

  // A keep-alive connection with nothing to say would hold the closing for more than a minute.
  let stopping = false;
  app.addHook('preClose', (done) => {
    stopping = true;
    const timer = setInterval(() => app.server.closeIdleConnections(), CLOSE_IDLE_MS).unref();
    app.server.once('close', () => clearInterval(timer));
    done();
  });

  const writer = writerOn(catalogue, { db, reference, clock, newId });
  await app.register(
    catalogueRoutes({
      catalogue,
      answers,
      reference,
      costRules,
      db,
      findDraft: (caller, host) => ownHost(writer.contextFor(caller), host),
    }),
  );
  await app.register(historyRoutes({ catalogue, answers, reference, db }));
  await app.register(referenceRoutes({ catalogue, answers, reference }));
  await app.register(
    adviceRoutes({
      catalogue,
      answers,
      adviser: createAdviser(readPolicy(policyFile), reference, readPanel()),
      reference,
      readDraft: (caller, host) => ownHost(writer.contextFor(caller), host),
    }),
  );
  await app.register(matchingRoutes({ catalogue, answers, matcher, replay, reference, policyFile }));
  for (const routes of [
    hostRoutes,
    leavingRoutes,
    redactionRoutes,
    serviceRoutes,
    statementRoutes,
    federationRoutes,
    accountRoutes,
  ])
    await app.register(routes(writer));
  await app.register(ownershipRoutes(writer, outgoing));
  await app.register(policyRoutes({ catalogue, answers, db, writer }));
  await app.register(pageRoutes({ catalogue, answers, speakers, reference, costRules, db, matcher, policyFile }));
  await app.register(
    discoveryRoutes({ catalogue, answers, speakers, publicUrl, build: VERSION, isStopping: () => stopping, metrics }),
  );
  return {
    app,
    metrics,
    stopAccepting: () => {
      stopping = true;
    },
  };
}
