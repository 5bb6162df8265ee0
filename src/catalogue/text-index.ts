import { stemmer as stemFrench } from '@orama/stemmers/french';
import MiniSearch from 'minisearch';
import { fold } from '../vocabulary/territories.ts';

/**
 * Full-text search. A word is indexed without accents and case, and by its French stem. A word that is not in the index
 * may match a word that is one typo away.
 */

/** The searched fields, most important first. */
export interface SearchedTexts {
  name: string;
  offer: string;
  about: string;
  text: string;
  /** Its former names. */
  former: string;
}

export interface TextIndex {
  /** Scores by index of entries; undefined for a query without words. */
  search(typed: string): ReadonlyMap<number, number> | undefined;
}

const WEIGHTS: Record<keyof SearchedTexts, number> = { name: 6, offer: 3, about: 2, text: 1, former: 1.5 };
const WORDS_MAX = 12;
const TYPO_MIN_LENGTH = 4;
const KNOWN_WORDS_MAX = 5000;

/** Frequent words without meaning, of both languages. */
const STOP_WORDS = new Set(
  fold(
    `le la les l un une des du de d au aux et ou ni en dans sur pour par avec sans chez ce cet cette ces mon ma mes notre
     nos votre vos leur leurs son sa ses je tu il elle on nous vous ils elles qui que quoi dont où est sont être avoir
     ne pas plus se s y à c j m n t the a an of for to in on at with by and or is are my our your their we i`,
  ).split(' '),
);

const wordsOf = (text: string): string[] => {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
};

// The catalogue has a few thousand stems; this bounds the cache for words from queries.
const STEMS_MAX = 50_000;
const stems = new Map<string, string>();
function stemOf(word: string): string {
  const cached = stems.get(word);
  if (cached !== undefined) return cached;
  if (stems.size >= STEMS_MAX) stems.clear();
  const stem = stemFrench(word);
  stems.set(word, stem);
  return stem;
}

/** Synonyms. A name of several words is joined by underscores, which a folded word never contains. */
interface Synonyms {
  /**
   * The words of a text, with names of several words joined.
   * @param beside whether the parts of such a name are kept too; a query for “boîte aux lettres” must not search
   * “lettres”
   */
  wordsOf(text: string, beside: boolean): string[];
  /** The term of the synonym group of a word, or of its singular. */
  groupOf(word: string): string | undefined;
  /** Every single word of all groups. */
  readonly words: readonly string[];
}

function readSynonyms(groups: readonly (readonly string[])[]): Synonyms {
  const groupByWord = new Map<string, string>();
  const namesByFirst = new Map<string, string[][]>();
  for (const [place, group] of groups.entries())
    for (const name of group.map(wordsOf)) {
      groupByWord.set(name.join('_'), `_${place}`);
      const [first = '', ...others] = name;
      if (others.length > 0) namesByFirst.set(first, [...(namesByFirst.get(first) ?? []), name]);
    }
  // The longest name first, so that a shorter one does not match before it.
  for (const names of namesByFirst.values()) names.sort((a, b) => b.length - a.length);
  const nameAt = (words: readonly string[], at: number) =>
    namesByFirst.get(words[at]!)?.find((name) => name.every((word, i) => words[at + i] === word));
  return {
    wordsOf: (text, beside) => {
      const words = wordsOf(text);
      const found: string[] = [];
      for (let at = 0; at < words.length; at++) {
        const name = nameAt(words, at);
        if (name) found.push(name.join('_'));
        if (!name || beside) found.push(words[at]!);
        else at += name.length - 1;
      }
      return found;
    },
    groupOf: (word) => groupByWord.get(word) ?? groupByWord.get(word.replace(/[sx]$/, '')),
    words: [...groupByWord.keys()].filter((word) => !word.includes('_')),
  };
}

/** The terms by which a word is indexed: itself, its French stem, and its synonym group. */
const termsOf = (word: string, { groupOf }: Synonyms): string[] => [
  ...new Set([word, stemOf(word), groupOf(word) ?? word]),
];

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
function typoTable(vocabulary: Iterable<string>): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < TYPO_MIN_LENGTH) continue;
    for (const key of [word, ...withoutOneLetter(word)]) {
      const words = table.get(key);
      if (words) words.push(word);
      else table.set(key, [word]);
    }
  }
  return table;
}

/** @param groups synonyms, as people write them: each word is also indexed by the term of its group */
export function buildTextIndex(entries: readonly SearchedTexts[], groups: readonly (readonly string[])[]): TextIndex {
  const synonyms = readSynonyms(groups);
  const vocabulary = new Set<string>();
  const index = new MiniSearch<SearchedTexts & { id: number }>({
    fields: Object.keys(WEIGHTS),
    tokenize: (text) => synonyms.wordsOf(text, true),
    processTerm: (word) => {
      const terms = termsOf(word, synonyms);
      for (const term of terms) vocabulary.add(term);
      return terms;
    },
    searchOptions: { boost: WEIGHTS, tokenize: (term) => [term], processTerm: (term) => term },
  });
  index.addAll(entries.map((texts, id) => ({ ...texts, id })));

  let table: Map<string, string[]> | undefined;
  const exactly = (word: string): string[] => termsOf(word, synonyms).filter((term) => vocabulary.has(term));
  const nearly = (word: string): string[] => {
    table ??= typoTable([...vocabulary, ...synonyms.words]);
    const found = new Set<string>();
    for (const typed of new Set([word, stemOf(word)])) {
      if (typed.length < TYPO_MIN_LENGTH) continue;
      for (const key of [typed, ...withoutOneLetter(typed)])
        for (const known of table.get(key) ?? []) if (isOneTypoAway(typed, known)) found.add(known);
    }
    return [...new Set([...found].flatMap((known) => termsOf(known, synonyms)))].sort();
  };
  const scoresOf = (terms: string[]): Scores =>
    terms.length === 0
      ? NOTHING
      : new Map(index.search({ combineWith: 'OR', queries: terms }).map(({ id, score }) => [id as number, score]));

  // Queries use few different words: each is looked up once in the lifetime of the index.
  const words = new Map<string, Word>();
  const wordOf = (typed: string): Word => {
    const cached = words.get(typed);
    if (cached) return cached;
    const exact = exactly(typed);
    const strict = scoresOf(exact.length > 0 ? exact : nearly(typed));
    let wide: Scores | undefined;
    const word = {
      strict,
      // A typo may have produced another existing word.
      wide: () => {
        wide ??= exact.length > 0 ? scoresOf([...new Set([...exact, ...nearly(typed)])]) : strict;
        return wide;
      },
    };
    if (words.size >= KNOWN_WORDS_MAX) words.clear();
    words.set(typed, word);
    return word;
  };

  return {
    search(typed) {
      const all = synonyms.wordsOf(typed, false);
      if (all.length === 0) return undefined;
      const meaningful = all.filter((word) => !STOP_WORDS.has(word));
      const words = [...new Set(meaningful.length > 0 ? meaningful : all)].slice(0, WORDS_MAX).map(wordOf);
      const found = inAll(words.map(({ strict }) => strict));
      if (found.size > 0) return found;
      const wide = words.map((word) => word.wide());
      const foundWide = inAll(wide);
      return foundWide.size > 0 ? foundWide : inAny(wide);
    },
  };
}

type Scores = ReadonlyMap<number, number>;
interface Word {
  strict: Scores;
  wide: () => Scores;
}
const NOTHING: Scores = new Map();

/** Entries that have every word, with the sum of their scores. */
function inAll(words: readonly Scores[]): Scores {
  const [rarest = NOTHING, ...others] = words.toSorted((a, b) => a.size - b.size);
  if (others.length === 0) return rarest;
  const found = new Map<number, number>();
  for (const [entry, score] of rarest) {
    let sum: number | undefined = score;
    for (const word of others) {
      const more = word.get(entry);
      sum = sum === undefined || more === undefined ? undefined : sum + more;
    }
    if (sum !== undefined) found.set(entry, sum);
  }
  return found;
}

/** Entries that have some of the words; the number of words counts most. */
function inAny(words: readonly Scores[]): Scores {
  const found = new Map<number, { sum: number; words: number }>();
  for (const word of words)
    for (const [entry, score] of word) {
      const before = found.get(entry) ?? { sum: 0, words: 0 };
      found.set(entry, { sum: before.sum + score, words: before.words + 1 });
    }
  return new Map([...found].map(([entry, { sum, words: count }]) => [entry, sum * count]));
}
