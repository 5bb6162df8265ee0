import { or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { evidencePassages, looks, siteVisits, watchedHosts } from '../record/tables.ts';
import { MARKS, type Rewriter } from './rewrite.ts';
import { documentHolds, labelHolds, removeHolding, rewriteTable } from './rows.ts';

/**
 * Rewrites what is kept of the site of a host and of its pages of evidence, where what is known of an address goes with it;
 * and of those of other hosts, for none of it is published.
 */
export async function rewriteWatched(
  db: Database,
  { hostId, text }: { hostId: string; text: string },
  rewriter: Rewriter,
): Promise<void> {
  await removeHolding(db, evidencePassages.hostId, evidencePassages.url, hostId, rewriter);
  await removeHolding(db, watchedHosts.hostId, watchedHosts.url, hostId, rewriter);
  await removeHolding(db, looks.hostId, looks.site, hostId, rewriter);
  await rewriteTable(db, [evidencePassages, ['id'], labelHolds(evidencePassages.passage, text)], rewriter);
  await rewriteTable(db, [watchedHosts, ['hostId'], documentHolds(watchedHosts.troubles, text)], rewriter);
  // The page itself may say it still: no more of it is kept.
  const isMarked = sql`position(${MARKS.fr} in ${evidencePassages.passage}) > 0`;
  await db.update(evidencePassages).set({ isRedacted: true }).where(isMarked);
  await db.delete(siteVisits).where(or(labelHolds(siteVisits.site, text), documentHolds(siteVisits.robots, text)));
}
