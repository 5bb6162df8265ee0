import { isUtf8 } from 'node:buffer';
import { fromWindows1252 } from '../../spreadsheets/csv.ts';
import type { Findings } from './words/problems.ts';

/*
 * Decodes the bytes of a properties file: UTF-8, else the encoding of old editors, else line by line when both are
 * mixed.
 */

/** Large enough for a federation of ten thousand members. */
export const MOST_BYTES = 2_000_000;
export const MOST_LINES = 50_000;

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

/** The 16-bit encoding named by a byte order mark, if there is one. */
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

/** Files of another kind that servers send with status 200, such as HTML pages. */
function isOtherKind(text: string, found: Findings): boolean {
  if (text.trimStart().startsWith('<')) found.add('html-instead', {}, 1);
  else if (text.includes('\0') || text.startsWith('%PDF-')) found.add('not-text', {}, 1);
  else return false;
  return true;
}

/** The text of a file. Undefined if it is not text, which is then the only problem. Never reads beyond the limits. */
export function decodeFile(all: Uint8Array, found: Findings): string | undefined {
  const bytes = Buffer.from(all.buffer, all.byteOffset, Math.min(all.byteLength, MOST_BYTES));
  const { text: whole, tell } = decoded(bytes);
  const text = whole.replace(/^\ufeff+/, '');
  if (isOtherKind(text, found)) return undefined;
  tell?.(found);
  if (all.byteLength > MOST_BYTES) found.add('too-large', { most: MOST_BYTES / 1000 }, null);
  return text;
}
