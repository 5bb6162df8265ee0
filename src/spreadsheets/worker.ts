import { parentPort } from 'node:worker_threads';
import { CatalogueError } from '../ground/errors.ts';
import type { Job, ThreadAnswer } from './thread.ts';
import { readWorkbook } from './workbook.ts';
import { workbookBytes } from './write-workbook.ts';

/** A thread that reads and writes workbooks, one at a time. */
parentPort!.on('message', async (job: Job) => {
  const answer: ThreadAnswer = await answerTo(job).catch((error: unknown) =>
    error instanceof CatalogueError
      ? { refused: { code: error.code, detail: error.detail } }
      : { failed: String(error) },
  );
  parentPort!.postMessage(answer);
});

async function answerTo(job: Job): Promise<ThreadAnswer> {
  return 'read' in job
    ? { sheets: await readWorkbook(Buffer.from(job.read)) }
    : { bytes: new Uint8Array(await workbookBytes(job.write)) };
}
