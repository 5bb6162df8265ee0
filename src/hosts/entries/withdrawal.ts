import { inTransaction } from '../../database/transaction.ts';
import type { Host, SuspensionDraft } from '../../documents/host.ts';
import { instantAfter } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { removeMailAddresses } from '../../mail/addresses.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import { finishFederationWrite, loadHost } from '../../record/finish-write.ts';
import { updateHost } from '../../record/hosts.ts';
import { publishChange } from '../../record/publish.ts';
import { authorOf, requireAdmin, requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { checkVersion, type IfMatch } from '../../requests/version.ts';
import type { WithdrawalReason } from '../../vocabulary/terms.ts';
import { changeHost, lockWithFederations } from '../change.ts';
import { requireWritableHost } from '../rights.ts';
import { forgetWatching, removeDraftsBefore, removeHost } from '../store.ts';

/** Days after which an unpublished draft is removed. */
export const DRAFT_DAYS = 30;

/**
 * Suspends a host: it leaves lists and matches, while its page stays and gives the reason. Only administrators may
 * suspend a host and end a suspension.
 * @throws CatalogueError no-token, not-yours, host-not-found, host-withdrawn, not-published, version-required,
 * version-stale
 */
export async function suspendHost(
  context: Context,
  ref: string,
  { reason }: SuspensionDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> {
  requireAdmin(context.caller);
  return await changeHost(context, ref, ifMatch, ({ rows: { host } }) => {
    if (host.state === 'draft')
      throw new CatalogueError('not-published', {
        fr: 'Cet hébergeur n’est encore qu’un brouillon : il n’y a rien à suspendre.',
        en: 'This host is only a draft yet: there is nothing to suspend.',
      });
    const { since, was } = host.suspension ?? { since: today(context), was: host.state };
    return {
      creates: host.suspension === null,
      apply: (db) => updateHost(db, host.id, { state: 'suspended', suspension: { reason, since, was } }),
    };
  });
}

/**
 * Ends a suspension: the host returns to its previous state.
 * @throws CatalogueError no-token, not-yours, host-not-found, host-withdrawn, suspension-not-found, version-required,
 * version-stale
 */
export async function liftSuspension(context: Context, ref: string, ifMatch: IfMatch): Promise<WriteResult<Host>> {
  requireAdmin(context.caller);
  return await changeHost(context, ref, ifMatch, ({ rows: { host } }) => {
    const { suspension } = host;
    if (!suspension)
      throw new CatalogueError('suspension-not-found', {
        fr: 'Cet hébergeur n’est pas suspendu.',
        en: 'This host is not suspended.',
      });
    return { apply: (db) => updateHost(db, host.id, { state: suspension.was, suspension: null }) };
  });
}

/**
 * Withdraws a public host. Its slug stays reserved and its history readable. The log of changes records the withdrawal,
 * with the reason if one is given. The federations that list the host change too. A draft is removed entirely.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-required, version-stale
 */
export async function withdrawHost(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  reason?: WithdrawalReason,
): Promise<WriteResult<Host>> {
  const { caller, clock } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const { host, before, federations } = await lockWithFederations(db, context, ref);
    requireWritableHost(caller, host);
    checkVersion(ifMatch, host.version, false);
    if (host.state === 'draft') {
      await removeHost(db, host.id);
      // The audit trail records that a draft was removed, not which one.
      await noteAction(db, context, 'withdrawHost', {});
      return { document: before.document, version: host.version, created: false, revision: null };
    }
    const at = clock();
    await updateHost(db, host.id, { state: 'withdrawn', version: host.version + 1, updatedAt: at });
    await forgetWatching(db, host.id);
    await removeMailAddresses(db, context, { hostId: host.id });
    const { document } = await loadHost(db, context, host.id);
    const author = authorOf(caller);
    const left = { kind: 'withdrawn', at, hostId: host.id, document: null, withdrawalReason: reason ?? null } as const;
    const revision = await publishChange(db, { ...left, ...author });
    for (const federation of federations) await finishFederationWrite(db, context, author, federation);
    return { document, version: document.version, created: false, revision };
  });
}

/** Removes drafts that were not published within 30 days, with their tokens; returns how many. */
export const expireDrafts = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> =>
  inTransaction(db, (db) => removeDraftsBefore(db, instantAfter(clock(), -DRAFT_DAYS)));
