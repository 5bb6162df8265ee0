import { inTransaction } from '../database/transaction.ts';
import { type Federation, FederationDraft } from '../documents/federation.ts';
import { CatalogueError, fault } from '../ground/errors.ts';
import { publishChange } from '../record/changes.ts';
import type { Context, Edit, Written } from '../record/context.ts';
import { listMemberships, lockFederation, updateFederation } from '../record/federations.ts';
import { lockHosts } from '../record/hosts.ts';
import { type FederationBefore, loadFederation, loadHosts, settleFederation, settleHosts } from '../record/settle.ts';
import { authorOf, requireAdmin, requireToken } from '../requests/caller.ts';
import { applyPatch, inputPart } from '../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { federationFaults, nameFaults } from './meaning.ts';
import { isOfficer, requireOwnFederation } from './rights.ts';
import { countCasesOf, federationColumns, insertFederation, listHostsWithTies, listOtherNames } from './store.ts';
import { hasSameName, newOwnHostFaults } from './ties.ts';

/**
 * Creates a federation, public at once. For administrators.
 * @throws CatalogueError no-token, not-yours, meaningless-request, slug-taken
 */
export async function createFederation(context: Context, draft: FederationDraft): Promise<Written<Federation>> {
  const { caller, clock, newId, reference } = context;
  requireAdmin(caller);
  requireToken(caller);
  refuseFaults(federationFaults(draft, reference));
  return await inTransaction(context.db, async (db) => {
    const id = newId();
    await insertFederation(db, { id, ...federationColumns(draft), createdAt: clock() });
    const { document } = await loadFederation(db, id);
    const change = { kind: 'created' as const, at: clock(), federationId: id, document, ...authorOf(caller) };
    const revision = await publishChange(db, change);
    // Checked again under the lock of the revision: a concurrent write that takes the name has committed or failed by
    // now.
    refuseFaults(nameFaults(draft, await listOtherNames(db, id)));
    return { document, version: document.version, created: true, revision };
  });
}

const siteIsOfOfficers = () =>
  new CatalogueError('not-yours', {
    fr: 'Cette fédération a des dossiers : seul quelqu’un de son bureau, qui les lit, peut changer le nom de domaine de son site. Demandez-le-lui.',
    en: 'This federation has cases: only somebody of its desk, who reads them, may change the domain name of its site. Ask them.',
  });

/**
 * Changes facts of a federation by a JSON merge patch. Changing the charter changes which charter its members are shown
 * to have signed.
 * @throws CatalogueError no-token, federation-not-found, not-yours, invalid-request, meaningless-request,
 * version-required, version-stale
 */
export async function patchFederation(
  context: Context,
  ref: string,
  patch: unknown,
  ifMatch: IfMatch,
): Promise<Written<Federation>> {
  const { caller, reference } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    requireOwnFederation(caller, federation);
    const before = await loadFederation(db, federation.id);
    const draft = applyPatch(FederationDraft, inputPart(FederationDraft, before.document), patch);
    const faults = federationFaults(draft, reference);
    if (draft.slug !== federation.slug)
      faults.push(
        fault('/slug', 'slug-fixed', {
          fr: 'L’identifiant d’une fédération ne change pas.',
          en: 'The slug of a federation cannot change.',
        }),
      );
    if (draft.website !== federation.website)
      faults.push(...newOwnHostFaults(draft.website, federation.website, await listHostsWithTies(db, federation.id)));
    refuseFaults(faults);
    // A person who proves the website gets access and may read cases: so only an officer may change the website while
    // there are cases.
    if (!hasSameName(draft.website, federation.website) && !isOfficer(caller, federation))
      if ((await countCasesOf(db, federation.id)) > 0) throw siteIsOfOfficers();
    checkVersion(ifMatch, federation.version, false);
    const movesMembers = (draft.charter ?? null) !== federation.charter;
    const members = movesMembers ? await listMemberships(db, { federationId: federation.id }) : [];
    const locked = await lockHosts(
      db,
      members.map(({ hostId }) => hostId),
    );
    const hosts = await loadHosts(
      db,
      context,
      locked.map(({ id }) => id),
    );
    await updateFederation(db, federation.id, federationColumns(draft));
    const settled = await settleFederation(db, context, authorOf(caller), before);
    if (!settled) return { document: before.document, version: federation.version, created: false, revision: null };
    refuseFaults(nameFaults(draft, await listOtherNames(db, federation.id), before.document));
    await settleHosts(db, { ...context, caller }, hosts);
    return { ...settled, version: settled.document.version, created: false };
  });
}

/**
 * Runs a command on what a federation states about itself, which concerns no host.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, version-required,
 * version-stale
 */
export async function changeFederation(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  prepare: (before: FederationBefore) => Edit,
): Promise<Written<Federation>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    requireOwnFederation(caller, federation);
    const before = await loadFederation(db, federation.id);
    const { creates = false, faults = [], apply } = prepare(before);
    refuseFaults(faults);
    checkVersion(ifMatch, federation.version, creates);
    await apply(db);
    const settled = await settleFederation(db, context, authorOf(caller), before);
    if (!settled) return { document: before.document, version: federation.version, created: false, revision: null };
    return { ...settled, version: settled.document.version, created: creates };
  });
}
