import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';

/* A folder as one tar.gz, read and compressed in the background, so that requests continue. */

const BLOCK = 512;
const FILES_AT_ONCE = 16;

interface Entry {
  name: string;
  mode: number;
  writtenAt: Date;
  /** null: a folder. */
  content: Buffer | null;
}

/** The header of an entry in a tar file (POSIX ustar). */
function headerOf({ name, mode, writtenAt, content }: Entry): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`a name is too long for a backup: ${name}`);
  const header = Buffer.alloc(BLOCK);
  const number = (value: number, at: number, digits: number) =>
    header.write(Math.floor(value).toString(8).padStart(digits, '0'), at, 'latin1');
  header.write(name, 0);
  number(mode & 0o777, 100, 7);
  number(0, 108, 7);
  number(0, 116, 7);
  number(content?.length ?? 0, 124, 11);
  number(writtenAt.getTime() / 1000, 136, 11);
  header.write(content ? '0' : '5', 156);
  header.write('ustar\u000000', 257, 'latin1');
  // The checksum is computed with spaces in its own field.
  header.fill(' ', 148, 156);
  const sum = header.reduce((all, byte) => all + byte, 0);
  number(sum, 148, 6);
  header[154] = 0;
  return header;
}

async function entryOf(folder: string, name: string): Promise<Entry> {
  const path = join(folder, name);
  const seen = await stat(path);
  return { name, mode: seen.mode, writtenAt: seen.mtime, content: seen.isFile() ? await readFile(path) : null };
}

/** Everything in a folder as it is now. Nothing may write there until this is done. */
export async function readFolder(folder: string): Promise<Entry[]> {
  const names = (await readdir(folder, { recursive: true })).sort();
  const entries: Entry[] = [];
  for (let at = 0; at < names.length; at += FILES_AT_ONCE)
    entries.push(...(await Promise.all(names.slice(at, at + FILES_AT_ONCE).map((name) => entryOf(folder, name)))));
  return entries;
}

function* blocksOf(entries: readonly Entry[]): Generator<Buffer> {
  for (const entry of entries) {
    yield headerOf(entry);
    const { content } = entry;
    if (!content) continue;
    if (content.length > 0) yield content;
    if (content.length % BLOCK > 0) yield Buffer.alloc(BLOCK - (content.length % BLOCK));
  }
  yield Buffer.alloc(2 * BLOCK);
}

export const archiveOf = (entries: readonly Entry[]): Promise<Buffer> =>
  buffer(Readable.from(blocksOf(entries)).pipe(createGzip()));
