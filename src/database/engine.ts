import { setImmediate } from 'node:timers/promises';
import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite';

/** How PostgreSQL leaves a statement that it refuses; whatever else comes out of the engine is a fault of the engine. */
const REFUSED = 100;

/** Engines that broke, with what broke them. */
const broken = new WeakMap<PGlite, unknown>();

/** For so long a command may hold the process with one statement after the other. */
const HOLD_MS = 10;
let letInAt = 0;

/** PGlite answers at once: the statements of a command follow each other, and requests are never read in between. */
async function letOthersIn(): Promise<void> {
  if (performance.now() - letInAt < HOLD_MS) return;
  await setImmediate();
  letInAt = performance.now();
}

/**
 * PGlite goes on after exceptions that PostgreSQL did not throw, such as a full stack: the statement then has no rows and
 * no error, and the next ones meet what it left half done. Here it fails, and so does all that comes after it.
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
    await letOthersIn();
    return messages;
  };
}

/** Arrays of bool, int2, int4, text, varchar, int8, float8, timestamp, date, timestamptz, numeric, uuid, json, jsonb. */
const ARRAYS = new Set([1000, 1005, 1007, 1009, 1015, 1016, 1022, 1115, 1182, 1185, 1231, 2951, 199, 3807]);

/**
 * Starts PGlite without its parsers for arrays of types that no statement reads, those of system tables above all: it
 * copies all that it has for every statement, which took a third of the time of a write.
 */
export async function startPglite(options: PGliteOptions = {}): Promise<PGlite> {
  const client = await PGlite.create(options);
  for (const oid of Object.keys(client.parsers).map(Number))
    if (!(oid in types.parsers || ARRAYS.has(oid))) delete client.parsers[oid];
  watchEngine(client);
  return client;
}

/** What Drizzle asks of a client. */
export type Asked = Pick<PGlite, 'query' | 'transaction'>;

/** An engine that is started anew when it broke. */
export interface LastingEngine {
  client: Asked;
  /** The engine that works now. */
  sound(): Promise<PGlite>;
}

/**
 * Has the next statement start another engine once one broke: what was committed is in the files, and the statement that
 * broke it is undone as after the death of the process.
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
    } as Asked,
  };
}
