import { fold } from '../../vocabulary/territories.ts';

/*
 * Finds the passage of a page that concerns a statement. Pages are untrusted input, so the time taken is linear in
 * their length.
 */

/** Length of a passage in characters. */
export const PASSAGE_LENGTH = 300;

/** Shorter words occur on every page, and are ignored. */
const SHORTEST_WORD = 4;
/** Only the first letters of words are compared, so that a plural matches its singular. */
const BEGINNING = 6;

/** The words by which a statement is found. */
export interface Needle {
  /** Labels and questions in each language. */
  labels: readonly string[];
  /** The value in writing: `90`, `90 jours`. */
  values: readonly string[];
}

const beginningOf = (word: string): string => fold(word).slice(0, BEGINNING);
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const isNumber = (word: string): boolean => /^\d/.test(word);

/** A matching word of the page, and its weight. */
interface Hit {
  at: number;
  end: number;
  word: string;
  weight: number;
}

/** A number, and a number with its unit, weigh more than a word of a label. */
const [OF_LABEL, OF_NUMBER, OF_UNIT] = [1, 3, 3];

function hitsIn(text: string, { labels, values }: Needle): Hit[] {
  const weights = new Map<string, number>();
  for (const label of labels)
    for (const word of wordsOf(label)) if (word.length >= SHORTEST_WORD) weights.set(beginningOf(word), OF_LABEL);
  const numbers = new Set(values.flatMap((value) => wordsOf(value)[0] ?? []).filter(isNumber));
  const units = new Set(values.flatMap((value) => wordsOf(value).slice(1).map(beginningOf)));
  const hits: Hit[] = [];
  let wasNumber = false;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const beginning = beginningOf(word);
    const isTheNumber = numbers.has(word);
    const weight = isTheNumber
      ? OF_NUMBER
      : (weights.get(beginning) ?? 0) + (wasNumber && units.has(beginning) ? OF_UNIT : 0);
    if (weight > 0) hits.push({ at: index, end: index + word.length, word: beginning, weight });
    wasNumber = isTheNumber;
  }
  return hits;
}

/** The stretch of the page with the highest total weight, each word counted once; the first of several. */
function bestStretch(hits: readonly Hit[]): { at: number; end: number } | undefined {
  const inside = new Map<string, number>();
  let score = 0;
  let best: { at: number; end: number; score: number } | undefined;
  let from = 0;
  const count = ({ word, weight }: Hit, by: 1 | -1) => {
    const name = `${word} ${weight}`;
    const before = inside.get(name) ?? 0;
    inside.set(name, before + by);
    if (before === 0 || before + by === 0) score += by * weight;
  };
  for (const hit of hits) {
    count(hit, 1);
    while (hit.end - hits[from]!.at > PASSAGE_LENGTH) count(hits[from++]!, -1);
    if (!best || score > best.score) best = { at: hits[from]!.at, end: hit.end, score };
  }
  return best;
}

/** Without half words at either end. */
function cut(text: string, from: number): string {
  const piece = [...text.slice(from, from + PASSAGE_LENGTH + 2)].slice(0, PASSAGE_LENGTH).join('');
  const begins = from === 0 || /\s/.test(text[from - 1]!) ? 0 : piece.indexOf(' ') + 1;
  const isWhole = from + piece.length >= text.length || /\s/.test(text[from + piece.length]!);
  const ends = isWhole ? piece.length : piece.lastIndexOf(' ');
  return (ends > begins ? piece.slice(begins, ends) : piece).trim();
}

/**
 * About 300 characters around the words that concern a statement; without any such words, the beginning of the page.
 */
export function passageOf(text: string, needle: Needle): string {
  const stretch = bestStretch(hitsIn(text, needle));
  if (!stretch) return cut(text, 0);
  const around = Math.floor((PASSAGE_LENGTH - (stretch.end - stretch.at)) / 2);
  return cut(text, Math.max(0, Math.min(stretch.at - around, text.length - PASSAGE_LENGTH)));
}
