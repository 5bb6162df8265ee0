import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedNeeds } from './generated.ts';
import { generatedDatabase } from './seeding.ts';
import { type Running, startService } from './servers.ts';

/* How everything grows with the number of hosts, on PostgreSQL: reads, the first search after a write, writes of eight writers, and when another process shows them. */

const ASKED = 200;
const WRITING_SECONDS = 10;
const WRITERS = 8;
const SEEN_TRIES = 20;

const TOKEN = randomUUID() + randomUUID();

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

const sortedMs = (all: readonly Took[]): number[] => all.map(({ ms }) => ms).sort((a, b) => a - b);
const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);

async function many(count: number, ask: (index: number) => Promise<Took>): Promise<string> {
  const all: Took[] = [];
  for (let index = 0; index < count; index++) all.push(await ask(index));
  const failed = all.filter(({ status }) => status >= 400).length;
  const sorted = sortedMs(all);
  return `${at(sorted, 0.5)} / ${at(sorted, 0.99)} ms${failed > 0 ? `, ${failed} failed` : ''}`;
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

const written = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'if-match': '*' };
const write = (base: string, host: number, text: string): Promise<Took> =>
  timed(base, `/v1/hosts/h-${host}`, {
    method: 'PATCH',
    headers: written,
    body: JSON.stringify({ summary: { fr: text } }),
  });

/** What just after a start waits for words and matches to be prepared; afterwards nothing is prepared any more. */
async function afterStart({ base, longestHoldMs }: Running, match: () => Promise<Took>): Promise<string> {
  await longestHoldMs();
  const took = [
    await timed(base, '/v1/hosts?q=courrier'),
    await match(),
    await timed(base, '/v1/services?q=courrier'),
  ].map(({ ms }) => `${(ms / 1000).toFixed(1)} s`);
  return `${took.join(', ')}, held ${(await longestHoldMs()).toFixed(0)} ms`;
}

/** The first search after a write, and how long it held the process. */
async function afterWrites({ base, longestHoldMs }: Running, hosts: number): Promise<[string, string]> {
  const [took, held]: [Took[], number[]] = [[], []];
  for (let index = 0; index < SEEN_TRIES; index++) {
    await write(base, (index * 7919) % hosts, `Autrement ${index}`);
    await longestHoldMs();
    took.push(await timed(base, searchPath(index)));
    held.push(await longestHoldMs());
  }
  return [`${at(sortedMs(took), 0.5)} / ${at(sortedMs(took), 0.99)} ms`, `${Math.max(...held).toFixed(0)} ms`];
}

/** Writes of eight writers for some seconds: how many, how long, what was refused, what held the process. */
async function writing({ base, longestHoldMs }: Running, hosts: number): Promise<string> {
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
  const failed = took.filter(({ status }) => status >= 400).length;
  const sorted = sortedMs(took);
  const perSecond = ((took.length - failed) / WRITING_SECONDS).toFixed(0);
  return `${perSecond} /s, ${at(sorted, 0.5)} / ${at(sorted, 0.99)} ms, ${failed} refused, held ${(await longestHoldMs()).toFixed(0)} ms`;
}

/** From the answer to a write until another process shows it, and how long that one was held. */
async function seenElsewhere(here: Running, there: Running, hosts: number): Promise<string> {
  const waits: number[] = [];
  await there.longestHoldMs();
  for (let index = 0; index < SEEN_TRIES; index++) {
    const host = (index * 104_729) % hosts;
    const text = `Vu ailleurs ${index}`;
    await write(here.base, host, text);
    const from = performance.now();
    for (;;) {
      const body = await (await fetch(`${there.base}/v1/hosts/h-${host}`)).text();
      if (body.includes(text)) break;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    waits.push(performance.now() - from);
  }
  waits.sort((a, b) => a - b);
  return `${at(waits, 0.5)} / ${at(waits, 0.99)} ms, held ${(await there.longestHoldMs()).toFixed(0)} ms`;
}

/**
 * One row for each number of hosts, six services each.
 * @param server address of a PostgreSQL server on which databases may be created
 * @param checkout the folder of another build, whose numbers are wanted
 */
export async function benchGrowth(
  sizes: readonly number[],
  server: string,
  say: (line: string) => void,
  checkout = '.',
): Promise<void> {
  say(`\nGrowth, median and 99th of a hundred, one request at a time, on PostgreSQL (build in ${checkout})`);
  for (const hosts of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'bercail-growth-'));
    const { url, loadedMs, drop } = await generatedDatabase(hosts, server, folder);
    const settings = { DATABASE_URL: url, ADMIN_TOKEN: TOKEN, RATE_LIMIT_TOKEN: '1000000000', LOG_LEVEL: 'error' };
    const here = await startService(folder, 'none', settings, checkout);
    const needs = generatedNeeds(ASKED).map((need) => JSON.stringify(need));
    const match = (index: number) =>
      timed(here.base, '/v1/matches', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: needs[index]!,
      });
    say(`\n${hosts} hosts`);
    const row = (name: string, value: string) => say(`  ${name.padEnd(38)} ${value}`);
    row('load', `${(loadedMs / 1000).toFixed(1)} s`);
    row('start', `${(here.readyMs / 1000).toFixed(1)} s`);
    row('memory after start', `${here.rssMb()} MB`);
    row('first search, match, services found', await afterStart(here, () => match(ASKED - 1)));
    row('list of a usage', await many(ASKED, (index) => timed(here.base, listPath(index))));
    row('services by name', await many(ASKED / 4, (index) => timed(here.base, `/v1/services?limit=${20 + index}`)));
    row('search', await many(ASKED, (index) => timed(here.base, searchPath(index))));
    row('match', await many(ASKED / 4, match));
    const [first, held] = await afterWrites(here, hosts);
    row('first search after a write', `${first}, held ${held}`);
    row('writes of eight writers', await writing(here, hosts));
    const there = await startService(folder, 'none', settings, checkout);
    row('seen by another process', await seenElsewhere(here, there, hosts));
    row('memory at the end', `${here.rssMb()} MB`);
    await Promise.all([here.stop(), there.stop()]);
    rmSync(folder, { recursive: true });
    await drop();
  }
}
