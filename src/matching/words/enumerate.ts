import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Size, SizedUsage } from '../engine/need/parameters.ts';

/** Words that a list may add to a sentence: above twenty-five words in total, a sentence needs a second reading. */
const MOST_WORDS = 14;
/** The same for a question, which has few other words. */
const QUESTION_WORDS = 17;
/** Number of words in “12 other points”. */
const OTHERS_WORDS = 3;

/** Counts words; punctuation surrounded by spaces is not a word. */
const wordsOf = (text: string): number => text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;

// Labels may contain commas, so semicolons separate them.
const separator = ({ language }: Speaker): string => (language === 'fr' ? '\u00a0; ' : '; ');

/** All labels. Labels that would make the sentence too long go into a second sentence, which begins with “Also”. */
export function enumerate(labels: readonly string[], say: Speaker, mostWords = MOST_WORDS): string {
  if (labels.length === 1) return labels[0]!;
  let text = '';
  let words = 0;
  for (const label of labels) {
    words += wordsOf(label);
    if (text === '') text = label;
    else if (words <= mostWords) text += separator(say) + label;
    else {
      text += `. ${say.language === 'fr' ? 'Et aussi : ' : 'Also: '}${label}`;
      words = wordsOf(label);
    }
  }
  return text;
}

/** The size of one usage, or of several with their names, after the text `before`. Empty if there is nothing to say. */
export function enumerateSizes(
  wanted: readonly SizedUsage[],
  say: Speaker,
  before: string,
  size: (one: Size, say: Speaker) => string,
): string {
  if (wanted.length < 2) return wanted.map((one) => size(one, say)).join('');
  const named = wanted.map((one) => {
    const text = size(one, say);
    return `${say.usage(one.usage)}${text ? ` (${text})` : ''}`;
  });
  return before + enumerate(named, say, QUESTION_WORDS);
}

/** The first labels: as many as fit in a sentence, and at most `limit`; the others are counted. */
export function enumerateSome(
  labels: readonly string[],
  say: Speaker,
  others: (count: number) => string,
  limit = Number.POSITIVE_INFINITY,
): string {
  if (labels.length === 1) return labels[0]!;
  const kept: string[] = [];
  let words = 0;
  for (const label of labels) {
    words += wordsOf(label);
    const isLast = kept.length === labels.length - 1;
    const holds = kept.length < limit && words <= (isLast ? MOST_WORDS : MOST_WORDS - OTHERS_WORDS);
    if (kept.length > 0 && !holds) break;
    kept.push(label);
  }
  const rest = labels.length - kept.length;
  return [...kept, ...(rest > 0 ? [others(rest)] : [])].join(separator(say));
}
