import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type RunnerTestCase, type RunnerTestSuite, TestRunner } from 'vitest';
import './switch.mjs';

/** What one run of the tests tries. */
export interface Plan {
  /** Mutants by id that are still to be killed. */
  wanted: Record<number, string>;
  /** Tries of a mutant in one file, and what was tried before: `key file test`. */
  triesInAFile: number;
  tried: string[];
  /** `file test`: only these try mutants, as in the run before others had left too much behind. */
  only?: string[];
  /** One mutant for a test that cannot be run twice on the same database, in a copy of its file; then no other is tried. */
  alone?: { copy: string; file: string; test: string; id: number }[];
  journal: string;
}

export type Line =
  | { is: 'begun'; id: number; file: string; test: string }
  | { is: 'killed' | 'survived' | 'unsure'; id: number; file: string; test: string }
  | { is: 'red'; file: string; test: string };

const plan = JSON.parse(readFileSync(process.env.MUTANTS_PLAN!, 'utf8')) as Plan;
const { mutants: state } = globalThis as unknown as { mutants: { active: number; reached: Set<number> } };
const wanted = new Map(Object.entries(plan.wanted).map(([id, key]) => [Number(id), key]));
const tried = new Set(plan.tried);
const only = plan.only && new Set(plan.only);
const triesIn = new Map<string, number>();
/** After so many mutants the test is run as it is, to see that what they left behind does not turn it red. */
const GROUP = 6;

const note = (line: Line) => appendFileSync(plan.journal, `${JSON.stringify(line)}\n`);

const suitesOf = (test: RunnerTestCase): RunnerTestSuite[] => {
  const suites: RunnerTestSuite[] = [];
  for (let suite: RunnerTestSuite | undefined = test.suite ?? test.file; suite; suite = suite.suite)
    suites.unshift(suite);
  if (suites[0] !== test.file) suites.unshift(test.file);
  return suites;
};

/** Runs a test once more, with what stands before and after each; whether it is green. */
async function isGreen(test: RunnerTestCase, id: number): Promise<boolean> {
  const suites = suitesOf(test);
  const hooks = (name: 'beforeEach' | 'afterEach') =>
    suites.flatMap((suite) => TestRunner.getSuiteHooks(suite)[name].map((hook) => () => hook(test.context, suite)));
  try {
    for (const hook of hooks('beforeEach')) await hook();
    state.active = id;
    await TestRunner.getTestFn(test)();
    return true;
  } catch {
    return false;
  } finally {
    state.active = -1;
    for (const hook of hooks('afterEach').reverse()) await Promise.resolve(hook()).catch(() => {});
  }
}

export default class MutantRunner extends TestRunner {
  /** A test without a mutant was red here: what comes after it may be red for what others left behind. */
  readonly #stained = new Set<string>();
  readonly #done = new Set<object>();

  async runTask(test: RunnerTestCase): Promise<void> {
    const file = relative(process.cwd(), test.file.filepath);
    const name = [...suitesOf(test).slice(1), test].map((one) => one.name).join(' > ');
    state.reached.clear();
    if (plan.alone) return await this.#tryAlone(test, file, name);
    try {
      await TestRunner.getTestFn(test)();
    } catch (error) {
      note({ is: 'red', file, test: name });
      throw error;
    }
    if (only && !only.has(`${file} ${name}`)) return;
    const reached = [...state.reached].filter((id) => {
      const key = wanted.get(id);
      return (
        key !== undefined &&
        !tried.has(`${key} ${file} ${name}`) &&
        (triesIn.get(`${id} ${file}`) ?? 0) < plan.triesInAFile
      );
    });
    if (reached.length > 0) await this.#tryAll(test, file, name, reached);
  }

  async #tryAll(test: RunnerTestCase, file: string, name: string, ids: number[]): Promise<void> {
    let isRepeatable = await isGreen(test, -1);
    for (let from = 0; from < ids.length; from += GROUP) {
      const group = ids.slice(from, from + GROUP);
      if (!isRepeatable) {
        for (const id of group) note({ is: 'unsure', id, file, test: name });
        continue;
      }
      const killed: number[] = [];
      for (const id of group) {
        note({ is: 'begun', id, file, test: name });
        triesIn.set(`${id} ${file}`, (triesIn.get(`${id} ${file}`) ?? 0) + 1);
        if (await isGreen(test, id)) note({ is: 'survived', id, file, test: name });
        else killed.push(id);
      }
      if (killed.length > 0) isRepeatable = await isGreen(test, -1);
      for (const id of killed) {
        note({ is: isRepeatable ? 'killed' : 'unsure', id, file, test: name });
        if (isRepeatable) wanted.delete(id);
      }
    }
  }

  async #tryAlone(test: RunnerTestCase, file: string, name: string): Promise<void> {
    const pairs = plan.alone!.filter((pair) => pair.copy === file && !this.#done.has(pair));
    const one = pairs.find((pair) => pair.test === name);
    if (pairs.length === 0) return;
    if (one) this.#done.add(one);
    if (one) note({ is: 'begun', id: one.id, file: one.file, test: name });
    state.active = one?.id ?? -1;
    try {
      await TestRunner.getTestFn(test)();
      if (one) note({ is: 'survived', id: one.id, file: one.file, test: name });
    } catch {
      if (one) note({ is: this.#stained.has(file) ? 'unsure' : 'killed', id: one.id, file: one.file, test: name });
      else this.#stained.add(file);
    } finally {
      state.active = -1;
    }
  }
}
