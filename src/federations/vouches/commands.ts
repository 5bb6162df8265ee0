import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Vouch } from '../../documents/federation.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { isAsVouchedFor } from '../../hosts/ownership/vouches.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import type { FederationRow, HostRow } from '../../record/rows.ts';
import { vouches } from '../../record/tables.ts';
import { requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { byFederationOfDraft, lockParties, type StatementRef } from '../statement.ts';

type VouchRow = typeof vouches.$inferSelect;

/**
 * Stores that a federation vouches for a host as it is now. The day is that of the first vouch for the same slug, name
 * and website.
 */
async function putVouchRow(db: Database, federationId: string, host: HostRow, day: string): Promise<VouchRow> {
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
    .returning();
  return kept!;
}

async function findVouch(db: Database, federationId: string, hostId: string): Promise<VouchRow | undefined> {
  const [found] = await db
    .select()
    .from(vouches)
    .where(and(eq(vouches.federationId, federationId), eq(vouches.hostId, hostId)));
  return found;
}

const toVouch = ({ slug }: FederationRow, host: HostRow, { vouchedOn, ...of }: VouchRow): Vouch => ({
  federation: slug,
  host: host.publishedAt ? host.slug : host.id,
  vouchedOn,
  of: { slug: of.slug, name: of.name, website: of.website },
});

const vouchNotFound = () =>
  new CatalogueError('vouch-not-found', {
    fr: 'Cette fédération ne se porte pas garante de cet hébergeur.',
    en: 'This federation does not vouch for this host.',
  });

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
export async function putVouch(context: Context, ref: StatementRef): Promise<{ vouch: Vouch; created: boolean }> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const { federation, host } = await lockParties(db, caller, byFederationOfDraft, ref);
    const before = await findVouch(db, federation.id, host.id);
    const row = await putVouchRow(db, federation.id, host, today(context));
    await noteAction(db, context, 'putVouch', { hostId: host.id, federationId: federation.id });
    return { vouch: toVouch(federation, host, row), created: before === undefined };
  });
}

/**
 * The vouch of a federation for a host, with what it was given for.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, vouch-not-found
 */
export async function readVouch({ db, caller }: Context, ref: StatementRef): Promise<Vouch> {
  requireToken(caller);
  return await inTransaction(db, async (tx) => {
    const { federation, host } = await lockParties(tx, caller, byFederationOfDraft, ref);
    const found = await findVouch(tx, federation.id, host.id);
    if (!found) throw vouchNotFound();
    return toVouch(federation, host, found);
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
    if (!(await deleteVouch(db, federation.id, host.id))) throw vouchNotFound();
    await noteAction(db, context, 'removeVouch', { hostId: host.id, federationId: federation.id });
  });
}
