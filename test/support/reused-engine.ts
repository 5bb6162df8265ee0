import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { type QueryClient, startPglite } from '../../src/database/engine.ts';
import { templatePath } from './pglite-template.ts';
import { type Begun, begunOf, isPutBack } from './put-back.ts';

const WASM = new URL('../../node_modules/@electric-sql/pglite/dist/pglite.wasm', import.meta.url);
let pgliteWasmModule: WebAssembly.Module | undefined;
let loadDataDir: Blob | undefined;

interface Engine {
  client: PGlite;
  begun: Begun;
}

/** Engines of this worker that no file has now. */
const idle: Engine[] = [];

async function start(): Promise<Engine> {
  pgliteWasmModule ??= await WebAssembly.compile(readFileSync(WASM));
  loadDataDir ??= new Blob([readFileSync(templatePath())]);
  const client = await startPglite({ pgliteWasmModule, loadDataDir });
  return { client, begun: await begunOf(client) };
}

/**
 * An embedded database that equals the template. Starting an engine takes as long as the tests of a small file. When a file
 * closes its database, the engine is therefore put back and serves the next file of this worker. If it does not equal the
 * template again, it is closed, and the next file starts another.
 */
export async function borrowEngine(): Promise<{ client: QueryClient; close(): Promise<void> }> {
  const engine = idle.pop() ?? (await start());
  let isClosed = false;
  const open = (): PGlite => {
    if (isClosed) throw new Error('PGlite is closed');
    return engine.client;
  };
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    const isAsBefore = await isPutBack(engine.client, engine.begun).catch(() => false);
    if (!isAsBefore) return await engine.client.close();
    // Old logs would fill the memory.
    await engine.client.exec('checkpoint');
    idle.push(engine);
  };
  return {
    client: {
      query: async (...asked) => open().query(...asked),
      transaction: async (work) => open().transaction(work),
    } as QueryClient,
    close,
  };
}
