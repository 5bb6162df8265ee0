import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CANCELLABLE_DAYS } from '../documents/closing.ts';
import { PRICE_CHANGES_KEPT, priceChangeOn } from '../documents/price-change.ts';
import type { Priced } from '../documents/service.ts';
import { daysBetween } from '../ground/clock.ts';
import type { Context } from '../record/context.ts';
import { isFromElsewhere } from '../record/provenance.ts';
import { isVisible } from '../record/read-rows.ts';
import type { PriceChangeRow } from '../record/rows.ts';
import type { HostBefore } from '../record/settle.ts';
import { priceChanges } from '../record/tables.ts';
import { today } from '../requests/meaning.ts';
import { noticeDue, type PricePast, pastOf, serviceIn } from './price-past.ts';
import { isPutBack, isUndone, type Rise, risesIn } from './price-rises.ts';

/* Prices that a host raises, held against the notice that it promised. */

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
  }: { written: Priced; past: readonly Priced[]; recorded: readonly PriceChangeRow[]; day: string },
): boolean {
  const isRepeated = recorded.some(
    ({ plan, takenBackOn }) =>
      plan === rise.plan && takenBackOn !== null && daysBetween(takenBackOn, day) <= CANCELLABLE_DAYS,
  );
  return !isRepeated && past.some((service) => isPutBack(rise, written, service));
}

/** One row for each plan and day: a second raise of that day is told with the first one, by the earlier first day. */
async function recordRise(db: Database, row: PriceChangeRow, sameDay: PriceChangeRow | undefined): Promise<void> {
  if (!sameDay) {
    await db.insert(priceChanges).values(row);
    return;
  }
  const { holdsFrom, promised, before } = row;
  const [earlier] = [sameDay.holdsFrom, holdsFrom].sort();
  const columns =
    sameDay.takenBackOn === null ? { holdsFrom: earlier } : { holdsFrom, promised, before, takenBackOn: null };
  await db.update(priceChanges).set(columns).where(eq(priceChanges.id, sameDay.id));
}

/** Raises of a service that prices take back: those that are written now, or none when the service goes. */
async function takeBack(db: Database, rows: readonly PriceChangeRow[], written: Priced, day: string) {
  const undone = rows.filter((row) => mayBeTakenBack(row, day) && isUndone(riseOf(row), written, day));
  if (undone.length > 0)
    await db
      .update(priceChanges)
      .set({ takenBackOn: day })
      .where(
        inArray(
          priceChanges.id,
          undone.map(({ id }) => id),
        ),
      );
  return undone;
}

type Written = Priced & { slug: string };

/** What one write judges: the host before it, its past, and how many raises may still be recorded today. */
interface Judging {
  before: HostBefore;
  past: PricePast;
  left: number;
}

async function judgeService(db: Database, context: Context, judging: Judging, written: Written): Promise<void> {
  const day = today(context);
  const { rows, document } = judging.before;
  const { slug, plans = [] } = written;
  const present = serviceIn(document.services, slug);
  if (isDeepStrictEqual(present?.plans ?? [], plans)) return;
  const ofService = rows.priceChanges.filter(({ service }) => service === slug);
  const undone = await takeBack(db, ofService, written, day);
  const recorded = ofService.map((row) => (undone.includes(row) ? { ...row, takenBackOn: day } : row));
  // What only an import said, the host has not said: it puts it right.
  if (isFromElsewhere(rows.host.provenance, `services/${slug}/plans`)) return;
  // A service that was removed and made again is compared with what it asked before.
  const stood = present ?? (await judging.past.lately(slug)).at(-1);
  const rises = stood ? risesIn(stood, written, undone.map(riseOf), day) : [];
  if (rises.length === 0) return;
  const lately = await judging.past.lately(slug);
  const promised = noticeDue(await judging.past.promises(), slug, day);
  for (const rise of rises) {
    if (isCorrection(rise, { written, past: lately, recorded, day })) continue;
    const { plan, from: holdsFrom, before } = rise;
    const sameDay = recorded.find((row) => row.plan === plan && row.writtenOn === day);
    if (!sameDay && judging.left-- <= 0) return;
    const row = { hostId: rows.host.id, service: slug, plan, writtenOn: day, holdsFrom, promised, before };
    await recordRise(db, { ...row, id: context.newId(), takenBackOn: null }, sameDay);
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
  written: readonly Written[],
): Promise<void> {
  if (context.caller.role !== 'host' || !isVisible(before.rows.host)) return;
  const day = today(context);
  const ofToday = before.rows.priceChanges.filter(({ writtenOn }) => writtenOn === day).length;
  const judging = { before, past: pastOf(db, context, before), left: PRICE_CHANGES_KEPT - ofToday };
  for (const service of written) {
    await judgeService(db, context, judging, service);
    // A document may hold hundreds of services with fifty plans each: others are answered in between.
    await setImmediate();
  }
}

/** A service that goes takes the raises with it that had not come yet: they raised nobody. */
export async function dropRaises(db: Database, context: Context, { rows }: HostBefore, slug: string): Promise<void> {
  const ofService = rows.priceChanges.filter(({ service }) => service === slug);
  await takeBack(db, ofService, { plans: [] }, today(context));
}
