import { or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { evidencePassages, looks, siteVisits, watchedHosts } from '../record/tables.ts';
import { MARKS, type Rewriter } from './rewrite.ts';
import { documentHolds, labelHolds, removeHolding, rewriteTable } from './rows.ts';

/**
 * Redacts the observations of a host's website and the passages of its evidence pages. When an address contains the
 * text, everything stored about it is deleted. Passages and troubles of other hosts are redacted too: none of this is
 * published.
 */
export async function rewriteWatched(
  db: Database,
  { hostId, text }: { hostId: string; text: string },
  rewriter: Rewriter,
): Promise<void> {
  await removeHolding(db, evidencePassages.hostId, evidencePassages.url, hostId, rewriter);
  await removeHolding(db, watchedHosts.hostId, watchedHosts.url, hostId, rewriter);
  await removeHolding(db, looks.hostId, looks.site, hostId, rewriter);
  await rewriteTable(db, [evidencePassages, labelHolds(evidencePassages.passage, text)], rewriter);
  await rewriteTable(db, [watchedHosts, documentHolds(watchedHosts.troubles, text)], rewriter);
  // The page itself may still contain the text: store no further passages of it.
  const isMarked = sql`position(${MARKS.fr} in ${evidencePassages.passage}) > 0`;
  await db.update(evidencePassages).set({ isRedacted: true }).where(isMarked);
  await db.delete(siteVisits).where(or(labelHolds(siteVisits.site, text), documentHolds(siteVisits.robots, text)));
}
