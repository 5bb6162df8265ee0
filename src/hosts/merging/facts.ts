import { eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { HOST_FACTS } from '../../documents/host.ts';
import { updateHost } from '../../record/hosts.ts';
import type { HostAliasRow, HostRow } from '../../record/rows.ts';
import { hostAliases, hosts } from '../../record/tables.ts';
import type { AliasKind, CompleteList } from '../../vocabulary/terms.ts';
import { type HostNames, isOtherName, namesNow, putAliasRow } from '../names/former-names.ts';
import type { Both, MergeReport } from './report.ts';

const FIELDS = ['website', ...HOST_FACTS] as const;
type Field = (typeof FIELDS)[number];

/** Lists that receive items of the other entry: still complete only if they were complete in both. */
const JOINED: readonly CompleteList[] = ['services', 'plans'];

function completeAfter(
  kept: HostRow,
  other: HostRow,
  { taken, hasNewServices }: { taken: readonly Field[]; hasNewServices: boolean },
): CompleteList[] {
  const isWhole = (list: CompleteList, row: HostRow) => row.complete.includes(list);
  const own = kept.complete.filter((list) => !JOINED.includes(list) || !hasNewServices || isWhole(list, other));
  const takenAlong = other.complete.filter((list) => taken.some((field) => field === list) && !isWhole(list, kept));
  return [...own, ...takenAlong];
}

/** Copies the facts that the kept entry lacks, each with its provenance. */
export async function takeFacts(
  db: Database,
  { kept: { rows: keptRows }, other: { rows: otherRows } }: Both,
  services: ReadonlyMap<string, string>,
  report: MergeReport,
): Promise<void> {
  const [kept, other] = [keptRows.host, otherRows.host];
  const taken = FIELDS.filter((field) => kept[field] === null && other[field] !== null);
  const origins = Object.entries(other.provenance ?? {}).flatMap(([key, origin]) => {
    const service = services.get(key.replace(/^services\//, ''));
    if (key.startsWith('services/')) return service === undefined ? [] : [[`services/${service}`, origin] as const];
    return taken.some((field) => field === key) ? [[key, origin] as const] : [];
  });
  const provenance = { ...kept.provenance, ...Object.fromEntries(origins) };
  const sources = [...new Set([...(kept.sources ?? []), ...(other.sources ?? [])])];
  await updateHost(db, kept.id, {
    ...Object.fromEntries(taken.map((field) => [field, other[field]])),
    provenance: Object.keys(provenance).length > 0 ? provenance : null,
    sources: kept.sources === null && other.sources === null ? null : sources,
    observed: kept.observed ?? other.observed,
    // Undated facts of the kept entry keep the date they had, even when the other entry was observed later.
    factsAsOf: kept.factsAsOf ?? (kept.observed ? null : other.factsAsOf),
    complete: completeAfter(kept, other, { taken, hasNewServices: services.size > 0 }),
  });
  report.moved('fields', ...taken);
}

/**
 * Gives the kept entry all present and former names of the other one. Its slugs, and the ids and slugs of entries
 * merged into it before, lead to the kept entry from then on.
 * @param keptNow the names of the kept entry after it received the other's facts
 */
export async function takeNames(
  db: Database,
  { kept, other }: Both,
  keptNow: HostNames,
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
