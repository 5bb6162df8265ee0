import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Guard } from '../record/context.ts';
import { findHost } from '../record/hosts.ts';
import type { HostRow } from '../record/rows.ts';
import { entrySources } from '../record/tables.ts';
import { type Caller, requireToken } from '../requests/caller.ts';
import { requireOwnHost } from './rights.ts';

/*
 * Drafts that files of federations made belong to nobody. The federation that names one reads and publishes it, which
 * confirms nothing.
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

/** Whether the files of a federation made a draft. */
export const isNamedDraft = (db: Database, host: Draft): Promise<boolean> => isNamed(db, host);

/** Whether it is the federation of the caller whose files name a draft. */
export const namesDraft = async (db: Database, caller: Caller, host: Draft | undefined): Promise<boolean> =>
  host !== undefined &&
  caller.role === 'federation' &&
  (await isNamed(db, host, eq(entrySources.federationId, caller.federationId)));

/**
 * Requires the host itself, an administrator, or, of a draft, the federation whose files name it.
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
