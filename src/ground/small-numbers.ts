/* Numbers of people or organisations that leave the room in which they are known. */

/** Smaller numbers are never shown: they would tell of somebody. */
export const FEWEST = 5;

/**
 * A number as it may be shown: rounded down to fives; null when it is too small, zero included. Rounded numbers can be
 * subtracted from each other without giving a small one away, as long as no shown numbers add up to another shown one.
 */
export const shownAs = (count: number): number | null => (count < FEWEST ? null : count - (count % FEWEST));
