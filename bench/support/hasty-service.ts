import { randomUUID } from 'node:crypto';
import { authenticate } from '../../src/accounts/authentication.ts';
import { buildApp } from '../../src/app.ts';
import { createBercail } from '../../src/bercail.ts';
import { pollCatalogue } from '../../src/catalogue/poll.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createDeliverer } from '../../src/feed/webhooks/deliverer.ts';
import { createMailSender } from '../../src/mail/sender.ts';
import { smtpSender } from '../../src/mail/smtp.ts';
import type { PolicyFile } from '../../src/matching/engine/need/policy.ts';
import { createOutgoing } from '../../src/outgoing/fetch.ts';
import { readReference, readSeed } from '../../src/vocabulary/reference.ts';
import { remindByMail } from '../../src/waiting/quarterly/remind.ts';

/** The service with short waits between attempts: those of `main.ts` take days. It is only ever killed. */

const config = readConfig(process.env);
const { db, pool } = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir });
const clock = () => new Date();
const reference = readReference();
const onFailed = (error: unknown) => void process.stderr.write(`${String((error as Error).stack)}\n`);
const policyFile = readSeed<PolicyFile>('policy.json');
const outgoing = createOutgoing({ allowed: new Set(config.outgoingAllow), userAgent: 'Bercail' });
const bercail = await createBercail({
  ...{ db, reference, policyFile, clock, newId: randomUUID, outgoing, tieSecret: 'trial' },
  ...{ publicUrl: config.publicUrl, operator: config.operator },
});
pollCatalogue(bercail.catalogue, pool);
const { app } = await buildApp(bercail, {
  config,
  authenticate: (token, beforeLookUp) =>
    authenticate({ db, clock, adminToken: config.adminToken }, token, beforeLookUp),
});
await app.listen({ host: config.host, port: config.port });
createDeliverer(
  {
    ...{ db, catalogue: bercail.catalogue, outgoing, clock, newId: randomUUID, publicUrl: config.publicUrl },
    onFailed,
  },
  {
    backOffMs: [100, 200, 400, 800, ...Array.from({ length: 30 }, () => 1500)],
    ...{ attemptMs: 2000, leaseMs: 4000, pollMs: 200 },
  },
).start();

if (config.smtp) {
  createMailSender(
    {
      ...{ db, clock, send: smtpSender(config.smtp, config.publicUrl), domain: 'bercail.example' },
      fill: async () => {},
      onFailed: (problem, error) => {
        if (problem === undefined) onFailed(error);
      },
    },
    {
      ...{ backOffMs: [200, 400, 800, 1500], restMs: [100, 200, 400] },
      ...{ attemptMs: 2000, leaseMs: 4000, pollMs: 100 },
    },
  ).start();
  const reminding = { current: bercail.catalogue.current, rules: bercail.policy };
  remindByMail({ db, clock, reference, newId: randomUUID }, reminding, new AbortController().signal).catch(onFailed);
}
