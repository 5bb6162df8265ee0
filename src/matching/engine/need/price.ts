/** How a price is valued. The anchor is the budget, or its substitute when there is none. */
export interface PriceRule {
  readonly anchorCents: number;
  /** Percentage of the anchor below which a lower price has no more value. */
  readonly enoughPercent: number;
}

/** Utility of a yearly price in thousandths: 1000 up to `enoughPercent` of the anchor, 0 from the anchor up. */
export function priceUtility(cents: number, { anchorCents, enoughPercent }: PriceRule): number {
  if (anchorCents === 0) return cents === 0 ? 1000 : 0;
  const span = (100 - enoughPercent) * anchorCents;
  const utility = Math.floor((200_000 * (anchorCents - cents) + span) / (2 * span));
  return Math.max(0, Math.min(1000, utility));
}

/** The middle between the amount due and the advised amount; most prices have the same amount for both. */
export const middleCents = (least: number, shown: number): number => Math.floor((least + shown + 1) / 2);
