import { createServer, type Server as HttpServer } from 'node:http';
import { asc, inArray } from 'drizzle-orm';
import { openDatabase } from '../src/database/open.ts';
import { feedEvents } from '../src/record/tables.ts';
import { freePort } from '../test/support/ports.ts';
import { databaseServer, optionsOf, pause, say } from './support/command.ts';
import { newDatabase } from './support/databases.ts';
import { ask, hostOf, publishHosts, request } from './support/records.ts';
import { HASTY_SERVICE, startService } from './support/servers.ts';

/**
 * Ten thousand events to a receiver that fails now and then and is restarted twice, from a service that is killed twice:
 * each must arrive, in order for each host, and what arrives again must be recognisable by its name.
 */
const options = optionsOf('npm run trial:webhooks -- [--events 10000] [--hosts 100]\n\nIt needs TEST_DATABASE_URL.', {
  ...{ events: '10000', hosts: '100' },
});
const EVENTS = Number(options.events);
const HOSTS = Number(options.hosts);
/** How many of the events the receiver refuses. */
const FAILING = 0.2;
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
const port = await freePort();
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
  await pause(3000);
  await openReceiver();
}

await openReceiver();
const { url: databaseUrl, drop } = await newDatabase(databaseServer());
const start = () =>
  startService({ DATABASE_URL: databaseUrl, OUTGOING_ALLOW: `localhost:${port}` }, { program: HASTY_SERVICE });
let service = await start();
await publishHosts(service.base, HOSTS);
const NETWORK = { slug: 'reseau', name: 'Réseau', website: 'https://reseau.example' };
await ask(service.base, 'POST', '/v1/federations', NETWORK);
const webhook = await ask<{ id: string; state: string }>(service.base, 'POST', '/v1/webhooks', {
  url: `http://localhost:${port}/`,
  events: TYPES,
});
if (webhook.state !== 'active') throw new Error('the receiver was not verified');

const began = performance.now();
let isDown = false;
const back = () => pause(50);
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
    await surely(() =>
      request(service.base, 'PUT', `/v1/federations/${NETWORK.slug}/members.csv`, { csv, ifMatch: '*' }),
    );
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
  await service.kill();
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
const { waiting, dead } = await ask<{ waiting: number; dead: number }>(
  ...([service.base, 'GET', `/v1/webhooks/${webhook.id}`] as const),
);
await service.kill();
receiver!.closeAllConnections();
receiver!.close();

const database = await openDatabase({ databaseUrl, dataDir: '' });
const told = await database.db
  .select({ id: feedEvents.id, number: feedEvents.number, hostId: feedEvents.hostId })
  .from(feedEvents)
  .where(inArray(feedEvents.type, [...TYPES]))
  .orderBy(asc(feedEvents.number));
await database.close();
await drop();
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
say(
  `${told.length} events of ${HOSTS} hosts, written in ${seconds(wroteFor)} s, all taken after ${seconds(lasted)} s; ` +
    `receiver failing ${FAILING * 100} % and restarted twice, service killed twice: ` +
    `${missing} missing, ${unknown} unknown, ${outOfOrder} out of order, ${arrivals.length - first.size} came again under a known name; ` +
    `${waiting} wait, ${dead} dead`,
);
process.exit(missing + unknown + outOfOrder > 0 ? 1 : 0);
