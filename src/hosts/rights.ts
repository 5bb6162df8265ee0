import { isAgreed } from '../documents/membership.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import type { Context, Guard } from '../record/context.ts';
import { listMemberships } from '../record/federations.ts';
import { findHost } from '../record/hosts.ts';
import { isVisible } from '../record/read-rows.ts';
import type { HostRow } from '../record/rows.ts';
import { type Caller, requireToken } from '../requests/caller.ts';
import { suggestion } from '../requests/meaning.ts';
import type { HostState } from '../vocabulary/terms.ts';

/** @param nearest the slug of a published host that was probably meant */
export function hostNotFound(nearest?: string): CatalogueError {
  const { fr, en } = suggestion(nearest);
  return new CatalogueError('host-not-found', {
    fr: `Aucun hébergeur ne porte ce nom.${fr}`,
    en: `There is no host by this name.${en}`,
  });
}

export const hostWithdrawn = () =>
  new CatalogueError('host-withdrawn', {
    fr: 'Cet hébergeur a été retiré du catalogue. Publiez-le de nouveau avant d’y écrire.',
    en: 'This host was withdrawn from the catalogue. Publish it again before you write.',
  });

/** Whether the caller is the host, or an administrator. */
export const ownsHost = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'admin' || (caller.role === 'host' && caller.hostId === id);

/**
 * Whether the caller may read which people a host was referred in cases: the host itself, unless an administrator
 * created its token and nobody with that right has accepted it.
 */
export const readsReferrals = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'host' && caller.hostId === id && !caller.awaitsOfficer;

/**
 * Requires the host itself or an administrator. For everyone else a draft does not exist.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export function requireOwnHost<H extends { id: string; state: HostState }>(
  caller: Caller,
  host: H | undefined,
): asserts host is H {
  requireToken(caller);
  if (!host) throw hostNotFound();
  if (ownsHost(caller, host)) return;
  if (!isVisible(host)) throw hostNotFound();
  throw new CatalogueError('not-yours', {
    fr: 'Ce jeton n’est pas celui de cet hébergeur.',
    en: 'This token is not that of this host.',
  });
}

/** The error for a federation when the host has not stated its membership. */
export const notItsFederation = () =>
  new CatalogueError('not-yours', {
    fr: 'C’est réservé à l’hébergeur, aux fédérations dont il s’est dit membre et à l’administration. S’il est des vôtres, demandez-lui de le dire aussi.',
    en: 'This is for the host, the federations that it says it is a member of, and administrators. If it is one of yours, ask it to say so too.',
  });

/**
 * Requires a reader of private facts of a host: the host, an administrator, or a federation of which it is a member
 * today according to both sides.
 * @param memberOf ids of those federations
 * @throws CatalogueError no-token, not-yours
 */
export function requireReaderOfHost(caller: Caller, host: { id: string }, memberOf: readonly string[]): void {
  requireToken(caller);
  if (caller.role === 'admin' || (caller.role === 'host' && caller.hostId === host.id)) return;
  if (caller.role === 'federation') {
    if (memberOf.includes(caller.federationId)) return;
    throw notItsFederation();
  }
  throw new CatalogueError('not-yours', {
    fr: 'Ce jeton ne permet pas de lire ceci. C’est réservé à l’hébergeur, aux fédérations dont il est membre et à l’administration.',
    en: 'This token cannot read this. It is for the host, the federations that it is a member of, and administrators.',
  });
}

/**
 * Requires the host or an administrator, and that the host is not withdrawn: a withdrawn host can only be read and
 * published again.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn
 */
export function requireWritableHost<H extends { id: string; state: HostState }>(
  caller: Caller,
  host: H | undefined,
): asserts host is H {
  requireOwnHost(caller, host);
  if (host.state === 'withdrawn') throw hostWithdrawn();
}

/**
 * Requires a caller who may speak for a host: the host, an administrator, or a federation of which it is a member today
 * according to both sides. Returns the host.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function requireSpokesperson(
  { db, caller, clock }: Pick<Context, 'db' | 'caller' | 'clock'>,
  host: HostRow | undefined,
): Promise<HostRow> {
  if (caller.role === 'federation' && host) {
    const day = parisDay(clock());
    const isOurs = (await listMemberships(db, { hostId: host.id })).some(
      (membership) => membership.federationId === caller.federationId && isAgreed(membership, day),
    );
    if (isOurs) return host;
    if (isVisible(host)) throw notItsFederation();
  }
  requireOwnHost(caller, host);
  return host;
}

/* Guards check rights before the body is read. Commands check them again, with the rows locked. */

/** The host or an administrator, even for withdrawn hosts. */
export const hostOwner: Guard<{ host: string }> = {
  refuses: ['host-not-found'],
  check: async ({ db, caller }, { host }) => {
    requireToken(caller);
    requireOwnHost(caller, await findHost(db, host));
  },
};

/** The host or an administrator, if the host is not withdrawn. */
export const hostWriter: Guard<{ host: string }> = {
  refuses: ['host-not-found', 'host-withdrawn'],
  check: async ({ db, caller }, { host }) => {
    requireToken(caller);
    requireWritableHost(caller, await findHost(db, host));
  },
};

export const hostSpokesperson: Guard<{ host: string }> = {
  refuses: ['host-not-found'],
  check: async (context, { host }) => {
    requireToken(context.caller);
    await requireSpokesperson(context, await findHost(context.db, host));
  },
};
