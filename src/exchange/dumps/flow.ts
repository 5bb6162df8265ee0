import { Readable } from 'node:stream';
import { SLICE_MS, type Slices } from './slices.ts';

/** Maximum size that waits for a slow reader; a busy process makes only one piece now and then. */
const PIECE_BYTES = 500_000;

/** Joins parts into pieces of a useful size, each made in its own slice. */
async function* inPieces(parts: Iterable<Buffer | string>, slices: Slices): AsyncGenerator<Buffer> {
  let piece: Buffer[] = [];
  let bytes = 0;
  await slices.next();
  let begunAt = performance.now();
  for (const part of parts) {
    const made = typeof part === 'string' ? Buffer.from(part) : part;
    piece.push(made);
    bytes += made.length;
    if (bytes < PIECE_BYTES && performance.now() - begunAt < SLICE_MS) continue;
    yield Buffer.concat(piece, bytes);
    [piece, bytes] = [[], 0];
    await slices.next();
    begunAt = performance.now();
  }
  if (bytes > 0) yield Buffer.concat(piece, bytes);
}

/** A body that is made as fast as it is read: at most a piece or two are made in advance. */
export const flowOf = (parts: Iterable<Buffer | string>, slices: Slices): Readable =>
  Readable.from(inPieces(parts, slices), { objectMode: false, highWaterMark: PIECE_BYTES });
