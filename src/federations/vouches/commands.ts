import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Vouch } from '../../documents/federation.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { vouches } from '../../record/tables.ts';
import { requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { byFederationOfDraft, lockParties, type StatementRef } from '../statement.ts';

/** Notes that a federation answers for a host; the day is that of the first time. */
async function insertVouch(db: Database, federationId: string, hostId: string, day: string): Promise<string> {
  await db.insert(vouches).values({ federationId, hostId, vouchedOn: day }).onConflictDoNothing();
  const [row] = await db
    .select({ vouchedOn: vouches.vouchedOn })
    .from(vouches)
    .where(and(eq(vouches.federationId, federationId), eq(vouches.hostId, hostId)));
  return row!.vouchedOn;
}

/** Whether there was one to remove. */
async function deleteVouch(db: Database, federationId: string, hostId: string): Promise<boolean> {
  const removed = await db
    .delete(vouches)
    .where(and(eq(vouches.federationId, federationId), eq(vouches.hostId, hostId)))
    .returning({ hostId: vouches.hostId });
  return removed.length > 0;
}

/**
 * Answers for a host, so that it may publish without proving its domain.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found
 */
export async function putVouch(context: Context, ref: StatementRef): Promise<Vouch> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const { federation, host } = await lockParties(db, caller, byFederationOfDraft, ref);
    const vouchedOn = await insertVouch(db, federation.id, host.id, today(context));
    await noteAction(db, context, 'putVouch', { hostId: host.id, federationId: federation.id });
    return { federation: federation.slug, host: host.publishedAt ? host.slug : host.id, vouchedOn };
  });
}

/**
 * Stops answering for a host; what it published stays.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, vouch-not-found
 */
export async function removeVouch(context: Context, ref: StatementRef): Promise<void> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const { federation, host } = await lockParties(db, caller, byFederationOfDraft, ref);
    if (!(await deleteVouch(db, federation.id, host.id)))
      throw new CatalogueError('vouch-not-found', {
        fr: 'Cette fédération ne se porte pas garante de cet hébergeur.',
        en: 'This federation does not vouch for this host.',
      });
    await noteAction(db, context, 'removeVouch', { hostId: host.id, federationId: federation.id });
  });
}
