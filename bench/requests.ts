import { readReference } from '../src/vocabulary/reference.ts';
import { seeded } from './generated.ts';

/** What a benchmark asks for. */

const reference = readReference();
const words = [
  ...new Set(
    [...reference.usages.values()].flatMap(({ label, aliases }) =>
      [label.fr, ...aliases]
        .join(' ')
        .toLowerCase()
        .split(/[^\p{L}]+/u),
    ),
  ),
].filter((word) => word.length > 3);

/** Addresses that all differ: more of them than requests that any row makes in a round. */
export function addresses(kind: 'list' | 'search', count: number): string[] {
  const random = seeded(3);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const usages = [...reference.usages.keys()];
  return Array.from({ length: count }, (_, index) =>
    kind === 'list'
      ? `/v1/hosts?limit=20&maxPricePerYear=${1 + (index % 50_000)}&accounts=${1 + (index % 7)}&usage=${usages[index % 3]}&usage=${pick(usages)}`
      : `/v1/hosts?limit=${10 + (index % 20)}&q=${encodeURIComponent(`${pick(words)} ${typo(pick(words), random)}`)}`,
  );
}

function typo(word: string, random: () => number): string {
  if (random() > 0.3) return word;
  const at = 1 + Math.floor(random() * (word.length - 1));
  return word.slice(0, at) + word.slice(at + 1);
}

/** What other sites show to their visitors: the same few addresses, again and again. */
export const EMBEDDED = '/embed/search?usage=email-hosting&territory=departement:23&lang=fr';

export const COMPRESSED = { 'accept-encoding': 'br' };
