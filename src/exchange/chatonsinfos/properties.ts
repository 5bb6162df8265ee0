import { decodeFile, MOST_LINES } from './decode.ts';
import type { Findings } from './problems.ts';

/* Files of properties as Java writes and reads them, and each entry with its line. */

/** A longer value is no list of 366 days, and no text. */
export const LONGEST_VALUE = 20_000;
export const LONGEST_KEY = 200;

/** What stands between entries: comments and empty lines. */
export interface Remark {
  readonly line: number;
  readonly text: string;
}

export interface Entry {
  /** The first of its lines. */
  readonly line: number;
  /** As written, its lines one below the other. */
  readonly text: string;
  readonly key: string;
  readonly value: string;
  /** false: the key or the value goes on beyond what is read. */
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

/** Whether a line goes on below: an odd number of backslashes at its end. */
function goesOn(line: string): boolean {
  let first = line.length;
  while (first > 0 && line[first - 1] === '\\') first--;
  return (line.length - first) % 2 === 1;
}

const CONTROLS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

/** What no database holds and no other file could repeat: U+0000 and halves of characters. */
const UNSTORABLE = /[\0\p{Cs}]/gu;

/** Undoes escapes; a broken `\u` stays as it is. */
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

/** Where the key ends: at the first `=`, `:` or blank that no backslash stands before. */
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

/** The lines of a text that belong to one entry, from line `at` on. */
function linesOfEntry(lines: readonly string[], at: number): string[] {
  let end = at;
  while (end < lines.length - 1 && goesOn(lines[end]!)) end++;
  return lines.slice(at, end + 1);
}

/** One line out of several: without the backslashes at their ends and the blanks at their beginnings. */
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
 * Entries and remarks of a file in their order; undefined when it is no text, which is then the only problem. Takes time
 * that grows with the bytes, and reads no more of them than the bounds.
 */
export function readProperties(bytes: Uint8Array, found: Findings): Item[] | undefined {
  const text = decodeFile(bytes, found);
  return text === undefined ? undefined : itemsOf(text, found);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f' };

/** An entry in one line, which reads back as the same key and value. */
export function entryLine(key: string, value: string): string {
  const escapedKey = key.replace(/[\\=:\s#!]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`);
  const escaped = value.replace(/[\\\n\r\t\f]/g, (sign) => ESCAPES[sign]!);
  return `${escapedKey} = ${escaped}`.trimEnd();
}
