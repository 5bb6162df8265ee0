import { FEWEST, shownAs } from '../ground/small-numbers.ts';
import type { Workshop } from './workshop.ts';

/** At least so many associations; null: fewer than five, perhaps none, or not to be told. */
export type ShownCount = number | null;

export interface SummaryUsage {
  usage: string;
  /** Null: fewer than five, perhaps none. */
  usedBy: ShownCount;
  /** Null: fewer than five, or all but fewer than five: “five of five” would tell of each. */
  tooManyBy: ShownCount;
  /** As with `tooManyBy`. */
  wantedBy: ShownCount;
}

/** What may leave the room. */
export interface Summary {
  associations: number;
  /** Only those of which some number is shown: that a rare one is there at all tells of somebody. */
  usages: SummaryUsage[];
  /** Only those that five have, and that the vocabulary knows: a rare or a home-made name tells whose it is. */
  tools: { tool: string; usedBy: number }[];
}

/**
 * The numbers of a workshop of which none tells of an association. Numbers are rounded down to fives, that of the room
 * too, so that no difference gives a small one away; none of them is the sum of others. Sizes never leave the room: two
 * sums that differ by one association would tell its size. Undefined: the room is too small.
 *
 * The limits: that nearly all of a room do something, or use a tool, is told. Who knows that an association does
 * something may learn that nearly all of those who do it have too many tools. And two summaries of rooms that differ by
 * one association can be compared.
 */
export function summaryOf({ labels, usages, tools }: Workshop): Summary | undefined {
  const associations = shownAs(labels.length);
  if (associations === null) return undefined;
  const unlessAll = ({ length }: readonly string[]): ShownCount =>
    labels.length - length < FEWEST ? null : shownAs(length);
  return {
    associations,
    // In the order of the vocabulary's keys: an order by numbers would tell more than the numbers.
    usages: [...usages]
      .sort((a, b) => (a.usage < b.usage ? -1 : 1))
      .map(({ usage, usedBy, tooManyBy, wantedBy }) => ({
        usage,
        usedBy: shownAs(usedBy.length),
        tooManyBy: unlessAll(tooManyBy),
        wantedBy: unlessAll(wantedBy),
      }))
      .filter(({ usedBy, tooManyBy, wantedBy }) => (usedBy ?? tooManyBy ?? wantedBy) !== null)
      .sort((a, b) => (b.usedBy ?? 0) - (a.usedBy ?? 0) || (b.wantedBy ?? 0) - (a.wantedBy ?? 0)),
    tools: tools
      .filter(({ isKnown, usedBy }) => isKnown && usedBy.length >= FEWEST)
      .map(({ tool, usedBy }) => ({ tool, usedBy: shownAs(usedBy.length)! }))
      .sort((a, b) => b.usedBy - a.usedBy || (a.tool < b.tool ? -1 : 1)),
  };
}
