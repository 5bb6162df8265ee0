import { Readable } from 'node:stream';
import { setTimeout as after, setImmediate as nextTurn } from 'node:timers';
import { CatalogueError } from '../../ground/errors.ts';

/** Each running dump keeps the documents of one revision in memory until it is read. */
const AT_ONCE = 8;
/** Prevents one reader from taking all places. */
const AT_ONCE_EACH = 2;
const RETRY_SECONDS = 20;

/** Limits how many dumps are read at once. */
interface DumpSlots {
  /**
   * Starts a dump for a reader; its place is free again when the stream closes.
   * @throws CatalogueError too-many-requests when this reader has too many dumps running, overloaded when all places
   * are taken
   */
  begin(reader: string, make: () => Readable): Readable;
}

export function createDumpSlots(): DumpSlots {
  const underWay = new Map<string, number>();
  let all = 0;
  return {
    begin(reader, make) {
      const theirs = underWay.get(reader) ?? 0;
      if (theirs >= AT_ONCE_EACH)
        throw new CatalogueError(
          'too-many-requests',
          {
            fr: `Vous lisez déjà ${AT_ONCE_EACH} exports à la fois. Attendez la fin de l’un d’eux.`,
            en: `You are already reading ${AT_ONCE_EACH} exports at once. Wait for one of them to end.`,
          },
          { retryAfterSeconds: RETRY_SECONDS },
        );
      if (all >= AT_ONCE)
        throw new CatalogueError(
          'overloaded',
          {
            fr: `${AT_ONCE} exports sont déjà en cours. Réessayez dans ${RETRY_SECONDS} secondes.`,
            en: `${AT_ONCE} exports are already under way. Try again in ${RETRY_SECONDS} seconds.`,
          },
          { retryAfterSeconds: RETRY_SECONDS },
        );
      const flow = make();
      all++;
      underWay.set(reader, theirs + 1);
      flow.once('close', () => {
        all--;
        const left = (underWay.get(reader) ?? 1) - 1;
        if (left > 0) underWay.set(reader, left);
        else underWay.delete(reader);
      });
      return flow;
    },
  };
}

/**
 * Schedules low-priority work on the thread that answers requests. Callers get one time slice each, in the order in
 * which they asked, in event loop turns without other work. The process rests between slices: on a busy machine the
 * system would schedule a process that never rests later, and requests would wait.
 */
interface Slices {
  /** Resolves when the next slice may start. */
  next(): Promise<void>;
}

/** Duration of a slice, during which the process does nothing else. */
const SLICE_MS = 4;
/** Time between the starts of slices: all dumps together use a third of the time. */
const EVERY_MS = 12;
/** A turn that takes longer had other work. */
const IDLE_TURN_MS = 1;
/** In a process that is never idle, a slice starts after this time, so that no connection is closed as silent. */
const PATIENCE_MS = 100;

export function idleSlices(now: () => number = () => performance.now()): Slices {
  const waiting: (() => void)[] = [];
  let turnBegunAt = 0;
  let sliceBegunAt = 0;
  const wait = (): void => {
    after(
      () => {
        turnBegunAt = now();
        nextTurn(look);
      },
      EVERY_MS - (now() - sliceBegunAt),
    );
  };
  const look = (): void => {
    const at = now();
    const isIdle = at - turnBegunAt <= IDLE_TURN_MS;
    turnBegunAt = at;
    if (!isIdle && at - sliceBegunAt < PATIENCE_MS) return void nextTurn(look);
    sliceBegunAt = at;
    waiting.shift()?.();
    if (waiting.length > 0) wait();
  };
  return {
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) wait();
      }),
  };
}

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
