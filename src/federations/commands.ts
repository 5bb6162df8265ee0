import { inTransaction } from '../database/transaction.ts';
import { type Federation, FederationDraft } from '../documents/federation.ts';
import { fault } from '../ground/errors.ts';
import { publishChange } from '../record/changes.ts';
import type { Context, Written } from '../record/context.ts';
import { listMemberships, lockFederation, updateFederation } from '../record/federations.ts';
import { lockHosts } from '../record/hosts.ts';
import { loadFederation, loadHost, settleFederation, settleHost } from '../record/settle.ts';
import { authorOf } from '../requests/author.ts';
import { mustBeAdmin, mustBeKnown } from '../requests/caller.ts';
import { inputPart, patched } from '../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { federationFaults } from './meaning.ts';
import { mustOwnFederation } from './rights.ts';
import { federationColumns, insertFederation, listOtherNames, listSpokenOf } from './store.ts';
import { takenFaults } from './taken.ts';
import { newOwnHostFaults } from './ties.ts';

/**
 * Makes a federation, public at once; for administrators.
 * @throws CatalogueError no-token, not-yours, meaningless-request, slug-taken
 */
export async function createFederation(context: Context, draft: FederationDraft): Promise<Written<Federation>> {
  const { caller, clock, newId, reference } = context;
  mustBeAdmin(caller);
  mustBeKnown(caller);
  refuseFaults(federationFaults(draft, reference));
  return await inTransaction(context.db, async (db) => {
    const id = newId();
    await insertFederation(db, { id, ...federationColumns(draft), createdAt: clock() });
    const { document } = await loadFederation(db, id);
    const change = { kind: 'created' as const, at: clock(), federationId: id, document, ...authorOf(caller) };
    const revision = await publishChange(db, change);
    // Under the lock of the revision: whoever took the name at the same time has ended by now.
    refuseFaults(takenFaults(draft, await listOtherNames(db, id)));
    return { document, version: document.version, created: true, revision };
  });
}

/**
 * Changes facts of a federation by a JSON merge patch; another charter changes what its members have signed.
 * @throws CatalogueError no-token, federation-not-found, not-yours, invalid-request, meaningless-request, version-required, version-stale
 */
export async function patchFederation(
  context: Context,
  ref: string,
  patch: unknown,
  ifMatch: IfMatch,
): Promise<Written<Federation>> {
  const { caller, reference } = context;
  mustBeKnown(caller);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    mustOwnFederation(caller, federation);
    const before = await loadFederation(db, federation.id);
    const draft = patched(FederationDraft, inputPart(FederationDraft, before.document), patch);
    const faults = federationFaults(draft, reference);
    if (draft.slug !== federation.slug)
      faults.push(
        fault('/slug', 'slug-fixed', {
          fr: 'L’identifiant d’une fédération ne change pas.',
          en: 'The slug of a federation cannot change.',
        }),
      );
    if (draft.website !== federation.website)
      faults.push(...newOwnHostFaults(draft.website, federation.website, await listSpokenOf(db, federation.id)));
    refuseFaults(faults);
    checkVersion(ifMatch, federation.version, false);
    const movesMembers = (draft.charter ?? null) !== federation.charter;
    const members = movesMembers ? await listMemberships(db, { federationId: federation.id }) : [];
    const hosts = [];
    for (const { id } of await lockHosts(
      db,
      members.map(({ hostId }) => hostId),
    ))
      hosts.push(await loadHost(db, context, id));
    await updateFederation(db, federation.id, federationColumns(draft));
    const settled = await settleFederation(db, context, authorOf(caller), before);
    if (!settled) return { document: before.document, version: federation.version, created: false, revision: null };
    refuseFaults(takenFaults(draft, await listOtherNames(db, federation.id), before.document));
    for (const host of hosts) await settleHost(db, { ...context, caller }, host);
    return { ...settled, version: settled.document.version, created: false };
  });
}
