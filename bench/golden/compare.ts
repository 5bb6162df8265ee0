import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compares the answers of two runs, and says where each differs first. */

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));

const short = (line: string | undefined): string =>
  line === undefined ? '(nothing)' : line.length > 160 ? `${line.slice(0, 160)} …` : line;

/** The first line that differs, from where it begins to. */
function firstDifference(before: string, now: string): string[] {
  const [old, young] = [before.split('\n'), now.split('\n')];
  const at = old.findIndex((line, index) => line !== young[index]);
  const line = at === -1 ? old.length : at;
  const [one = '', other = ''] = [old[line], young[line]];
  let from = 0;
  while (from < one.length && one[from] === other[from]) from++;
  const begin = Math.max(0, from - 60);
  const cut = (text: string | undefined) =>
    short(text === undefined ? undefined : `${begin > 0 ? '… ' : ''}${text.slice(begin)}`);
  return [`line ${line + 1}`, `    before: ${cut(old[line])}`, `    now:    ${cut(young[line])}`];
}

export interface Comparison {
  compared: number;
  /** What differs, with the file and the line. */
  told: string[];
}

/** @param parts folders to compare; all of them when absent */
export function compare(before: string, now: string, parts?: readonly string[]): Comparison {
  const [old, young] = [before, now].map((folder) => new Set(filesIn(folder))) as [Set<string>, Set<string>];
  const names = [...new Set([...old, ...young])]
    .filter((name) => parts === undefined || parts.includes(name.split('/')[0]!))
    .sort();
  const told = names.flatMap((name) => {
    if (!old.has(name)) return [`only now: ${name}`];
    if (!young.has(name)) return [`only before: ${name}`];
    const [one, other] = [before, now].map((folder) => readFileSync(join(folder, name), 'utf8')) as [string, string];
    if (one === other) return [];
    const [line, ...rest] = firstDifference(one, other);
    return [[`differs: ${name}, ${line}`, ...rest].join('\n')];
  });
  return { compared: names.length, told };
}
