/* Protects small counts of people or organisations that are shown to others. */

/** Smaller counts are never shown: they could identify somebody. */
export const FEWEST = 5;

/**
 * A count in the form that may be shown: rounded down to a multiple of five; null when it is too small, zero included.
 * The difference of two shown counts does not reveal a small one, as long as no shown counts add up to another shown
 * count.
 */
export const shownAs = (count: number): number | null => (count < FEWEST ? null : count - (count % FEWEST));
