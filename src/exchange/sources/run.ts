import type { RunState } from '../../vocabulary/import-terms.ts';
import { crawl } from './crawl.ts';
import { writeEntries } from './entries.ts';
import { endings, leaveOut } from './files.ts';
import { MOST_DEATHS } from './limits.ts';
import { markRemoved } from './removed.ts';
import { endRun, type RunRow } from './store.ts';
import { problem } from './words.ts';
import type { Work } from './work.ts';

/**
 * Carries a run out from where it stands, and ends it; returns it as it ended.
 * @throws RunLeft when it must be left before, CatalogueError database-unavailable
 */
export async function carryOut(work: Work): Promise<RunRow | undefined> {
  const { context, run, by, federation } = work;
  if (run.deaths > MOST_DEATHS) {
    // Whatever it is that ends processes, this run shall not end another one.
    await leaveOut(context.db, run.id, [problem('interrupted')]);
    return await endRun(context.db, run.id, by, 'failed', context.clock());
  }
  await crawl(work);
  await writeEntries(work);
  const { firstFailed, unread, namesAny, isUncertain } = await endings(context.db, run.id);
  // A file that was not read, or is empty, names nobody less.
  if (federation && namesAny && !isUncertain) await markRemoved(work, federation.id);
  const state: RunState = firstFailed ? 'failed' : unread ? 'partial' : 'succeeded';
  return await endRun(context.db, run.id, by, state, context.clock());
}
