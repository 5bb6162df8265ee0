import { existsSync, readFileSync } from 'node:fs';
import { stateOf } from './choose.ts';
import type { Line, Plan } from './runner.ts';
import type { Mutant } from './source.ts';

/** What became of a mutant. */
export type Result = { state: 'killed' | 'survived' | 'not tried'; by?: string; tries: number };

/** Copies of a file, each with a database of its own, for tests that cannot be run twice on one. */
const COPIES = 20;

/** What is known of each mutant: from the journal, as far as the tests are still the same. */
export class Known {
  readonly results = new Map<string, Result>();
  readonly tried = new Set<string>();
  readonly unsure = new Map<string, { file: string; test: string }[]>();

  note(key: string, { is, file, test }: { is: Line['is'] | 'begun'; file: string; test: string }): void {
    const result = this.results.get(key) ?? { state: 'not tried', tries: 0 };
    this.results.set(key, result);
    if (is === 'unsure') this.unsure.set(key, [...(this.unsure.get(key) ?? []), { file, test }]);
    if (is !== 'killed' && is !== 'survived') return;
    this.tried.add(`${key} ${file} ${test}`);
    this.unsure.set(
      key,
      (this.unsure.get(key) ?? []).filter((one) => one.file !== file || one.test !== test),
    );
    result.tries++;
    if (is === 'killed') Object.assign(result, { state: 'killed', by: file });
    else if (result.state !== 'killed') result.state = 'survived';
  }
}

/** A line of the journal. */
export interface Kept {
  key: string;
  is: Line['is'];
  file: string;
  test: string;
  state: string;
}

/** What earlier runs found. */
export function readJournal(journal: string, tests: ReadonlyMap<string, string>): Known {
  const known = new Known();
  if (!existsSync(journal)) return known;
  const states = new Map([...tests].map(([file, text]) => [file, stateOf(text)]));
  for (const line of readFileSync(journal, 'utf8').split('\n').filter(Boolean)) {
    const kept = JSON.parse(line) as Kept;
    if (states.get(kept.file) === kept.state) known.note(kept.key, kept);
  }
  return known;
}

/** Of each mutant one test that cannot be run twice, and of each test one mutant in each copy of its file. */
export function pairsAlone(
  open: readonly Mutant[],
  files: readonly string[],
  known: Known,
): NonNullable<Plan['alone']> {
  const taken = new Map<string, number>();
  return open.flatMap(({ key, id }) => {
    const next = known.unsure.get(key)?.find(({ file }) => files.includes(file));
    if (!next) return [];
    const nth = taken.get(`${next.file} ${next.test}`) ?? 0;
    taken.set(`${next.file} ${next.test}`, nth + 1);
    return nth < COPIES ? [{ ...next, id, copy: next.file.replace(/\.test\.ts$/, `.copy${nth}.test.ts`) }] : [];
  });
}

/** What is told in the end. */
export function table(mutants: readonly Mutant[], known: Known): string {
  const lines = mutants.map((mutant) => {
    const { state, by, tries } = known.results.get(mutant.key) ?? { state: 'not tried', tries: 0 };
    const told =
      state === 'killed' ? `killed by ${by}` : state === 'survived' ? `**survived** ${tries} tests` : 'not tried';
    return `| ${mutant.file}:${mutant.line} | ${mutant.what.replaceAll('|', '\\|')} | ${told} |`;
  });
  return ['| Place | Broken | Noticed |', '| --- | --- | --- |', ...lines, ''].join('\n');
}
