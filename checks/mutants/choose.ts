import { createHash } from 'node:crypto';
import type { Mutant } from './source.ts';

/** These try every room from outside: they are asked when the words of a room lead nowhere. */
const FALLBACKS = ['rights', 'problems', 'bounded-cost', 'bounds-of-bodies', 'too-many-tokens', 'redaction-everywhere'];

/** Words by which a test of a file is known: its rooms, what it offers, its operations and its codes. */
function wordsOf(file: string, text: string): Set<string> {
  const rooms = file.split('/').slice(1, -1);
  const own = file
    .split('/')
    .at(-1)!
    .replace(/\.tsx?$/, '');
  const offered = [...text.matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)].map(([, name]) => name!);
  const said = [...text.matchAll(/'([a-z]+(?:-[a-z]+)+)'|'([a-z]+[A-Z]\w+)'/g)].map(
    ([, code, name]) => (code ?? name)!,
  );
  const paths = [...text.matchAll(/\/(?:v1|manage)\/[\w{}:/-]+/g)].flatMap(([path]) => path.split(/[/{}:]+/).slice(2));
  return new Set([...rooms, own, ...offered, ...said, ...paths].filter((word) => word.length > 3));
}

/**
 * Test files by how many rare words they share with the sources that are broken, the likeliest first.
 * @param most how many are taken; those that try every room come on top
 */
export function likelyTests(
  broken: readonly Mutant[],
  source: ReadonlyMap<string, string>,
  tests: ReadonlyMap<string, string>,
  most: number,
): string[] {
  const files = new Map<string, number>();
  for (const { file } of broken) files.set(file, (files.get(file) ?? 0) + 1);
  const found = new Map<string, number>();
  const holders = new Map<string, string[]>();
  for (const [file, count] of files)
    for (const word of wordsOf(file, source.get(file)!)) {
      if (!holders.has(word))
        holders.set(
          word,
          [...tests].filter(([, text]) => text.includes(word)).map(([name]) => name),
        );
      const named = holders.get(word)!;
      for (const test of named) found.set(test, (found.get(test) ?? 0) + Math.sqrt(count) / named.length);
    }
  const likely = [...found].sort((a, b) => b[1] - a[1]).slice(0, most);
  const fallbacks = FALLBACKS.map((name) => `test/api/${name}.test.ts`).filter((name) => tests.has(name));
  return [...new Set([...likely.map(([name]) => name), ...fallbacks])];
}

/** Changes with the text of a test file: what was tried with another text is tried again. */
export const stateOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);
