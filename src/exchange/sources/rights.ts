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
 * Requires somebody who may have the site of a host read, and the reports: the host, an administrator, or a federation of
 * which it is a member as both state; of an entry that nobody owns, a federation that says so alone: what is on the site
 * of a host, its host wrote.
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
