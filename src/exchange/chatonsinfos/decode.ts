import { isUtf8 } from 'node:buffer';
import { fromWindows1252 } from '../../spreadsheets/csv.ts';
import type { Findings } from './problems.ts';

/* Bytes of a file of properties: UTF-8, else what old editors write, else both in one file. */

/** A federation of ten thousand members fits. */
export const MOST_BYTES = 2_000_000;
export const MOST_LINES = 50_000;

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

/** The end of the line that begins at `from`, with its line feed. */
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
  /** Tells of an encoding that is not UTF-8. */
  tell?: (found: Findings) => void;
}

/** Each line in its own encoding: two people with two editors make such files. */
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

/** The encoding that a mark at the beginning names, when it is one of two bytes a letter. */
const wideEncoding = (bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
};

function decoded(bytes: Buffer): Decoded {
  const wide = wideEncoding(bytes);
  if (!wide) return isUtf8(bytes) ? { text: bytes.toString('utf8') } : decodeByLine(bytes);
  const tell = (found: Findings) => found.add('not-utf-8', { encoding: 'UTF-16' }, 1);
  return { text: new TextDecoder(wide).decode(bytes), tell };
}

/** Files of another kind, which a server gives with status 200. */
function isOtherKind(text: string, found: Findings): boolean {
  if (text.trimStart().startsWith('<')) found.add('html-instead', {}, 1);
  else if (text.includes('\0') || text.startsWith('%PDF-')) found.add('not-text', {}, 1);
  else return false;
  return true;
}

/** The text of a file; undefined when it is none, which is then the only problem. Reads no more than its bounds. */
export function decodeFile(all: Uint8Array, found: Findings): string | undefined {
  const bytes = Buffer.from(all.buffer, all.byteOffset, Math.min(all.byteLength, MOST_BYTES));
  const { text: whole, tell } = decoded(bytes);
  const text = whole.replace(/^\ufeff+/, '');
  if (isOtherKind(text, found)) return undefined;
  tell?.(found);
  if (all.byteLength > MOST_BYTES) found.add('too-large', { most: MOST_BYTES / 1000 }, null);
  return text;
}
