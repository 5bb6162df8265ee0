import { fold } from '../../vocabulary/territories.ts';
import { entryOf, FIELD_COUNT, fieldOf, type IndexedTexts, type SearchedTexts, timesIn } from './indexed-texts.ts';
import { isIn, type Words } from './words.ts';

/* Which entries have the words of a query, and how well. Scores are computed from counts of the whole catalogue, so they do not depend on how it is cut into sections. */

/** Entries that are found: ascending places in the whole list, and the score of each. */
export interface Scores {
  readonly places: readonly number[];
  readonly scores: readonly number[];
}

export interface TextSearch {
  /** Undefined for a query without words. */
  search(typed: string): Scores | undefined;
}

/** In the order of the fields. */
const WEIGHTS = Object.values({ name: 6, offer: 3, about: 2, text: 1, former: 1.5 } satisfies Record<
  keyof SearchedTexts,
  number
>);
const WORDS_MAX = 12;
const KNOWN_WORDS_MAX = 5000;

/* BM25+, with the usual numbers: a word counts more the rarer it is, and less in a long text. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.7;
const LEAST_COUNT = 0.5;

/** Frequent words without meaning, of both languages. */
const STOP_WORDS = new Set(
  fold(
    `le la les l un une des du de d au aux et ou ni en dans sur pour par avec sans chez ce cet cette ces mon ma mes notre
     nos votre vos leur leurs son sa ses je tu il elle on nous vous ils elles qui que quoi dont où est sont être avoir
     ne pas plus se s y à c j m n t the a an of for to in on at with by and or is are my our your their we i`,
  ).split(' '),
);

interface Word {
  strict: Scores;
  wide: () => Scores;
}
const NOTHING: Scores = { places: [], scores: [] };

/**
 * Search in the texts of all sections.
 * @param before the number of entries before each section
 */
export function createTextSearch(parts: readonly IndexedTexts[], before: ArrayLike<number>, words: Words): TextSearch {
  const entries = parts.reduce((sum, { starts }) => sum + starts.at(-1)!, 0);
  const means = WEIGHTS.map((_, field) => parts.reduce((sum, { totals }) => sum + totals[field]!, 0) / entries);

  /** How rare a term is in each field. */
  function rarityOf(term: string): number[] {
    const having = WEIGHTS.map(() => 0);
    for (const { terms, termStarts, postings } of parts) {
      const at = terms.get(term);
      if (at === undefined) continue;
      for (let place = termStarts[at]!; place < termStarts[at + 1]!; place++) having[fieldOf(postings[place]!)]!++;
    }
    return having.map((count) => Math.log(1 + (entries - count + 0.5) / (count + 0.5)));
  }

  /** The entries with some of the terms; one with several counts so many times more. */
  function scoresOf(terms: readonly string[]): Scores {
    const rarities = terms.map(rarityOf);
    const all: { places: number[]; scores: number[] } = { places: [], scores: [] };
    for (const [index, part] of parts.entries()) {
      const sums = new Map<number, { sum: number; terms: number; last: number }>();
      for (const [number, term] of terms.entries()) {
        const at = part.terms.get(term);
        if (at === undefined) continue;
        for (let place = part.termStarts[at]!; place < part.termStarts[at + 1]!; place++) {
          const posting = part.postings[place]!;
          const [entry, field, times] = [entryOf(posting), fieldOf(posting), timesIn(posting)];
          const length = part.lengths[entry * FIELD_COUNT + field]! / means[field]!;
          const saturated =
            (times * (SATURATION + 1)) / (times + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length));
          const score = WEIGHTS[field]! * rarities[number]![field]! * (LEAST_COUNT + saturated);
          const found = sums.get(entry);
          if (!found) sums.set(entry, { sum: score, terms: 1, last: number });
          else {
            found.sum += score;
            if (found.last !== number) found.terms++;
            found.last = number;
          }
        }
      }
      for (const [entry, { sum, terms: count }] of [...sums].sort(([a], [b]) => a - b)) {
        all.places.push(before[index]! + entry);
        all.scores.push(sum * count);
      }
    }
    return all;
  }

  // Queries use few different words: each is looked up once in the lifetime of the index.
  const known = new Map<string, Word>();
  const wordOf = (typed: string): Word => {
    const cached = known.get(typed);
    if (cached) return cached;
    const exact = words.termsOf(typed).filter((term) => isIn(term, parts));
    const strict = scoresOf(exact.length > 0 ? exact : words.nearly(typed, parts));
    let wide: Scores | undefined;
    const word = {
      strict,
      // A typo may have produced another existing word.
      wide: () => {
        wide ??= exact.length > 0 ? scoresOf([...new Set([...exact, ...words.nearly(typed, parts)])]) : strict;
        return wide;
      },
    };
    if (known.size >= KNOWN_WORDS_MAX) known.clear();
    known.set(typed, word);
    return word;
  };

  return {
    search(typed) {
      const all = words.wordsOf(typed, false);
      if (all.length === 0) return undefined;
      const meaningful = all.filter((word) => !STOP_WORDS.has(word));
      const asked = [...new Set(meaningful.length > 0 ? meaningful : all)].slice(0, WORDS_MAX).map(wordOf);
      const found = inAll(asked.map(({ strict }) => strict));
      if (found.places.length > 0) return found;
      const wide = asked.map((word) => word.wide());
      const foundWide = inAll(wide);
      return foundWide.places.length > 0 ? foundWide : inAny(wide);
    },
  };
}

/** Entries that have every word, with the sum of their scores. */
function inAll(words: readonly Scores[]): Scores {
  if (words.length === 1) return words[0]!;
  const heads = words.map(() => 0);
  const [first = NOTHING] = words;
  const found: { places: number[]; scores: number[] } = { places: [], scores: [] };
  for (const [index, place] of first.places.entries()) {
    let sum = first.scores[index]!;
    let isInAll = true;
    for (let word = 1; word < words.length && isInAll; word++) {
      const { places, scores } = words[word]!;
      while (heads[word]! < places.length && places[heads[word]!]! < place) heads[word]!++;
      isInAll = places[heads[word]!] === place;
      if (isInAll) sum += scores[heads[word]!]!;
    }
    if (!isInAll) continue;
    found.places.push(place);
    found.scores.push(sum);
  }
  return found;
}

/** Entries that have some of the words; the number of words counts most. */
function inAny(words: readonly Scores[]): Scores {
  const found = new Map<number, { sum: number; words: number }>();
  for (const { places, scores } of words)
    for (const [index, place] of places.entries()) {
      const before = found.get(place) ?? { sum: 0, words: 0 };
      found.set(place, { sum: before.sum + scores[index]!, words: before.words + 1 });
    }
  const inOrder = [...found].sort(([a], [b]) => a - b);
  return { places: inOrder.map(([place]) => place), scores: inOrder.map(([, one]) => one.sum * one.words) };
}
