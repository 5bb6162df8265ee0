import type { Sub } from './context.ts';
import type { Meant } from './interpret.ts';
import type { Findings } from './problems.ts';

/** Where a file leads, each address once, in the order of the file. */
export function subsOf(meant: readonly Meant[], found: Findings): Sub[] {
  const lines = new Map<string, number>();
  return meant.flatMap(({ rule, key, parsed, entry }) => {
    if (rule?.type !== 'sub' || parsed.text === undefined) return [];
    const url = parsed.text;
    const first = lines.get(url);
    if (first !== undefined) {
      found.add('duplicate-sub', { first }, entry.line, entry.key);
      return [];
    }
    lines.set(url, entry.line);
    return [{ id: key.slice('subs.'.length), url, line: entry.line }];
  });
}
