import { webAddress } from '../../ground/addresses.ts';
import { oneLine } from '../../ground/texts.ts';
import { dateFaults } from '../../requests/meaning.ts';
import { shapeFaults } from '../../requests/shape.ts';
import { Email, HttpUrl, READABLE } from '../../vocabulary/shapes.ts';
import type { KeyRule } from './keys.ts';
import type { FileSentences, ProblemCode } from './words/problems.ts';

/* Parses values of the format and reports errors in them. */

/** A parsed value. */
export interface Parsed {
  /** In the form of the format: ISO dates, list words in their correct case. Absent: unknown. */
  readonly text?: string;
  /** Only part of the value was understood, so it must not be rewritten. */
  readonly isPart?: boolean;
  readonly problem?: { [C in ProblemCode]: readonly [C, FileSentences[C]] }[ProblemCode];
}

const LONGEST_SHOWN = 60;

/** A value for display in a sentence: short, on one line, without mail addresses. */
export function shown(value: string): string {
  const text = oneLine(value.slice(0, LONGEST_SHOWN));
  return text.includes('@') ? '…' : value.length > LONGEST_SHOWN ? `${text}…` : text;
}

const QUOTES: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['«', '»'],
];

const MISSING = new Set(['', 'null', '-', 'n/a']);
export const isMissing = (value: string): boolean => MISSING.has(value.toLowerCase());

const isQuoted = (value: string): boolean =>
  value.length > 1 && QUOTES.some(([first, last]) => value.startsWith(first) && value.endsWith(last));

/** A value without surrounding quotes; undefined when the file states that there is none. */
export function presentValue(value: string): string | undefined {
  let bare = value;
  while (isQuoted(bare)) bare = bare.slice(1, -1).trim();
  return isMissing(bare) ? undefined : bare;
}

const VISIBLE = new RegExp(READABLE);

/** A text for people, in which `<br/>` ends a line; undefined when none of it is readable. */
export function textOf(value: string, most: number): string | undefined {
  const lines = value.replace(/<br ?\/?>/gi, '\n').split(/\r\n|[\r\n]/);
  const text = lines
    .map(oneLine)
    .join('\n')
    .trim()
    .slice(0, most)
    .replace(/\p{Cs}$/u, '')
    .trim();
  return VISIBLE.test(text) ? text : undefined;
}

/** The same on one line. */
export const lineOf = (value: string, most: number): string | undefined =>
  textOf(oneLine(value.replace(/<br ?\/?>/gi, ' ')), most);

/** A web address without credentials. */
function webLink(value: string): { text: string; isPublicName: boolean } | undefined {
  const text = value.replace(/^https?:/i, (scheme) => scheme.toLowerCase());
  const url = shapeFaults(HttpUrl, text).length === 0 ? webAddress(text) : undefined;
  const isOpen = url?.username === '' && url.password === '';
  return isOpen ? { text, isPublicName: url.hostname.includes('.') } : undefined;
}

const padded = (part: string | undefined): string => (part ?? '').padStart(2, '0');

/** Day and time of a date, in one of the two unambiguous orders. */
function partsOfDate(value: string): { day: string; time: string } | undefined {
  const iso = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]([\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?))?)?)?$/.exec(value);
  if (iso) {
    const [, year, month, day, time = ''] = iso;
    const parts = [year!, ...[month, day].filter((part) => part !== undefined).map(padded)];
    return { day: parts.join('-'), time };
  }
  // Never month first: files of this format are French.
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T ]([\d:]{4,8}))?$/.exec(value);
  if (!french) return undefined;
  return { day: `${french[3]}-${padded(french[2])}-${padded(french[1])}`, time: french[4] ?? '' };
}

function dateOf(value: string, hasTime: boolean): Parsed {
  const parts = partsOfDate(value);
  if (!parts || dateFaults('', parts.day).length > 0) return { problem: ['bad-date', { value: shown(value) }] };
  const text = hasTime && parts.time !== '' ? `${parts.day}T${parts.time}` : parts.day;
  if (text === value) return { text };
  return { text, problem: ['date-not-iso', { value: shown(value), read: text }] };
}

/** Words of a closed list, in any case. */
function wordsOf(parts: readonly string[], values: readonly string[]): Parsed {
  const known = new Map(values.map((word) => [word.toLowerCase(), word]));
  const words = parts.map((part) => part.trim()).filter((part) => part !== '');
  const found = [...new Set(words.flatMap((word) => known.get(word.toLowerCase()) ?? []))];
  const unknown = words.find((word) => !known.has(word.toLowerCase()));
  const text = found.length > 0 ? { text: found.join(';') } : {};
  if (unknown === undefined) return text;
  return { ...text, isPart: true, problem: ['unknown-value', { value: shown(unknown), allowed: values }] };
}

/** A web address for people. */
function parseUrl(value: string): Parsed {
  const link = webLink(value);
  return link?.isPublicName ? { text: link.text } : { problem: ['bad-url', { value: shown(value) }] };
}

/** The address of another file. Whether it may be fetched is checked when it is fetched. */
function parseSub(value: string): Parsed {
  const link = webLink(value);
  return link ? { text: link.text } : { problem: ['bad-sub', { value: shown(value) }] };
}

const parseEmail = (value: string): Parsed => {
  const email = value.replace(/^mailto:/i, '');
  return shapeFaults(Email, email).length === 0 ? { text: email } : { problem: ['bad-email', {}] };
};

const parseDecimal = (value: string): Parsed =>
  /^[+-]?\d{1,3}([,.]\d{1,20})?$/.test(value) ? { text: value } : { problem: ['bad-number', { value: shown(value) }] };

const parseCountry = (value: string): Parsed =>
  /^[a-z]{2}$/i.test(value) ? { text: value.toUpperCase() } : { problem: ['bad-country', { value: shown(value) }] };

/** Reads a value by the type of its key. */
export function parseValue({ type, values = [] }: KeyRule, value: string): Parsed {
  switch (type) {
    case 'date':
      return dateOf(value, false);
    case 'datetime':
      return dateOf(value, true);
    case 'url':
      return parseUrl(value);
    case 'sub':
      return parseSub(value);
    case 'email':
      return parseEmail(value);
    case 'decimal':
      return parseDecimal(value);
    case 'country':
      return parseCountry(value);
    case 'value':
      return wordsOf([value], values);
    case 'values':
      return wordsOf(value.split(/[;,]/), values);
    default:
      return { text: value };
  }
}
