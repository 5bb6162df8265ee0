import { setImmediate } from 'node:timers/promises';
import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite';

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
 * Starts PGlite without the array parsers that no statement uses, mostly for types of system tables. PGlite copies all
 * parsers for every statement, which took a third of the time of a write.
 */
export async function startPglite(options: PGliteOptions = {}): Promise<PGlite> {
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
