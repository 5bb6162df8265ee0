import { FEWEST, shownAs } from '../ground/small-numbers.ts';
import type { Workshop } from './workshop.ts';

/** At least so many associations; null: fewer than five, perhaps none. */
export type ShownCount = number | null;

/** What may leave the room. */
export interface Summary {
  associations: number;
  usages: { usage: string; usedBy: ShownCount; tooManyBy: ShownCount; wantedBy: ShownCount }[];
  /** Only those that five have, and that the vocabulary knows: a rare or a home-made name tells whose it is. */
  tools: { tool: string; usedBy: number }[];
}

/**
 * The numbers of a workshop of which none tells of an association. Numbers are rounded down to fives, that of the room
 * too, so that no difference gives a small one away; none of them is the sum of others. Sizes never leave the room: two
 * sums that differ by one association would tell its size. Undefined: the room is too small.
 */
export function summaryOf({ labels, usages, tools }: Workshop): Summary | undefined {
  const associations = shownAs(labels.length);
  if (associations === null) return undefined;
  return {
    associations,
    // In the order of the vocabulary's keys: an order by numbers would tell more than the numbers.
    usages: [...usages]
      .sort((a, b) => (a.usage < b.usage ? -1 : 1))
      .map(({ usage, usedBy, tooManyBy, wantedBy }) => ({
        usage,
        usedBy: shownAs(usedBy.length),
        tooManyBy: shownAs(tooManyBy.length),
        wantedBy: shownAs(wantedBy.length),
      }))
      .sort((a, b) => (b.usedBy ?? 0) - (a.usedBy ?? 0) || (b.wantedBy ?? 0) - (a.wantedBy ?? 0)),
    tools: tools
      .filter(({ isKnown, usedBy }) => isKnown && usedBy.length >= FEWEST)
      .map(({ tool, usedBy }) => ({ tool, usedBy: shownAs(usedBy.length)! }))
      .sort((a, b) => b.usedBy - a.usedBy || (a.tool < b.tool ? -1 : 1)),
  };
}
