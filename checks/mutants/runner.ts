import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type RunnerTestCase, type RunnerTestSuite, TestRunner } from 'vitest';
import './switch.mjs';

/** What one run of the tests tries. */
export interface Plan {
  /** Mutants by id that are still to be killed. */
  wanted: Record<number, { key: string; file: string; line: number }>;
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
  | { is: 'begun'; ids: readonly number[]; file: string; test: string }
  | { is: 'killed' | 'survived' | 'unsure'; id: number; file: string; test: string }
  | { is: 'red'; file: string; test: string };

const plan = JSON.parse(readFileSync(process.env.MUTANTS_PLAN!, 'utf8')) as Plan;
const { mutants: state } = globalThis as unknown as { mutants: { active: Set<number>; reached: Set<number> } };
const wanted = new Map(Object.entries(plan.wanted).map(([id, mutant]) => [Number(id), mutant]));
const tried = new Set(plan.tried);
const only = plan.only && new Set(plan.only);
const triesIn = new Map<string, number>();
/** So many are tried at once, as most of them change nothing in most tests. */
const AT_ONCE = 8;
/** Two that stand nearer to each other in a file may hide each other. */
const LINES_APART = 10;

const note = (line: Line) => appendFileSync(plan.journal, `${JSON.stringify(line)}\n`);

const suitesOf = (test: RunnerTestCase): RunnerTestSuite[] => {
  const suites: RunnerTestSuite[] = [];
  for (let suite: RunnerTestSuite | undefined = test.suite ?? test.file; suite; suite = suite.suite)
    suites.unshift(suite);
  if (suites[0] !== test.file) suites.unshift(test.file);
  return suites;
};

/** Runs a test once more, with what stands before and after each; whether it is green. */
async function isGreen(test: RunnerTestCase, ids: readonly number[]): Promise<boolean> {
  const suites = suitesOf(test);
  const hooks = (name: 'beforeEach' | 'afterEach') =>
    suites.flatMap((suite) => TestRunner.getSuiteHooks(suite)[name].map((hook) => () => hook(test.context, suite)));
  try {
    for (const hook of hooks('beforeEach')) await hook();
    for (const id of ids) state.active.add(id);
    await TestRunner.getTestFn(test)();
    return true;
  } catch {
    return false;
  } finally {
    state.active.clear();
    for (const hook of hooks('afterEach').reverse()) await Promise.resolve(hook()).catch(() => {});
  }
}

/** Mutants in groups that can be on together. */
function groupsOf(ids: readonly number[]): number[][] {
  const groups: number[][] = [];
  const areNear = (a: number, b: number) => {
    const [one, other] = [wanted.get(a)!, wanted.get(b)!];
    return one.file === other.file && Math.abs(one.line - other.line) < LINES_APART;
  };
  for (const id of ids) {
    const group = groups.find((some) => some.length < AT_ONCE && !some.some((other) => areNear(id, other)));
    if (group) group.push(id);
    else groups.push([id]);
  }
  return groups;
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
      const key = wanted.get(id)?.key;
      return (
        key !== undefined &&
        !tried.has(`${key} ${file} ${name}`) &&
        (triesIn.get(`${id} ${file}`) ?? 0) < plan.triesInAFile
      );
    });
    if (reached.length > 0) await this.#tryAll(test, file, name, reached);
  }

  async #tryAll(test: RunnerTestCase, file: string, name: string, ids: number[]): Promise<void> {
    let isRepeatable = await isGreen(test, []);
    const said = (is: 'killed' | 'survived' | 'unsure', id: number) => note({ is, id, file, test: name });
    const attempt = async (group: readonly number[]): Promise<void> => {
      if (!isRepeatable) {
        for (const id of group) said('unsure', id);
        return;
      }
      note({ is: 'begun', ids: group, file, test: name });
      if (await isGreen(test, group)) {
        for (const id of group) said('survived', id);
        return;
      }
      // As it is, to see that what they left behind does not turn it red.
      isRepeatable = await isGreen(test, []);
      if (group.length === 1) {
        said(isRepeatable ? 'killed' : 'unsure', group[0]!);
        if (isRepeatable) wanted.delete(group[0]!);
        return;
      }
      const half = Math.ceil(group.length / 2);
      await attempt(group.slice(0, half));
      await attempt(group.slice(half));
    };
    for (const id of ids) triesIn.set(`${id} ${file}`, (triesIn.get(`${id} ${file}`) ?? 0) + 1);
    for (const group of groupsOf(ids)) await attempt(group);
  }

  async #tryAlone(test: RunnerTestCase, file: string, name: string): Promise<void> {
    const pairs = plan.alone!.filter((pair) => pair.copy === file && !this.#done.has(pair));
    const one = pairs.find((pair) => pair.test === name);
    if (pairs.length === 0) return;
    if (one) this.#done.add(one);
    if (one) note({ is: 'begun', ids: [one.id], file: one.file, test: name });
    if (one) state.active.add(one.id);
    try {
      await TestRunner.getTestFn(test)();
      if (one) note({ is: 'survived', id: one.id, file: one.file, test: name });
    } catch {
      if (one) note({ is: this.#stained.has(file) ? 'unsure' : 'killed', id: one.id, file: one.file, test: name });
      else this.#stained.add(file);
    } finally {
      state.active.clear();
    }
  }
}
