import { type Static, Type } from 'typebox';
import { addDays, daysBetween } from '../ground/clock.ts';
import { Day, namedObject, orNull, Slug, shortText } from '../vocabulary/shapes.ts';
import { PRICE_CHANGE_STATES } from '../vocabulary/terms.ts';
import { CANCELLABLE_DAYS } from './closing.ts';

/** The kind of commitment against which a price increase is measured. */
export const PRICE_PROMISE = 'price-change-notice';

/** The most price increases that a host's document shows, and that are recorded for one day: longer lists are cut. */
export const PRICE_CHANGES_KEPT = 20;

/** A price increase, as it is read. */
export const PriceChange = namedObject('PriceChange', {
  service: { ...Slug, description: 'Slug of the service, which may be gone since' },
  plan: shortText(),
  writtenOn: Type.String({ format: 'date', description: 'The day on which the host wrote the higher price here' }),
  from: { ...Day, description: 'First day of the higher price' },
  promised: orNull(Type.Integer(), {
    description: 'days of `price-change-notice`: the most that stood when it was written, or too lately to be over',
  }),
  actual: Type.Integer({ description: 'days from the writing to the higher price' }),
  state: Type.Enum(PRICE_CHANGE_STATES, {
    type: 'string',
    description: 'pending: announced in time, and its day has not come; unknown: nothing was promised',
  }),
  takenBackOn: Type.Optional({ ...Day, description: 'The host put the price back in time: it counts nowhere' }),
  text: Type.Optional(
    Type.String({ description: 'The same in plain words, in the language of the request; always there in answers' }),
  ),
});
export type PriceChange = Static<typeof PriceChange>;

/**
 * The last day on which an increase may be taken back: within a week after it was written; or, if it breaks no promise,
 * until the day before its first one, because nobody has paid more before that.
 */
export function takenBackUntil({ writtenOn, from, state }: Pick<PriceChange, 'writtenOn' | 'from' | 'state'>): string {
  const week = addDays(writtenOn, CANCELLABLE_DAYS);
  const eve = addDays(from, -1);
  return state !== 'broken' && eve > week ? eve : week;
}

/** The stored part of a price increase; the rest is computed from it. */
export type WrittenPriceChange = Omit<PriceChange, 'actual' | 'state' | 'text'>;

/**
 * A price increase on a day. Too little notice breaks the promise at once. Enough notice keeps it only once the higher
 * price is in force, because the increase may be withdrawn until then.
 */
export function priceChangeOn(written: WrittenPriceChange, day: string): PriceChange {
  const { service, plan, writtenOn, from, promised, takenBackOn } = written;
  const actual = daysBetween(writtenOn, from);
  const judged = (): PriceChange['state'] => {
    if (takenBackOn !== undefined) return 'taken-back';
    if (promised === null) return 'unknown';
    if (actual < promised) return 'broken';
    return from <= day ? 'kept' : 'pending';
  };
  return {
    ...{ service, plan, writtenOn, from, promised, actual, state: judged() },
    ...(takenBackOn !== undefined && { takenBackOn }),
  };
}
