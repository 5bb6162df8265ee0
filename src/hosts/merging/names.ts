import { eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { HostAliasRow } from '../../record/rows.ts';
import type { HostBefore } from '../../record/settle.ts';
import { hostAliases, hosts } from '../../record/tables.ts';
import type { AliasKind } from '../../vocabulary/terms.ts';
import { isOtherName, type Names, namesNow } from '../names/keep.ts';
import { putAliasRow } from '../names/store.ts';
import type { MergeReport } from './report.ts';

/**
 * Gives the kept entry all present and former names of the other one. Its slugs, and the ids and slugs of entries
 * merged into it before, lead to the kept entry from then on.
 * @param keptNow the names of the kept entry after it received the other's facts
 */
export async function takeNames(
  db: Database,
  { kept, other }: { kept: HostBefore; other: HostBefore },
  keptNow: Names,
  day: string,
  report: MergeReport,
): Promise<void> {
  const [to, from] = [kept.rows.host.id, other.rows.host.id];
  const present = Object.entries(namesNow(other.rows.host)) as [AliasKind, string | undefined][];
  const rows: Omit<HostAliasRow, 'hostId'>[] = [
    ...other.rows.aliases,
    ...present.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value, until: day }])),
  ];
  // Delete the other entry's rows first: a slug must never lead to two entries, not even within the transaction.
  await db.delete(hostAliases).where(eq(hostAliases.hostId, from));
  const mine = namesNow(keptNow);
  const namesOfKept = new Set(kept.rows.aliases.map(({ kind, value }) => `${kind} ${value}`));
  for (const { kind, value, until } of rows) {
    if (!isOtherName(kind, value, mine[kind]) || namesOfKept.has(`${kind} ${value}`)) continue;
    await putAliasRow(db, { hostId: to, kind, value, until });
    report.moved('aliases', value);
  }
  await db.update(hosts).set({ mergedInto: to }).where(eq(hosts.mergedInto, from));
}
