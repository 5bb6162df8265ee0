import { removeAddress } from '../../accounts/private-addresses.ts';
import { updateToken } from '../../accounts/store.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import { lockHost, updateHost } from '../../record/hosts.ts';
import { type HostBefore, loadHost, settleHost } from '../../record/settle.ts';
import { mustBeClaimable } from './claimable.ts';
import { findProvenClaim, listDueOwners, removeClaimsExpiredBy, revokeTokensOf } from './store.ts';

const CALLER = { role: 'check', label: 'ownership', tokenId: null } as const;

/** The claim that takes an entry over; undefined when none does any more. */
async function claimOf(db: Database, before: HostBefore): Promise<{ id: string } | undefined> {
  try {
    const website = await mustBeClaimable(db, before);
    return await findProvenClaim(db, before.rows.host.id, new URL(website).origin);
  } catch (error) {
    if (error instanceof CatalogueError) return undefined;
    throw error;
  }
}

/** Hands one entry over, or drops the claims that may not have it; says whether it has changed hands. */
const handOver = (outer: Context, id: string): Promise<boolean> =>
  inTransaction(outer.db, async (db) => {
    const context = { ...outer, caller: CALLER };
    const day = parisDay(context.clock());
    const host = await lockHost(db, id);
    if (!host || host.ownerChangesOn === null || host.ownerChangesOn > day) return false;
    const before = await loadHost(db, context, id);
    const claim = await claimOf(db, before);
    if (claim) {
      await revokeTokensOf(db, id, context.clock(), { but: claim.id });
      await updateToken(db, claim.id, { isClaim: false });
      await removeAddress(db, { hostId: id });
    } else await revokeTokensOf(db, id, context.clock(), { claimsOnly: true });
    await updateHost(db, id, {
      ownerChangesOn: null,
      ...(claim && { domainVerifiedAt: day, confirmedAt: day, termsAccepted: '2026-1' }),
    });
    await settleHost(db, context, before);
    return claim !== undefined;
  });

/**
 * Hands over the entries whose holders did not object in time; returns how many. One that fails keeps no other waiting.
 * @throws AggregateError what went wrong, once all of them were tried
 */
export async function handOverOwnerships(context: Omit<Context, 'caller'>): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for (const { id } of await listDueOwners(context.db, parisDay(context.clock())))
    try {
      if (await handOver({ ...context, caller: CALLER }, id)) done++;
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} entries could not be handed over`);
  return done;
}

/** Forgets the claims that were not proven in time; returns how many. */
export const forgetClaims = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> =>
  inTransaction(db, (db) => removeClaimsExpiredBy(db, clock()));
