import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildApp } from '../src/app.ts';
import { createBercail } from '../src/bercail.ts';
import { buildModel } from '../src/catalogue/build.ts';
import { openDatabase } from '../src/database/open.ts';
import type { Host } from '../src/documents/host.ts';
import { parisDay } from '../src/ground/clock.ts';
import { type PolicyFile, readPolicy } from '../src/matching/engine/need/policy.ts';
import { createOutgoing } from '../src/outgoing/fetch.ts';
import { readReference, readSeed } from '../src/vocabulary/reference.ts';
import { factsOf } from '../test/support/facts.ts';
import { generatedHosts } from './generated.ts';

/**
 * A server with a large catalogue for the trial of dumps: the read model of generated facts, which no rows stand behind,
 * because nothing is written. It tells its memory, and how long its event loop was held, to the process that began it.
 */
const hosts = Number(process.argv[2]);
const clock = () => new Date();
const reference = readReference();
const policyFile = readSeed<PolicyFile>('policy.json');
const day = parisDay(clock());

const CRITERIA = [...reference.criteria.keys()].slice(0, 8);
const statement = { by: 'host', level: 'declared', evidence: 'declared', asOf: '2026-09-01', until: null, aged: false };
const more = (host: Host, index: number): Host =>
  ({
    ...host,
    claims: CRITERIA.slice(index % 3).map((criterion) => ({
      ...{ criterion, value: 'yes', evidence: 'declared', contested: false },
      statements: [{ ...statement, value: 'yes', note: { fr: `Expliqué sur la page ${index} de l’hébergeur.` } }],
    })),
    commitments: ['closing-notice', 'people-with-emergency-access'].map((kind) => ({
      ...{ kind, value: 1 + (index % 90), evidence: 'declared', contested: false },
      statements: [{ ...statement, value: 1 + (index % 90) }],
    })),
  }) as unknown as Host;

const facts = new Map(
  generatedHosts(hosts, reference)
    .map(more)
    .map((host) => [host.id, factsOf(host)] as const),
);
const lastChanges = new Map([...facts.keys()].map((id, at) => [id, { at: clock(), revision: at + 1 }]));
const model = buildModel(
  { epoch: randomUUID(), revision: facts.size, mark: randomUUID(), hosts: facts, federations: new Map(), lastChanges },
  { reference, costRules: readPolicy(policyFile) },
  day,
);

const { db } = await openDatabase({ dataDir: mkdtempSync(join(tmpdir(), 'bercail-dump-')) });
const bercail = await createBercail({
  ...{ db, reference, policyFile, clock, newId: randomUUID, tieSecret: 'of the trial' },
  publicUrl: 'http://127.0.0.1',
  operator: { name: undefined, contact: undefined },
  outgoing: createOutgoing({ allowed: new Set(), userAgent: 'Bercail' }),
});
const { app } = await buildApp(
  { ...bercail, catalogue: { ...bercail.catalogue, current: () => model } },
  {
    config: { trustProxy: false, rateLimit: { anonymous: 1_000_000_000, token: 1_000_000_000 } },
    authenticate: () => Promise.reject(new Error('no tokens here')),
  },
);
const address = await app.listen({ port: 0, host: '127.0.0.1' });

const most = { rss: 0, heapUsed: 0, external: 0 };
const look = () => {
  const { rss, heapUsed, external } = process.memoryUsage();
  most.rss = Math.max(most.rss, rss);
  most.heapUsed = Math.max(most.heapUsed, heapUsed);
  most.external = Math.max(most.external, external);
};
setInterval(look, 50);
const held = monitorEventLoopDelay({ resolution: 5 });
held.enable();
let lastUsed = process.cpuUsage();
let workedMs = 0;
setInterval(() => {
  const now = process.cpuUsage();
  workedMs = Math.max(workedMs, (now.user - lastUsed.user + now.system - lastUsed.system) / 1000);
  lastUsed = now;
}, 1);

process.on('message', () => {
  look();
  const during = { ...most, heldMs: held.max / 1e6, heldP99Ms: held.percentile(99) / 1e6, workedMs };
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  Object.assign(most, { rss, heapUsed, external });
  held.reset();
  workedMs = 0;
  lastUsed = process.cpuUsage();
  process.send?.({ during, now: { rss, heapUsed, external } });
});
process.on('disconnect', () => process.exit());
process.send?.({ address, services: model.offers.length });
