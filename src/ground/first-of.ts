/** With more than these, sorting all is quicker than keeping the first ones in order. */
const MOST_FIRST = 500;

/** The first ones of many, in order: all are compared, and only these are sorted. */
export function firstOf<T>(candidates: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  if (count > MOST_FIRST) return [...candidates].sort(compare).slice(0, count);
  const first: T[] = [];
  for (const one of candidates) {
    if (first.length === count && compare(first[count - 1]!, one) <= 0) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(first[middle]!, one) <= 0) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, one);
    if (first.length > count) first.pop();
  }
  return first;
}
