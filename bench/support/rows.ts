import { type Load, prepare } from './load.ts';
import { at, columns, median } from './numbers.ts';
import type { Server } from './servers.ts';

/** Rows of a benchmark: two servers under the same load. */

/** A server is warm when two pieces of this length differ by less than this share, and is taken for warm at the end. */
const WARM_UP_PIECE_SECONDS = 4;
const STEADY_SHARE = 0.05;
const LONGEST_WARM_UP_PIECES = 8;

export interface Timing {
  rounds: number;
  seconds: number;
  connections?: number;
}

export const kb = (body: string): string => `${Math.round(Buffer.byteLength(body) / 100) / 10} kB`;

const HEADERS_OF_CONNECTION = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']);

export async function answerOf(base: string, path: string, init: RequestInit = {}) {
  // Loads take what comes; compressed rows ask for it.
  const response = await fetch(base + path, { ...init, headers: { 'accept-encoding': 'identity', ...init.headers } });
  if (response.status >= 400) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !HEADERS_OF_CONNECTION.has(name)));
  return { status: response.status, headers, body: await response.text() };
}

interface Round {
  perSecond: number;
  /** Processor time of the server for one request; not a number where the system does not tell. */
  cpuUs: number;
}

/** @throws Error when a request is refused: refusals cost less than answers, and would be compared with them */
async function timed(run: ReturnType<typeof prepare>, server: Server, seconds: number): Promise<Round> {
  const before = server.cpuUs();
  const from = performance.now();
  const { perSecond, refusedPerSecond } = await run(seconds);
  if (refusedPerSecond > 0) throw new Error(`${server.base} refused requests: ask on fewer connections`);
  const requests = (perSecond * (performance.now() - from)) / 1000;
  return { perSecond, cpuUs: (server.cpuUs() - before) / requests };
}

/** Matches are compiled for a quarter of a minute, and a page for a few seconds. */
async function warmUp(run: ReturnType<typeof prepare>): Promise<void> {
  let before = 0;
  for (let piece = 0; piece < LONGEST_WARM_UP_PIECES; piece++) {
    const { perSecond } = await run(WARM_UP_PIECE_SECONDS);
    if (Math.abs(perSecond - before) < STEADY_SHARE * before) return;
    before = perSecond;
  }
}

/** The middle of many ratios, and how far half of them are apart: the noise of the machine. */
export function spreadOf(ratios: readonly number[]): { middle: number; noise: number } {
  return { middle: median(ratios), noise: (at(0.75, ratios) - at(0.25, ratios)) / 2 };
}

export interface Compared {
  /** Of the first and of the second server. */
  perSecond: readonly [number, number];
  cpuUs: readonly [number, number];
  /** Requests a second, first to second. */
  speed: { middle: number; noise: number };
  /** Processor time, second to first: above 1, the first takes less. */
  cpu: { middle: number; noise: number };
}

/**
 * Two servers under the same load in turn, and the ratio of each pair, so that a slow moment of the machine slows both.
 * Which is first changes from pair to pair.
 */
export async function compared(
  loads: readonly [Load, Load],
  servers: readonly [Server, Server],
  { rounds, seconds, connections }: Timing,
): Promise<Compared> {
  const runs = [prepare(loads[0], connections), prepare(loads[1], connections)] as const;
  for (const run of runs) await warmUp(run);
  const pairs: [Round, Round][] = [];
  for (let round = 0; round < rounds; round++) {
    const isTurned = round % 2 === 1;
    const sides = isTurned ? ([1, 0] as const) : ([0, 1] as const);
    const one = await timed(runs[sides[0]], servers[sides[0]], seconds);
    const other = await timed(runs[sides[1]], servers[sides[1]], seconds);
    pairs.push(isTurned ? [other, one] : [one, other]);
  }
  const middle = (side: 0 | 1, of: keyof Round) => median(pairs.map((pair) => pair[side][of]));
  return {
    perSecond: [middle(0, 'perSecond'), middle(1, 'perSecond')],
    cpuUs: [middle(0, 'cpuUs'), middle(1, 'cpuUs')],
    speed: spreadOf(pairs.map(([first, second]) => first.perSecond / second.perSecond)),
    cpu: spreadOf(pairs.map(([first, second]) => second.cpuUs / first.cpuUs)),
  };
}

const ratio = ({ middle, noise }: { middle: number; noise: number }): string =>
  Number.isNaN(middle) ? '–' : `${middle.toFixed(2)} ±${noise.toFixed(2)}`;

const WIDTHS = [50, 8, 8, 11, 11, 11];

export const headerOf = (first: string, second: string): string =>
  columns(WIDTHS, ['requests a second, median', first, second, 'ratio', 'CPU µs', 'ratio']);

export const lineOf = (name: string, { perSecond, cpuUs, speed, cpu }: Compared): string =>
  columns(WIDTHS, [
    ...[name, ...perSecond.map(Math.round), ratio(speed)],
    ...[cpuUs.map((us) => (Number.isNaN(us) ? '–' : us.toFixed(0))).join('/'), ratio(cpu)],
  ]);
