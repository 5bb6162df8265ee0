import { stemmer as stemFrench } from '@orama/stemmers/french';
import { fold } from '../../vocabulary/territories.ts';

/* Words as they are searched: without accents and capitals, by their French stems and synonyms, one typo forgiven. */

const TYPO_MIN_LENGTH = 4;
/** A longer word is none that people type, and each letter costs a form of it. */
const TYPO_MAX_LENGTH = 40;
/** The catalogue has some ten thousand words; this bounds what is remembered of words that people type. */
const KNOWN_MAX = 100_000;

const splitWords = (text: string): string[] => {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
};

/** The words of a catalogue with its synonyms. */
export interface Words {
  /**
   * The words of a text. A synonym of several words is joined by underscores, which a folded word never contains.
   * @param withParts true: its parts count as words too, as in texts; a query for “boîte aux lettres” does not search
   * “lettres”
   */
  wordsOf(text: string, withParts: boolean): readonly string[];
  /** The terms by which a word is indexed: itself, its French stem, and its group of synonyms. */
  termsOf(word: string): readonly string[];
  /** Reads the words of some texts, so that `nearly` need not: there may be many. */
  learn(parts: readonly HasTerms[]): void;
  /**
   * The terms of words that are one typo away, sorted.
   * @param parts the texts that are searched: only their words, and synonyms, count
   */
  nearly(word: string, parts: readonly HasTerms[]): string[];
}

interface HasTerms {
  readonly terms: ReadonlyMap<string, unknown>;
}

export const isIn = (term: string, parts: readonly HasTerms[]): boolean => parts.some(({ terms }) => terms.has(term));

const withoutOneLetter = (word: string): string[] =>
  Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1));

/** Whether two words differ by one letter added, removed or replaced, or by two adjacent letters swapped. */
export function isOneTypoAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** Words by their own form and by each form with one letter removed: words that are one typo apart share a key. */
function createTypoTable() {
  const byForm = new Map<string, string[]>();
  const known = new Set<string>();
  const add = (word: string): void => {
    if (word.length < TYPO_MIN_LENGTH || word.length > TYPO_MAX_LENGTH || known.has(word)) return;
    known.add(word);
    for (const form of [word, ...withoutOneLetter(word)]) {
      const words = byForm.get(form);
      if (words) words.push(word);
      else byForm.set(form, [word]);
    }
  };
  const near = (word: string): Set<string> => {
    const found = new Set<string>();
    if (word.length < TYPO_MIN_LENGTH || word.length > TYPO_MAX_LENGTH + 1) return found;
    for (const form of [word, ...withoutOneLetter(word)])
      for (const other of byForm.get(form) ?? []) if (isOneTypoAway(word, other)) found.add(other);
    return found;
  };
  return { add, near, size: () => known.size };
}

/** How many words that nobody uses any more the table of typos may hold. */
const SPARE_WORDS = 20_000;

/** @param groups synonyms, as people write them: each word is also indexed by the term of its group */
function createWords(groups: readonly (readonly string[])[]): Words {
  const groupByWord = new Map<string, string>();
  const namesByFirst = new Map<string, string[][]>();
  for (const [place, group] of groups.entries())
    for (const name of group.map(splitWords)) {
      groupByWord.set(name.join('_'), `_${place}`);
      const [first = '', ...others] = name;
      if (others.length > 0) namesByFirst.set(first, [...(namesByFirst.get(first) ?? []), name]);
    }
  // The longest name first, so that a shorter one does not match before it.
  for (const names of namesByFirst.values()) names.sort((a, b) => b.length - a.length);
  const nameAt = (words: readonly string[], at: number) =>
    namesByFirst.get(words[at]!)?.find((name) => name.every((word, i) => words[at + i] === word));
  const synonyms = new Set([...groupByWord.keys()].filter((word) => !word.includes('_')));

  const terms = new Map<string, readonly string[]>();
  const termsOf = (word: string): readonly string[] => {
    const cached = terms.get(word);
    if (cached) return cached;
    const group = groupByWord.get(word) ?? groupByWord.get(word.replace(/[sx]$/, ''));
    const made = [...new Set([word, stemFrench(word), group ?? word])];
    if (terms.size >= KNOWN_MAX) terms.clear();
    terms.set(word, made);
    return made;
  };

  // Words are only ever added, whatever the catalogue: who asks leaves out those that it does not have.
  let table = createTypoTable();
  let read = new WeakSet<HasTerms>();
  /** How many words it had when only present words were in it; undefined: nobody has looked for a typo. */
  let settled: number | undefined;
  const learn = (parts: readonly HasTerms[]): void => {
    if (table.size() === 0) for (const word of synonyms) table.add(word);
    for (const part of parts) {
      if (read.has(part)) continue;
      read.add(part);
      for (const term of part.terms.keys()) table.add(term);
    }
  };
  /** Reads all words that are searched, and forgets the others when they have become many. */
  const settle = (parts: readonly HasTerms[]): void => {
    learn(parts);
    if (settled !== undefined && table.size() > settled * 2 + SPARE_WORDS) {
      table = createTypoTable();
      read = new WeakSet();
      settled = undefined;
      learn(parts);
    }
    settled ??= table.size();
  };

  return {
    wordsOf: (text, withParts) => {
      const words = splitWords(text);
      const found: string[] = [];
      for (let at = 0; at < words.length; at++) {
        const name = nameAt(words, at);
        if (name) found.push(name.join('_'));
        if (!name || withParts) found.push(words[at]!);
        else at += name.length - 1;
      }
      return found;
    },
    termsOf,
    learn,
    nearly: (word, parts) => {
      settle(parts);
      const [typed, stem] = [word, stemFrench(word)];
      const near = new Set([...table.near(typed), ...table.near(stem)]);
      const present = [...near].filter((one) => synonyms.has(one) || isIn(one, parts));
      return [...new Set(present.flatMap(termsOf))].sort();
    },
  };
}

const made = new WeakMap<readonly (readonly string[])[], Words>();

/** The words with some synonyms; made once for each list of them. */
export function wordsWith(groups: readonly (readonly string[])[]): Words {
  const words = made.get(groups) ?? createWords(groups);
  made.set(groups, words);
  return words;
}
