import type { pino } from 'pino';
import type { Catalogue } from '../catalogue/follow.ts';
import { describeFailure } from '../http/problems.ts';

export const DRIFT_EVERY_MS = 600_000;

/** Compares memory with its rows, and tells operators before it repairs: a repair may fail. */
export function driftCheck(
  catalogue: Pick<Catalogue, 'countDrift' | 'repair' | 'isFollowing'>,
  gauge: { set(value: number): void },
  log: Pick<pino.Logger, 'info' | 'error'>,
): () => Promise<void> {
  const count = async (): Promise<number> => {
    const drift = await catalogue.countDrift();
    // Not compared: what is told stays.
    if (drift === undefined) return 0;
    gauge.set(drift);
    return drift;
  };
  const check = async (): Promise<void> => {
    const drift = await count();
    if (drift === 0) return;
    log.error({ drift }, 'documents in memory differ from their rows');
    const isRepaired = await catalogue.repair();
    log.info({ isRepaired, drift: await count() }, 'after the repair of documents in memory');
  };
  return () =>
    check().catch((error: unknown) => {
      // Its loss has been logged once.
      if (catalogue.isFollowing())
        log.error(describeFailure(error), 'documents in memory could not be compared with their rows, or repaired');
    });
}
