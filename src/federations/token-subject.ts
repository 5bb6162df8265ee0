import type { SubjectOfToken } from '../accounts/commands.ts';
import { CatalogueError } from '../ground/errors.ts';
import { mustOwnHost, mustWriteHost } from '../hosts/rights.ts';
import { findFederation, nearestFederation } from '../record/federations.ts';
import { lockHost } from '../record/hosts.ts';
import type { FederationRow, HostRow } from '../record/rows.ts';
import { mustOwnFederation } from './rights.ts';

/** An administrator makes tokens for anybody, a host or a federation for itself. */
export const subjectOfToken: SubjectOfToken = async (db, caller, draft) => {
  if (draft.role === 'host') {
    // Locked, so that a draft does not disappear under its new token.
    const host: HostRow | undefined = await lockHost(db, draft.host ?? '');
    // Whoever lost the token of a host that has left gets another one from an administrator.
    if (caller.role === 'admin') mustOwnHost(caller, host);
    else mustWriteHost(caller, host);
    return { role: 'host', hostId: host.id };
  }
  if (draft.role === 'federation') {
    const named = draft.federation ?? '';
    const federation: FederationRow | undefined = await findFederation(db, named);
    mustOwnFederation(caller, federation, federation ? undefined : await nearestFederation(db, named));
    return { role: 'federation', federationId: federation.id };
  }
  if (caller.role !== 'admin')
    throw new CatalogueError('not-yours', {
      fr: 'Seule l’administration peut faire des jetons d’administration.',
      en: 'Only an administrator may make tokens of an administrator.',
    });
  return { role: 'admin' };
};
