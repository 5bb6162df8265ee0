import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { findMembership, putMembership } from '../../federations/members/store.ts';
import { hostColumns } from '../../hosts/store.ts';
import type { Context } from '../../record/context.ts';
import { updateHost } from '../../record/hosts.ts';
import { fieldsOf, markOf } from '../../record/provenance.ts';
import { type HostBefore, loadHost, settleAs } from '../../record/settle.ts';
import { changes, claims, closings, commitments } from '../../record/tables.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { putServiceRow, removeServiceRow } from '../../services/store.ts';
import type { SeedHost } from './check.ts';
import { type SeedSource, seedRows } from './rows.ts';

/* Entries of a dump that were loaded before, and that nobody has written here since. */

const READER: TokenHolder = { role: 'check', label: 'import', tokenId: null, operation: 'loadDump' };
const AUTHOR = { by: 'import', byLabel: null, byTokenId: null, action: 'loadDump' } as const;

/** Whether all that an entry says was loaded, and nobody speaks for it: neither its host, nor an administrator, nor a file. */
function isUntouched({ rows: { host, claims, commitments }, facts }: HostBefore): boolean {
  if (host.state !== 'published' || host.suspension || host.confirmedAt || host.domainVerifiedAt) return false;
  if (![...claims, ...commitments].every(({ imported }) => imported)) return false;
  return [...fieldsOf(facts).keys()].every((field) => markOf(host.provenance, field)?.by === 'import');
}

/** Whether words were taken out of an entry: a dump may have them still. */
async function isRedacted(db: Database, hostId: string): Promise<boolean> {
  const [found] = await db
    .select({ revision: changes.revision })
    .from(changes)
    .where(and(eq(changes.hostId, hostId), eq(changes.kind, 'redacted')))
    .limit(1);
  return found !== undefined;
}

/** Makes a locked entry say what a dump says of it now. Returns whether it changed; undefined: somebody wrote it here, or took words out. */
export async function renewHost(
  db: Database,
  context: Context,
  hostId: string,
  entry: SeedHost,
  source: SeedSource,
): Promise<boolean | undefined> {
  const before = await loadHost(db, context, hostId);
  if (!isUntouched(before) || (await isRedacted(db, hostId))) return undefined;
  const ids = new Map(before.rows.services.map(({ slug, id }) => [slug, id]));
  const rows = seedRows([entry], source, {
    hostId,
    serviceIdOf: (slug) => ids.get(slug) ?? source.newId(),
  });
  for (const table of [claims, commitments, closings]) await db.delete(table).where(eq(table.hostId, hostId));
  const kept = new Set(rows.services.map(({ id }) => id));
  for (const id of ids.values()) if (!kept.has(id)) await removeServiceRow(db, id);
  for (const row of rows.services)
    await putServiceRow(db, row, entry.services?.find(({ slug }) => slug === row.slug)?.plans ?? []);
  if (rows.claims.length > 0) await db.insert(claims).values(rows.claims);
  if (rows.commitments.length > 0) await db.insert(commitments).values(rows.commitments);
  if (rows.closings.length > 0) await db.insert(closings).values(rows.closings);
  for (const row of rows.memberships) {
    // What a federation says here is its own word.
    const present = await findMembership(db, row.federationId, hostId);
    if (!present || present.statedBy === 'catalogue') await putMembership(db, row);
  }
  const { observed = null, factsAsOf = null, sources = null, complete = [], provenance = null } = rows.hosts[0]!;
  await updateHost(db, hostId, { ...hostColumns(entry), observed, factsAsOf, sources, complete, provenance });
  const settled = await settleAs(
    db,
    { ...context, caller: READER },
    before,
    await loadHost(db, context, hostId),
    'changed',
    AUTHOR,
  );
  return settled !== undefined;
}
