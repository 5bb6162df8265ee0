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

/** @param nearest the slug of a published host that was likely meant */
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

/** Whether a host is the caller's own, or everybody's for an administrator. */
export const ownsHost = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'admin' || (caller.role === 'host' && caller.hostId === id);

/**
 * The host and administrators write a host. To everybody else a draft does not exist.
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

/** A federation that the host has not called its own, asking for what only those may do. */
export const notItsFederation = () =>
  new CatalogueError('not-yours', {
    fr: 'C’est réservé à l’hébergeur, aux fédérations dont il s’est dit membre et à l’administration. S’il est des vôtres, demandez-lui de le dire aussi.',
    en: 'This is for the host, the federations that it says it is a member of, and administrators. If it is one of yours, ask it to say so too.',
  });

/**
 * What concerns a host alone is read by the host, by the federations of which it is a member today by the word of both,
 * and by administrators.
 * @param memberOf identifiers of those federations
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
 * What has left is written no more: its owner reads it, and may publish it again.
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
 * Who may speak up for a host that others speak of: itself, a federation of which it is a member today by the word of
 * both, administrators.
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

/* Guards ask before a body is read. Commands ask again, with their rows locked. */

/** Whoever a host belongs to, also when it has left. */
export const hostOwner: Guard<{ host: string }> = {
  refuses: ['host-not-found'],
  check: async ({ db, caller }, { host }) => {
    requireToken(caller);
    requireOwnHost(caller, await findHost(db, host));
  },
};

/** Whoever a host belongs to, as long as it is there. */
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
