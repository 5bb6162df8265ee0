import { asc, lte } from 'drizzle-orm';
import { inTransaction } from '../../database/transaction.ts';
import type { Context } from '../../record/context.ts';
import { cases } from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import { removeCase } from './ended.ts';
import { lockCase } from './store.ts';

const AT_A_TIME = 50;

/** Deletes the cases without activity for 24 months, with everything made within them; returns how many. */
export async function endCases(context: Omit<Context, 'caller'>, stopping?: AbortSignal): Promise<number> {
  const day = today(context);
  for (let ended = 0; ; ) {
    const due = await context.db
      .select({ id: cases.id, federationId: cases.federationId })
      .from(cases)
      .where(lte(cases.endsOn, day))
      .orderBy(asc(cases.endsOn))
      .limit(AT_A_TIME);
    for (const { id, federationId } of due) {
      if (stopping?.aborted) return ended;
      await inTransaction(context.db, async (db) => {
        const locked = await lockCase(db, federationId, id);
        // The case may have had new activity meanwhile.
        if (!locked || locked.endsOn > day) return;
        await removeCase(db, locked, day);
        ended++;
      });
    }
    if (due.length < AT_A_TIME) return ended;
  }
}
