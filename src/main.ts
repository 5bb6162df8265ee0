import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { authenticate } from './accounts/authentication.ts';
import { buildApp } from './app.ts';
import { createBercail } from './bercail.ts';
import { listedHosts } from './catalogue/model.ts';
import { pollCatalogue } from './catalogue/poll.ts';
import { SnapshotTooOldError } from './catalogue/snapshot-age.ts';
import { addressHere, ConfigError, readConfig } from './config.ts';
import { causesOf, DatabaseVersionError, IncompleteDatabaseError } from './database/errors.ts';
import { whyDatabaseFailed } from './database/failures.ts';
import { DataFolderError } from './database/pglite.ts';
import { answerFromThread } from './discovery/liveness.ts';
import { answerWhileStarting } from './discovery/starting.ts';
import { tellAddress, tellFailure } from './discovery/telling.ts';
import { createDeliverer } from './feed/webhooks/deliverer.ts';
import { describeFailure } from './http/problems.ts';
import { createMailSender } from './mail/sender.ts';
import { answerSignInRequests } from './mail/sign-in.ts';
import { smtpSender } from './mail/smtp.ts';
import type { PolicyFile } from './matching/engine/need/policy.ts';
import { createOutgoing, userAgentOf } from './outgoing/fetch.ts';
import type { Context } from './record/context.ts';
import { openDatabases, seedIfNew, snapshotsOf, tieSecretOf } from './start/database.ts';
import { DRIFT_EVERY_MS, driftCheck } from './start/drift.ts';
import { beginPreparing } from './start/preparing.ts';
import { importLog, StartError, whyNotListening } from './start/words.ts';
import { createScheduler, tasksOf } from './tasks/tasks.ts';
import { readReference, readSeed } from './vocabulary/reference.ts';
import { mayAskOf } from './watching/plan.ts';

const STOP_LIMIT_MS = 10_000;

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
        ).catch(whyNotListening(host, healthPort, 'HEALTH_PORT'));
  const freePort = await answerWhileStarting(config).catch(whyNotListening(host, port, 'PORT'));
  const clock = () => new Date();
  const reference = readReference();
  // The first search builds the list of all names, so it is done before the first request.
  reference.territories.named('');
  const snapshots = snapshotsOf(config, log);
  const { database, standbys, readsOnly } = await openDatabases(config, log);
  const { db } = database;
  const context: Context = {
    db,
    reference,
    clock,
    newId: randomUUID,
    caller: { role: 'admin', label: 'start', tokenId: null },
  };
  await seedIfNew(database, context, config, log);

  const policyFile = readSeed<PolicyFile>('policy.json');
  const outgoing = createOutgoing({
    allowed: new Set(config.outgoingAllow),
    userAgent: userAgentOf(config.publicUrl),
  });
  const bercail = await createBercail({
    ...{ db, reference, policyFile, clock, now: Date.now, newId: randomUUID, outgoing },
    readDb: standbys?.db,
    publicUrl: config.publicUrl,
    ...(database.dump && { dump: database.dump }),
    operator: config.operator,
    sendsMail: config.smtp !== undefined,
    tieSecret: await tieSecretOf(config, standbys ? [standbys.db, db] : [db]),
    snapshots,
    onTooOld: (error) => {
      tellFailure(error.message, error);
      destination.flushSync();
      process.exit(1);
    },
    onState: (state, error) =>
      state === 'lost'
        ? log.error(describeFailure(error), 'the database does not answer; reading goes on')
        : log.info('the database answers again'),
    onImport: importLog(log),
    coverPool: {
      onLost: (error) =>
        log.error(describeFailure(error), 'a search for groups of hosts was lost; the next one begins anew'),
    },
  }).catch(async (error) => {
    await database.close();
    throw error;
  });
  const { catalogue } = bercail;
  if (!catalogue.isFollowing())
    log.warn({ revision: catalogue.current().revision }, 'no database answers: a snapshot is served');
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
    readsOnly,
    logger: log,
  });
  if (database.pool)
    metrics.watchPools(readsOnly ? { standby: database.pool } : { writer: database.pool, standby: standbys?.pool });
  const drift = setInterval(driftCheck(catalogue, metrics.drift, log), DRIFT_EVERY_MS).unref();
  await beginPreparing(bercail, (error) =>
    log.error(describeFailure(error), 'first searches and matches will take longer'),
  );
  freePort();
  await app.listen({ host, port, listenTextResolver: () => 'listening' }).catch(async (error) => {
    await database.close();
    return whyNotListening(host, port, 'PORT')(error);
  });
  // Starts only now: while the application is being built, no response is read in time, and the database would be
  // reported as lost. Standbys send no notifications, so the server that writes is listened to.
  const poll = pollCatalogue(catalogue, database.pool, bercail.sharedCounts);
  if (!readsOnly) {
    scheduler.start();
    deliverer.start();
    mailSender?.start();
    bercail.importer.start();
    // An interrupted run is still waiting.
    bercail.importer.wake();
  }
  const address = addressHere(config);
  database.announce(config.publicUrl, commandSecret === undefined ? undefined : { address, secret: commandSecret });
  tellAddress(config.publicUrl, listedHosts(catalogue.current()));

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
    await snapshots?.stop();
    await standbys?.close();
    await database.close();
    await liveness?.stop();
    log.info('stopped');
    destination.flushSync();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

/** Their messages are sentences for the operator. */
const EXPECTED = [
  ...[ConfigError, StartError, DataFolderError],
  ...[DatabaseVersionError, IncompleteDatabaseError, SnapshotTooOldError],
];

start().catch((error: unknown) => {
  const expected = [...causesOf(error)].find((cause) => EXPECTED.some((kind) => cause instanceof kind));
  const sentence = expected?.message ?? whyDatabaseFailed(error);
  tellFailure(sentence, error);
  process.exit(1);
});
