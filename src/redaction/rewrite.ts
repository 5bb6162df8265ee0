import { decodedAddress } from '../ground/addresses.ts';
import type { Language } from '../vocabulary/terms.ts';

/*
 * Removes a text from stored values. Documents and rows use the same keys, so one walk serves both. Only fields that
 * people write freely are changed: never slugs, keys, dates and amounts, on which other data depend.
 */

export const MARKS = { fr: '[texte retiré]', en: '[text removed]' } as const;

const PROSE_MAX = 4000;

/** Fields with a text by language: the most characters in one language. */
const PROSE: Record<string, number> = {
  ...Object.fromEntries(
    ['summary', 'hours', 'note', 'reason', 'conditions', 'exceptions', 'tie', 'ties', 'why', 'text', 'answer'].map(
      (key) => [key, PROSE_MAX],
    ),
  ),
  // Texts of criteria.
  ...{ label: 120, question: 300, askHost: 300, definition: 1000, howToProve: 500 },
};

/** Fields with a short text without a language: the most characters. */
const SHORT: Record<string, number> = {
  name: 200,
  plan: 200,
  licence: 100,
  issuer: 200,
  number: 100,
  label: 100,
  passage: 600,
};

/** Fields with a list of short texts: the most characters of each. */
const LISTS: Record<string, number> = { exportFormats: 60, value: 200 };

/** Fields that are removed entirely when they contain the text, because the rest would be useless. */
const WHOLE = new Set([
  ...[
    'website',
    'url',
    'contactUrl',
    'email',
    'phone',
    'evidenceUrl',
    'exportGuide',
    'guideUrl',
    'replyTo',
    'value',
    'successor',
    'source',
  ],
]);

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Values of `value` that are not free text: a term of a vocabulary, or a date. */
const TERM = /^(yes|partial|no|none|never|\d{4}(-\d{2}){0,2})$/;
const isTerm = (key: string, value: string): boolean => key === 'value' && TERM.test(value);

/** A text in all Unicode normal forms: accents may be composed or decomposed. */
export const spellings = (text: string): string[] => [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];

export interface Rewriter {
  /** The number of rewritten fields so far. */
  readonly copies: number;
  holds(text: string): boolean;
  /**
   * The value without the text; undefined when nothing is left. Returns the same value if it does not contain the text.
   */
  visit(value: unknown, key?: string): unknown;
  /** The sentence with a mark in place of the text. */
  mark(sentence: string, language: Language): string;
}

/** Creates a rewriter that removes exactly this text. */
export function createRewriter(text: string): Rewriter {
  const wanted = spellings(text);
  let copies = 0;
  const holds = (value: string) => wanted.some((spelling) => value.includes(spelling));

  const without = (value: string, mark: string, longest: number): string => {
    if (!holds(value)) return value;
    copies += 1;
    const rewritten = wanted.reduce((left, spelling) => left.replaceAll(spelling, () => mark), value);
    // A value longer than its schema allows could not be written back by its owner.
    return rewritten.length > longest ? mark : rewritten;
  };

  const ofText = (value: string, key: string): unknown => {
    const longest = SHORT[key];
    if (longest !== undefined) return without(value, MARKS.fr, longest);
    if (!WHOLE.has(key) || isTerm(key, value) || !(holds(value) || holds(decodedAddress(value)))) return value;
    copies += 1;
    return undefined;
  };

  const ofList = (list: readonly unknown[], key: string): unknown[] => {
    const longest = LISTS[key];
    // `sources` is a list of addresses: handle each as an address.
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
    const kept: Json = {};
    for (const name of names) {
      const value = visit(object[name], name);
      if (value !== undefined) kept[name] = value;
      // Facts contain an unknown source as null; they do not leave it out.
      else if (name === 'source') kept[name] = null;
    }
    // `roleAddress` concerns the e-mail address that was removed.
    if (key === 'contact' && kept.email === undefined) delete kept.roleAddress;
    // An empty contact, or a statement without its value, is removed.
    if (names.length > 0 && Object.keys(kept).length === 0) return undefined;
    return object.value !== undefined && kept.value === undefined ? undefined : kept;
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
