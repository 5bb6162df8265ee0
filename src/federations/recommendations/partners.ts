import type { Match } from '../../matching/answer/schema.ts';

/**
 * Hosts that a recommendation needs beside those that were chosen: who does not meet the need alone stands with others,
 * as few of them as the answer allows.
 */
export function partnersOf(chosen: readonly string[], { fits, toCheck, combinations }: Match): string[] {
  const alone = new Set([...fits, ...toCheck].map(({ host }) => host));
  const partners = chosen
    .filter((slug) => !alone.has(slug))
    .flatMap((slug) => {
      const ways = combinations
        .filter(({ hosts }) => hosts.includes(slug))
        .map(({ hosts }) => hosts.filter((other) => !chosen.includes(other)));
      return ways.sort((a, b) => a.length - b.length)[0] ?? [];
    });
  return [...new Set(partners)];
}
