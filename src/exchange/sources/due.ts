import { inTransaction } from '../../database/transaction.ts';
import { instantAfter } from '../../ground/clock.ts';
import type { Context } from '../../record/context.ts';
import { beginRun } from './commands.ts';
import { type ImporterOptions, workOff } from './importer.ts';
import { KEPT_DAYS, KEPT_RUNS } from './limits.ts';
import { listDueSources, lockSource, removeOldPages, removeOldRuns } from './store.ts';

/* What the catalogue does unasked: every source is read once a day, and old reports are forgotten. */

const SOURCES_AT_A_TIME = 100;

/** Begins the runs whose day has come; returns how many. */
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

/** Removes old reports, and what is kept of addresses that no file names any more. */
export const forgetRuns = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> =>
  inTransaction(db, async (db) => {
    const before = instantAfter(clock(), -KEPT_DAYS);
    await removeOldRuns(db, before, KEPT_RUNS);
    await removeOldPages(db, instantAfter(before, -KEPT_DAYS));
  });

/** How long the task works before others get their turn; what is left goes on at its next turn. */
const SLICE_MS = 45_000;

/** Begins what is due, and carries out what nobody is at: also what a process left or died at. */
export async function readSources(options: ImporterOptions, stopping: AbortSignal): Promise<void> {
  await beginDueRuns(options.context);
  const enough = AbortSignal.timeout(SLICE_MS);
  await workOff(options, { isOver: () => enough.aborted || stopping.aborted, left: stopping });
}
