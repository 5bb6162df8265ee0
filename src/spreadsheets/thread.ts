import { Worker } from 'node:worker_threads';
import { CatalogueError, type ErrorCode, type Sentence } from '../ground/errors.ts';
import { unreadableSheet } from './sheet.ts';
import type { NamedSheet } from './workbook.ts';
import type { WorkbookSheet } from './write-workbook.ts';

/*
 * Workbooks are read and written in one thread, one after the other: five thousand rows take a second, during which
 * other requests continue, and the memory of the thread is limited.
 */

export type Job = { read: Uint8Array } | { write: readonly WorkbookSheet[] };
export type ThreadAnswer =
  | { sheets: NamedSheet[] }
  | { bytes: Uint8Array }
  | { refused: { code: ErrorCode; detail: Sentence } }
  | { failed: string };

/** With more waiting jobs, callers would give up before their turn. */
const MOST_WAITING = 8;
const MOST_MILLISECONDS = 20_000;
const MEMORY_MB = 512;

// In a build, the compiled program is in this folder; when run from sources, a JavaScript file makes the thread read
// the TypeScript.
const PROGRAM = new URL(`./worker.${import.meta.url.endsWith('.ts') ? 'mjs' : 'js'}`, import.meta.url);

interface Thread {
  worker: Worker;
  /** Ends the job in progress. */
  end?: ((answer: ThreadAnswer | undefined) => void) | undefined;
}

let thread: Thread | undefined;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Terminates a thread together with its job. */
function lose(lost: Thread): void {
  if (thread === lost) thread = undefined;
  void lost.worker.terminate();
  lost.end?.(undefined);
}

function begin(): Thread {
  const worker = new Worker(PROGRAM, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  const begun: Thread = { worker };
  worker.on('message', (answer: ThreadAnswer) => begun.end?.(answer));
  worker.on('error', () => lose(begun));
  worker.on('exit', () => lose(begun));
  return begun;
}

const overloaded = (): CatalogueError =>
  new CatalogueError(
    'overloaded',
    {
      fr: 'Trop de classeurs sont en cours de lecture ou d’écriture. Recommencez dans quelques secondes.',
      en: 'Too many workbooks are being read or written. Try again in a few seconds.',
    },
    { retryAfterSeconds: 5 },
  );

/** The answer of the thread; undefined when it took too long or ran out of memory. */
const ask = (job: Job): Promise<ThreadAnswer | undefined> =>
  new Promise((resolve) => {
    thread ??= begin();
    const asked = thread;
    const timer = setTimeout(() => lose(asked), MOST_MILLISECONDS);
    asked.end = (answer) => {
      clearTimeout(timer);
      asked.end = undefined;
      // An idle thread does not keep the process alive.
      asked.worker.unref();
      resolve(answer);
    };
    asked.worker.ref();
    asked.worker.postMessage(job);
  });

async function inTurn(job: Job): Promise<Exclude<ThreadAnswer, { refused: unknown } | { failed: string }> | undefined> {
  if (waiting >= MOST_WAITING) throw overloaded();
  waiting++;
  const turn = last.then(() => ask(job));
  last = turn;
  const answer = await turn.finally(() => waiting--);
  if (answer && 'refused' in answer) throw new CatalogueError(answer.refused.code, answer.refused.detail);
  if (answer && 'failed' in answer) throw new Error(answer.failed);
  return answer;
}

/**
 * Reads the sheets of an .xlsx file.
 * @throws CatalogueError malformed-request, body-too-large, overloaded
 */
export async function readInThread(bytes: Buffer): Promise<NamedSheet[]> {
  const answer = await inTurn({ read: bytes });
  if (answer && 'sheets' in answer) return answer.sheets;
  throw unreadableSheet(
    'Ce classeur est trop lourd à lire. Gardez les feuilles et les lignes utiles, ou enregistrez chaque feuille en CSV.',
    'This workbook is too much to read. Keep the sheets and rows that matter, or save each sheet as CSV.',
  );
}

/**
 * Writes sheets to an .xlsx file.
 * @throws CatalogueError overloaded
 */
export async function writeInThread(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const answer = await inTurn({ write: sheets });
  if (answer && 'bytes' in answer) return Buffer.from(answer.bytes);
  throw overloaded();
}
