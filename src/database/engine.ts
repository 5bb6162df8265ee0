import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { createGzip } from 'node:zlib';
import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite';

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

/** PGlite's result code when PostgreSQL refuses a statement. Any other failure is a fault of the engine itself. */
const REFUSED = 100;

/** Broken engines, with the error that broke them. */
const broken = new WeakMap<PGlite, unknown>();

/** A command may run statements for this long before it yields to the event loop. */
const HOLD_MS = 10;
let letInAt = 0;

/**
 * PGlite answers without waiting: the statements of a command would follow each other, and requests would not be read
 * in between.
 */
async function yieldToEventLoop(): Promise<void> {
  if (performance.now() - letInAt < HOLD_MS) return;
  await setImmediate();
  letInAt = performance.now();
}

/**
 * Makes an engine unusable after an internal failure. PGlite continues after exceptions that PostgreSQL did not throw,
 * such as a stack overflow: that statement then returns no rows and no error, and later statements find its unfinished
 * state. Here the statement fails, and so does every later one.
 */
function watchEngine(client: PGlite): void {
  const engine = client.Module as unknown as { _PostgresMainLoopOnce(): void };
  const step = engine._PostgresMainLoopOnce;
  engine._PostgresMainLoopOnce = () => {
    try {
      step();
    } catch (error) {
      if ((error as { status?: number } | undefined)?.status !== REFUSED && !broken.has(client))
        broken.set(client, error);
      throw error;
    }
  };
  const requireSound = (): void => {
    if (broken.has(client)) throw new Error(`PGlite is broken: ${String(broken.get(client))}`);
  };
  const answer = client.execProtocolStream.bind(client);
  client.execProtocolStream = async (message, options) => {
    requireSound();
    const messages = await answer(message, options);
    requireSound();
    await yieldToEventLoop();
    return messages;
  };
}

/** Arrays of bool, int2, int4, text, varchar, int8, float8, timestamp, date, timestamptz, numeric, uuid, json, jsonb. */
const ARRAYS = new Set([1000, 1005, 1007, 1009, 1015, 1016, 1022, 1115, 1182, 1185, 1231, 2951, 199, 3807]);

/**
 * The engine is compiled once and quickly, and not again in full, which took 80 MB more under Node 20, 550 under Node 24, and
 * under Node 20 a third of a start. Writes are as quick. Each flag is set: at run time none brings another with it.
 */
const COMPILED_ONCE = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * Starts PGlite without the array parsers that no statement uses, mostly for types of system tables. PGlite copies all
 * parsers for every statement, which took a third of the time of a write.
 */
export async function startPglite(options: PGliteOptions = {}): Promise<PGlite> {
  for (const flag of COMPILED_ONCE) setFlagsFromString(flag);
  const client = await PGlite.create(options);
  for (const oid of Object.keys(client.parsers).map(Number))
    if (!(oid in types.parsers || ARRAYS.has(oid))) delete client.parsers[oid];
  watchEngine(client);
  return client;
}

/** The part of a PGlite client that Drizzle uses. */
export type QueryClient = Pick<PGlite, 'query' | 'transaction'>;

/** An engine that restarts after it broke. */
export interface LastingEngine {
  client: QueryClient;
  sound(): Promise<PGlite>;
}

/**
 * Starts a new engine at the next statement after one broke. Committed data are in the files, and the statement that
 * broke the engine is rolled back, as after a crash of the process.
 */
export function lastingEngine(first: PGlite, start: () => Promise<PGlite>): LastingEngine {
  let engine = first;
  let starting: Promise<PGlite> | undefined;
  const sound = async (): Promise<PGlite> => {
    if (!broken.has(engine)) return engine;
    starting ??= start().finally(() => {
      starting = undefined;
    });
    engine = await starting;
    return engine;
  };
  return {
    sound,
    client: {
      query: async (...asked) => (await sound()).query(...asked),
      transaction: async (work) => (await sound()).transaction(work),
    } as QueryClient,
  };
}
