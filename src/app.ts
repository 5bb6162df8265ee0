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
import { beginRequest, keepAnswer, noteDone, releaseRequest } from './accounts/retries.ts';
import type { Bercail } from './bercail.ts';
import { addFirstSearches } from './catalogue/first-search.ts';
import { addFormerNames } from './catalogue/former-names.ts';
import type { Config } from './config.ts';
import { asCatalogueError, isReadOnly, writeConflictError } from './database/errors.ts';
import { notingEach } from './database/transaction.ts';
import { watchWrites } from './database/writing.ts';
import { addProbes } from './discovery/health.ts';
import { innerStateReader } from './discovery/inner-state.ts';
import { addMetrics, type Metrics } from './discovery/metrics.ts';
import { describedWebhooks } from './feed/webhooks/described.ts';
import { TOO_MUCH_TO_COMPUTE } from './ground/admission.ts';
import { addCompression, Compressor } from './http/answering/compression.ts';
import { addHeaders, headersByRoute, securityHeaders } from './http/answering/headers.ts';
import { addPublicAnswers } from './http/answering/public-answers.ts';
import { type Authenticate, addGuards, quotasOf } from './http/asking/guards.ts';
import { addIdempotency } from './http/asking/idempotency.ts';
import { addJsonBodies } from './http/asking/json-body.ts';
import { addLoadLimits } from './http/asking/load.ts';
import { leaveCredentials, WriteElsewhereError } from './http/asking/reading-only.ts';
import { addAccessLog, addSlashRedirects, indexRoutes, refuseUnknown } from './http/asking/route-index.ts';
import { splitSeveralValues } from './http/asking/several-values.ts';
import { Compiled, schemaBucket, serializerBuilder, validatorBuilder } from './http/asking/validation.ts';
import { CONNECTION_LIMITS, type ConnectionLimits, holdConnections } from './http/connections.ts';
import { addOpenApi, publishSchemas } from './http/openapi.ts';
import { answerProblem, describeFailure, Problem, refuseUnreadable, unreadableCode } from './http/problems.ts';
import { managePages } from './manage/desks/pages.tsx';
import { INLINE } from './pages/frame/inline.ts';
import { problemPage } from './pages/home/documents.tsx';
import { ROOMS } from './rooms.ts';
import { addSheetBodies } from './spreadsheets/files.ts';
import { buildHash, VERSION } from './version.ts';

/** Settings of the HTTP server. */
export interface AppOptions {
  config: Pick<Config, 'trustProxy' | 'rateLimit'> & Partial<Pick<Config, 'hstsSubdomains'>>;
  authenticate: Authenticate;
  /** Whether the database is a standby that is only read: what writes is answered with the address where to write. */
  readsOnly?: boolean;
  logger?: FastifyBaseLogger;
  /** Compiles all validators at start, to detect schemas that do not compile. */
  validatorsAtOnce?: boolean;
  /** What an application with the same schemas has compiled; absent: nothing. */
  compiled?: Compiled;
  /** Replaces the usual limits, for tests. */
  connectionLimits?: Partial<ConnectionLimits>;
}

const BODY_MAX = 1_000_000;

/** Fastify looks for the name of a scope without one among all modules of the process. */
const DISPLAY_NAME = Symbol.for('fastify.display-name');

let build: string | undefined;
const buildOf = (): string => {
  build ??= buildHash();
  return build;
};
/**
 * A hash of everything besides the catalogue on which responses depend: the build, its settings and the numbers of the
 * matching.
 */
const releaseOf = ({ publicUrl, operator, policyFile }: Bercail): string => {
  // Short, because it is part of every ETag.
  return hash('sha1', JSON.stringify([buildOf(), publicUrl, operator.name, operator.contact, policyFile]));
};

interface BuiltApp {
  app: FastifyInstance;
  metrics: Metrics;
  /** Makes readiness fail; requests that still arrive are answered. */
  stopAccepting(): void;
}

/** The value of Fastify's `trustProxy`. A number of proxies counts from the connecting one. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;

/** The whole application, independent of a port, an environment or a process. */
export async function buildApp(bercail: Bercail, options: AppOptions): Promise<BuiltApp> {
  const { config, authenticate, logger, readsOnly = false } = options;
  const limits = { ...CONNECTION_LIMITS, ...options.connectionLimits };
  const { db, catalogue, publicUrl, clock, newId } = bercail;
  const headers = securityHeaders(INLINE, {
    secure: publicUrl.startsWith('https:'),
    subdomains: config.hstsSubdomains ?? false,
  });
  const answerError = answerProblem(publicUrl, { page: problemPage(catalogue, publicUrl), headers });
  // Converts database errors to domain errors; stores and routes do not catch them.
  const onError: typeof answerError = (error, request, reply) => {
    writes.note(error);
    if (error === TOO_MUCH_TO_COMPUTE) metrics.noteShed('matches');
    const isRefused = readsOnly && isReadOnly(error);
    answerError(
      isRefused ? new WriteElsewhereError(publicUrl, error) : (asCatalogueError(error) ?? error),
      request,
      reply,
    );
  };
  const schemas = schemaBucket();
  const compiled = options.compiled ?? new Compiled();
  const server: FastifyHttpOptions<Server> = {
    ...(logger && { loggerInstance: logger }),
    genReqId: newId,
    trustProxy: trusted(config.trustProxy),
    // One log line for each request is written by `addAccessLog`.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX,
    // During shutdown, requests on open connections are answered as usual, and then the connection is closed.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    schemaController: {
      bucket: () => schemas,
      compilersFactory: {
        buildSerializer: serializerBuilder(schemas.getSchemas, compiled),
        buildValidator: validatorBuilder(schemas.getSchemas, compiled, options.validatorsAtOnce),
      },
    },
    // Requests with an unreadable address reach no route and no hook.
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

  splitSeveralValues(app);
  publishSchemas(app, Problem);
  await addOpenApi(app, { version: VERSION, webhooks: describedWebhooks() });
  addAccessLog(app);
  // A server that only reads has no queues and no tasks; those of the database are told by the servers that write.
  const readInnerState = readsOnly ? undefined : innerStateReader(db, { catalogue, writes, clock });
  const metrics = addMetrics(app, { catalogue, build: buildOf(), readInnerState });
  const quotas = quotasOf(config.rateLimit, bercail.sharedCounts);
  const compressor = new Compressor();
  const headersOf = headersByRoute(headers);
  const isBeyond = ({ raw }: FastifyRequest) => connections.isBeyond(raw.socket);
  const answerLate = addPublicAnswers(app, catalogue, releaseOf(bercail), {
    ...{ headersOf, compressor, isBeyond },
    quota: quotas.address,
  });
  addHeaders(app, routes, headersOf);
  addCompression(app, compressor);
  if (readsOnly) leaveCredentials(app, publicUrl);
  addLoadLimits(app, isBeyond, metrics.noteShed);
  addGuards(app, { quotas, authenticate, noteUse: lastUses({ db, clock }) });
  addSlashRedirects(app, routes);
  addFormerNames(app, catalogue);
  addIdempotency(app, {
    begin: (request) => beginRequest(db, request, clock()),
    keep: (key, startedAt, answer) => keepAnswer(db, key, startedAt, answer),
    release: (key, startedAt, isRefused) => releaseRequest(db, key, startedAt, isRefused),
    during: (isOver, { key, startedAt }, run) =>
      notingEach(async (db) => {
        if (!isOver() && !(await noteDone(db, key, startedAt))) throw writeConflictError();
      }, run),
  });
  app.addHook('onRequest', answerLate);
  addFirstSearches(app, catalogue);

  let stopping = false;
  app.addHook('preClose', (done) => {
    stopping = true;
    connections.stop();
    done();
  });

  // One scope per room, because some rooms accept other media types than JSON.
  const addScope = async (name: string, add: (scope: FastifyInstance) => void | Promise<void>) =>
    await app.register(Object.assign(async (scope: FastifyInstance) => add(scope), { [DISPLAY_NAME]: name }));
  for (const routes of ROOMS) await addScope(routes.name, (scope) => routes(scope, bercail));
  await addScope(managePages.name, (scope) => managePages(scope, bercail, authenticate));
  const works = readsOnly ? async () => true : writes.works;
  addProbes(app, { catalogue, writes: { ...writes, works }, isStopping: () => stopping, metrics });
  return {
    app,
    metrics,
    stopAccepting: () => {
      stopping = true;
    },
  };
}
