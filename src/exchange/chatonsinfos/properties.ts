import { decodeFile, MOST_LINES } from './decode.ts';
import type { Findings } from './words/problems.ts';

/* Java properties files: entries with their lines. */

/** Longer than any list of 366 days or any text. */
export const LONGEST_VALUE = 20_000;
export const LONGEST_KEY = 200;

/** Text between entries: comments and empty lines. */
export interface Remark {
  readonly line: number;
  readonly text: string;
}

export interface Entry {
  /** Its first line number. */
  readonly line: number;
  /** As written, with all its lines. */
  readonly text: string;
  readonly key: string;
  readonly value: string;
  /** false: the key or the value is longer than the limit and was cut. */
  readonly isWhole: boolean;
}

export type Item = Entry | Remark;

export const isEntry = (item: Item): item is Entry => 'key' in item;

const BLANKS = ' \t\f';
const skipBlanks = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && BLANKS.includes(text[at]!)) at++;
  return at;
};

/** Whether an entry continues on the next line: its line ends with an odd number of backslashes. */
function goesOn(line: string): boolean {
  let first = line.length;
  while (first > 0 && line[first - 1] === '\\') first--;
  return (line.length - first) % 2 === 1;
}

const CONTROLS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** Characters that databases and other files cannot contain: U+0000 and unpaired surrogates. */
const UNSTORABLE = /[\0\p{Cs}]/gu;

/** Decodes escapes; a broken `\u` stays as it is. */
const unescaped = (text: string): { text: string; isBroken: boolean } => {
  let isBroken = false;
  const plain = text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (whole, sign: string) => {
    if (sign.length > 1) return String.fromCharCode(Number.parseInt(sign.slice(1), 16));
    if (sign === 'u') {
      isBroken = true;
      return whole;
    }
    return CONTROLS[sign] ?? sign;
  });
  return { text: plain.replace(UNSTORABLE, '\ufffd'), isBroken };
};

/** The end of the key: the first `=`, `:` or blank that is not escaped. */
function endOfKey(text: string, from: number): number {
  let at = from;
  while (at < text.length && !'=:'.includes(text[at]!) && !BLANKS.includes(text[at]!)) at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

function entryOf(logical: string, text: string, line: number, found: Findings): Entry {
  const end = endOfKey(logical, 0);
  let from = skipBlanks(logical, end);
  if ('=:'.includes(logical[from] ?? ' ')) from = skipBlanks(logical, from + 1);
  const key = unescaped(logical.slice(0, end).slice(0, LONGEST_KEY));
  const value = unescaped(logical.slice(from, from + LONGEST_VALUE));
  const shown = key.text.trim();
  if (end === logical.length) found.add('no-sign', {}, line, shown);
  const isWhole = end <= LONGEST_KEY && logical.length - from <= LONGEST_VALUE;
  if (!isWhole) found.add('value-too-long', { most: LONGEST_VALUE }, line, shown);
  if (key.isBroken || value.isBroken) found.add('bad-escape', {}, line, shown);
  return { line, text, key: shown, value: value.text.trim(), isWhole };
}

/** The lines that belong to the entry that starts at line `at`. */
function linesOfEntry(lines: readonly string[], at: number): string[] {
  let end = at;
  while (end < lines.length - 1 && goesOn(lines[end]!)) end++;
  return lines.slice(at, end + 1);
}

/** Joins lines into one, without the backslashes at the ends and the blanks at the beginnings. */
const joined = (lines: readonly string[]): string =>
  lines
    .map((line) => {
      const bare = line.slice(skipBlanks(line, 0));
      return goesOn(bare) ? bare.slice(0, -1) : bare;
    })
    .join('');

function itemsOf(text: string, found: Findings): Item[] {
  const lines = text.split(/\r\n|[\r\n]/);
  if (lines.length > MOST_LINES) found.add('too-many-lines', { most: MOST_LINES }, MOST_LINES + 1);
  lines.length = Math.min(lines.length, MOST_LINES);
  const items: Item[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    const first = line[skipBlanks(line, 0)];
    if (first === undefined || first === '#' || first === '!') {
      items.push({ line: ++at, text: line });
      continue;
    }
    const own = linesOfEntry(lines, at);
    items.push(entryOf(joined(own), own.join('\n'), at + 1, found));
    at += own.length;
  }
  return items;
}

/**
 * Entries and remarks of a file in their order. Undefined when it is not text, which is then the only problem. Time is
 * linear in the bytes, and limits bound how many are read.
 */
export function readProperties(bytes: Uint8Array, found: Findings): Item[] | undefined {
  const text = decodeFile(bytes, found);
  return text === undefined ? undefined : itemsOf(text, found);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f' };

/** An entry on one line, which reads back as the same key and value. */
export function entryLine(key: string, value: string): string {
  const escapedKey = key.replace(/[\\=:\s#!]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`);
  const escaped = value.replace(/[\\\n\r\t\f]/g, (sign) => ESCAPES[sign]!);
  return `${escapedKey} = ${escaped}`.trimEnd();
}
