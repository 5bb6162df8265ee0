import type { Database } from '../database/open.ts';
import { type Clock, parisDay } from '../ground/clock.ts';
import type { Caller } from '../requests/caller.ts';
import { noteUseOn } from './store.ts';

/**
 * Notes the day on which a token was last used, once a day: an hour would say more of people than their work needs.
 * For after the answer; nobody waits for it, and a standby that cannot write it down keeps nobody out.
 */
export function lastUses({ db, clock }: { db: Database; clock: Clock }): (caller: Caller) => void {
  let notedOn = '';
  const noted = new Set<string>();
  return (caller) => {
    if (!('tokenId' in caller) || caller.tokenId === null) return;
    const { tokenId } = caller;
    const day = parisDay(clock());
    if (day !== notedOn) noted.clear();
    notedOn = day;
    if (noted.has(tokenId)) return;
    noted.add(tokenId);
    noteUseOn(db, tokenId, day).catch(() => noted.delete(tokenId));
  };
}
