import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { HostAliasRow } from '../../record/rows.ts';
import { hostAliases } from '../../record/tables.ts';

type Named = Pick<HostAliasRow, 'hostId' | 'kind' | 'value'>;

/** Adds a former name, or sets the day until which it was in use. */
export async function putAliasRow(db: Database, row: HostAliasRow): Promise<void> {
  const { hostId, kind, value } = hostAliases;
  await db
    .insert(hostAliases)
    .values(row)
    .onConflictDoUpdate({ target: [hostId, kind, value], set: { until: row.until } });
}

export async function removeAliasRow(db: Database, { hostId, kind, value }: Named): Promise<void> {
  await db
    .delete(hostAliases)
    .where(and(eq(hostAliases.hostId, hostId), eq(hostAliases.kind, kind), eq(hostAliases.value, value)));
}
