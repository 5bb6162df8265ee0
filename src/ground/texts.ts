/** The text with a capital first letter, for the beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** With typographic apostrophes; source texts use straight ones. */
export const curved = (text: string): string => text.replaceAll("'", '’');

/** A text on one line, without control characters, lone surrogates and direction marks. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]+/gu, ' ').trim();

const BETWEEN_WORDS = /[-_ ]/g;

/** Edit distance between two words: letters added, removed, changed or swapped; `most + 1` when it exceeds `most`. */
export function editDistance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same, swapped ? before[j - 2]! + 1 : Infinity));
    }
    if (Math.min(...row) > most) return most + 1;
    before = above;
    above = row;
  }
  return Math.min(above[to.length]!, most + 1);
}

/** Longer texts are not compared with anything: nobody mistypes a name of that length. */
const LONGEST_GUESSED = 100;

/**
 * The known key that was most likely meant: a key that differs by few letters, or the only key that begins with the
 * typed text. Undefined when there is no good guess.
 */
export function nearestTo(typed: string, known: Iterable<string>): string | undefined {
  if (typed.length > LONGEST_GUESSED) return undefined;
  const most = Math.max(1, Math.floor(typed.length / 4));
  const keys = [...known];
  let best: { key: string; away: number } | undefined;
  for (const key of keys) {
    const away = editDistance(typed, key, most);
    if (away <= most && (!best || away < best.away)) best = { key, away };
  }
  if (best) return best.key;
  const begun = keys.filter((key) => key.startsWith(`${typed}-`));
  return begun.length === 1 ? begun[0] : undefined;
}

const CAPITAL = /(?=\p{Lu})/u;
const wordsOfName = (name: string): string[] => name.split(CAPITAL).map((word) => word.toLowerCase());

/**
 * The name of a field or a parameter that was most likely meant: one that differs by case or few letters, or the only
 * one that has the typed word (`price`: `maxPricePerYear`).
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const written = typed
    .slice(0, LONGEST_GUESSED + 1)
    .toLowerCase()
    .replaceAll(BETWEEN_WORDS, '');
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  const near = byLowerCase.get(written) ?? byLowerCase.get(nearestTo(written, byLowerCase.keys()) ?? '');
  if (near !== undefined) return near;
  const having = names.filter((name) => wordsOfName(name).includes(written));
  return having.length === 1 ? having[0] : undefined;
}

/** Requires every key of a type, optional ones included: a missing key does not compile. */
export type AllOf<T> = Record<keyof T, unknown>;

/** The object without its null and undefined values. */
export function definedOnly<T extends object>(facts: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/**
 * The object with its keys in the given order; undefined for null or undefined. Equal documents must be equal byte for
 * byte, and jsonb columns do not keep the order of keys.
 */
export function inKeyOrder<T extends object>(
  value: T | null | undefined,
  keys: readonly (keyof T & string)[],
): T | undefined {
  if (!value) return undefined;
  return Object.fromEntries(keys.flatMap((key) => (value[key] == null ? [] : [[key, value[key]]]))) as T;
}

/** Compares by code units, for `sort`: the same on every machine, unlike a collation. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
