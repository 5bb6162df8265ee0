import { awaitsOfficerFrom, type SubjectOfToken } from '../accounts/commands.ts';
import { federationNotFound, ownsFederation } from '../catalogue/federations.ts';
import { CatalogueError } from '../ground/errors.ts';
import { requireOwnHost, requireWritableHost } from '../hosts/rights.ts';
import type { Guard } from '../record/context.ts';
import { findFederation, lockFederation, nearestFederation } from '../record/federations.ts';
import { lockHost } from '../record/hosts.ts';
import type { FederationRow, HostRow } from '../record/rows.ts';
import { type Caller, requireToken } from '../requests/caller.ts';

/**
 * Requires the federation itself or an administrator.
 * @param nearest slug of the federation that was probably meant, when it does not exist
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export function requireOwnFederation<F extends { id: string }>(
  caller: Caller,
  federation: F | undefined,
  nearest?: string,
): asserts federation is F {
  requireToken(caller);
  if (!federation) throw federationNotFound(nearest);
  if (ownsFederation(caller, federation)) return;
  throw new CatalogueError('not-yours', {
    fr: 'Ce jeton n’est pas celui de cette fédération.',
    en: 'This token is not that of this federation.',
  });
}

const guardBy = (require: typeof requireOwnFederation): Guard<{ federation: string }> => ({
  refuses: ['federation-not-found'],
  check: async ({ db, caller }, { federation: ref }) => {
    requireToken(caller);
    const federation = await findFederation(db, ref);
    require(caller, federation, federation ? undefined : await nearestFederation(db, ref));
  },
});

/** Requires the federation itself or an administrator. */
export const federationOwner = guardBy(requireOwnFederation);

/** Whether the caller is an officer of a federation, who may read its cases. Administrators are not. */
export const isOfficer = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'federation' && caller.federationId === id && !caller.awaitsOfficer;

const NO_OFFICER = {
  admin: {
    fr: 'Les dossiers d’une fédération se lisent avec son jeton seulement. L’administration voit combien il y en a, et peut en supprimer. Pour aider, demandez une invitation à qui tient son bureau.',
    en: 'The cases of a federation are read with its own token alone. Administrators see how many there are, and may delete them. To help, ask whoever keeps its desk for an invitation.',
  },
  awaiting: {
    fr: 'Ce jeton vient de l’administration, et n’ouvre aucun dossier. Quelqu’un du bureau doit l’accepter (« Qui peut agir », ou POST /v1/tokens/{id}/acceptance). Si le bureau n’a encore personne, prouvez le site de votre réseau : /manage/join/federation.',
    en: 'This token comes from an administrator, and opens no case. Somebody of the desk must accept it (“Who may act”, or POST /v1/tokens/{id}/acceptance). If nobody keeps the desk yet, prove the site of your network: /manage/join/federation.',
  },
};

/**
 * Requires an officer: others who may write the federation, but not read its cases, are refused.
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export function requireOfficer<F extends { id: string }>(
  caller: Caller,
  federation: F | undefined,
  nearest?: string,
): asserts federation is F {
  requireOwnFederation(caller, federation, nearest);
  if (isOfficer(caller, federation)) return;
  throw new CatalogueError('not-yours', NO_OFFICER[caller.role === 'admin' ? 'admin' : 'awaiting']);
}

/** Requires an officer, who may read the federation's cases. */
export const federationOfficer = guardBy(requireOfficer);

/**
 * The owner of a token to be created: anyone for an administrator; for a host or a federation, itself. The owner's row
 * is locked, because its tokens are counted.
 */
export const subjectOfToken: SubjectOfToken = async (db, caller, draft) => {
  if (draft.role === 'host') {
    // Locked, so that a draft is not deleted while a token is created for it.
    const host: HostRow | undefined = await lockHost(db, draft.host ?? '');
    // A host that has left gets a new token only from an administrator.
    if (caller.role === 'admin') requireOwnHost(caller, host);
    else requireWritableHost(caller, host);
    return { role: 'host', hostId: host.id, awaitsOfficer: awaitsOfficerFrom(caller) };
  }
  if (draft.role === 'federation') {
    const named = draft.federation ?? '';
    const federation: FederationRow | undefined = await lockFederation(db, named);
    requireOwnFederation(caller, federation, federation ? undefined : await nearestFederation(db, named));
    return { role: 'federation', federationId: federation.id, awaitsOfficer: awaitsOfficerFrom(caller) };
  }
  if (caller.role !== 'admin')
    throw new CatalogueError('not-yours', {
      fr: 'Seule l’administration peut faire des jetons d’administration.',
      en: 'Only an administrator may make tokens of an administrator.',
    });
  return { role: 'admin' };
};
