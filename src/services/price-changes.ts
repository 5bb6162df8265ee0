import { and, eq } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CANCELLABLE_DAYS, promisedDays } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { PRICE_PROMISE, priceChangeOn } from '../documents/price-change.ts';
import type { Priced, Service } from '../documents/service.ts';
import { addDays, daysBetween, parisDay } from '../ground/clock.ts';
import { hostAfter } from '../record/changes.ts';
import type { Context } from '../record/context.ts';
import { changesSince } from '../record/past.ts';
import { isVisible } from '../record/read-rows.ts';
import type { PriceChangeRow } from '../record/rows.ts';
import type { HostBefore } from '../record/settle.ts';
import { priceChanges } from '../record/tables.ts';
import { today } from '../requests/meaning.ts';
import { isPutBack, isUndone, type Rise, risesIn } from './price-rises.ts';

/* Prices that a host raises, held against the notice that it promised. */

/** Something public of a host, and the last day on which it stood. */
interface Stood {
  host: Host;
  until: string;
}

/** What stood in public until not longer ago than any promise could reach, oldest first. */
async function publicPast(db: Database, context: Context, hostId: string): Promise<Stood[]> {
  const day = today(context);
  const longest = context.reference.commitmentKinds.get(PRICE_PROMISE)?.bounds?.max ?? 0;
  const changes = await changesSince(db, hostId, addDays(day, -Math.max(longest, CANCELLABLE_DAYS)));
  return changes.flatMap((change, i) => {
    const host = hostAfter(change, context.reference);
    const next = changes[i + 1];
    return host ? [{ host, until: next ? parisDay(next.at) : day }] : [];
  });
}

const serviceIn = (host: Host, slug: string): Service | undefined => host.services.find((one) => one.slug === slug);

/**
 * Days of notice that are due today: the most of what is promised, and of what was, while as many days have not passed
 * since. So whoever wants to give less notice gives as much notice of that. Null: nothing was promised.
 */
function noticeDue(past: readonly Stood[], slug: string, day: string): number | null {
  const due = past.flatMap(({ host, until }) => {
    const days = promisedDays(PRICE_PROMISE, [serviceIn(host, slug)?.commitments ?? [], host.commitments]);
    const since = daysBetween(until, day);
    return days !== null && (since === 0 || since < days) ? [days] : [];
  });
  return due.length === 0 ? null : Math.max(...due);
}

/** Within a week of its writing; and until its day when it breaks no promise, because then nobody was raised. */
function mayBeTakenBack(row: PriceChangeRow, day: string): boolean {
  if (row.takenBackOn !== null) return false;
  if (daysBetween(row.writtenOn, day) <= CANCELLABLE_DAYS) return true;
  const { service, plan, writtenOn, holdsFrom, promised } = row;
  const { state } = priceChangeOn({ service, plan, writtenOn, from: holdsFrom, promised }, day);
  return state !== 'broken' && day < holdsFrom;
}

const riseOf = ({ plan, holdsFrom, before }: PriceChangeRow): Rise => ({ plan, from: holdsFrom, before });

/** A typing error that is put right within a week is no raise; a raise that was taken back and comes again is one. */
function isCorrection(
  rise: Rise,
  {
    written,
    past,
    recorded,
    day,
  }: { written: Priced; past: readonly Service[]; recorded: readonly PriceChangeRow[]; day: string },
): boolean {
  const isRepeated = recorded.some(
    ({ plan, takenBackOn }) =>
      plan === rise.plan && takenBackOn !== null && daysBetween(takenBackOn, day) <= CANCELLABLE_DAYS,
  );
  return !isRepeated && past.some((service) => isPutBack(rise, written, service));
}

/** One row for each plan and day: a second raise of that day is told with the first one, by the earlier first day. */
async function recordRise(db: Database, row: PriceChangeRow, sameDay: PriceChangeRow | undefined): Promise<void> {
  const { holdsFrom, promised, before } = row;
  const [earlier] = [sameDay?.holdsFrom ?? holdsFrom, holdsFrom].sort();
  const columns =
    sameDay?.takenBackOn === null ? { holdsFrom: earlier } : { holdsFrom, promised, before, takenBackOn: null };
  await db
    .insert(priceChanges)
    .values(row)
    .onConflictDoUpdate({
      target: [priceChanges.hostId, priceChanges.service, priceChanges.plan, priceChanges.writtenOn],
      set: columns,
    });
}

async function judgeService(
  db: Database,
  context: Context,
  { rows, document }: HostBefore,
  service: Service,
  written: Priced,
): Promise<void> {
  const day = today(context);
  const { host } = rows;
  const undone = rows.priceChanges.filter(
    (row) => row.service === service.slug && mayBeTakenBack(row, day) && isUndone(riseOf(row), written, day),
  );
  const recorded = rows.priceChanges
    .filter((row) => row.service === service.slug)
    .map((row) => (undone.includes(row) ? { ...row, takenBackOn: day } : row));
  for (const { plan, writtenOn } of undone)
    await db
      .update(priceChanges)
      .set({ takenBackOn: day })
      .where(
        and(
          eq(priceChanges.hostId, host.id),
          eq(priceChanges.service, service.slug),
          eq(priceChanges.plan, plan),
          eq(priceChanges.writtenOn, writtenOn),
        ),
      );
  // What only an import said, the host has not said: it puts it right.
  if (host.provenance?.[`services/${service.slug}`]) return;
  const rises = risesIn(service, written, undone.map(riseOf), day);
  if (rises.length === 0) return;
  const past = await publicPast(db, context, host.id);
  const lately = past
    .filter(({ until }) => daysBetween(until, day) <= CANCELLABLE_DAYS)
    .flatMap(({ host: then }) => serviceIn(then, service.slug) ?? []);
  const promised = noticeDue([...past, { host: document, until: day }], service.slug, day);
  for (const rise of rises) {
    if (isCorrection(rise, { written, past: lately, recorded, day })) continue;
    const { plan, from: holdsFrom, before } = rise;
    const sameDay = recorded.find((row) => row.plan === plan && row.writtenOn === day);
    const row = { hostId: host.id, service: service.slug, plan, writtenOn: day, holdsFrom, promised, before };
    await recordRise(db, { ...row, takenBackOn: null }, sameDay);
  }
}

/**
 * Records which prices of a public host rise by what it is about to write, with the notice that it gives and the one
 * that it had promised; and which raises it takes back. Only what the host writes itself, with its own token, is judged.
 * @param before the host as it stood before that write, locked
 */
export async function judgePrices(
  db: Database,
  context: Context,
  before: HostBefore,
  written: readonly (Priced & { slug: string })[],
): Promise<void> {
  if (context.caller.role !== 'host' || !isVisible(before.rows.host)) return;
  for (const after of written) {
    const service = serviceIn(before.document, after.slug);
    if (service) await judgeService(db, context, before, service, after);
  }
}
