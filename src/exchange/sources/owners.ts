import { federationNotFound } from '../../catalogue/federations.ts';
import type { Database } from '../../database/open.ts';
import { isAgreed, isCurrent } from '../../documents/membership.ts';
import { requireOwnFederation } from '../../federations/rights.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError, type Fault, fault } from '../../ground/errors.ts';
import { isOwned } from '../../hosts/ownership/store.ts';
import { hostGuard, hostNotFound, requireOwnHost, requireWritableHost } from '../../hosts/rights.ts';
import type { Context } from '../../record/context.ts';
import { findFederation, listMemberships, lockFederation, nearestFederation } from '../../record/federations.ts';
import { findHost, lockHost } from '../../record/hosts.ts';
import { isVisible } from '../../record/read-rows.ts';
import type { HostRow } from '../../record/rows.ts';
import { requireToken } from '../../requests/caller.ts';
import type { SourceKind } from '../../vocabulary/import-terms.ts';
import { DOCUMENT_PATH, documentAddress } from './documents.ts';
import type { SourceOwner } from './store.ts';

/**
 * Requires a caller who may request runs for a host's site and read the reports: the host, an administrator, or a
 * federation of which it is a member as both state. While nobody owns the entry, the federation's own statement of
 * membership is enough, because the host wrote what is on its site.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
async function requireReaderOfSource(
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

export const sourceReader = hostGuard(requireReaderOfSource);

/* The owner of a source, a federation or a host: who may do what, and which addresses are allowed. */

/** An owner as named in a path. */
export type OwnerRef = { federation: string } | { host: string };

/** An owner that was found, with the caller's rights checked. */
export interface FoundOwner {
  owner: SourceOwner;
  /** The subject in the audit trail. */
  subject: { hostId: string } | { federationId: string };
  host: HostRow | undefined;
}

const ofFederation = (federationId: string): FoundOwner => ({
  ...{ owner: { federationId }, subject: { federationId }, host: undefined },
});
const ofHost = (host: HostRow): FoundOwner => ({
  ...{ owner: { hostId: host.id }, subject: { hostId: host.id }, host },
});

/**
 * Finds and locks the owner whose source will be changed.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, host-withdrawn, not-published
 */
export async function lockOwner(db: Database, { caller }: Pick<Context, 'caller'>, ref: OwnerRef): Promise<FoundOwner> {
  if ('federation' in ref) {
    const federation = await lockFederation(db, ref.federation);
    requireOwnFederation(caller, federation, federation ? undefined : await nearestFederation(db, ref.federation));
    return ofFederation(federation.id);
  }
  const host = await lockHost(db, ref.host);
  requireWritableHost(caller, host);
  if (!isVisible(host))
    throw new CatalogueError('not-published', {
      fr: 'Cette fiche est un brouillon : publiez-la d’abord.',
      en: 'This entry is a draft: publish it first.',
    });
  return ofHost(host);
}

/**
 * Finds the owner whose source and reports are read, or for which a run is requested.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours
 */
export async function findOwner(db: Database, context: Context, ref: OwnerRef): Promise<FoundOwner> {
  if ('federation' in ref) {
    const federation = await findFederation(db, ref.federation);
    if (!federation) throw federationNotFound(await nearestFederation(db, ref.federation));
    requireOwnFederation(context.caller, federation);
    return ofFederation(federation.id);
  }
  const host = await findHost(db, ref.host);
  if (!host) throw hostNotFound();
  return ofHost(await requireReaderOfSource({ ...context, db }, host));
}

/** The kind of source at an address. */
export const kindOf = (url: string): SourceKind =>
  new URL(url).pathname === DOCUMENT_PATH ? 'bercail' : 'chatonsinfos';

/** Faults of an address for an owner. */
export function addressFaults(url: string, { host }: FoundOwner): Fault[] {
  if (kindOf(url) !== 'bercail') return [];
  if (!host)
    return [
      fault('/url', 'not-for-this-role', {
        fr: 'Ce document est celui d’un hébergeur. Donnez l’adresse d’un fichier .properties de fédération.',
        en: 'This document is that of a host. Give the address of the .properties file of a federation.',
      }),
    ];
  const address = documentAddress(host);
  if (address === url) return [];
  return address === undefined
    ? [
        fault('/url', 'no-website', {
          fr: 'Cette fiche n’a pas de site web : écrivez-le d’abord.',
          en: 'This entry has no website: write it first.',
        }),
      ]
    : [
        fault('/url', 'page-of-somebody-else', {
          fr: `Ce document doit se trouver sur le site de la fiche : ${address}`,
          en: `This document must be on the site of the entry: ${address}`,
        }),
      ];
}
