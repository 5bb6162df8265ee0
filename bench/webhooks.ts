import { createServer, type Server as HttpServer } from 'node:http';
import { parseArgs } from 'node:util';
import { asc, inArray } from 'drizzle-orm';
import { openDatabase } from '../src/database/open.ts';
import { feedEvents } from '../src/record/tables.ts';
import {
  ask,
  HASTY_SERVICE,
  hostOf,
  newDatabase,
  publishHosts,
  request,
  type Server,
  startServer,
} from './durable-servers.ts';
import { freePort } from './servers.ts';

/**
 * Ten thousand events to a receiver that fails now and then and is restarted twice, from a service that is killed twice:
 * each must arrive, in order for each host, and what arrives again must be recognisable by its name.
 */
const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '10000' },
    hosts: { type: 'string', default: '100' },
    failing: { type: 'string', default: '0.2' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help) {
  process.stdout.write(
    'npm run trial:webhooks -- [--events 10000] [--hosts 100] [--failing 0.2]\nTEST_DATABASE_URL names a PostgreSQL server whose role may create databases.\n',
  );
  process.exit(0);
}
const databaseServer = process.env.TEST_DATABASE_URL;
if (!databaseServer) {
  process.stderr.write('TEST_DATABASE_URL is not set\n');
  process.exit(1);
}
const EVENTS = Number(options.events);
const HOSTS = Number(options.hosts);
const FAILING = Number(options.failing);
const WRITERS = 4;
const MOST_MS = 300_000;
const TYPES = ['host.changed', 'membership.changed'] as const;
/** A sheet of members makes two for each host; the rest is written host by host meanwhile. */
const SHEETS = Math.floor((EVENTS * 0.8) / (2 * HOSTS));
const RENAMES = EVENTS - SHEETS * 2 * HOSTS;

interface Arrival {
  id: string;
  host: string;
  revision: number;
  type: string;
  taken: boolean;
}
const arrivals: Arrival[] = [];
const taken = new Set<string>();
let port = 0;
let receiver: HttpServer | undefined;

function openReceiver(): Promise<void> {
  receiver = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part) => (text += part));
    request.on('end', () => {
      const { type, data } = JSON.parse(text) as {
        type: string;
        data: { challenge?: string; id: string; revision: number };
      };
      if (data.challenge !== undefined) return response.end(JSON.stringify({ challenge: data.challenge }));
      // Of those that fail, half have done their work and half have not: the sender cannot tell.
      const fails = Math.random() < FAILING;
      const id = request.headers['webhook-id'] as string;
      const isKept = !fails || Math.random() < 0.5;
      if (isKept) arrivals.push({ id, host: data.id, revision: data.revision, type, taken: !fails });
      if (!fails) taken.add(id);
      return response.writeHead(fails ? 500 : 204).end();
    });
  });
  return new Promise((resolve) => receiver!.listen(port, '127.0.0.1', () => resolve()));
}
async function restartReceiver(): Promise<void> {
  receiver!.closeAllConnections();
  await new Promise((resolve) => receiver!.close(resolve));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await openReceiver();
}

port = await freePort();
await openReceiver();
const databaseUrl = await newDatabase(databaseServer);
const start = (): Promise<Server> =>
  startServer({ DATABASE_URL: databaseUrl, OUTGOING_ALLOW: `localhost:${port}` }, { program: HASTY_SERVICE });
let service = await start();
await publishHosts(service.base, HOSTS);
const NETWORK = { slug: 'reseau', name: 'Réseau', website: 'https://reseau.example' };
await ask(service.base, 'POST', '/v1/federations', NETWORK);
const webhook = (await ask(service.base, 'POST', '/v1/webhooks', {
  url: `http://localhost:${port}/`,
  events: TYPES,
})) as unknown as { id: string; state: string };
if (webhook.state !== 'active') throw new Error('the receiver was not verified');

const began = performance.now();
let isDown = false;
const back = () => new Promise((resolve) => setTimeout(resolve, 50));
/** Cut off by a kill, nobody knows whether it was committed: written again, it changes nothing. */
async function surely(write: () => Promise<Response>): Promise<void> {
  for (;;) {
    while (isDown) await back();
    const answer = await write().catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    if (answer?.ok && text !== undefined) return;
    if (answer && answer.status !== 503 && text !== undefined) throw new Error(`${answer.status} ${text}`);
    await back();
  }
}
async function writeSheets(): Promise<void> {
  for (let sheet = 0; sheet < SHEETS; sheet++) {
    const status = sheet % 2 === 0 ? 'member' : 'follower';
    const rows = Array.from({ length: HOSTS }, (_, host) => `${hostOf(host)},${status}`);
    const csv = `host,state\n${rows.join('\n')}\n`;
    await surely(() => request(service.base, 'PUT', `/v1/federations/${NETWORK.slug}/members.csv`, { csv }));
  }
}
let renamed = 0;
async function rename(): Promise<void> {
  for (let number = renamed++; number < RENAMES; number = renamed++) {
    const body = { name: `Nom ${number}` };
    await surely(() => request(service.base, 'PATCH', `/v1/hosts/${hostOf(number % HOSTS)}`, { body }));
  }
}
async function kill(): Promise<void> {
  isDown = true;
  service.child.kill('SIGKILL');
  await service.ended;
  service = await start();
  isDown = false;
}
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) {
    if (performance.now() - began > MOST_MS)
      throw new Error(`only ${taken.size} of ${EVENTS} events were taken in time`);
    await back();
  }
};
const disturb = async (): Promise<void> => {
  await until(() => taken.size > EVENTS * 0.1);
  await restartReceiver();
  await until(() => taken.size > EVENTS * 0.25);
  await kill();
  await until(() => taken.size > EVENTS * 0.5);
  await restartReceiver();
  await until(() => taken.size > EVENTS * 0.7);
  await kill();
};
const disturbed = disturb();
await Promise.all([writeSheets(), ...Array.from({ length: WRITERS }, rename)]);
const wroteFor = performance.now() - began;
await disturbed;
await until(() => taken.size >= EVENTS);
const lasted = performance.now() - began;
const { waiting, dead } = (await ask(service.base, 'GET', `/v1/webhooks/${webhook.id}`)) as unknown as {
  waiting: number;
  dead: number;
};
service.child.kill('SIGKILL');
receiver!.closeAllConnections();
receiver!.close();

const database = await openDatabase({ databaseUrl, dataDir: '' });
const told = await database.db
  .select({ id: feedEvents.id, number: feedEvents.number, hostId: feedEvents.hostId })
  .from(feedEvents)
  .where(inArray(feedEvents.type, [...TYPES]))
  .orderBy(asc(feedEvents.number));
await database.close();
const numberOf = new Map(told.map(({ id, number }) => [id, number]));
const missing = told.filter(({ id }) => !taken.has(id)).length;
const unknown = arrivals.filter(({ id }) => !numberOf.has(id)).length;
const first = new Map<string, Arrival>();
for (const arrival of arrivals) if (!first.has(arrival.id)) first.set(arrival.id, arrival);
const lastOf = new Map<string, number>();
let outOfOrder = 0;
for (const { id, host } of first.values()) {
  const number = numberOf.get(id)!;
  if (number < (lastOf.get(host) ?? 0)) outOfOrder++;
  lastOf.set(host, number);
}
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(0);
process.stdout.write(
  `${told.length} events of ${HOSTS} hosts, written in ${seconds(wroteFor)} s, all taken after ${seconds(lasted)} s; ` +
    `receiver failing ${FAILING * 100} % and restarted twice, service killed twice: ` +
    `${missing} missing, ${unknown} unknown, ${outOfOrder} out of order, ${arrivals.length - first.size} came again under a known name; ` +
    `${waiting} wait, ${dead} dead\n`,
);
process.exit(missing + unknown + outOfOrder > 0 ? 1 : 0);
