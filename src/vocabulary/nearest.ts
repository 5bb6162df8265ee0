import { nearestTo } from '../ground/texts.ts';
import type { Label } from './reference.ts';
import { fold } from './territories.ts';

/* The key of a vocabulary that was most likely meant, by its letters or by the words of people. */

/** What entries of vocabularies have of names; entries of other lists have none of it. */
interface Named {
  name?: unknown;
  label?: Label;
  short?: Label;
  aliases?: unknown;
}

/** The names of an entry that people may write in place of its key, and the words of all of them. */
interface Words {
  key: string;
  names: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

function wordsOf(key: string, entry: unknown): Words {
  const { name, label, short, aliases } = entry as Named;
  const own = entry as Partial<Label>;
  // A host has aliases too, which are no texts.
  const names = [
    name,
    ...(Array.isArray(aliases) ? aliases : []),
    ...[label, short, own].flatMap((texts) => [texts?.fr, texts?.en]),
  ]
    .filter((text) => typeof text === 'string')
    .map(fold);
  return { key, names: new Set(names), words: new Set([...names, fold(key)].flatMap((one) => one.split(' '))) };
}

/** Vocabularies do not change while the process runs; lists of hosts do, and their names are not indexed. */
const indexes = new WeakMap<ReadonlyMap<string, unknown>, readonly Words[]>();
const isNamed = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && ['label', 'aliases', 'fr'].some((field) => field in entry);

function indexOf(known: ReadonlyMap<string, unknown>): readonly Words[] {
  const before = indexes.get(known);
  if (before) return before;
  const [first] = known.values();
  const made = isNamed(first) ? [...known].map(([key, entry]) => wordsOf(key, entry)) : [];
  indexes.set(known, made);
  return made;
}

/** Words of fewer letters, such as "de" and "of", are in too many labels. */
const SHORTEST_WORD = 3;
/** Longer texts are not searched for words. */
const LONGEST_TEXT = 100;

/**
 * The key that was most likely meant: one that people call so (`mail`: `email-hosting`), else one that differs by few
 * letters, else one with these words in its label. Undefined without a good guess.
 */
export function nearestKey(typed: string, known: ReadonlyMap<string, unknown>): string | undefined {
  if (typed.length > LONGEST_TEXT) return undefined;
  const index = indexOf(known);
  const text = fold(typed);
  const called = index.find(({ names }) => names.has(text))?.key ?? nearestTo(typed, known.keys());
  if (called !== undefined) return called;
  const typedWords = text.split(' ').filter((word) => word.length >= SHORTEST_WORD);
  if (typedWords.length === 0) return undefined;
  return index.find(({ words }) => typedWords.every((word) => words.has(word)))?.key;
}
