import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dispatcher, Pool } from 'undici';
import { generatedNeeds } from './generated.ts';
import { optionsOf, pause, say } from './support/command.ts';
import { fillGenerated } from './support/databases.ts';
import { at, median } from './support/numbers.ts';
import { startService } from './support/servers.ts';

/**
 * Dumps a large catalogue in every format, to fast readers and slow ones, while others match: memory, how long the event
 * loop is held, and waiting times with a dump beside those just before it without one.
 */
const options = optionsOf('npm run trial:dump -- [--hosts 10000], of six services each', { hosts: '10000' });
const HOSTS = Number(options.hosts);
const READERS = 100;
/** How much of its time the process is to spend on matches, whatever the speed of the machine. */
const BUSY = 0.4;
const ROUNDS = 3;
const PART_MS = 4_000;
const MB = 1_048_576;

const folder = mkdtempSync(join(tmpdir(), 'bercail-dump-'));
await fillGenerated(HOSTS, { dataDir: folder });
const service = await startService({ DATA_DIR: folder }, { isMetered: true });
const pools = { matches: new Pool(service.base, { connections: READERS }), dumps: new Pool(service.base) };
const needs = generatedNeeds(500).map((need) => JSON.stringify(need));
const headers = { 'content-type': 'application/json' };
let asked = 0;

/** @returns how long it took; undefined: too many asked at once */
async function match(): Promise<number | undefined> {
  const from = performance.now();
  const body = needs[asked++ % needs.length]!;
  const answer = await pools.matches.request({ path: '/v1/matches', method: 'POST', headers, body });
  await answer.body.dump({ limit: 10 * MB });
  return answer.statusCode === 200 ? performance.now() - from : undefined;
}

let isOver = false;
let readingMs = 0;
let waited: number[] = [];
let refused = 0;
/** A reader, who reads the answer for a while before asking again. */
async function readMatches(): Promise<void> {
  while (!isOver) {
    await pause(readingMs * (0.5 + Math.random()));
    const took = await match();
    if (took === undefined) refused++;
    else waited.push(took);
  }
}

/** Waits as it is told to when too many dump at once. A body that is cut off says so to whoever reads it. */
async function dump(path: string, coding = 'identity'): Promise<Dispatcher.ResponseData['body']> {
  for (;;) {
    const answer = await pools.dumps.request({ path, method: 'GET', headers: { 'accept-encoding': coding } });
    if (answer.statusCode === 200) return answer.body.on('error', () => {});
    await answer.body.dump();
    await pause(Number(answer.headers['retry-after']) * 1000);
  }
}

/** Reads a dump again and again for as long as a part takes; slowly: 100 kB ten times a second, and hangs up before its end. */
async function read(path: string, coding: string, isSlow: boolean): Promise<number> {
  const until = performance.now() + PART_MS;
  let bytes = 0;
  while (performance.now() < until) {
    const body = await dump(path, coding);
    for await (const piece of body) {
      bytes += (piece as Buffer).length;
      if (isSlow) await pause((piece as Buffer).length / 1000);
      if (performance.now() > until) break;
    }
    body.destroy();
  }
  return bytes;
}

interface Part {
  waited: number[];
  refused: number;
  heldMs: number;
  rssMb: number;
}
/** What others felt while something went on. */
async function during(act: () => Promise<unknown>): Promise<Part> {
  await service.longestHoldMs();
  [waited, refused] = [[], 0];
  let rssMb = 0;
  const looking = setInterval(() => (rssMb = Math.max(rssMb, service.rssMb() ?? 0)), 100);
  await act();
  clearInterval(looking);
  return { waited, refused, rssMb, heldMs: await service.longestHoldMs() };
}

const told = (name: string, parts: readonly Part[]): void => {
  const all = parts.flatMap((part) => part.waited);
  const most = (of: 'rssMb' | 'heldMs') => Math.round(Math.max(...parts.map((part) => part[of])));
  const refusals = parts.reduce((sum, part) => sum + part.refused, 0);
  say(
    `  ${name.padEnd(7)} ${all.length} matches, p50 ${median(all).toFixed(0)} ms, p95 ${at(0.95, all).toFixed(0)} ms, ${refusals} refused; ` +
      `memory ${most('rssMb')} MB at most, loop held ${most('heldMs')} ms at most`,
  );
};

say(`${HOSTS} hosts; memory after the start ${service.rssMb()} MB`);
const alone: number[] = [];
for (let count = 0; count < 80; count++) alone.push((await match()) ?? 0);
readingMs = (median(alone.slice(30)) * READERS) / BUSY;
say(`a match: ${median(alone.slice(30)).toFixed(0)} ms, one after the other`);
const readers = Array.from({ length: READERS }, readMatches);
for (const [name, coding, isSlow] of [
  ['hosts.ndjson', 'identity', false],
  ['hosts.ndjson', 'br', false],
  ['plans.csv', 'identity', false],
  ['catalogue.jsonld', 'identity', false],
  ['catalogue.jsonld', 'identity', true],
] as const) {
  // In turns, so that what else the machine does weighs on both.
  const [without, beside]: [Part[], Part[]] = [[], []];
  let bytes = 0;
  const readThis = async () => {
    for (const one of await Promise.all(
      Array.from({ length: isSlow ? 2 : 1 }, () => read(`/v1/export/${name}`, coding, isSlow)),
    ))
      bytes += one;
  };
  for (let round = 0; round < ROUNDS; round++) {
    without.push(await during(() => pause(PART_MS)));
    beside.push(await during(readThis));
  }
  say(`${name}, ${coding}${isSlow ? ', two slow readers' : ''}: ${Math.round(bytes / MB)} MB`);
  told('alone', without);
  told('beside', beside);
}
isOver = true;
await Promise.all(readers);
await Promise.all([pools.matches.destroy(), pools.dumps.destroy()]);
await service.stop();
rmSync(folder, { recursive: true });
