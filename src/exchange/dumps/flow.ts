import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** What is waiting for a slow reader; a busy process gives a dump one piece for each of its turns. */
const PIECE_BYTES = 500_000;
/** For how long a dump keeps the process from looking at anything else. */
const HELD_MS = 6;

/** Joins parts to pieces worth sending, with a turn of the event loop between them. */
async function* inPieces(parts: Iterable<Buffer | string>): AsyncGenerator<Buffer> {
  let piece: Buffer[] = [];
  let bytes = 0;
  let begunAt = performance.now();
  for (const part of parts) {
    const made = typeof part === 'string' ? Buffer.from(part) : part;
    piece.push(made);
    bytes += made.length;
    if (bytes < PIECE_BYTES && performance.now() - begunAt < HELD_MS) continue;
    yield Buffer.concat(piece, bytes);
    [piece, bytes] = [[], 0];
    await setImmediate();
    begunAt = performance.now();
  }
  if (bytes > 0) yield Buffer.concat(piece, bytes);
}

/** A body that is made as fast as it is read: nothing is made ahead of a slow reader but a piece or two. */
export const flowOf = (parts: Iterable<Buffer | string>): Readable =>
  Readable.from(inPieces(parts), { objectMode: false, highWaterMark: PIECE_BYTES });
