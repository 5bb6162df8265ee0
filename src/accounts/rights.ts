import { CatalogueError } from '../ground/errors.ts';
import type { Caller, Known } from '../requests/caller.ts';
import { meant } from '../requests/unknown-key.ts';
import type { HostState } from '../vocabulary/terms.ts';

/** @throws CatalogueError no-token */
export function mustBeKnown(caller: Caller): asserts caller is Known {
  if (caller.role === 'anonymous')
    throw new CatalogueError('no-token', { fr: 'Il faut un jeton d’accès.', en: 'This needs a token.' });
}

/** @throws CatalogueError no-token, not-yours */
export function mustBeAdmin(caller: Caller): void {
  mustBeKnown(caller);
  if (caller.role !== 'admin')
    throw new CatalogueError('not-yours', {
      fr: 'Seule l’administration peut faire cela.',
      en: 'Only an administrator may do this.',
    });
}

/** What a federation may do whichever it is. @throws CatalogueError no-token, not-yours */
export function mustBeFederationOrAdmin(caller: Caller): void {
  mustBeKnown(caller);
  if (caller.role !== 'federation' && caller.role !== 'admin')
    throw new CatalogueError('not-yours', {
      fr: 'Seules une fédération et l’administration peuvent faire cela.',
      en: 'Only a federation or an administrator may do this.',
    });
}

/** @param nearest the slug of a published host that was likely meant */
export function hostNotFound(nearest?: string): CatalogueError {
  const { fr, en } = meant(nearest);
  return new CatalogueError('host-not-found', {
    fr: `Aucun hébergeur ne porte ce nom.${fr}`,
    en: `There is no host by this name.${en}`,
  });
}

/** @param nearest slug of a federation that was likely meant */
export function federationNotFound(nearest?: string): CatalogueError {
  const { fr, en } = meant(nearest);
  return new CatalogueError('federation-not-found', {
    fr: `Aucune fédération ne porte ce nom.${fr}`,
    en: `There is no federation by this name.${en}`,
  });
}

export const serviceNotFound = () =>
  new CatalogueError('service-not-found', {
    fr: 'Cet hébergeur n’a pas de service de ce nom.',
    en: 'This host has no service by this name.',
  });

export const hostWithdrawn = () =>
  new CatalogueError('host-withdrawn', {
    fr: 'Cet hébergeur a été retiré du catalogue. Publiez-le de nouveau avant d’y écrire.',
    en: 'This host was withdrawn from the catalogue. Publish it again before you write.',
  });

/** Whether anybody may see a host in this state. */
export const isVisible = ({ state }: { state: HostState }): boolean => state !== 'draft' && state !== 'withdrawn';

/** Whether a host is the caller's own, or everybody's for an administrator. */
export const ownsHost = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'admin' || (caller.role === 'host' && caller.hostId === id);

/**
 * The host and administrators write a host. To everybody else a draft does not exist.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export function mustOwnHost<H extends { id: string; state: HostState }>(
  caller: Caller,
  host: H | undefined,
): asserts host is H {
  mustBeKnown(caller);
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
export function mustReadAbout(caller: Caller, host: { id: string }, memberOf: readonly string[]): void {
  mustBeKnown(caller);
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
export function mustWriteHost<H extends { id: string; state: HostState }>(
  caller: Caller,
  host: H | undefined,
): asserts host is H {
  mustOwnHost(caller, host);
  if (host.state === 'withdrawn') throw hostWithdrawn();
}

/** Whether a federation is the caller’s own, or the caller an administrator. */
export const mayOwnFederation = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'admin' || (caller.role === 'federation' && caller.federationId === id);

/**
 * The federation and administrators write a federation.
 * @param nearest slug of a federation that was likely meant by one that does not exist
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export function mustOwnFederation<F extends { id: string }>(
  caller: Caller,
  federation: F | undefined,
  nearest?: string,
): asserts federation is F {
  mustBeKnown(caller);
  if (!federation) throw federationNotFound(nearest);
  if (mayOwnFederation(caller, federation)) return;
  throw new CatalogueError('not-yours', {
    fr: 'Ce jeton n’est pas celui de cette fédération.',
    en: 'This token is not that of this federation.',
  });
}
