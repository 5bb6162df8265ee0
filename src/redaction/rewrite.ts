import { decodedAddress } from '../ground/addresses.ts';
import type { Language } from '../vocabulary/terms.ts';

/*
 * Removes a text from stored values. Documents and rows use the same keys, so one walk serves both. Only fields in which
 * people write are changed, never slugs, keys, dates and amounts, on which other data depend.
 */

/** Replacement of a removed text. */
export const MARKS = { fr: '[texte retiré]', en: '[text removed]' } as const;

const PROSE_MAX = 4000;

/** Texts by language, with the most characters of one. */
const PROSE: Record<string, number> = {
  ...Object.fromEntries(
    ['summary', 'hours', 'note', 'reason', 'conditions', 'exceptions', 'tie', 'ties', 'why', 'text', 'answer'].map(
      (key) => [key, PROSE_MAX],
    ),
  ),
  // The words of a criterion.
  ...{ label: 120, question: 300, askHost: 300, definition: 1000, howToProve: 500 },
};

/** Short texts without a language, with the most characters of each. */
const SHORT: Record<string, number> = {
  name: 200,
  plan: 200,
  licence: 100,
  issuer: 200,
  number: 100,
  label: 100,
  passage: 600,
};

/** Lists of short texts, with the most characters of each. */
const LISTS: Record<string, number> = { exportFormats: 60, value: 200 };

/** Fields that are removed as a whole when they contain the text, because a part of them is of no use. */
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

/** What a `value` may be that is no free text: a word of a vocabulary, or a date. */
const TERM = /^(yes|partial|no|none|never|\d{4}(-\d{2}){0,2})$/;
const isTerm = (key: string, value: string): boolean => key === 'value' && TERM.test(value);

/** A text in all Unicode normal forms, because accents may be composed or not. */
export const spellings = (text: string): string[] => [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];

export interface Rewriter {
  /** How many fields were rewritten so far. */
  readonly copies: number;
  holds(text: string): boolean;
  /** The value without the text; undefined when nothing is left. A value without it stays the same. */
  visit(value: unknown, key?: string): unknown;
  /** A sentence with a mark in place of the text. */
  mark(sentence: string, language: Language): string;
}

/** Makes a rewriter that removes exactly this text. */
export function createRewriter(text: string): Rewriter {
  const wanted = spellings(text);
  let copies = 0;
  const holds = (value: string) => wanted.some((spelling) => value.includes(spelling));

  const without = (value: string, mark: string, longest: number): string => {
    if (!holds(value)) return value;
    copies += 1;
    const rewritten = wanted.reduce((left, spelling) => left.replaceAll(spelling, () => mark), value);
    // A value that became longer than its schema allows could not be written back by its owner.
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
    const kept: Json = {};
    for (const name of names) {
      const value = visit(object[name], name);
      if (value !== undefined) kept[name] = value;
      // Facts say that the source of a field is unknown, and do not leave it out.
      else if (name === 'source') kept[name] = null;
    }
    // `roleAddress` is about the removed e-mail address.
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
