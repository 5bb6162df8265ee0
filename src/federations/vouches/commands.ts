import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Vouch } from '../../documents/federation.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { isAsVouchedFor } from '../../hosts/ownership/vouches.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import type { HostRow } from '../../record/rows.ts';
import { vouches } from '../../record/tables.ts';
import { requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { byFederationOfDraft, lockParties, type StatementRef } from '../statement.ts';

/**
 * Stores that a federation vouches for a host as it is now. The day is that of the first vouch for the same slug, name
 * and website.
 */
async function putVouchRow(db: Database, federationId: string, host: HostRow, day: string): Promise<string> {
  const { id: hostId, slug, name, website } = host;
  const row = { federationId, hostId, slug, name, website, vouchedOn: day };
  const [kept] = await db
    .insert(vouches)
    .values(row)
    .onConflictDoUpdate({
      target: [vouches.federationId, vouches.hostId],
      set: {
        slug,
        name,
        website,
        vouchedOn: sql`case when ${isAsVouchedFor(host)} then ${vouches.vouchedOn} else ${day} end`,
      },
    })
    .returning({ vouchedOn: vouches.vouchedOn });
  return kept!.vouchedOn;
}

async function deleteVouch(db: Database, federationId: string, hostId: string): Promise<boolean> {
  const removed = await db
    .delete(vouches)
    .where(and(eq(vouches.federationId, federationId), eq(vouches.hostId, hostId)))
    .returning({ hostId: vouches.hostId });
  return removed.length > 0;
}

/**
 * Vouches for a host, so that it may publish without proving its domain.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found
 */
export async function putVouch(context: Context, ref: StatementRef): Promise<Vouch> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const { federation, host } = await lockParties(db, caller, byFederationOfDraft, ref);
    const vouchedOn = await putVouchRow(db, federation.id, host, today(context));
    await noteAction(db, context, 'putVouch', { hostId: host.id, federationId: federation.id });
    const { id, slug, name, website, publishedAt } = host;
    return { federation: federation.slug, host: publishedAt ? slug : id, vouchedOn, of: { slug, name, website } };
  });
}

/**
 * Withdraws a vouch; what the host has published stays.
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
