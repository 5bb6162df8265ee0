import { federationNotFound } from '../../catalogue/federations.ts';
import type { Database } from '../../database/open.ts';
import { requireOwnFederation } from '../../federations/rights.ts';
import { CatalogueError, type Fault, fault } from '../../ground/errors.ts';
import { hostNotFound, requireWritableHost } from '../../hosts/rights.ts';
import type { Context } from '../../record/context.ts';
import { findFederation, lockFederation, nearestFederation } from '../../record/federations.ts';
import { findHost, lockHost } from '../../record/hosts.ts';
import { isVisible } from '../../record/read-rows.ts';
import type { HostRow } from '../../record/rows.ts';
import type { SourceKind } from '../../vocabulary/import-terms.ts';
import { DOCUMENT_PATH, documentAddress } from './documents.ts';
import { requireReaderOfSource } from './rights.ts';
import type { SourceOwner } from './store.ts';

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
