import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CANCELLABLE_DAYS } from '../documents/closing.ts';
import { PRICE_CHANGES_KEPT, priceChangeOn, takenBackUntil } from '../documents/price-change.ts';
import type { Priced } from '../documents/service.ts';
import { daysBetween } from '../ground/clock.ts';
import type { Context } from '../record/context.ts';
import type { HostBefore } from '../record/finish-write.ts';
import { isImported } from '../record/provenance.ts';
import { isVisible } from '../record/read-rows.ts';
import type { PriceChangeRow } from '../record/rows.ts';
import { priceChanges } from '../record/tables.ts';
import { today } from '../requests/meaning.ts';
import { noticeDue, type PricePast, pastOf, serviceIn } from './price-history.ts';
import { isCompletion, isPutBack, isUndone, type Rise, risesIn } from './price-rises.ts';

/* Price increases of a host, compared with the notice it promised. */

function mayBeTakenBack({ takenBackOn, service, plan, writtenOn, holdsFrom, promised }: PriceChangeRow, day: string) {
  const { state, from } = priceChangeOn({ service, plan, writtenOn, from: holdsFrom, promised }, day);
  return takenBackOn === null && day <= takenBackUntil({ writtenOn, from, state });
}

const riseOf = ({ plan, holdsFrom, before }: PriceChangeRow): Rise => ({ plan, from: holdsFrom, before });

/**
 * An increase that corrects a typing error made within the last week does not count. If an increase was taken back
 * within that week, writing it again does count.
 */
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

/**
 * Stores one row for each plan, day of writing and first day. A higher price for the same first day, written on the same
 * day, joins that row; written again after it was taken back, it counts again. Writes of a host are locked one after
 * another, so no two of them store the same row.
 */
async function recordRise(db: Database, row: PriceChangeRow, same: PriceChangeRow | undefined): Promise<void> {
  if (!same) await db.insert(priceChanges).values(row);
  else if (same.takenBackOn !== null)
    await db
      .update(priceChanges)
      .set({ promised: row.promised, before: row.before, takenBackOn: null })
      .where(eq(priceChanges.id, same.id));
}

/**
 * Takes back the increases of a service that the written prices undo; with no prices written, because the service is
 * removed.
 */
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

/** The input for one write: the host before it, its past, and how many more increases may be recorded today. */
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
  // Prices known only from an import are not the host's own statement: changing them is a correction.
  if (isImported(rows.host.provenance, `services/${slug}/plans`)) return;
  // A service that was removed and added again is compared with its former prices.
  const former = present ?? (await judging.past.lately(slug)).at(-1);
  const rises = former ? risesIn(former, written, undone.map(riseOf), day) : [];
  if (rises.length === 0) return;
  const lately = await judging.past.lately(slug);
  const promised = noticeDue(await judging.past.promises(), slug, day);
  for (const rise of rises) {
    if (isCorrection(rise, { written, past: lately, recorded, day })) continue;
    // Of a plan that is there since today, forms ask the rest after the first amounts.
    if (isCompletion(rise, written) && !(await judging.past.wasThereBefore(slug, rise.plan))) continue;
    const { plan, from: holdsFrom, before } = rise;
    const same = recorded.find((row) => row.plan === plan && row.writtenOn === day && row.holdsFrom === holdsFrom);
    if (!same && judging.left-- <= 0) return;
    const row = { hostId: rows.host.id, service: slug, plan, writtenOn: day, holdsFrom, promised, before };
    await recordRise(db, { ...row, id: context.newId(), takenBackOn: null }, same);
  }
}

/**
 * Records which prices of a public host a write will increase, with the notice given and the notice promised; and which
 * increases it takes back. Considers only writes by the host itself, with its own token.
 * @param before the host before that write, locked
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
    // Yield to other requests: a document may contain hundreds of services with fifty plans each.
    await setImmediate();
  }
}

/** Takes back the future increases of a service that is removed: nobody has paid them. */
export async function dropRaises(db: Database, context: Context, { rows }: HostBefore, slug: string): Promise<void> {
  const ofService = rows.priceChanges.filter(({ service }) => service === slug);
  await takeBack(db, ofService, { plans: [] }, today(context));
}
