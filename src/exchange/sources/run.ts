import { eq } from 'drizzle-orm';
import { inTransaction } from '../../database/transaction.ts';
import { noteEvent, type PrivateEvent } from '../../feed/events/note.ts';
import { hosts } from '../../record/tables.ts';
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
 * Continues a run from its present state, and ends it; returns the ended run.
 * @throws RunLeft when it must be left before the end, CatalogueError database-unavailable
 */
export async function carryOut(work: Work): Promise<RunRow | undefined> {
  const { context, run, federation } = work;
  if (run.deaths > MOST_DEATHS) {
    // The run may be what kills the processes, so it must not be tried again.
    await leaveOut(context.db, run.id, [problem('interrupted')]);
    return await end(work, 'failed');
  }
  await crawl(work);
  await writeEntries(work);
  const { firstFailed, unread, namesAny, isUncertain } = await endings(context.db, run.id);
  // A file that could not be read, or is empty, does not mean that its hosts were removed.
  if (federation && namesAny && !isUncertain) await markRemoved(work, federation.id);
  const state: RunState = firstFailed ? 'failed' : unread ? 'partial' : 'succeeded';
  return await end(work, state);
}

/** Ends the run. If it failed, the owner's webhooks get an event in the same transaction: no failure is lost. */
const end = ({ context: { db, clock }, run, source, federation }: Work, state: RunState) =>
  inTransaction(db, async (db): Promise<RunRow | undefined> => {
    const at = clock();
    const ended = await endRun(db, run, state, at);
    if (!ended || state !== 'failed') return ended;
    const [host] = source.hostId ? await db.select().from(hosts).where(eq(hosts.id, source.hostId)) : [];
    const owner: PrivateEvent['owner'] | undefined = federation
      ? { federationId: federation.id, federation: federation.slug }
      : host && { hostId: host.id, host: host.publishedAt ? host.slug : host.id };
    if (owner) await noteEvent(db, { type: 'import.failed', key: run.id, at, owner, data: { run: run.id } });
    return ended;
  });
