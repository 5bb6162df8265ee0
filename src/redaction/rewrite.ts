import { decodedAddress } from '../ground/addresses.ts';
import type { Language } from '../vocabulary/terms.ts';

/*
 * Takes words out of what is stored. Documents and rows call the same thing by the same key, so one walk serves both.
 * Only fields where people write are touched: slugs, keys, dates and amounts are what the rest hangs on.
 */

/** What stands in the place of words that were removed. */
export const MARKS = { fr: '[texte retiré]', en: '[text removed]' } as const;

const PROSE_MAX = 4000;

/** Texts for people, each in one or two languages, and the most characters of one. */
const PROSE: Record<string, number> = {
  ...Object.fromEntries(
    ['summary', 'hours', 'note', 'reason', 'conditions', 'exceptions', 'tie', 'ties', 'why', 'text', 'answer'].map(
      (key) => [key, PROSE_MAX],
    ),
  ),
  // The words of a criterion.
  ...{ label: 120, question: 300, askHost: 300, definition: 1000, howToProve: 500 },
};

/** Short texts of no language, and the most characters of each. */
const SHORT: Record<string, number> = { name: 200, licence: 100, issuer: 200, number: 100, label: 100 };

/** Lists of short texts. */
const LISTS: Record<string, number> = { exportFormats: 60, value: 200 };

/** What half of would be worse than nothing: gone when the words are in it. */
const WHOLE = new Set(['website', 'url', 'email', 'phone', 'evidenceUrl', 'exportGuide', 'value', 'successor']);

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Values that are words of a vocabulary, or dates: nobody wrote them freely. */
const TERM = /^(yes|partial|no|none|never|[\d-]+)$/;

/** An accent may be stored with its letter or beside it. */
export const spellings = (text: string): string[] => [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];

export interface Rewriter {
  /** How many fields were rewritten so far. */
  readonly copies: number;
  holds(text: string): boolean;
  /** The same without the words; undefined when nothing of it is left. What does not hold them stays the same. */
  visit(value: unknown, key?: string): unknown;
  /** A sentence with a mark in the place of the words. */
  mark(sentence: string, language: Language): string;
}

/** Removes exactly these words. */
export function createRewriter(text: string): Rewriter {
  const wanted = spellings(text);
  let copies = 0;
  const holds = (value: string) => wanted.some((spelling) => value.includes(spelling));

  const without = (value: string, mark: string, longest: number): string => {
    if (!holds(value)) return value;
    copies += 1;
    const rewritten = wanted.reduce((left, spelling) => left.replaceAll(spelling, () => mark), value);
    // A field that has become too long could not be written again as it is.
    return rewritten.length > longest ? mark : rewritten;
  };

  const ofText = (value: string, key: string): unknown => {
    const longest = SHORT[key];
    if (longest !== undefined) return without(value, MARKS.fr, longest);
    if (!WHOLE.has(key) || TERM.test(value) || !(holds(value) || holds(decodedAddress(value)))) return value;
    copies += 1;
    return undefined;
  };

  const ofList = (list: readonly unknown[], key: string): unknown[] => {
    const longest = LISTS[key];
    // Sources are addresses, one by one.
    const item = key === 'sources' ? 'url' : '';
    return list.flatMap((value) => {
      const left =
        longest !== undefined && typeof value === 'string' ? without(value, MARKS.fr, longest) : visit(value, item);
      return left === undefined ? [] : [left];
    });
  };

  const ofProse = (prose: Json, longest: number): Json =>
    Object.fromEntries(
      Object.entries(prose).map(([language, value]) => [
        language,
        typeof value === 'string' ? without(value, language === 'en' ? MARKS.en : MARKS.fr, longest) : value,
      ]),
    );

  const ofObject = (object: Json, key: string): unknown => {
    const longest = PROSE[key];
    if (longest !== undefined) return ofProse(object, longest);
    if (key === 'successor') return typeof object.host === 'string' && holds(object.host) ? count(null) : object;
    const names = Object.keys(object);
    const left: Json = {};
    for (const name of names) {
      const value = visit(object[name], name);
      if (value !== undefined) left[name] = value;
    }
    // It was said of an address that is gone.
    if (key === 'contact' && left.email === undefined) delete left.roleAddress;
    if (Array.isArray(object.statements)) return ofStatements(left);
    // Nothing is said any more: an empty contact, or a statement without what it states.
    if (names.length > 0 && Object.keys(left).length === 0) return undefined;
    return object.value !== undefined && left.value === undefined ? undefined : left;
  };

  /** A claim or a commitment shows its first statement. */
  const ofStatements = (subject: Json): Json | undefined => {
    const [first] = subject.statements as Json[];
    if (!first) return undefined;
    return Object.fromEntries(
      ['criterion', 'kind', 'value', 'evidence', 'contested', 'statements'].flatMap((name) => {
        const value = name === 'value' || name === 'evidence' ? first[name] : subject[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
  };

  const count = <T>(value: T): T => {
    copies += 1;
    return value;
  };

  const visit = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return ofText(value, key);
    if (Array.isArray(value)) return ofList(value, key);
    return isObject(value) ? ofObject(value, key) : value;
  };

  return {
    get copies() {
      return copies;
    },
    holds,
    visit,
    mark: (sentence, language) => without(sentence, MARKS[language], Number.POSITIVE_INFINITY),
  };
}
