import { isUtf8 } from 'node:buffer';
import { encodingMarked, fromWindows1252 } from '../../spreadsheets/csv.ts';
import type { Findings } from './words/problems.ts';

/*
 * Decodes the bytes of a properties file: UTF-8, else the encoding of old editors, else line by line when both are
 * mixed.
 */

/** Large enough for a federation of ten thousand members. */
const MOST_BYTES = 2_000_000;
const MOST_LINES = 50_000;

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

/** The index after the line that begins at `from`, line feed included. */
function endOfLine(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === LINE_FEED) return at + 1;
    if (bytes[at] === CARRIAGE_RETURN) return bytes[at + 1] === LINE_FEED ? at + 2 : at + 1;
  }
  return bytes.length;
}

const hasAccents = (line: Buffer): boolean => line.some((byte) => byte > 127);

interface Decoded {
  text: string;
  /** Reports an encoding that is not UTF-8. */
  tell?: (found: Findings) => void;
}

/** Decodes each line by itself: such files come from two people with different editors. */
function decodeByLine(bytes: Buffer): Decoded {
  const lines: string[] = [];
  let wasUtf8: boolean | undefined;
  let firstOther: number | undefined;
  let changesOn: number | undefined;
  for (let from = 0; from < bytes.length && lines.length <= MOST_LINES; ) {
    const end = endOfLine(bytes, from);
    const line = bytes.subarray(from, end);
    from = end;
    if (!hasAccents(line)) {
      lines.push(line.toString('latin1'));
      continue;
    }
    const isNow = isUtf8(line);
    lines.push(isNow ? line.toString('utf8') : fromWindows1252(line));
    if (!isNow) firstOther ??= lines.length;
    if (wasUtf8 !== undefined && wasUtf8 !== isNow) changesOn ??= lines.length;
    wasUtf8 = isNow;
  }
  const tell = (found: Findings): void => {
    if (changesOn !== undefined) found.add('mixed-encoding', {}, changesOn);
    else if (firstOther !== undefined) found.add('not-utf-8', { encoding: 'ISO-8859-1' }, firstOther);
  };
  return { text: lines.join(''), tell };
}

function decoded(bytes: Buffer): Decoded {
  const wide = encodingMarked(bytes);
  if (!wide) return isUtf8(bytes) ? { text: bytes.toString('utf8') } : decodeByLine(bytes);
  const tell = (found: Findings) => found.add('not-utf-8', { encoding: 'UTF-16' }, 1);
  return { text: new TextDecoder(wide).decode(bytes), tell };
}

/** How a document in JSON begins; a line of properties never does. */
const JSON_START = /^\s*(?:\{|\[\s*[{"])/;

/** Files of another kind that servers send with status 200, such as HTML pages. */
function isOtherKind(text: string, found: Findings): boolean {
  if (text.trimStart().startsWith('<')) found.add('html-instead', {}, 1);
  else if (JSON_START.test(text)) found.add('json-instead', {}, 1);
  else if (text.includes('\0') || text.startsWith('%PDF-')) found.add('not-text', {}, 1);
  else return false;
  return true;
}

/** The text of a file. Undefined if it is not text, which is then the only problem. Never reads beyond the limits. */
function decodeFile(all: Uint8Array, found: Findings): string | undefined {
  const bytes = Buffer.from(all.buffer, all.byteOffset, Math.min(all.byteLength, MOST_BYTES));
  const { text: whole, tell } = decoded(bytes);
  const text = whole.replace(/^\ufeff+/, '');
  if (isOtherKind(text, found)) return undefined;
  tell?.(found);
  if (all.byteLength > MOST_BYTES) found.add('too-large', { most: MOST_BYTES / 1000 }, null);
  return text;
}

/* Java properties files: entries with their lines. */

/** Longer than any list of 366 days or any text. */
const LONGEST_VALUE = 20_000;
const LONGEST_KEY = 200;

/** Text between entries: comments and empty lines. */
export interface Remark {
  readonly line: number;
  readonly text: string;
}

export interface Property {
  /** Its first line number. */
  readonly line: number;
  /** As written, with all its lines. */
  readonly text: string;
  readonly key: string;
  readonly value: string;
  /** false: the key or the value is longer than the limit and was cut. */
  readonly isWhole: boolean;
}

export type Item = Property | Remark;

export const isEntry = (item: Item): item is Property => 'key' in item;

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

function entryOf(logical: string, text: string, line: number, found: Findings): Property {
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
