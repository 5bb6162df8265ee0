import { inTransaction } from '../../database/transaction.ts';
import { instantAfter } from '../../ground/clock.ts';
import type { Context } from '../../record/context.ts';
import { beginRun } from './commands.ts';
import { type ImporterOptions, workOff } from './importer.ts';
import { KEPT_DAYS, KEPT_RUNS } from './limits.ts';
import { listDueSources, lockSource, removeOldPages, removeOldRuns } from './store.ts';

/* Scheduled work: every source is read once a day, and old reports are deleted. */

const SOURCES_AT_A_TIME = 100;

/** Starts the runs that are due; returns how many. */
export async function beginDueRuns(context: Omit<Context, 'caller'>): Promise<number> {
  const { db, clock } = context;
  let begun = 0;
  for (const { federationId, hostId } of await listDueSources(db, clock(), SOURCES_AT_A_TIME))
    await inTransaction(db, async (db) => {
      const source = await lockSource(db, federationId === null ? { hostId: hostId! } : { federationId });
      if (!source || source.nextAt === null || source.nextAt > clock()) return;
      if (await beginRun(db, context, source)) begun++;
    });
  return begun;
}

/** Deletes old reports, and the stored content of addresses that no file names any more. */
export const forgetRuns = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> =>
  inTransaction(db, async (db) => {
    const before = instantAfter(clock(), -KEPT_DAYS);
    await removeOldRuns(db, before, KEPT_RUNS);
    await removeOldPages(db, instantAfter(before, -KEPT_DAYS));
  });

/** Time after which the task lets other tasks run; the rest continues the next time. */
const SLICE_MS = 45_000;

/** Starts the runs that are due, and carries out all runs without a lease, including interrupted ones. */
export async function readSources(options: ImporterOptions, stopping: AbortSignal): Promise<void> {
  await beginDueRuns(options.context);
  const enough = AbortSignal.timeout(SLICE_MS);
  await workOff(options, { isOver: () => enough.aborted || stopping.aborted, left: stopping });
}
