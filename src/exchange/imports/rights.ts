import type { Database } from '../../database/open.ts';
import { isAgreed, isCertain } from '../../documents/membership.ts';
import { hostGuard, namesDraft, notItsFederation, requireOwnHost } from '../../hosts/rights.ts';
import type { Context } from '../../record/context.ts';
import { listMemberships } from '../../record/federations.ts';
import { isVisible } from '../../record/read-rows.ts';
import type { HostRow } from '../../record/rows.ts';
import { requireToken, type TokenHolder } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';

/** Whether the host itself acts here: it has proved its domain or confirmed its entry. */
const speaksForItself = ({ confirmedOn, domainVerifiedOn }: HostRow): boolean =>
  confirmedOn !== null || domainVerifiedOn !== null;

/**
 * Requires a caller who may decide on proposals for an entry: the host; a federation of which it is a member, as both
 * state, or as the federation alone states while the host itself does not act here; the federation whose files name a
 * draft; an administrator.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function requireJudge(
  db: Database,
  context: Pick<Context, 'caller' | 'clock'> & { caller: TokenHolder },
  host: HostRow | undefined,
): Promise<HostRow> {
  const { caller } = context;
  if (caller.role === 'federation' && host) {
    if (await namesDraft(db, caller, host)) return host;
    const day = today(context);
    const isOurs = (await listMemberships(db, { hostId: host.id })).some(
      (one) =>
        one.federationId === caller.federationId &&
        (isAgreed(one, day) || (isCertain(one, day) && !speaksForItself(host))),
    );
    if (isOurs) return host;
    if (isVisible(host)) throw notItsFederation();
  }
  requireOwnHost(caller, host);
  return host;
}

export const proposalJudge = hostGuard(({ db, caller, clock }, host) => {
  requireToken(caller);
  return requireJudge(db, { caller, clock }, host);
});
