import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedNeeds } from './generated.ts';
import { databaseServer, optionsOf, pause, say } from './support/command.ts';
import { fillGenerated, newDatabase } from './support/databases.ts';
import { waits } from './support/numbers.ts';
import { adminHeaders } from './support/records.ts';
import { type Server, startService } from './support/servers.ts';

/* How everything grows with the number of hosts, on PostgreSQL: reads, the first search after a write, writes of eight writers, and when another process shows them. */

const options = optionsOf('npm run bench:growth -- [--hosts 1000,10000,50000,100000]\n\nIt needs TEST_DATABASE_URL.', {
  hosts: '1000,10000,50000,100000',
});

const ASKED = 200;
const WRITING_SECONDS = 10;
const WRITERS = 8;
const SEEN_TRIES = 20;

interface Took {
  ms: number;
  status: number;
}

async function timed(base: string, path: string, init: RequestInit = {}): Promise<Took> {
  const from = performance.now();
  const response = await fetch(base + path, init);
  await response.arrayBuffer();
  return { ms: performance.now() - from, status: response.status };
}

const waitsOf = (all: readonly Took[]): string => waits(all.map(({ ms }) => ms));
const failedOf = (all: readonly Took[]): number => all.filter(({ status }) => status >= 400).length;

async function many(count: number, ask: (index: number) => Promise<Took>): Promise<string> {
  const all: Took[] = [];
  for (let index = 0; index < count; index++) all.push(await ask(index));
  return `${waitsOf(all)}${failedOf(all) > 0 ? `, ${failedOf(all)} failed` : ''}`;
}

const WORDS = ['courrier', 'fichiers', 'sites', 'nuage', 'salon', 'agenda', 'coopératif', 'association creuse'];
const USAGES = ['email-hosting', 'website', 'file-storage-sharing', 'video-conferencing', 'accounting'];

const DEPARTEMENTS = Array.from({ length: 90 }, (_, index) => String(index + 1).padStart(2, '0')).filter(
  (code) => code !== '20',
);
/** All different: nothing is remembered from one to the next. */
const listPath = (index: number): string =>
  `/v1/hosts?usage=${USAGES[index % USAGES.length]}&territory=departement:${DEPARTEMENTS[(index * 7) % DEPARTEMENTS.length]}`;
const searchPath = (index: number): string =>
  `/v1/hosts?q=${encodeURIComponent(WORDS[index % WORDS.length]!)}&territory=departement:${DEPARTEMENTS[(index * 7) % DEPARTEMENTS.length]}`;

const written = { ...adminHeaders, 'content-type': 'application/json', 'if-match': '*' };
const write = (base: string, host: number, text: string): Promise<Took> =>
  timed(base, `/v1/hosts/h-${host}`, {
    method: 'PATCH',
    headers: written,
    body: JSON.stringify({ summary: { fr: text } }),
  });

/** What just after a start waits for words and matches to be prepared; afterwards nothing is prepared any more. */
async function afterStart({ base, longestHoldMs }: Server, match: () => Promise<Took>): Promise<string> {
  await longestHoldMs();
  const took = [
    await timed(base, '/v1/hosts?q=courrier'),
    await match(),
    await timed(base, '/v1/services?q=courrier'),
  ].map(({ ms }) => `${(ms / 1000).toFixed(1)} s`);
  return `${took.join(', ')}, held ${(await longestHoldMs()).toFixed(0)} ms`;
}

/** The first search after a write, and how long it held the process. */
async function afterWrites({ base, longestHoldMs }: Server, hosts: number): Promise<string> {
  const [took, held]: [Took[], number[]] = [[], []];
  for (let index = 0; index < SEEN_TRIES; index++) {
    await write(base, (index * 7919) % hosts, `Autrement ${index}`);
    await longestHoldMs();
    took.push(await timed(base, searchPath(index)));
    held.push(await longestHoldMs());
  }
  return `${waitsOf(took)}, held ${Math.max(...held).toFixed(0)} ms`;
}

/** Writes of eight writers for some seconds: how many, how long, what was refused, what held the process. */
async function writing({ base, longestHoldMs }: Server, hosts: number): Promise<string> {
  const until = performance.now() + WRITING_SECONDS * 1000;
  await longestHoldMs();
  const all = await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const took: Took[] = [];
      for (let index = 0; performance.now() < until; index++)
        took.push(await write(base, (writer + WRITERS * index * 31) % hosts, `Texte ${writer} ${index}`));
      return took;
    }),
  );
  const took = all.flat();
  const failed = failedOf(took);
  const perSecond = ((took.length - failed) / WRITING_SECONDS).toFixed(0);
  return `${perSecond} /s, ${waitsOf(took)}, ${failed} refused, held ${(await longestHoldMs()).toFixed(0)} ms`;
}

/** From the answer to a write until another process shows it, and how long that one was held. */
async function seenElsewhere(here: Server, there: Server, hosts: number): Promise<string> {
  const seen: number[] = [];
  await there.longestHoldMs();
  for (let index = 0; index < SEEN_TRIES; index++) {
    const host = (index * 104_729) % hosts;
    const text = `Vu ailleurs ${index}`;
    await write(here.base, host, text);
    const from = performance.now();
    for (;;) {
      const body = await (await fetch(`${there.base}/v1/hosts/h-${host}`)).text();
      if (body.includes(text)) break;
      await pause(2);
    }
    seen.push(performance.now() - from);
  }
  return `${waits(seen)}, held ${(await there.longestHoldMs()).toFixed(0)} ms`;
}

async function measure(hosts: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-growth-'));
  const { url, drop } = await newDatabase(databaseServer());
  const row = (name: string, value: string) => say(`  ${name.padEnd(38)} ${value}`);
  say(`\n${hosts} hosts`);
  row('load', `${((await fillGenerated(hosts, { databaseUrl: url, dataDir: folder })) / 1000).toFixed(1)} s`);
  const start = () => startService({ DATA_DIR: folder, DATABASE_URL: url }, { isMetered: true });
  const here = await start();
  const needs = generatedNeeds(ASKED).map((need) => JSON.stringify(need));
  const match = (index: number) =>
    timed(here.base, '/v1/matches', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: needs[index]!,
    });
  row('start', `${(here.readyMs / 1000).toFixed(1)} s`);
  row('memory after start', `${here.rssMb()} MB`);
  row('first search, match, services found', await afterStart(here, () => match(ASKED - 1)));
  row('list of a usage', await many(ASKED, (index) => timed(here.base, listPath(index))));
  row('services by name', await many(ASKED / 4, (index) => timed(here.base, `/v1/services?limit=${20 + index}`)));
  row('search', await many(ASKED, (index) => timed(here.base, searchPath(index))));
  row('match', await many(ASKED / 4, match));
  row('first search after a write', await afterWrites(here, hosts));
  row('writes of eight writers', await writing(here, hosts));
  const there = await start();
  row('seen by another process', await seenElsewhere(here, there, hosts));
  row('memory at the end', `${here.rssMb()} MB`);
  await Promise.all([here.stop(), there.stop()]);
  rmSync(folder, { recursive: true });
  await drop();
}

say('Growth, median and 99th of a hundred, one request at a time, on PostgreSQL');
for (const hosts of options.hosts.split(',')) await measure(Number(hosts));
