import type { Readable } from 'node:stream';
import { CatalogueError } from '../../ground/errors.ts';

/** Each running dump keeps the documents of one revision in memory until it is read. */
const AT_ONCE = 8;
/** Prevents one reader from taking all places. */
const AT_ONCE_EACH = 2;
const RETRY_SECONDS = 20;

/** Limits how many dumps are read at once. */
export interface DumpSlots {
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
