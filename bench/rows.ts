import { type Load, prepare } from './load-tool.ts';
import type { Running } from './servers.ts';

/** Rows of a benchmark: the service beside a bare server that sends the same bytes. */

const WARM_UP_SECONDS = 10;

export interface Timing {
  rounds: number;
  seconds: number;
}

export const ROWS_HEADER = `${'requests a second, median'.padEnd(38)} ${'service'.padStart(8)} ${'bare'.padStart(8)} ${'ratio'.padStart(7)} ${'spread'.padStart(12)} ${'CPU µs'.padStart(10)} ${'ratio'.padStart(6)}`;

export const kb = (body: string): string => `${Math.round(Buffer.byteLength(body) / 100) / 10} kB`;

const HEADERS_OF_CONNECTION = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);

export async function answerOf(base: string, path: string, init: RequestInit = {}) {
  // wrk takes what comes; compressed rows ask for it.
  const response = await fetch(base + path, { ...init, headers: { 'accept-encoding': 'identity', ...init.headers } });
  if (response.status >= 400) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !HEADERS_OF_CONNECTION.has(name)));
  return { status: response.status, headers, body: await response.text() };
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

export interface Row {
  name: string;
  service: Load;
  bare: Load;
}

interface Round {
  perSecond: number;
  cpuUs: number | null;
}

function timed(run: ReturnType<typeof prepare>, server: Running, seconds: number): () => Round {
  return () => {
    const before = server.cpuUs();
    const { perSecond } = run(seconds);
    const after = server.cpuUs();
    return { perSecond, cpuUs: before === null || after === null ? null : (after - before) / (perSecond * seconds) };
  };
}

/** Service and bare server in turn; the ratio of each pair, so that a slow moment of the machine slows both. */
export function measured(
  { name, service, bare }: Row,
  servers: { service: Running; bare: Running },
  { rounds, seconds }: Timing,
): string {
  const [ours, theirs] = [prepare(service), prepare(bare)];
  // The first thousands of requests run before the compiler has seen them.
  ours(WARM_UP_SECONDS);
  theirs(WARM_UP_SECONDS);
  const [ourRound, theirRound] = [timed(ours, servers.service, seconds), timed(theirs, servers.bare, seconds)];
  const pairs = Array.from({ length: rounds }, () => ({ ours: ourRound(), theirs: theirRound() }));
  const ratios = pairs.map((pair) => pair.ours.perSecond / pair.theirs.perSecond).sort((a, b) => a - b);
  const cpu = (side: 'ours' | 'theirs') => median(pairs.map((pair) => pair[side].cpuUs ?? Number.NaN));
  const cpuRatio = cpu('theirs') / cpu('ours');
  return [
    name.padEnd(38),
    `${Math.round(median(pairs.map((pair) => pair.ours.perSecond)))}`.padStart(8),
    `${Math.round(median(pairs.map((pair) => pair.theirs.perSecond)))}`.padStart(8),
    median(ratios).toFixed(2).padStart(7),
    `${ratios[0]!.toFixed(2)}–${ratios.at(-1)!.toFixed(2)}`.padStart(12),
    (Number.isNaN(cpuRatio) ? '–' : `${cpu('ours').toFixed(0)}/${cpu('theirs').toFixed(0)}`).padStart(10),
    (Number.isNaN(cpuRatio) ? '–' : cpuRatio.toFixed(2)).padStart(6),
  ].join(' ');
}
