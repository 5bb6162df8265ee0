import { isAgreed, isCurrent } from '../../documents/membership.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { isOwned } from '../../hosts/ownership/store.ts';
import { hostNotFound, requireOwnHost } from '../../hosts/rights.ts';
import type { Context, Guard } from '../../record/context.ts';
import { listMemberships } from '../../record/federations.ts';
import { findHost } from '../../record/hosts.ts';
import { isVisible } from '../../record/read-rows.ts';
import type { HostRow } from '../../record/rows.ts';
import { requireToken } from '../../requests/caller.ts';

/**
 * Requires a caller who may request runs for a host's site and read the reports: the host, an administrator, or a
 * federation of which it is a member as both state. While nobody owns the entry, the federation's own statement of
 * membership is enough, because the host wrote what is on its site.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function requireReaderOfSource(
  { db, caller, clock }: Pick<Context, 'db' | 'caller' | 'clock'>,
  host: HostRow | undefined,
): Promise<HostRow> {
  requireToken(caller);
  if (caller.role !== 'federation') {
    requireOwnHost(caller, host);
    return host;
  }
  if (!host || !isVisible(host)) throw hostNotFound();
  const now = clock();
  const day = parisDay(now);
  const speaks = (await isOwned(db, host.id, now)) ? isAgreed : isCurrent;
  const isMember = (await listMemberships(db, { hostId: host.id })).some(
    (membership) => membership.federationId === caller.federationId && speaks(membership, day),
  );
  if (isMember) return host;
  throw new CatalogueError('not-yours', {
    fr: 'C’est réservé à l’hébergeur, aux fédérations dont il se dit lui-même membre, et à l’administration.',
    en: 'This is for the host, the federations of which it says itself that it is a member, and administrators.',
  });
}

export const sourceReader: Guard<{ host: string }> = {
  refuses: ['host-not-found'],
  check: async (context, { host }) => {
    requireToken(context.caller);
    await requireReaderOfSource(context, await findHost(context.db, host));
  },
};
