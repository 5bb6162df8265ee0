import { federationNotFound, mustOwnFederation } from '../federations/rights.ts';
import { hostNotFound, mustOwnHost } from '../hosts/rights.ts';
import type { Context } from '../record/context.ts';
import { findFederation, nearestFederation } from '../record/federations.ts';
import { findHost } from '../record/hosts.ts';
import { isVisible } from '../record/read.ts';
import { mustBeAdmin, mustBeKnown } from '../requests/caller.ts';
import type { AuditEntry, AuditQuestion } from './schema.ts';
import { listEntries, type TrailFilter, type TrailKey } from './store.ts';

const PAGE = 20;

export type { TrailKey };

/** Whether a place in the trail is one: cursors come from outside. */
export const isTrailKey = (key: readonly string[]): boolean => {
  const [at = '', log = '', number = ''] = key;
  const isInstant = !Number.isNaN(Date.parse(at)) && new Date(at).toISOString() === at;
  return key.length === 3 && isInstant && ['changes', 'audit'].includes(log) && /^\d{1,9}$/.test(number);
};

export interface AuditPage {
  items: AuditEntry[];
  total: number;
  /** Where the next page begins; absent: this was the last one. */
  next: TrailKey | undefined;
}

/** What a caller may see: an administrator everything, a host and a federation what concerns them. */
async function filterFor({ db, caller }: Context, { host, federation, token, after }: AuditQuestion) {
  const filter: TrailFilter = { tokenId: token, after: after === undefined ? undefined : new Date(after) };
  if (caller.role === 'host') filter.hostId = caller.hostId;
  else if (caller.role === 'federation') filter.federationId = caller.federationId;
  else mustBeAdmin(caller);
  if (host !== undefined) {
    const found = await findHost(db, host);
    if (caller.role !== 'federation') mustOwnHost(caller, found);
    else if (!found || !isVisible(found)) throw hostNotFound();
    filter.hostId = found.id;
  }
  if (federation !== undefined) {
    const found = await findFederation(db, federation);
    if (!found) throw federationNotFound(await nearestFederation(db, federation));
    if (caller.role !== 'host') mustOwnFederation(caller, found);
    filter.federationId = found.id;
  }
  return filter;
}

/**
 * Who changed what, latest first.
 * @throws CatalogueError no-token, not-yours, host-not-found, federation-not-found
 */
export async function listAudit(context: Context, question: AuditQuestion, from?: TrailKey): Promise<AuditPage> {
  mustBeKnown(context.caller);
  const filter = await filterFor(context, question);
  const { limit = PAGE } = question;
  const { entries, total } = await listEntries(context.db, filter, { limit: limit + 1, from });
  const page = entries.slice(0, limit);
  return {
    items: page.map(({ entry }) => entry),
    total,
    next: entries.length > limit ? page.at(-1)?.key : undefined,
  };
}
