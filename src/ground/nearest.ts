/** Letters to add, remove or change to make one word of another; more than `most` of them counts as too many. */
export function distance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(from[i - 1] !== to[j - 1]));
    row = next;
  }
  return row[to.length]!;
}

/**
 * The known key that somebody most likely meant to type: one that differs by few letters, or the only one that begins
 * with these words. Undefined when none is worth a guess.
 */
export function nearestTo(typed: string, known: Iterable<string>): string | undefined {
  const most = Math.max(1, Math.floor(typed.length / 4));
  const keys = [...known];
  let best: { key: string; away: number } | undefined;
  for (const key of keys) {
    const away = distance(typed, key, most);
    if (away <= most && (!best || away < best.away)) best = { key, away };
  }
  if (best) return best.key;
  const begun = keys.filter((key) => key.startsWith(`${typed}-`));
  return begun.length === 1 ? begun[0] : undefined;
}
