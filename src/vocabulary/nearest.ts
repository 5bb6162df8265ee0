import type { Lookup } from '../ground/lookup.ts';
import { nearestTo } from '../ground/texts.ts';
import type { Label } from './reference.ts';
import { fold } from './territories.ts';

/* The key of a vocabulary that was most likely meant, by its letters or by the words of people. */

/** What entries of vocabularies have of names: a label, or texts of their own. */
interface Named {
  name?: string;
  label?: Label;
  short?: Label;
  aliases?: readonly string[];
}

/** The names of an entry that people may write in place of its key, and the words of all of them. */
interface Words {
  key: string;
  names: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

function wordsOf(key: string, entry: Named & Partial<Label>): Words {
  const { name, label, short, aliases = [], fr, en } = entry;
  const texts = [name, ...aliases, label?.fr, label?.en, short?.fr, short?.en, fr, en];
  const names = texts.filter((text) => text !== undefined).map(fold);
  return { key, names: new Set(names), words: new Set([...names, fold(key)].flatMap((one) => one.split(' '))) };
}

/** Vocabularies do not change while the process runs. */
const indexes = new WeakMap<Lookup<unknown>, readonly Words[]>();
/** Whether it is of a vocabulary: hosts and federations, which change, are searched by the letters of their names alone. */
const isOfVocabulary = (entry: unknown): entry is Named & Partial<Label> =>
  typeof entry === 'object' && entry !== null && ('key' in entry || 'fr' in entry);

function indexOf(known: Lookup<unknown>): readonly Words[] {
  const before = indexes.get(known);
  if (before) return before;
  const [first] = known.values();
  const made = isOfVocabulary(first)
    ? [...known.keys()].map((key) => wordsOf(key, known.get(key) as typeof first))
    : [];
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
export function nearestKey(typed: string, known: Lookup<unknown>): string | undefined {
  if (typed.length > LONGEST_TEXT) return undefined;
  const index = indexOf(known);
  const text = fold(typed);
  const called = index.find(({ names }) => names.has(text))?.key ?? nearestTo(typed, known.keys());
  if (called !== undefined) return called;
  const typedWords = text.split(' ').filter((word) => word.length >= SHORTEST_WORD);
  if (typedWords.length === 0) return undefined;
  return index.find(({ words }) => typedWords.every((word) => words.has(word)))?.key;
}
