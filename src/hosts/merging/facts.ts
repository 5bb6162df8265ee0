import type { Database } from '../../database/open.ts';
import { HOST_FACTS } from '../../documents/host.ts';
import { updateHost } from '../../record/hosts.ts';
import type { HostRow } from '../../record/rows.ts';
import type { HostBefore } from '../../record/settle.ts';
import type { CompleteList } from '../../vocabulary/terms.ts';
import type { MergeReport } from './report.ts';

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
  { kept: { rows: keptRows }, other: { rows: otherRows } }: { kept: HostBefore; other: HostBefore },
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
