import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { domainOf } from '../../ground/addresses.ts';
import type { HostAliasRow, HostRow } from '../../record/rows.ts';
import { hostAliases } from '../../record/tables.ts';
import type { AliasKind } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';

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

export type HostNames = Pick<HostRow, 'slug' | 'name' | 'website'>;

/** The present names of a host, one of each kind. */
export const namesNow = ({ slug, name, website }: HostNames): Record<AliasKind, string | undefined> => ({
  slug,
  name,
  domain: domainOf(website),
});

/** Whether two names differ. Capitals, accents and punctuation make no difference. */
export const isOtherName = (kind: AliasKind, a: string | undefined, b: string | undefined): boolean =>
  kind === 'name' && a !== undefined && b !== undefined ? fold(a) !== fold(b) : a !== b;

/** The kinds of names that change. */
export function changedNameKinds(before: HostNames, after: HostNames): AliasKind[] {
  const [old, now] = [namesNow(before), namesNow(after)];
  return (Object.keys(old) as AliasKind[]).filter((kind) => isOtherName(kind, old[kind], now[kind]));
}

/**
 * Stores the former names of a public host when they change. A name that comes into use again is no longer a former
 * name.
 */
export async function keepFormerNames(db: Database, host: HostRow, after: HostNames, day: string): Promise<void> {
  if (host.publishedAt === null) return;
  const [old, now] = [namesNow(host), namesNow(after)];
  for (const kind of changedNameKinds(host, after)) {
    const [was, is] = [old[kind], now[kind]];
    if (was !== undefined) await putAliasRow(db, { hostId: host.id, kind, value: was, until: day });
    if (is !== undefined) await removeAliasRow(db, { hostId: host.id, kind, value: is });
  }
}
