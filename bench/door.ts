import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Pool } from 'undici';
import { generatedNeeds } from './generated.ts';
import { type Running, startService } from './servers.ts';

/**
 * A crowd at the door: many kept connections post needs, each again as soon as it was answered; after a 503 a second
 * later, or at once.
 * What a newcomer feels of it, who opens a connection to ask /healthz; what those wait who were accepted; and how soon
 * all is as before.
 */

const NEEDS = generatedNeeds(5_000).map((need) => JSON.stringify(need));
const PROBE_EVERY_MS = 50;
const SETTLING_SECONDS = 3;
const HALF_SECONDS = 5;
const CROWDS = [300, 1_500];

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

/** Posts one need after the other. */
async function post(pool: Pool, until: number, felt: Felt, pauses: Pauses): Promise<void> {
  while (performance.now() < until) {
    const from = performance.now();
    try {
      const { statusCode, body } = await pool.request({ ...sent, body: NEEDS[Math.floor(from) % NEEDS.length]! });
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
async function crowd(service: Running, people: number, seconds: number, pauses: Pauses): Promise<Felt> {
  const { base, cpuUs } = service;
  const felt: Felt = { accepted: [], probes: [], refused: 0, reset: 0, cpuSeconds: 0, seconds: 0 };
  const pool = new Pool(base, { connections: people, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const until = performance.now() + (SETTLING_SECONDS + seconds) * 1000;
  const all = Array.from({ length: people }, () => post(pool, until, felt, pauses));
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

/** @param checkout the folder of another build; absent: this one */
export async function benchDoor(seconds: number, say: (line: string) => void, checkout?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-door-'));
  const service = await startService(folder, 'catalogue', {}, checkout);
  // Two people at a time keep the process busy without a queue: what they get in a second is its capacity.
  await crowd(service, 2, HALF_SECONDS, NONE);
  const full = await crowd(service, 2, HALF_SECONDS, NONE);
  const perSecond = full.accepted.length / full.seconds;
  say(`\nA crowd at the door: ${perSecond.toFixed(0)} matches a second are its capacity`);
  say(line('', 'accepted/s', 'a CPU s', 'p50 ms', 'p99 ms', 'probe p99', 'refused/s', 'probes', 'reset'));
  const told = (name: string, { accepted, probes, refused, reset, seconds: took, cpuSeconds }: Felt) => {
    const rates = [accepted.length / took, accepted.length / cpuSeconds];
    const waits = [at(0.5, accepted), at(0.99, accepted), at(0.99, probes)];
    say(line(name, ...rates, ...waits, refused / took, probes.length, reset));
  };
  const half = await crowd(service, 8, HALF_SECONDS, { ...NONE, answeredMs: (8 * 1000) / (perSecond / 2) });
  told('half of it', half);
  for (const people of CROWDS)
    for (const [manners, pauses] of Object.entries({ 'that rest': PATIENT, 'that do not': NONE })) {
      told(`${people} connections ${manners}`, await crowd(service, people, seconds, pauses));
      say(line('  as before after', `${(await recovery(service.base, at(0.5, half.accepted))).toFixed(0)} ms`));
    }
  await service.stop();
}
