/* What may be shown of what was asked for and not met, without telling what anybody asked. */

/** How often one federation asked for a family of usages in a région, in a month. Never shown as it is. */
export interface Contribution {
  readonly month: string;
  readonly family: string;
  readonly region: string;
  readonly federationId: string;
  readonly asks: number;
}

/** A number that is shown: so many asks at least. */
export interface Cell {
  readonly month: string;
  readonly family: string;
  readonly region: string;
  readonly atLeast: number;
}

/** Fewer asks than that are never shown. */
export const FEWEST = 5;
/** Asks of one federation that count in a cell: beyond it, asking again moves nothing. */
const MOST_OF_ONE = 5;

/**
 * The cells that may be shown. A federation knows its own asks and can forge them, so a cell is shown only when five
 * asks remain after the federation that made most of them is left out: whatever one federation adds, the rest of a
 * cell that it sees is never fewer than five. Two federations that forge together are not kept from it: federations
 * are made by administrators. Numbers are rounded down to fives. There are no totals, and nothing says how many cells
 * are hidden: a difference needs both.
 */
export function cellsOf(contributions: readonly Contribution[]): Cell[] {
  const cells = new Map<string, { cell: Omit<Cell, 'atLeast'>; counts: number[] }>();
  for (const { month, family, region, asks } of contributions) {
    const key = `${month} ${family} ${region}`;
    const known = cells.get(key) ?? { cell: { month, family, region }, counts: [] };
    known.counts.push(Math.min(asks, MOST_OF_ONE));
    cells.set(key, known);
  }
  return [...cells.values()].flatMap(({ cell, counts }) => {
    const total = counts.reduce((sum, asks) => sum + asks, 0);
    if (total - Math.max(...counts) < FEWEST) return [];
    return [{ ...cell, atLeast: total - (total % FEWEST) }];
  });
}
