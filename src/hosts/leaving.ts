import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { inTransaction, TryAgain } from '../database/transaction.ts';
import type { Host, SuspensionDraft } from '../documents/host.ts';
import { instantAfter } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { noteAction } from '../record/audit-trail.ts';
import { publishChange } from '../record/changes.ts';
import type { Context, Written } from '../record/context.ts';
import { listFederationsNaming, lockFederations } from '../record/federations.ts';
import { findHost, lockHost, updateHost } from '../record/hosts.ts';
import type { HostRow } from '../record/rows.ts';
import {
  type FederationBefore,
  type HostBefore,
  loadFederation,
  loadHost,
  settleFederation,
} from '../record/settle.ts';
import { claims, commitments, plans, services } from '../record/tables.ts';
import { authorOf, requireAdmin, requireToken } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import { checkVersion, type IfMatch } from '../requests/version.ts';
import { COMPLETE_LISTS } from '../vocabulary/terms.ts';
import { changeHost } from './change.ts';
import { requireOwnHost, requireWritableHost } from './rights.ts';
import { removeDraftsBefore, removeHost } from './store.ts';

/** Days after which an unpublished draft is removed. */
export const DRAFT_DAYS = 30;

/**
 * Takes a host out of lists and matches; its page stays, with the reason. Only administrators may suspend a host and
 * end the suspension.
 * @throws CatalogueError no-token, not-yours, host-not-found, host-withdrawn, not-published, version-required, version-stale
 */
export async function suspendHost(
  context: Context,
  ref: string,
  { reason }: SuspensionDraft,
  ifMatch: IfMatch,
): Promise<Written<Host>> {
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
 * Ends a suspension: the host is again what it was before.
 * @throws CatalogueError no-token, not-yours, host-not-found, host-withdrawn, suspension-not-found, version-required, version-stale
 */
export async function liftSuspension(context: Context, ref: string, ifMatch: IfMatch): Promise<Written<Host>> {
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
 * Ends the publication of a host. Its slug stays reserved, its history stays readable, and the log of changes records
 * it; the federations that list it change too. A draft is removed without a trace.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-required, version-stale
 */
export async function withdrawHost(context: Context, ref: string, ifMatch: IfMatch): Promise<Written<Host>> {
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
    const { document } = await loadHost(db, context, host.id);
    const author = authorOf(caller);
    const revision = await publishChange(db, { kind: 'withdrawn', at, hostId: host.id, document: null, ...author });
    for (const federation of federations) await settleFederation(db, context, author, federation);
    return { document, version: document.version, created: false, revision };
  });
}

/** Removes drafts that nobody published within 30 days, with their tokens; returns how many. */
export const expireDrafts = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> =>
  inTransaction(db, (db) => removeDraftsBefore(db, instantAfter(clock(), -DRAFT_DAYS)));

/** Dates all statements of a host on a day and marks them as its own; undated prices stay undated. */
export async function renewFacts(db: Database, hostId: string, day: string): Promise<void> {
  const hostStatement = { asOf: day, imported: false };
  await db.update(claims).set(hostStatement).where(eq(claims.hostId, hostId));
  await db.update(commitments).set(hostStatement).where(eq(commitments.hostId, hostId));
  const serviceIds = db.select({ id: services.id }).from(services).where(eq(services.hostId, hostId));
  await db
    .update(plans)
    .set({ observedOn: day })
    .where(and(inArray(plans.serviceId, serviceIds), isNotNull(plans.observedOn)));
}

/**
 * “Still true”: dates all statements of a host on today, and makes imported ones its own. A second time on the same day
 * changes nothing.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-stale
 */
export const confirmHost = (context: Context, ref: string, ifMatch: IfMatch = '*'): Promise<Written<Host>> =>
  changeHost(context, ref, ifMatch, ({ rows: { host } }) => {
    const day = today(context);
    return {
      apply: async (db) => {
        await renewFacts(db, host.id, day);
        await updateHost(db, host.id, {
          confirmedAt: day,
          complete: [...COMPLETE_LISTS],
          provenance: null,
          // A host that answers is no longer silent.
          ...(host.state === 'silent' && { state: 'published' }),
        });
      },
    };
  });

/** A host and the federations that name it, locked, before a command changes them. */
export interface LockedHost {
  host: HostRow;
  before: HostBefore;
  federations: FederationBefore[];
}

/**
 * Locks a host with the federations that name it, for commands that publish or withdraw it. Locks are always taken in
 * the order federation, host, revision.
 * @param alsoIds further federations to lock
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function lockWithFederations(
  db: Database,
  context: Context,
  ref: string,
  alsoIds: readonly string[] = [],
): Promise<LockedHost> {
  const { caller } = context;
  const found = await findHost(db, ref);
  requireOwnHost(caller, found);
  const listing = await listFederationsNaming(db, found.id);
  const locked = await lockFederations(db, [...new Set([...listing, ...alsoIds])]);
  const host = await lockHost(db, found.id);
  requireOwnHost(caller, host);
  const before = await loadHost(db, context, host.id);
  const ids = locked.map(({ id }) => id);
  if ((await listFederationsNaming(db, host.id)).some((id) => !ids.includes(id))) throw new TryAgain();
  const federations = [];
  for (const id of ids) federations.push(await loadFederation(db, id));
  return { host, before, federations };
}
