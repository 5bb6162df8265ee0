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
const ROUNDS = 4;
const ALONE_MS = 4_000;
const SLOW_MS = 4_000;
const FAST_MS = 4_000;
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
interface Waits {
  waits: number[];
  /** Answers of another status than 200. */
  others: Record<number, number>;
}
const none = (): Waits => ({ waits: [], others: {} });
let current = none();
let asked = 0;
async function match(): Promise<void> {
  while (!isOver) {
    const begun = performance.now();
    const body = needs[asked++ % needs.length]!;
    const answer = await pool.request({ path: '/v1/matches', method: 'POST', headers, body });
    await answer.body.dump({ limit: 10 * MB });
    const { waits, others } = current;
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
function matches(all: Waits, overMs: number, alone?: Waits): string {
  const sorted = all.waits.toSorted((a, b) => a - b);
  const beside = alone?.waits.toSorted((a, b) => a - b);
  const of = (part: number) =>
    `${share(sorted, part)} ms${beside ? ` (× ${(share(sorted, part) / Math.max(1, share(beside, part))).toFixed(1)})` : ''}`;
  const refused = Object.entries(all.others).map(([status, count]) => `, ${count} × ${status}`);
  const perSecond = Math.round((sorted.length / overMs) * 1000);
  return `matches: ${perSecond}/s, p50 ${of(0.5)}, p95 ${of(0.95)}${refused.join('')}`;
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

async function section(name: string, act: () => Promise<string>): Promise<void> {
  const before = (await tell()).now;
  const what = await act();
  say(`${name}: ${what}\n  ${memory(await tell(), before)}`);
}

/** A part of the trial in turns with matches alone, so that what else the machine does weighs on both. */
async function besideMatches(name: string, act: () => Promise<string>): Promise<void> {
  const [alone, beside] = [none(), none()];
  let [aloneMs, besideMs] = [0, 0];
  for (let round = 1; round <= ROUNDS; round++) {
    current = alone;
    let begun = performance.now();
    await section('matches alone', () => setTimeout(ALONE_MS, 'no dump'));
    aloneMs += performance.now() - begun;
    current = beside;
    begun = performance.now();
    await section(name, act);
    besideMs += performance.now() - begun;
  }
  say(`alone: ${matches(alone, aloneMs)}\nbeside ${name}: ${matches(beside, besideMs, alone)}\n`);
}

/** Reads a dump again and again, for as long as a part of the trial takes. */
async function readFast(path: string, coding?: string): Promise<string> {
  const begun = performance.now();
  const took = () => performance.now() - begun;
  let [bytes, whole] = [0, 0];
  while (took() < FAST_MS) {
    const { body } = await dumpInTime(path, coding);
    for await (const piece of body) {
      bytes += (piece as Buffer).length;
      if (took() >= FAST_MS) break;
    }
    if (took() < FAST_MS) whole++;
    body.destroy();
  }
  return `${mb(bytes)} MB in ${(took() / 1000).toFixed(1)} s, ${whole} times to its end`;
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
await setTimeout(Math.min(readingMs, 5000));
for (const name of ['hosts.ndjson', 'plans.csv', 'catalogue.jsonld'])
  await besideMatches(name, () => readFast(`/v1/export/${name}`));
await besideMatches('hosts.ndjson, br', () => readFast('/v1/export/hosts.ndjson', 'br'));
await besideMatches('catalogue.jsonld, slowly', () => readSlowly('/v1/export/catalogue.jsonld'));
isOver = true;
await Promise.all(readers);
for (const name of ['hosts.ndjson', 'plans.csv', 'catalogue.jsonld'])
  await section(`${name}, nobody matches`, () => readFast(`/v1/export/${name}`));
await Promise.all([pool.destroy(), dumps.destroy()]);
server.disconnect();
