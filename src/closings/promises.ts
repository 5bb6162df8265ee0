import type { Database } from '../database/open.ts';
import { promisesIn } from '../documents/closing-on.ts';
import type { Host } from '../documents/host.ts';
import { parisDay } from '../ground/clock.ts';
import { historyOf } from '../record/changes.ts';

/** The host as it was public on a past day; undefined when it was not yet. */
async function documentOf(db: Database, hostId: string, day: string): Promise<Host | undefined> {
  const changes = await historyOf(db, hostId);
  const last = changes.filter(({ at, document }) => document !== null && parisDay(at) <= day).at(-1);
  return last?.document as Host | undefined;
}

/**
 * What a closing announced on a day is measured by. What was announced elsewhere before is held against what was
 * promised then, so that a promise weakened in between escapes nothing.
 */
export async function promisesOn(
  db: Database,
  present: Host,
  service: string | undefined,
  day: string,
  today: string,
): Promise<{ promisedNotice: number | null; promisedRetrieval: number | null }> {
  const document = (day < today ? await documentOf(db, present.id, day) : undefined) ?? present;
  const own = document.services.find(({ slug }) => slug === service)?.commitments ?? [];
  const promised = promisesIn(own, document.commitments);
  return { promisedNotice: promised['closing-notice'], promisedRetrieval: promised['data-retrieval-after-end'] };
}
