import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { readReference } from '../../src/vocabulary/reference.ts';
import { freePort } from '../../test/support/ports.ts';
import { generatedHosts, generatedNeeds } from '../generated.ts';
import { databaseServer, optionsOf, progress, say } from '../support/command.ts';
import { emptyDatabase, fillGenerated } from '../support/databases.ts';
import { type Load, prepare } from '../support/load.ts';
import { columns } from '../support/numbers.ts';
import { adminHeaders } from '../support/records.ts';
import { startProgram, startService } from '../support/servers.ts';
import { directusList, directusOne, directusSearch, startDirectus } from './directus.ts';
import { built } from './install.ts';
import { EDITS, editsLost, type Peer, sent, told, writes } from './peer.ts';
import { startStrapi, strapiList, strapiOne, strapiSearch } from './strapi.ts';
import { addWords, fillTables } from './tables.ts';

/*
 * This service beside what else one could take: an afternoon's own SQL, Directus and Strapi, on the same PostgreSQL with the same
 * hosts, one after the other. 9,345 different lists, 3,738 searches and 20,000 needs are asked for in turn: what is quick enough to come
 * round again may answer from memory.
 */
const PEERS_FOLDER = join(tmpdir(), 'bercail-peers');
const USAGE = `npm run bench:peers -- [--hosts 1000] [--seconds 8] [--only bercail,sql,directus,strapi] [--peers FOLDER]

Compares this service with an afternoon's own SQL, Directus and Strapi, on the PostgreSQL of TEST_DATABASE_URL. Directus,
Strapi and the Node for them are installed in --peers the first time (${PEERS_FOLDER}).`;
const options = optionsOf(USAGE, { hosts: '1000', seconds: '8', only: '', peers: PEERS_FOLDER });
const [HOSTS, SECONDS] = [Number(options.hosts), Number(options.seconds)];
const CONNECTIONS = 16;
const WARM_SECONDS = 2;

const USAGES = ['email-hosting', 'website', 'file-storage-sharing', 'video-conferencing', 'accounting'];
const DEPARTEMENTS = Array.from({ length: 89 }, (_, index) => String(index + (index < 19 ? 1 : 2)).padStart(2, '0'));
const WORDS = ['courrier', 'fichiers', 'sites', 'associatif', 'coopératif', 'local'];
const usageAt = (index: number) => USAGES[index % USAGES.length]!;
const departementAt = (index: number) => DEPARTEMENTS[(index * 7) % DEPARTEMENTS.length]!;
const wordAt = (index: number) => WORDS[index % WORDS.length]!;
/** Pages of 10 to 30, so that thousands of lists differ. */
const limitAt = (index: number) => 10 + (Math.floor(index / DEPARTEMENTS.length) % 21);
const needs = generatedNeeds(20_000);

async function bercail(url: string): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-peers-'));
  const { db, close } = await openDatabase({ databaseUrl: url, dataDir: folder });
  await migrate(db);
  await close();
  await fillGenerated(HOSTS, { databaseUrl: url, dataDir: folder });
  const service = await startService({ DATA_DIR: folder, DATABASE_URL: url });
  const headers = { ...adminHeaders, 'content-type': 'application/json' };
  const one = (index: number) => `/v1/hosts/h-${index % HOSTS}`;
  return {
    ...service,
    name: 'Bercail',
    headers: {},
    list: (index) =>
      `/v1/hosts?usage=${usageAt(index)}&territory=departement:${departementAt(index)}&limit=${limitAt(index)}`,
    search: (index) =>
      `/v1/hosts?q=${encodeURIComponent(wordAt(index))}&territory=departement:${departementAt(index)}&limit=${limitAt(index)}`,
    one,
    match: '/v1/matches',
    read: async (index) => {
      const response = await fetch(service.base + one(index), { headers });
      const { summary } = (await response.json()) as { summary: { fr: string } };
      return { summary: summary.fr, version: response.headers.get('etag') };
    },
    write: (index, summary, seen) =>
      sent(service.base + one(index), { ...headers, 'if-match': seen?.version ?? '*' }, 'PATCH', {
        summary: { fr: summary },
      }),
    stop: async () => {
      const code = await service.stop();
      rmSync(folder, { recursive: true });
      return code;
    },
  };
}

const hosts = generatedHosts(HOSTS, readReference());
const idAt = (index: number): string => hosts[index % HOSTS]!.id;

async function ownSql(url: string): Promise<Peer> {
  await fillTables(url, hosts);
  await addWords(url);
  const port = await freePort();
  const args = [built('bench/peers/own-sql.ts')];
  const env = { DATABASE_URL: url, PORT: String(port) };
  const service = await startProgram({ command: process.execPath, args, env, port, ready: `/hosts/${idAt(0)}` });
  const one = (index: number) => `/hosts/${idAt(index)}`;
  return {
    ...service,
    name: 'Own SQL',
    headers: {},
    list: (index) => `/hosts?usage=${usageAt(index)}&departement=${departementAt(index)}&limit=${limitAt(index)}`,
    search: (index) =>
      `/hosts?q=${encodeURIComponent(wordAt(index))}&departement=${departementAt(index)}&limit=${limitAt(index)}`,
    one,
    match: '/matches',
    read: async (index) => {
      const { summary } = (await (await fetch(service.base + one(index))).json()) as { summary: string };
      return { summary, version: null };
    },
    write: (index, summary) =>
      sent(service.base + one(index), { 'content-type': 'application/json' }, 'PATCH', { summary }),
  };
}

/** Another's service over the same hosts; its editors write to `items`. */
async function filled(
  url: string,
  start: typeof startDirectus,
  {
    items,
    change,
    ...peer
  }: { items: string; change: (summary: string) => [method: string, body: object] } & Pick<
    Peer,
    'name' | 'list' | 'search' | 'one'
  >,
): Promise<Peer> {
  await fillTables(url, hosts);
  const service = await start(options.peers, url);
  const headers = { authorization: `Bearer ${service.token}` };
  const itemAt = (index: number) => `${service.base}${items}/${idAt(index)}`;
  return {
    ...{ ...service, ...peer, headers, match: null },
    read: async (index) => {
      const { data } = (await (await fetch(itemAt(index), { headers })).json()) as { data: { summary: string } };
      return { summary: data.summary, version: null };
    },
    write: (index, summary) =>
      sent(itemAt(index), { ...headers, 'content-type': 'application/json' }, ...change(summary)),
  };
}

// Lists begin elsewhere instead of in another département: a filter that these two would have to be taught.
const directus = (url: string) =>
  filled(url, startDirectus, {
    name: 'Directus',
    list: (index) => directusList(usageAt(index), limitAt(index), index % DEPARTEMENTS.length),
    search: (index) => directusSearch(wordAt(index), limitAt(index), index % DEPARTEMENTS.length),
    one: (index) => directusOne(idAt(index)),
    items: '/items/hosts',
    change: (summary) => ['PATCH', { summary }],
  });

const strapi = (url: string) =>
  filled(url, startStrapi, {
    name: 'Strapi',
    list: (index) => strapiList(usageAt(index), limitAt(index), index % DEPARTEMENTS.length),
    search: (index) => strapiSearch(wordAt(index), limitAt(index), index % DEPARTEMENTS.length),
    one: (index) => strapiOne(idAt(index)),
    items: '/api/hosts',
    change: (summary) => ['PUT', { data: { summary } }],
  });

const DIFFERENT = 20_000;

async function asked(peer: Peer, load: Omit<Load, 'url'>, path: string): Promise<string> {
  const run = prepare({ url: peer.base + path, headers: peer.headers, ...load }, CONNECTIONS);
  await run(WARM_SECONDS);
  return told(await run(SECONDS));
}

async function measured(peer: Peer): Promise<Record<string, string>> {
  const many = (pathAt: (index: number) => string) => Array.from({ length: DIFFERENT }, (_, index) => pathAt(index));
  const row: Record<string, string> = {
    start: `${(peer.readyMs / 1000).toFixed(1)} s`,
    'memory after start': `${peer.rssMb()} MB`,
  };
  const reads = { 'one host': peer.one, 'list of 10 to 30': peer.list, search: peer.search };
  for (const [name, pathAt] of Object.entries(reads)) {
    const answer = await fetch(peer.base + pathAt(10 * DEPARTEMENTS.length), { headers: peer.headers });
    if (!answer.ok) throw new Error(`${peer.name}, ${name}: ${answer.status} ${await answer.text()}`);
    row[`${name}, bytes`] = String((await answer.arrayBuffer()).byteLength);
    row[name] = await asked(peer, { paths: many(pathAt) }, '/');
  }
  const bodies = needs.map((need) => JSON.stringify(need));
  row.match = peer.match === null ? 'has none' : await asked(peer, { bodies }, peer.match);
  row['writes of eight'] = await writes(peer, SECONDS);
  row[`edits lost, of ${2 * EDITS}`] = String(await editsLost(peer));
  row['memory at the end'] = `${peer.rssMb()} MB`;
  return row;
}

const PEERS = { bercail, sql: ownSql, directus, strapi };
const table: Record<string, Record<string, string>> = {};
for (const [name, start] of Object.entries(PEERS)) {
  if (options.only && !options.only.split(',').includes(name)) continue;
  const { url, drop } = await emptyDatabase(databaseServer());
  try {
    const peer = await start(url);
    progress(`${peer.name}: measuring`);
    table[peer.name] = await measured(peer);
    await peer.stop();
  } finally {
    await drop();
  }
}
const names = Object.keys(table);
say(
  `\n${HOSTS} hosts, six services each, ${CONNECTIONS} connections, ${SECONDS} s a row: requests a second and the 99th of a hundred waits`,
);
const rows = [...new Set(names.flatMap((name) => Object.keys(table[name]!)))];
for (const cells of [['', ...names], ...rows.map((row) => [row, ...names.map((name) => table[name]![row] ?? '')])])
  say(columns([28, 24], cells));
process.exit(0);
