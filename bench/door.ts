import { once } from 'node:events';
import { setTimeout as rest } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Pool } from 'undici';
import type { Door } from './door-house.ts';
import { generatedNeeds } from './generated.ts';

/**
 * A crowd at the door: many kept connections post needs, each again as soon as it was answered; after a 503 a second
 * later, or at once.
 * What a newcomer feels of it, who opens a connection to ask /healthz; what those wait who were accepted; and how soon
 * all is as before.
 */

const NEEDS = generatedNeeds(5_000).map((need) => JSON.stringify(need));
const PROBE_EVERY_MS = 50;
const SETTLING_SECONDS = 3;
const HALF_SECONDS = 10;
const WARM_UP_SECONDS = 30;
const CROWDS = [300, 1_500];
const BUSY = 2;

const at = (share: number, numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;

/** What a client waits before it asks again. */
interface Pauses {
  answeredMs: number;
  refusedMs: number;
}
const NONE: Pauses = { answeredMs: 0, refusedMs: 0 };
const PATIENT: Pauses = { answeredMs: 0, refusedMs: 1_000 };

interface Felt {
  /** Milliseconds until an answer of 200. */
  accepted: number[];
  probes: number[];
  refused: number;
  reset: number;
  /** Processor time of the service, and the time that passed until the last answer. */
  cpuSeconds: number;
  seconds: number;
}

/** What a newcomer feels, who asks /healthz on new connections. */
async function probe(base: string, seconds: number): Promise<Pick<Felt, 'probes' | 'reset'>> {
  const workerData = { base, seconds, everyMs: PROBE_EVERY_MS };
  const [told] = await once(new Worker(new URL('door-probe.mjs', import.meta.url), { workerData }), 'message');
  return told;
}

const sent = { method: 'POST', path: '/v1/matches', headers: { 'content-type': 'application/json' } } as const;
/** Each comes from an address of its own, which a proxy tells: the address of the proxy is no reader's. */
const sentBy = (number: number) => ({
  ...sent,
  headers: { ...sent.headers, 'x-forwarded-for': `203.0.113.${number % 250}` },
});

/** Posts one need after the other. */
async function post(pool: Pool, number: number, until: number, felt: Felt, pauses: Pauses): Promise<void> {
  const request = sentBy(number);
  while (performance.now() < until) {
    const from = performance.now();
    try {
      const { statusCode, body } = await pool.request({ ...request, body: NEEDS[Math.floor(from) % NEEDS.length]! });
      await body.dump();
      if (statusCode === 200) felt.accepted.push(performance.now() - from);
      else felt.refused++;
      if (statusCode === 503 && pauses.refusedMs > 0) await rest(pauses.refusedMs);
    } catch {
      felt.reset++;
    }
    if (pauses.answeredMs > 0) await rest(pauses.answeredMs);
  }
}

/** @param people on a connection each */
async function crowd({ base, cpuUs }: Door, people: number, seconds: number, pauses: Pauses): Promise<Felt> {
  const felt: Felt = { accepted: [], probes: [], refused: 0, reset: 0, cpuSeconds: 0, seconds: 0 };
  const pool = new Pool(base, { connections: people, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const until = performance.now() + (SETTLING_SECONDS + seconds) * 1000;
  const all = Array.from({ length: people }, (_, number) => post(pool, number, until, felt, pauses));
  // Until all are connected.
  await rest(SETTLING_SECONDS * 1000);
  Object.assign(felt, { accepted: [], refused: 0, reset: 0 });
  const [from, cpuFrom] = [performance.now(), cpuUs()];
  const [{ probes, reset }] = await Promise.all([probe(base, seconds), ...all]);
  felt.seconds = (performance.now() - from) / 1000;
  felt.cpuSeconds = (cpuUs() - cpuFrom) / 1e6;
  await pool.destroy();
  return { ...felt, probes, reset: felt.reset + reset };
}

/** Milliseconds until a match is answered in no more than twice the usual time again. */
async function recovery(base: string, usualMs: number): Promise<number> {
  const from = performance.now();
  const pool = new Pool(base, { connections: 1 });
  for (;;) {
    const asked = performance.now();
    const { statusCode, body } = await pool.request({ ...sent, body: NEEDS[0]! });
    await body.dump();
    const now = performance.now();
    if (statusCode === 200 && now - asked <= Math.max(20, 2 * usualMs)) {
      await pool.destroy();
      return now - from;
    }
    await rest(10);
  }
}

const line = (...cells: readonly (string | number)[]): string =>
  cells
    .map((cell, i) => {
      const text = typeof cell === 'number' ? cell.toFixed(0) : cell;
      return i === 0 ? text.padEnd(34) : text.padStart(10);
    })
    .join(' ');

export async function benchDoor(door: Door, seconds: number, say: (line: string) => void): Promise<void> {
  // Processes that have just started read texts for a while.
  await crowd(door, BUSY, WARM_UP_SECONDS, NONE);
  // Two people at a time keep a process busy without a queue: what they get in a second is its capacity.
  const full = await crowd(door, BUSY, HALF_SECONDS, NONE);
  const perSecond = full.accepted.length / full.seconds;
  say(`\nA crowd at the door (${door.name}): ${perSecond.toFixed(0)} matches a second are its capacity`);
  say(line('', 'accepted/s', 'a CPU s', 'p50 ms', 'p99 ms', 'probe p99', 'refused/s', 'probes', 'reset'));
  const told = (name: string, { accepted, probes, refused, reset, seconds: took, cpuSeconds }: Felt) => {
    const rates = [accepted.length / took, accepted.length / cpuSeconds];
    const waits = [at(0.5, accepted), at(0.99, accepted), at(0.99, probes)];
    say(line(name, ...rates, ...waits, refused / took, probes.length, reset));
  };
  const half = await crowd(door, 8, HALF_SECONDS, { ...NONE, answeredMs: (8 * 1000) / (perSecond / 2) });
  told('half of it', half);
  const recovered = async () =>
    say(line('  as before after', `${(await recovery(door.base, at(0.5, half.accepted))).toFixed(0)} ms`));
  for (const people of CROWDS)
    for (const [manners, pauses] of Object.entries({ 'that rest': PATIENT, 'that do not': NONE })) {
      told(`${people} connections ${manners}`, await crowd(door, people, seconds, pauses));
      await recovered();
    }
  if (door.killOne) {
    const [people] = CROWDS;
    const killing = rest((SETTLING_SECONDS + seconds / 4) * 1000).then(door.killOne);
    told(`${people} that rest, one killed`, await crowd(door, people!, seconds, PATIENT));
    await killing;
    await recovered();
  }
  await door.close();
}
