import { createHash } from 'node:crypto';
import type { Mutant } from './source.ts';

/** These try every room from outside: they are asked when the words of a room lead nowhere. */
const FALLBACKS = [
  'rights',
  'problems',
  'bounded-cost',
  'unreadable-requests',
  'refusals',
  'too-many-tokens',
  'redaction-everywhere',
];

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
 * Test files that share most rare words with a source that is broken: for each source some, those of most mutants first.
 * @param most how many for each source; those that try every room come last
 */
export function likelyTests(
  broken: readonly Mutant[],
  source: ReadonlyMap<string, string>,
  tests: ReadonlyMap<string, string>,
  most: number,
): string[] {
  const fallbacks = FALLBACKS.map((name) => `test/api/${name}.test.ts`).filter((name) => tests.has(name));
  const ownTests = [...tests].filter(([name]) => !fallbacks.includes(name));
  const mutantsOf = new Map<string, number>();
  for (const { file } of broken) mutantsOf.set(file, (mutantsOf.get(file) ?? 0) + 1);
  const chosen = new Map<string, number>();
  for (const [file, count] of mutantsOf) {
    const shared = new Map<string, number>();
    for (const word of wordsOf(file, source.get(file)!)) {
      const holders = ownTests.filter(([, text]) => text.includes(word));
      for (const [name] of holders) shared.set(name, (shared.get(name) ?? 0) + 1 / holders.length);
    }
    const likely = [...shared].sort((a, b) => b[1] - a[1]).slice(0, most);
    for (const [name] of likely) chosen.set(name, (chosen.get(name) ?? 0) + count);
  }
  const inOrder = [...chosen].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return [...inOrder, ...fallbacks];
}

/** Changes with the text of a test file: what was tried with another text is tried again. */
export const stateOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);
