import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { Guard } from '../../record/context.ts';
import { findHost } from '../../record/hosts.ts';
import type { HostRow } from '../../record/rows.ts';
import { entrySources } from '../../record/tables.ts';
import { type Caller, requireToken } from '../../requests/caller.ts';
import { requireOwnHost } from '../rights.ts';

/*
 * Drafts that were made from files of federations have no owner. The federation whose file names a draft may read and
 * publish it; that does not confirm its facts.
 */

type Draft = Pick<HostRow, 'id' | 'state'>;

async function isNamed(db: Database, { id, state }: Draft, more?: SQL): Promise<boolean> {
  if (state !== 'draft') return false;
  const [found] = await db
    .select({ one: sql`1` })
    .from(entrySources)
    .where(and(eq(entrySources.hostId, id), more))
    .limit(1);
  return found !== undefined;
}

/** Whether a draft was made from a file of a federation. */
export const isNamedDraft = (db: Database, host: Draft): Promise<boolean> => isNamed(db, host);

/** Whether the caller is the federation whose files name a draft. */
export const namesDraft = async (db: Database, caller: Caller, host: Draft | undefined): Promise<boolean> =>
  host !== undefined &&
  caller.role === 'federation' &&
  (await isNamed(db, host, eq(entrySources.federationId, caller.federationId)));

/**
 * Requires the host itself, an administrator, or, for a draft, the federation whose files name it.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function requireOwnOrNamed(db: Database, caller: Caller, host: HostRow | undefined): Promise<HostRow> {
  if (host && (await namesDraft(db, caller, host))) return host;
  requireOwnHost(caller, host);
  return host;
}

export const hostPublisher: Guard<{ host: string }> = {
  refuses: ['host-not-found'],
  check: async ({ db, caller }, { host }) => {
    requireToken(caller);
    await requireOwnOrNamed(db, caller, await findHost(db, host));
  },
};
