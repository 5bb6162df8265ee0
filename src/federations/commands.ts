import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { type Federation, FederationDraft, type Vouch } from '../documents/federation.ts';
import { domainOf } from '../ground/addresses.ts';
import { CatalogueError, type Fault, fault } from '../ground/errors.ts';
import { noteAction } from '../record/audit-trail.ts';
import { publishChange } from '../record/changes.ts';
import type { Context, Guard, Written } from '../record/context.ts';
import {
  findFederation,
  listMemberships,
  lockFederation,
  nearestFederation,
  updateFederation,
} from '../record/federations.ts';
import { findHost, lockHosts } from '../record/hosts.ts';
import type { FederationRow, HostRow } from '../record/rows.ts';
import { loadFederation, loadHost, settleFederation, settleHost } from '../record/settle.ts';
import { authorOf, requireAdmin, requireToken } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import { applyPatch, inputPart } from '../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { fold } from '../vocabulary/territories.ts';
import type { AboutHost } from './change.ts';
import { federationFaults } from './meaning.ts';
import { requireOwnFederation } from './rights.ts';
import { federationColumns, insertFederation, listOtherNames, listSpokenOf, putVouch, removeVouch } from './store.ts';
import { newOwnHostFaults } from './ties.ts';

interface Named {
  name: string;
  website: string;
}

/** A name as people read it: without case, accents, spaces and signs. One that has no Latin letter stays as it is. */
const asRead = (name: string): string => fold(name).replaceAll(' ', '') || name.normalize('NFKC').toLowerCase().trim();

/** What a federation newly calls itself that is another's already: nobody speaks in the name of somebody else. */
export function takenFaults({ name, website }: Named, others: readonly Named[], before?: Named): Fault[] {
  const isNewName = asRead(name) !== (before && asRead(before.name));
  const isNewSite = domainOf(website) !== domainOf(before?.website);
  const sameName = isNewName && others.some((other) => asRead(other.name) === asRead(name));
  const sameSite = isNewSite && others.find((other) => domainOf(other.website) === domainOf(website));
  return [
    ...(sameName
      ? [
          fault('/name', 'name-taken', {
            fr: 'Une autre fédération porte ce nom. Choisissez-en un qui s’en distingue.',
            en: 'Another federation has this name. Choose one that cannot be taken for it.',
          }),
        ]
      : []),
    ...(sameSite
      ? [
          fault('/website', 'website-taken', {
            fr: `Ce site est celui d’une autre fédération : ${sameSite.name}.`,
            en: `This site is that of another federation: ${sameSite.name}.`,
          }),
        ]
      : []),
  ];
}

/**
 * Makes a federation, public at once; for administrators.
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

/** Only a federation that was given the id of a draft can answer for it. */
async function requireVoucher(
  db: Database,
  { caller }: Context,
  ref: AboutHost,
): Promise<{ federation: FederationRow; host: HostRow }> {
  requireToken(caller);
  const federation = await findFederation(db, ref.federation);
  requireOwnFederation(caller, federation, federation ? undefined : await nearestFederation(db, ref.federation));
  const host = await findHost(db, ref.host);
  if (!host || host.state === 'withdrawn')
    throw new CatalogueError('host-not-found', {
      fr: 'Aucun hébergeur ne porte ce nom. Un brouillon se désigne par son identifiant.',
      en: 'There is no host by this name. A draft is named by its id.',
    });
  return { federation, host };
}

/** A federation that knows a host well enough to answer for it. */
export const voucher: Guard<AboutHost> = {
  refuses: ['federation-not-found', 'host-not-found'],
  check: async (context, ref) => {
    await requireVoucher(context.db, context, ref);
  },
};

/**
 * Answers for a host, so that it may publish without proving its domain.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found
 */
export const vouchFor = (context: Context, ref: AboutHost): Promise<Vouch> =>
  inTransaction(context.db, async (db) => {
    const { federation, host } = await requireVoucher(db, context, ref);
    const vouchedOn = await putVouch(db, federation.id, host.id, today(context));
    await noteAction(db, context, 'putVouch', { hostId: host.id, federationId: federation.id });
    return { federation: federation.slug, host: host.publishedAt ? host.slug : host.id, vouchedOn };
  });

/**
 * Stops answering for a host; what it published stays.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, vouch-not-found
 */
export const stopVouching = (context: Context, ref: AboutHost): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const { federation, host } = await requireVoucher(db, context, ref);
    if (!(await removeVouch(db, federation.id, host.id)))
      throw new CatalogueError('vouch-not-found', {
        fr: 'Cette fédération ne se porte pas garante de cet hébergeur.',
        en: 'This federation does not vouch for this host.',
      });
    await noteAction(db, context, 'removeVouch', { hostId: host.id, federationId: federation.id });
  });
