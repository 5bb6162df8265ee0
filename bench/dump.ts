import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { generatedNeeds } from './generated.ts';

/**
 * Dumps a catalogue of 60,000 services in every format, to fast readers and slow ones, while a hundred others match:
 * memory and waiting times with a dump and without. `npm run trial:dump -- [hosts, of six services each]`
 */
const HOSTS = Number(process.argv[2] ?? 10_000);
const READERS = 100;
/** On average: at 60,000 services a match takes a twentieth of a second, and one process makes them all. */
const READING_MS = 10_000;
const ALONE_MS = 8_000;
const SLOW_MS = 6_000;
const MOST_MS = 12_000;
const MB = 1_048_576;

interface Memory {
  rss: number;
  heapUsed: number;
  external: number;
}
interface Told {
  during: Memory & { heldMs: number; heldP99Ms: number };
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
let isOver = false;
let waits: number[] = [];
let others: Record<number, number> = {};
let asked = 0;
async function match(): Promise<void> {
  while (!isOver) {
    const begun = performance.now();
    const body = needs[asked++ % needs.length]!;
    const headers = { 'content-type': 'application/json' };
    const answer = await pool.request({ path: '/v1/matches', method: 'POST', headers, body });
    await answer.body.dump({ limit: 10 * MB });
    if (answer.statusCode === 200) waits.push(performance.now() - begun);
    else others[answer.statusCode] = (others[answer.statusCode] ?? 0) + 1;
    await setTimeout(READING_MS * (0.5 + Math.random()));
  }
}
const share = (sorted: readonly number[], part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
function matches(overMs: number): string {
  const sorted = waits.toSorted((a, b) => a - b);
  const refused = Object.entries(others).map(([status, count]) => `, ${count} × ${status}`);
  [waits, others] = [[], {}];
  const perSecond = Math.round((sorted.length / overMs) * 1000);
  return `matches: ${perSecond}/s, p50 ${share(sorted, 0.5)} ms, p99 ${share(sorted, 0.99)} ms${refused.join('')}`;
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
  `RSS ${mb(before.rss)} → most ${mb(during.rss)} → ${mb(now.rss)} MB; heap ${mb(before.heapUsed)} → most ${mb(during.heapUsed)} → ${mb(now.heapUsed)} MB; loop held ${Math.round(during.heldMs)} ms at most, p99 ${Math.round(during.heldP99Ms)}`;

async function section(name: string, act: () => Promise<string>): Promise<void> {
  const before = (await tell()).now;
  [waits, others] = [[], {}];
  const begun = performance.now();
  const what = await act();
  const took = performance.now() - begun;
  const told = await tell();
  say(`${name}: ${what}\n  ${memory(told, before)}\n  ${matches(took)}`);
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
const readers = Array.from({ length: READERS }, match);
await setTimeout(3000);
await section('matches alone', async () => {
  await setTimeout(ALONE_MS);
  return 'no dump';
});
for (const name of ['hosts.ndjson', 'services.csv', 'catalogue.jsonld'])
  await section(name, () => readFast(`/v1/export/${name}`));
await section('hosts.ndjson, br', () => readFast('/v1/export/hosts.ndjson', 'br'));
await section('catalogue.jsonld, slowly', () => readSlowly('/v1/export/catalogue.jsonld'));
isOver = true;
await Promise.all(readers);
for (const name of ['hosts.ndjson', 'services.csv', 'catalogue.jsonld'])
  await section(`${name}, nobody matches`, () => readFast(`/v1/export/${name}`));
await Promise.all([pool.destroy(), dumps.destroy()]);
server.disconnect();
