import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { isCurrent } from '../../documents/membership.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { hostNotFound, hostWithdrawn } from '../../hosts/rights.ts';
import type { Context } from '../../record/context.ts';
import { findFederation, lockFederation, nearestFederation } from '../../record/federations.ts';
import { findHost } from '../../record/hosts.ts';
import type { Caller } from '../../requests/caller.ts';
import { mustBeKnown } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import { memberFaults } from '../meaning.ts';
import { federationNotFound, mayOwnFederation } from '../rights.ts';
import { findMembership } from '../store.ts';
import { agree, isUnasked } from './agreeing.ts';
import { type Asked, alreadyMember, toRequest } from './request.ts';
import type { MembershipRequest, MembershipRequestDraft } from './schema.ts';
import { findRequest, listRequests, putRequest } from './store.ts';

function mustAsk(caller: Caller): asserts caller is Extract<Caller, { role: 'host' }> {
  mustBeKnown(caller);
  if (caller.role !== 'host')
    throw new CatalogueError('not-yours', {
      fr: 'Un hébergeur demande avec son propre jeton. Une fédération inscrit directement un membre.',
      en: 'A host asks with its own token. A federation enters a member directly.',
    });
}

/** Whether a host may ask, before its body is read. @throws CatalogueError no-token, not-yours, federation-not-found */
export async function mayAsk({ db, caller }: Context, ref: string): Promise<void> {
  mustAsk(caller);
  if (!(await findFederation(db, ref))) throw federationNotFound(await nearestFederation(db, ref));
}

/**
 * Asks a federation to confirm the host of the token as a member. Asking again replaces what was asked. Nothing public
 * changes before the federation answers; when it spoke first, the host says so too.
 * @throws CatalogueError no-token, not-yours, federation-not-found, host-withdrawn, not-published, already-member, meaningless-request
 */
export async function askMembership(context: Context, ref: string, draft: MembershipRequestDraft): Promise<Asked> {
  const { caller, reference } = context;
  mustAsk(caller);
  if (await isUnasked(context, ref, caller.hostId)) return await agree(context, ref, caller.hostId, draft);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    if (!federation) throw federationNotFound();
    const host = await findHost(db, caller.hostId);
    if (!host) throw hostNotFound();
    if (host.state === 'withdrawn') throw hostWithdrawn();
    if (host.state === 'draft')
      throw new CatalogueError('not-published', {
        fr: 'Publiez d’abord votre fiche : une fédération ne voit pas les brouillons.',
        en: 'Publish your entry first: a federation does not see drafts.',
      });
    const membership = await findMembership(db, federation.id, host.id);
    if (membership && isCurrent(membership, today(context))) throw alreadyMember();
    const { note, ...said } = draft;
    refuseFaults(
      memberFaults({ status: 'member', ...said }, federation.charter ?? undefined, reference, today(context)),
    );
    const before = await findRequest(db, federation.id, host.id);
    const row = {
      federationId: federation.id,
      hostId: host.id,
      askedOn: before?.askedOn ?? today(context),
      since: draft.since ?? null,
      charter: draft.charter ?? null,
      charterVersion: draft.charterVersion ?? null,
      note: note ?? null,
    };
    await putRequest(db, row);
    return { request: toRequest(row, host, federation), created: before === undefined, revision: null };
  });
}

/** The requests that a caller is concerned by; undefined for everybody else. */
export async function requestsFor(
  db: Database,
  caller: Caller,
  federation: Federation,
): Promise<MembershipRequest[] | undefined> {
  const hostId = caller.role === 'host' ? caller.hostId : undefined;
  if (hostId === undefined && !mayOwnFederation(caller, federation)) return undefined;
  const found = await listRequests(db, federation.id, hostId);
  return found.map(({ row, ...host }) => toRequest(row, host, federation));
}
