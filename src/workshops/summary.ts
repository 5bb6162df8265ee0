import { FEWEST, shownAs } from '../ground/small-numbers.ts';
import type { Workshop } from './workshop.ts';

/** A minimum number of associations; null: fewer than five (perhaps none), or not to be published. */
export type ShownCount = number | null;

export interface SummaryUsage {
  usage: string;
  /** Null: fewer than five, perhaps none. */
  usedBy: ShownCount;
  /** Null: fewer than five, or all except fewer than five: “five of five” would reveal something about each one. */
  tooManyBy: ShownCount;
  /** Null as for `tooManyBy`. */
  wantedBy: ShownCount;
}

/** The part of a workshop's result that may be published. */
export interface Summary {
  associations: number;
  /** Only usages with a published number: even the presence of a rare one reveals something about somebody. */
  usages: SummaryUsage[];
  /** Only tools of the vocabulary that at least five associations use: a rare name identifies its user. */
  tools: { tool: string; usedBy: number }[];
}

/**
 * The numbers of a workshop that reveal nothing about a single association. All numbers, including the number of
 * associations, are rounded down to multiples of five, so that differences do not reveal small numbers; no number is
 * the sum of others. Sizes are never published: two sums that differ by one association would reveal its size.
 * Undefined: too few associations. Known limits: it is revealed that nearly all associations do something or use a
 * tool. A reader who knows that an association does something may learn that nearly all who do it have too many tools.
 * And two summaries of workshops that differ by one association can be compared.
 */
export function summaryOf({ labels, usages, tools }: Workshop): Summary | undefined {
  const associations = shownAs(labels.length);
  if (associations === null) return undefined;
  const unlessAll = ({ length }: readonly string[]): ShownCount =>
    labels.length - length < FEWEST ? null : shownAs(length);
  return {
    associations,
    // Sorted by key of the vocabulary: sorting by exact numbers would reveal more than the rounded numbers.
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
