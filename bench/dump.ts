import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { generatedNeeds } from './generated.ts';

/**
 * Dumps a catalogue of 60,000 services in every format, to fast readers and slow ones, while a hundred others match:
 * memory, and waiting times with a dump as ratios to those just before it without one.
 * `npm run trial:dump -- [hosts, of six services each]`
 */
const HOSTS = Number(process.argv[2] ?? 10_000);
const READERS = 100;
/** How much of its time the process is to spend on matches, whatever the speed of the machine. */
const BUSY = 0.4;
const ALONE_MS = 10_000;
const SLOW_MS = 6_000;
const MOST_MS = 12_000;
const MB = 1_048_576;

interface Memory {
  rss: number;
  heapUsed: number;
  external: number;
}
interface Told {
  /** Holds of the event loop: of the clock, and the longest one in processor time, of all threads. */
  during: Memory & { heldMs: number; heldP99Ms: number; workedMs: number };
  now: Memory;
}

const server = fork(new URL('dump-server.ts', import.meta.url), [String(HOSTS)], {
  execArgv: ['--expose-gc', '--import', 'tsx'],
});
const [{ address, services }] = (await once(server, 'message')) as [{ address: string; services: number }];
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`${HOSTS} hosts, ${services} services`);

const tell = async (): Promise<Told> => {
  server.send('memory');
  return ((await once(server, 'message')) as [Told])[0];
};

/* A hundred readers, each with a connection of its own, who read their answer for a while before they ask again. */

const pool = new Pool(address, { connections: READERS, pipelining: 1 });
const needs = generatedNeeds(500).map((need) => JSON.stringify(need));
const headers = { 'content-type': 'application/json' };
let isOver = false;
let readingMs = 0;
let waits: number[] = [];
let others: Record<number, number> = {};
let asked = 0;
async function match(): Promise<void> {
  while (!isOver) {
    const begun = performance.now();
    const body = needs[asked++ % needs.length]!;
    const answer = await pool.request({ path: '/v1/matches', method: 'POST', headers, body });
    await answer.body.dump({ limit: 10 * MB });
    if (answer.statusCode === 200) waits.push(performance.now() - begun);
    else others[answer.statusCode] = (others[answer.statusCode] ?? 0) + 1;
    await setTimeout(readingMs * (0.5 + Math.random()));
  }
}

/** How long readers read, from the time of matches one after the other. */
async function timeToRead(): Promise<number> {
  const ask = async () => {
    const answer = await pool.request({ path: '/v1/matches', method: 'POST', headers, body: needs[asked++]! });
    await answer.body.dump({ limit: 10 * MB });
  };
  for (let i = 0; i < 30; i++) await ask();
  const begun = performance.now();
  for (let i = 0; i < 50; i++) await ask();
  const eachMs = (performance.now() - begun) / 50;
  say(`a match: ${Math.round(eachMs)} ms on average, one after the other`);
  return (eachMs * READERS) / BUSY;
}
const share = (sorted: readonly number[], part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
let alone: { p50: number; p95: number } | undefined;
function matches(overMs: number, isAlone: boolean): string {
  const sorted = waits.toSorted((a, b) => a - b);
  const [p50, p95] = [share(sorted, 0.5), share(sorted, 0.95)];
  if (isAlone) alone = { p50, p95 };
  const times = (now: number, before: number) => (now / Math.max(1, before)).toFixed(1);
  const ratios = alone && !isAlone ? ` (× ${times(p50, alone.p50)}, × ${times(p95, alone.p95)})` : '';
  const refused = Object.entries(others).map(([status, count]) => `, ${count} × ${status}`);
  [waits, others] = [[], {}];
  const perSecond = Math.round((sorted.length / overMs) * 1000);
  return `matches: ${perSecond}/s, p50 ${p50} ms, p95 ${p95} ms${ratios}${refused.join('')}`;
}

/* Dumps. */

const dumps = new Pool(address, { connections: 8 });
async function dump(path: string, coding = 'identity'): Promise<Dispatcher.ResponseData> {
  const answer = await dumps.request({ path, method: 'GET', headers: { 'accept-encoding': coding } });
  // A body that is cut off says so here as well.
  return Object.assign(answer, { body: answer.body.on('error', () => {}) });
}

/** Waits as it is told to when too many ask at once. */
async function dumpInTime(path: string, coding?: string): Promise<Dispatcher.ResponseData> {
  for (;;) {
    const answer = await dump(path, coding);
    if (answer.statusCode !== 503) return answer;
    await answer.body.dump({ limit: MB });
    await setTimeout(Number(answer.headers['retry-after']) * 1000);
  }
}
const mb = (bytes: number) => `${Math.round(bytes / MB)}`;
const memory = ({ during, now }: Told, before: Memory) =>
  `RSS ${mb(before.rss)} → most ${mb(during.rss)} → ${mb(now.rss)} MB; heap ${mb(before.heapUsed)} → most ${mb(during.heapUsed)} → ${mb(now.heapUsed)} MB; loop held ${Math.round(during.heldMs)} ms at most, p99 ${Math.round(during.heldP99Ms)}; of processor time ${Math.round(during.workedMs)} at most`;

async function section(name: string, act: () => Promise<string>, isAlone = false): Promise<void> {
  const before = (await tell()).now;
  [waits, others] = [[], {}];
  const begun = performance.now();
  const what = await act();
  const took = performance.now() - begun;
  const told = await tell();
  say(`${name}: ${what}\n  ${memory(told, before)}\n  ${matches(took, isAlone)}`);
}

/** Reads a dump to its end, or for as long as a part of the trial may take. */
async function readFast(path: string, coding?: string): Promise<string> {
  const { body, statusCode } = await dumpInTime(path, coding);
  const begun = performance.now();
  let bytes = 0;
  for await (const piece of body) {
    bytes += (piece as Buffer).length;
    if (performance.now() - begun > MOST_MS) {
      body.destroy();
      return `${statusCode}, ${mb(bytes)} MB in ${MOST_MS / 1000} s, then hung up`;
    }
  }
  return `${statusCode}, ${mb(bytes)} MB in ${((performance.now() - begun) / 1000).toFixed(1)} s`;
}

/** Two readers at once who take 100 kB ten times a second, and hang up before the end; a third is told to wait. */
async function readSlowly(path: string): Promise<string> {
  let bytes = 0;
  const until = performance.now() + SLOW_MS;
  const reading = [1, 2].map(async () => {
    const { body } = await dumpInTime(path);
    for await (const piece of body) {
      bytes += (piece as Buffer).length;
      await setTimeout(((piece as Buffer).length / 1_000_000) * 1000);
      if (performance.now() > until) break;
    }
    body.destroy();
  });
  await setTimeout(1000);
  const third = await dump(path);
  await third.body.dump({ limit: MB });
  await Promise.all(reading.map((one) => one.catch(() => {})));
  await setTimeout(500);
  const after = await dumpInTime(path);
  after.body.destroy();
  return `two slow readers took ${mb(bytes)} MB in ${SLOW_MS / 1000} s and hung up; a third was answered ${third.statusCode}, the next one ${after.statusCode}`;
}

await section('nobody reads', async () => 'only the models');
readingMs = await timeToRead();
const readers = Array.from({ length: READERS }, async () => {
  // Not all at once.
  await setTimeout(readingMs * Math.random());
  await match();
});
await setTimeout(readingMs);
async function besideMatches(name: string, act: () => Promise<string>): Promise<void> {
  const wait = () => setTimeout(ALONE_MS, 'no dump');
  await section('matches alone', wait, true);
  await section(name, act);
}
for (const name of ['hosts.ndjson', 'services.csv', 'catalogue.jsonld'])
  await besideMatches(name, () => readFast(`/v1/export/${name}`));
await besideMatches('hosts.ndjson, br', () => readFast('/v1/export/hosts.ndjson', 'br'));
await besideMatches('catalogue.jsonld, slowly', () => readSlowly('/v1/export/catalogue.jsonld'));
isOver = true;
await Promise.all(readers);
for (const name of ['hosts.ndjson', 'services.csv', 'catalogue.jsonld'])
  await section(`${name}, nobody matches`, () => readFast(`/v1/export/${name}`));
await Promise.all([pool.destroy(), dumps.destroy()]);
server.disconnect();
