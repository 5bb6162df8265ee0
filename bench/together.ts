import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoverPool, CoverPoolOptions } from '../src/matching/cover-pool.ts';
import { type CoverProblem, coverKey } from '../src/matching/engine/together/cover.ts';
import { generatedLargeNeeds, generatedNeeds, seeded, TEN_USAGES } from './generated.ts';
import { startService } from './servers.ts';

/**
 * Several hosts for one need of ten usages: how long the search takes in its thread, and what other requests feel of
 * such needs. Both for a thousand hosts, from the built files.
 */

const HOSTS = 1000;
const GOAL_MS = 500;
const RUNS = 15;
/** Steady, whatever the answers take: a request that waits makes the next one no later. */
const PER_SECOND = 40;
const ROUND_SECONDS = 8;
const BIG_AT_ONCE = 2;

const at = (share: number, sorted: readonly number[]): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
const spread = (numbers: readonly number[], digits: number, unit: string): string => {
  const sorted = ascending(numbers);
  const [low, middle, high] = [0, 0.5, 1].map((share) => at(share, sorted).toFixed(digits));
  return `${middle}${unit} (${low}–${high})`;
};

/** Each host meets a share of the usages, at random prices or all at the same price, which spares no step. */
function coverProblem(share: number, isSamePrice: boolean): CoverProblem {
  const random = seeded(7);
  const full = 2 ** TEN_USAGES.length - 1;
  const starts = new Uint32Array(HOSTS + 1);
  const masks: number[] = [];
  const keys: number[] = [];
  for (let host = 0; host < HOSTS; host++) {
    const prices = TEN_USAGES.map(() => (isSamePrice ? 1000 : 500 + Math.floor(random() * 6000)));
    let meets = 0;
    for (let count = 0; count < share * TEN_USAGES.length; ) {
      const bit = 1 << Math.floor(random() * TEN_USAGES.length);
      if ((meets & bit) === 0) count++;
      meets |= bit;
    }
    for (let part = 1; part <= full; part++) {
      if ((part & ~meets) !== 0) continue;
      masks.push(part);
      keys.push(
        coverKey(
          false,
          0,
          prices.reduce((sum, price, usage) => ((part >> usage) & 1 ? sum + price : sum), 0),
        ),
      );
    }
    starts[host + 1] = masks.length;
  }
  return {
    kind: 'three',
    full,
    starts,
    masks: Uint16Array.from(masks),
    keys: Float64Array.from(keys),
    lows: Uint8Array.from({ length: HOSTS }, () => Math.floor(random() * 100)),
  };
}

async function coverTimes(pool: CoverPool, share: number, isSamePrice: boolean): Promise<number[]> {
  const times: number[] = [];
  for (let run = -3; run < RUNS; run++) {
    const problem = coverProblem(share, isSamePrice);
    const from = performance.now();
    const covers = await pool.solve(problem);
    if (typeof covers === 'string') throw new Error(`a cover was not found: ${covers}`);
    if (run >= 0) times.push(performance.now() - from);
  }
  return times;
}

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

/** Latencies in milliseconds of a steady stream of small requests, lists and matches in turn. */
async function smallRequests(base: string, round: number): Promise<number[]> {
  const needs = generatedNeeds(PER_SECOND * ROUND_SECONDS, 100 + round).map((need) => JSON.stringify(need));
  const times: number[] = [];
  const from = performance.now();
  await Promise.all(
    needs.map(async (need, index) => {
      const due = from + (index * 1000) / PER_SECOND;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      const address = `${base}/v1/hosts?limit=20&maxPricePerYear=${1 + index + round * needs.length}`;
      const response = await (index % 2 === 0 ? fetch(address) : post(`${base}/v1/matches`, need));
      await response.text();
      if (!response.ok) throw new Error(`a small request was refused: ${response.status}`);
      times.push(performance.now() - due);
    }),
  );
  return times;
}

/** Needs of ten usages one after another, until it is told to stop; how long each took, and how many had groups. */
async function bigMatches(base: string, first: number, isOver: () => boolean) {
  const times: number[] = [];
  let withGroups = 0;
  for (let index = first; !isOver(); index += BIG_AT_ONCE) {
    const from = performance.now();
    const need = JSON.stringify(generatedLargeNeeds(index + 1)[index]);
    const { combinations } = (await (await post(`${base}/v1/matches`, need)).json()) as { combinations: unknown[] };
    times.push(performance.now() - from);
    if (combinations.length > 0) withGroups++;
  }
  return { times, withGroups };
}

/** @param rounds pairs of rounds without and with needs of ten usages under way */
export async function benchTogether(rounds: number, say: (line: string) => void): Promise<void> {
  say(`\nTen usages, ${HOSTS} hosts, up to three together; ${RUNS} runs, goal ${GOAL_MS} ms`);
  const built = new URL('../dist/matching/cover-pool.js', import.meta.url).href;
  const { createCoverPool } = (await import(built)) as {
    createCoverPool: (options: CoverPoolOptions) => CoverPool;
  };
  const pool = createCoverPool({ waiting: 0, milliseconds: 60_000, threads: 1 });
  for (const [name, share, isSamePrice] of [
    ['each host offers half', 0.5, false],
    ['each host offers all', 1, false],
    ['each offers all, one price for all', 1, true],
  ] as const)
    say(`${name.padEnd(38)} ${spread(await coverTimes(pool, share, isSamePrice), 1, ' ms')}`);
  await pool.close();

  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-together-'));
  execFileSync(process.execPath, ['--import', 'tsx', 'bench/catalogue.ts', folder, String(HOSTS), ...TEN_USAGES], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const service = await startService(folder, 'none');
  const alone: number[] = [];
  const beside: number[] = [];
  const big: number[] = [];
  let withGroups = 0;
  await smallRequests(service.base, 0);
  for (let round = 1; round <= rounds; round++) {
    alone.push(at(0.99, ascending(await smallRequests(service.base, 2 * round))));
    let isOver = false;
    const running = Array.from({ length: BIG_AT_ONCE }, (_, one) =>
      bigMatches(service.base, 1000 * round + one, () => isOver),
    );
    beside.push(at(0.99, ascending(await smallRequests(service.base, 2 * round + 1))));
    isOver = true;
    for (const found of await Promise.all(running)) {
      big.push(...found.times);
      withGroups += found.withGroups;
    }
  }
  say(`\n${PER_SECOND} small requests a second, lists and matches in turn; ${rounds} rounds of ${ROUND_SECONDS} s`);
  say(`${'99th percentile, nothing else'.padEnd(38)} ${spread(alone, 1, ' ms')}`);
  say(`${`beside ${BIG_AT_ONCE} needs of ten usages at a time`.padEnd(38)} ${spread(beside, 1, ' ms')}`);
  say(
    `${'ratio'.padEnd(38)} ${spread(
      beside.map((time, round) => time / alone[round]!),
      2,
      '',
    )}`,
  );
  say(`${'a need of ten usages'.padEnd(38)} ${spread(big, 0, ' ms')}, ${withGroups} of ${big.length} with groups`);
  await service.stop();
}
