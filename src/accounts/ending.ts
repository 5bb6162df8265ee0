import { and, eq, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { holdings, openings } from '../record/tables.ts';

/**
 * Ends what a token gave by the secret that it had: sessions, and that anybody else holds it. It stays the own one of its person if
 * it replaced itself; else somebody else was shown the new secret.
 */
export async function endFormer(db: Database, tokenId: string, isBySelf: boolean): Promise<void> {
  const isShared = isBySelf ? eq(holdings.isOwn, false) : undefined;
  await db.delete(holdings).where(and(eq(holdings.tokenId, tokenId), isShared));
  await db.delete(openings).where(or(eq(openings.tokenId, tokenId), eq(openings.shownTokenId, tokenId)));
}
