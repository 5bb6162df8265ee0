import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlices } from '../../src/ground/slices.ts';
import { type CoverPool, type CoverPoolOptions, createCoverPool } from '../../src/matching/cover-pool.ts';
import type { CoverProblem } from '../../src/matching/engine/together/cover.ts';
import { findGroups } from '../../src/matching/engine/together/groups.ts';
import { coverProblem } from '../support/covers.ts';

/** Three hosts for three usages; made anew each time, as a pool takes the lists of a problem away. */
const problem = (): CoverProblem =>
  coverProblem(
    [
      {
        low: 40,
        costs: new Map([
          [1, 60],
          [2, 20],
        ]),
      },
      {
        low: 50,
        costs: new Map([
          [1, 40],
          [2, 30],
          [3, 180],
        ]),
      },
      { low: 60, costs: new Map([[4, 15]]) },
    ],
    3,
  );
const FOUND = findGroups(problem());

const program = (source: string): URL =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';\n${source}`)}`);
const SILENT = program("parentPort.on('message', () => {})");
/** Dies of a usage that nobody can ask for, and answers the rest. */
const FRAIL = program(
  "parentPort.on('message', ({ full }) => { if (full === 1) process.exit(7); if (full === 2) throw new Error('ill'); parentPort.postMessage([[full]]); })",
);

describe('The pool that looks for covers', () => {
  let pool: CoverPool | undefined;
  afterEach(() => pool?.close());
  const open = (options: Partial<CoverPoolOptions> = {}): { pool: CoverPool; lost: string[] } => {
    const lost: string[] = [];
    pool = createCoverPool({
      waiting: 4,
      milliseconds: 10_000,
      threads: 1,
      onLost: ({ message }) => lost.push(message),
      ...options,
    });
    return { pool, lost };
  };

  it('finds what the same thread finds, one problem after another', async () => {
    const { pool } = open();
    expect(FOUND).toEqual([[1, 2, 5]]);
    expect(await Promise.all([pool.solve(problem()), pool.solve(problem())])).toEqual([FOUND, FOUND]);
    expect(await pool.solve(problem())).toEqual(FOUND);
  });

  it('says at once that it is busy when as many wait as may', async () => {
    const { pool } = open({ waiting: 2 });
    const asked = Array.from({ length: 5 }, () => pool.solve(problem()));
    expect(await asked[4]).toBe('busy');
    expect(await Promise.all(asked)).toEqual([FOUND, FOUND, FOUND, 'busy', 'busy']);
    expect(await pool.solve(problem())).toEqual(FOUND);
  });

  it('loses only the problem whose thread died, whatever it died of, and goes on with those that wait', async () => {
    const { pool, lost } = open({ program: FRAIL });
    const ask = (full: number) => pool.solve({ ...problem(), full });
    expect(await Promise.all([ask(3), ask(1), ask(5), ask(2), ask(6)])).toEqual([
      [[3]],
      'stopped',
      [[5]],
      'stopped',
      [[6]],
    ]);
    expect(lost).toEqual(['the thread ended by itself with code 7', 'ill']);
  });

  it('ends what takes too long, whether it works or waits', async () => {
    const { pool, lost } = open({ program: SILENT, milliseconds: 300 });
    expect(await Promise.all([pool.solve(problem()), pool.solve(problem())])).toEqual(['stopped', 'stopped']);
    expect(lost[0]).toBe('a search for covers took more than 300 ms');
  });

  it('has no more threads than it may', async () => {
    const { pool } = open({ threads: 2, waiting: 0, program: SILENT, milliseconds: 300 });
    const asked = [pool.solve(problem()), pool.solve(problem()), pool.solve(problem())];
    expect(await Promise.all(asked)).toEqual(['stopped', 'stopped', 'busy']);
  });

  it('stops what is under way when it is closed, and takes nothing more', async () => {
    const { pool, lost } = open({ program: SILENT });
    const asked = [pool.solve(problem()), pool.solve(problem())];
    await pool.close();
    expect(await Promise.all(asked)).toEqual(['stopped', 'stopped']);
    expect(await pool.solve(problem())).toBe('stopped');
    expect(lost).toEqual([]);
  });

  it('keeps no process alive once it has answered', () => {
    const script = `
      import { createCoverPool } from './src/matching/cover-pool.ts';
      const pool = createCoverPool({ waiting: 1, milliseconds: 60_000 });
      const lists = { starts: Uint32Array.of(0, 1, 2, 3), masks: Uint16Array.of(1, 2, 4), keys: Float64Array.of(5, 5, 5), lows: Uint8Array.of(9, 9, 9) };
      process.stdout.write(JSON.stringify(await pool.solve({ kind: 'three', full: 7, ...lists })));`;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { encoding: 'utf8', timeout: 120_000 },
    );
    expect([stdout, stderr, status]).toEqual(['[[0,1,2]]', '', 0]);
  });
});

describe('Long matches', () => {
  it('take turns, one slice a round, and let in what arrives between two slices', async () => {
    let clock = 0;
    const turns = createSlices(() => clock);
    const done: string[] = [];
    const compute = async (name: string) => {
      const turn = turns.take();
      for (let slice = 1; slice <= 3; slice++) {
        await turn.next();
        expect(turn.isOver()).toBe(false);
        clock += 5;
        expect(turn.isOver()).toBe(true);
        done.push(`${name}${slice}`);
        if (done.length === 2) setImmediate(() => done.push('a request'));
      }
    };
    await Promise.all([compute('a'), compute('b')]);
    expect(done.filter((name) => name !== 'a request')).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
    expect(done.indexOf('a request')).toBeLessThan(4);
  });
});
