import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Model } from '../../catalogue/model.ts';
import { CatalogueError } from '../../ground/errors.ts';

/** Size and checksum of a file as it goes out of one state, uncompressed. */
export interface Measured {
  bytes: number;
  sha256: string;
}

async function measure(flow: Readable): Promise<Measured> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of flow) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** States that are being measured, or wait for it: each stays in memory meanwhile. */
const MOST_WAITING = 2;
const RETRY_SECONDS = 20;

/**
 * Measures all files of a state once, however many ask, one file after the other, and one state after the other: many
 * changes never cost more than one reader.
 * @throws CatalogueError overloaded, when later states wait already
 */
export function createMeasures<F>(files: readonly F[], flowOf: (file: F, model: Model) => Readable) {
  // By a key: the model itself would stay in memory after its time.
  let last: { key: string; made: Promise<ReadonlyMap<F, Measured>> } | undefined;
  let waiting = 0;
  const measureAfter = async (before: Promise<unknown> | undefined, model: Model) => {
    waiting++;
    try {
      await before?.catch(() => {});
      const measured = new Map<F, Measured>();
      for (const file of files) measured.set(file, await measure(flowOf(file, model)));
      return measured;
    } finally {
      waiting--;
    }
  };
  return async (model: Model): Promise<ReadonlyMap<F, Measured>> => {
    const key = `${model.epoch} ${model.mark} ${model.day}`;
    if (last?.key === key) return await last.made;
    if (waiting >= MOST_WAITING)
      throw new CatalogueError(
        'overloaded',
        {
          fr: `Les fichiers sont en train d’être mesurés. Réessayez dans ${RETRY_SECONDS} secondes.`,
          en: `The files are being measured. Try again in ${RETRY_SECONDS} seconds.`,
        },
        { retryAfterSeconds: RETRY_SECONDS },
      );
    const made = measureAfter(last?.made, model);
    last = { key, made };
    // What failed is tried again by the next who asks.
    made.catch(() => {
      if (last?.made === made) last = undefined;
    });
    return await made;
  };
}
