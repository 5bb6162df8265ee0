import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { authenticate } from './accounts/authentication.ts';
import { buildApp } from './app.ts';
import { createBercail } from './bercail.ts';
import type { Catalogue } from './catalogue/follow.ts';
import { listedHosts } from './catalogue/model.ts';
import { pollCatalogue } from './catalogue/poll.ts';
import { addressHere, type Config, ConfigError, readConfig } from './config.ts';
import { whyDatabaseFailed } from './database/failures.ts';
import { pendingMigrations } from './database/migrate.ts';
import { type OpenDatabase, openDatabase } from './database/open.ts';
import { DataFolderError } from './database/pglite.ts';
import { answerFromThread } from './discovery/liveness.ts';
import { answerWhileStarting } from './discovery/starting.ts';
import { tellAddress, tellFailure } from './discovery/telling.ts';
import { seedCatalogue } from './exchange/seed/seed.ts';
import type { ImportLog } from './exchange/sources/importer.ts';
import { createDeliverer } from './feed/webhooks/deliverer.ts';
import { describeFailure } from './http/problems.ts';
import { createMailSender } from './mail/sender.ts';
import { answerSignInRequests } from './mail/sign-in.ts';
import { smtpSender } from './mail/smtp.ts';
import type { PolicyFile } from './matching/engine/need/policy.ts';
import { keepPolicy, keepTieSecret, PolicyChangedError } from './matching/replay.ts';
import { createOutgoing, userAgentOf } from './outgoing/fetch.ts';
import { IncompleteDatabaseError, readState } from './record/changes.ts';
import type { Context } from './record/context.ts';
import { createScheduler, tasksOf } from './tasks/tasks.ts';
import { readReference, readSeed } from './vocabulary/reference.ts';
import { mayAskOf } from './watching/plan.ts';

const STOP_LIMIT_MS = 10_000;
const DRIFT_EVERY_MS = 600_000;

/** Logs import runs by id and counts: addresses and names of files never reach the log. */
const importLog = (log: pino.Logger): ImportLog => ({
  onRun: (
    event,
    { id, kind, state, deaths, requests, notModified, bytes, created, changed, unchanged, proposals, toCheck },
  ) =>
    event === 'ends'
      ? log.info(
          { import: id, kind, state, requests, notModified, bytes, created, changed, unchanged, proposals, toCheck },
          'an import ends',
        )
      : log.info({ import: id, kind, deaths }, `an import ${event}`),
  onFailed: (error) => log.error(describeFailure(error), 'an import failed'),
});

/** Why the server does not start, as a sentence for the operator. */
class StartError extends Error {}

const openUpToDate = async (config: Config, log: pino.Logger): Promise<OpenDatabase> => {
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    onLostConnection: (error) => log.warn(describeFailure(error), 'a database connection was lost'),
  });
  if (database.engine === 'postgresql') {
    const pending = await pendingMigrations(database.db);
    if (pending > 0) {
      await database.close();
      throw new StartError(`The database is ${pending} migration(s) behind. Run: npm run migrate`);
    }
  }
  return database;
};

/** Seeds a new embedded database; for PostgreSQL there is the command `seed`. */
async function seedIfNew({ db, engine }: OpenDatabase, context: Context, config: Config, log: pino.Logger) {
  if (engine !== 'pglite' || config.seed === 'none' || (await readState(db)).revision > 0) return;
  const { hosts, federations, refused } = await seedCatalogue(context);
  log.info({ hosts, federations, refused: refused.map(({ slug }) => slug) }, 'seeded');
}

function checkDrift(catalogue: Catalogue, gauge: { set(value: number): void }, log: pino.Logger): NodeJS.Timeout {
  const check = async () => {
    const drift = await catalogue.countDrift();
    if (drift > 0) {
      const isRepaired = await catalogue.repair();
      log.error({ drift, isRepaired }, 'documents in memory differ from their rows');
    }
    gauge.set(drift > 0 ? await catalogue.countDrift() : 0);
  };
  return setInterval(() => check().catch(() => {}), DRIFT_EVERY_MS).unref();
}

/** Which port cannot be used, and what to do. */
const whyNotListening =
  (host: string, port: number, setting: string) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EADDRINUSE')
      throw new StartError(
        `Port ${port} of ${host} is taken by another program. Stop it, or choose another: ${setting}`,
      );
    if (error.code === 'EACCES')
      throw new StartError(
        `Port ${port} of ${host} may not be used by this account. Choose one above 1023: ${setting}`,
      );
    throw error;
  };

async function start(): Promise<void> {
  const config = readConfig(process.env);
  // Written asynchronously, and flushed before the process ends.
  const destination = pino.destination({ sync: false, minLength: 4096, periodicFlush: 500 });
  const log = pino({ level: config.logLevel, base: null }, destination);
  const { host, port, healthPort } = config;
  const liveness =
    healthPort === undefined
      ? undefined
      : await answerFromThread({ host, port: healthPort }, (error) =>
          log.error(describeFailure(error), 'nothing answers on HEALTH_PORT any more'),
        ).catch(whyNotListening(host, healthPort, 'HEALTH_PORT=8082'));
  const freePort = await answerWhileStarting(config).catch(whyNotListening(host, port, 'PORT=8081'));
  const clock = () => new Date();
  const reference = readReference();
  // The first search builds the list of all names, so it is done before the first request.
  reference.territories.named('');
  const database = await openUpToDate(config, log);
  const { db, pool } = database;
  const context: Context = {
    db,
    reference,
    clock,
    newId: randomUUID,
    caller: { role: 'admin', label: 'start', tokenId: null },
  };
  await seedIfNew(database, context, config, log);

  const policyFile = readSeed<PolicyFile>('policy.json');
  await keepPolicy(db, policyFile).catch(async (error) => {
    await database.close();
    throw error;
  });
  const outgoing = createOutgoing({
    allowed: new Set(config.outgoingAllow),
    userAgent: userAgentOf(config.publicUrl),
  });
  const bercail = await createBercail({
    ...{ db, reference, policyFile, clock, newId: randomUUID, outgoing },
    publicUrl: config.publicUrl,
    ...(database.dump && { dump: database.dump }),
    operator: config.operator,
    sendsMail: config.smtp !== undefined,
    tieSecret: config.tieSecret ?? (await keepTieSecret(db, () => randomBytes(32).toString('hex'))),
    onState: (state, error) =>
      state === 'lost'
        ? log.error(describeFailure(error), 'the database does not answer; reading goes on')
        : log.info('the database answers again'),
    onImport: importLog(log),
    coverPool: {
      onLost: (error) =>
        log.error(describeFailure(error), 'a search for groups of hosts was lost; the next one begins anew'),
    },
  });
  const { catalogue } = bercail;
  const scheduler = createScheduler({
    db,
    clock,
    tasks: tasksOf({ db, reference, clock, newId: randomUUID }, outgoing, {
      importLog: importLog(log),
      visits: { mayAsk: mayAskOf(config) },
      ...(config.smtp && { reminding: { current: catalogue.current, rules: bercail.policy } }),
    }),
    onFailed: (name, error) => {
      // The loss of the database has been logged once; the scheduler fails until it is back.
      if (name === 'schedule' && !catalogue.isFollowing()) return;
      log.error({ task: name, ...describeFailure(error) }, 'a task failed; it is tried again');
    },
  });
  const deliverer = createDeliverer({
    ...{ db, catalogue, outgoing, clock, newId: randomUUID, publicUrl: config.publicUrl },
    onFailed: (error) => {
      if (catalogue.isFollowing()) log.error(describeFailure(error), 'webhooks were not sent; they are tried again');
    },
  });
  const mailSender =
    config.smtp &&
    createMailSender({
      ...{ db, clock, send: smtpSender(config.smtp, config.publicUrl), domain: config.smtp.from.split('@')[1]! },
      fill: () => answerSignInRequests({ db, clock, newId: randomUUID }),
      onFailed: (problem, error) => {
        // Logs neither addresses nor what the mail server says about them.
        if (problem !== undefined) log.error({ problem }, 'mails are not sent; they are tried again');
        else if (catalogue.isFollowing()) log.error(describeFailure(error), 'mails are not sent; they are tried again');
      },
    });
  const commandSecret = database.engine === 'pglite' ? randomBytes(32).toString('base64url') : undefined;
  const { app, metrics, stopAccepting } = await buildApp(bercail, {
    config,
    authenticate: (token, beforeLookUp, request) =>
      authenticate({ db, clock, adminToken: config.adminToken, commandSecret }, token, beforeLookUp, request),
    logger: log,
  });
  if (pool) metrics.watchPool(pool);
  const drift = checkDrift(catalogue, metrics.drift, log);
  freePort();
  await app.listen({ host, port, listenTextResolver: () => 'listening' }).catch(async (error) => {
    await database.close();
    return whyNotListening(host, port, 'PORT=8081')(error);
  });
  // Starts only now: while the application is being built, no response is read in time, and the database would be
  // reported as lost.
  const poll = pollCatalogue(catalogue, pool);
  scheduler.start();
  deliverer.start();
  mailSender?.start();
  bercail.importer.start();
  // An interrupted run is still waiting.
  bercail.importer.wake();
  const address = addressHere(config);
  database.announce(config.publicUrl, commandSecret === undefined ? undefined : { address, secret: commandSecret });
  tellAddress(config.publicUrl, listedHosts(catalogue.current()));
  void catalogue.prepare().then(() => bercail.matcher.prepare(catalogue.current()));

  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    stopAccepting();
    setTimeout(() => {
      destination.flushSync();
      process.exit(1);
    }, STOP_LIMIT_MS).unref();
    clearInterval(drift);
    const sent = Promise.all([deliverer.stop(), mailSender?.stop()]);
    await app.close();
    await sent;
    await scheduler.stop();
    await bercail.close();
    await poll.stop();
    await database.close();
    await liveness?.stop();
    log.info('stopped');
    destination.flushSync();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

start().catch((error: unknown) => {
  const isExpected = [ConfigError, StartError, DataFolderError, PolicyChangedError, IncompleteDatabaseError].some(
    (kind) => error instanceof kind,
  );
  const sentence = isExpected ? (error as Error).message : whyDatabaseFailed(error);
  tellFailure(sentence, error);
  process.exit(1);
});
