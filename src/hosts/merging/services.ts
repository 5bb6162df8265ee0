import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { undatedSince } from '../../documents/provenance.ts';
import { lastDayOf } from '../../ground/clock.ts';
import type { HostBefore } from '../../record/finish-write.ts';
import type { PlanRow, ServiceRow } from '../../record/rows.ts';
import { closings, commitments, plans, priceChanges, reports, services } from '../../record/tables.ts';
import type { Both, MergeReport } from './report.ts';

const SLUG_MAX = 80;

/** The slug itself with a number, such that none of the services has it. */
function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const end = `-${number}`;
    const free = slug.slice(0, SLUG_MAX - end.length).replace(/-$/, '') + end;
    if (!taken.has(free)) return free;
  }
}

/** The new slug of each service of the other entry that moves; services that cannot move are left out. */
function newSlugs(
  { kept, other }: { kept: readonly ServiceRow[]; other: readonly ServiceRow[] },
  sameServices: 'both' | 'kept',
  report: MergeReport,
): Map<string, string> {
  const taken = new Set([...kept, ...other].map(({ slug }) => slug));
  const own = new Set(kept.map(({ slug }) => slug));
  const moved = new Map<string, string>();
  for (const { slug } of other.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))) {
    if (own.has(slug) && sameServices === 'kept') {
      report.conflict({ what: 'services', key: slug, code: 'left-behind' });
      continue;
    }
    const becomes = own.has(slug) ? freeSlug(slug, taken) : slug;
    taken.add(becomes);
    moved.set(slug, becomes);
    if (becomes !== slug) report.conflict({ what: 'services', key: slug, code: 'renamed', becomes });
  }
  return moved;
}

/**
 * Whether a price would appear more recent after the merge: the kept entry was confirmed after the price was last
 * observed.
 */
function wouldLookNewer(plan: PlanRow, kept: HostBefore, other: HostBefore): boolean {
  const { confirmedOn } = kept.rows.host;
  if (confirmedOn === null) return false;
  const { host } = other.rows;
  const seen = [plan.observedOn ?? undatedSince(host), host.confirmedOn].map((date) => (date ? lastDayOf(date) : ''));
  return seen.every((day) => day < confirmedOn);
}

/**
 * Moves the plans of one service, under the new names of services. Leaves prices behind that would appear more recent
 * than they are.
 */
async function movePlans(
  db: Database,
  { id, slug }: ServiceRow,
  { kept, other }: Both,
  moved: ReadonlyMap<string, string>,
  report: MergeReport,
): Promise<void> {
  const rows = other.rows.plans.filter(({ serviceId }) => serviceId === id);
  if (rows.some((plan) => wouldLookNewer(plan, kept, other))) {
    await db.delete(plans).where(eq(plans.serviceId, id));
    await db.update(services).set({ plansKnown: false }).where(eq(services.id, id));
    report.conflict({ what: 'services', key: slug, code: 'prices-left' });
    return;
  }
  for (const { position, covers, observedOn } of rows)
    await db
      .update(plans)
      .set({
        covers: covers?.flatMap((covered) => moved.get(covered) ?? []) ?? null,
        // The day that dated the price by default belongs to the other entry: write it into the price.
        observedOn: observedOn ?? undatedSince(other.rows.host) ?? null,
      })
      .where(and(eq(plans.serviceId, id), eq(plans.position, position)));
}

/**
 * Moves services with everything that belongs to them: prices, promises, closings, price increases, reports. Returns
 * the new slug of each moved service.
 */
export async function moveServices(
  db: Database,
  both: Both,
  sameServices: 'both' | 'kept',
  report: MergeReport,
): Promise<ReadonlyMap<string, string>> {
  const { kept, other } = both;
  const [to, from] = [kept.rows.host.id, other.rows.host.id];
  const rows = other.rows.services;
  const moved = newSlugs({ kept: kept.rows.services, other: rows }, sameServices, report);
  const moving = rows.filter(({ slug }) => moved.has(slug));
  for (const service of moving) {
    const slug = moved.get(service.slug)!;
    await db.update(services).set({ hostId: to, slug }).where(eq(services.id, service.id));
    await movePlans(db, service, both, moved, report);
    await db
      .update(priceChanges)
      .set({ hostId: to, service: slug })
      .where(and(eq(priceChanges.hostId, from), eq(priceChanges.service, service.slug)));
    await db
      .update(reports)
      .set({ about: `service:${slug}` })
      .where(and(eq(reports.hostId, from), eq(reports.about, `service:${service.slug}`)));
  }
  const ids = moving.map(({ id }) => id);
  if (ids.length > 0)
    for (const table of [commitments, closings])
      await db.update(table).set({ hostId: to }).where(inArray(table.serviceId, ids));
  report.moved('services', ...moving.map(({ slug }) => moved.get(slug)!));
  return moved;
}
