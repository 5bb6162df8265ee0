import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Model } from '../../catalogue/model.ts';

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

/**
 * Measures all files of a state once, however many ask, one file after the other; a later state begins only when the
 * one before is done, so that many changes never cost more than one reader.
 */
export function createMeasures<F>(files: readonly F[], flowOf: (file: F, model: Model) => Readable) {
  // By a key: the model itself would stay in memory after its time.
  let last: { key: string; made: Promise<ReadonlyMap<F, Measured>> } | undefined;
  return (model: Model): Promise<ReadonlyMap<F, Measured>> => {
    const key = `${model.epoch} ${model.mark} ${model.day}`;
    if (last?.key === key) return last.made;
    const before = last?.made.catch(() => undefined);
    const made = (async () => {
      await before;
      const measured = new Map<F, Measured>();
      for (const file of files) measured.set(file, await measure(flowOf(file, model)));
      return measured;
    })();
    last = { key, made };
    return made;
  };
}
