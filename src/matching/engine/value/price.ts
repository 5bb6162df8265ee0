/** How a price is judged, with the budget, or what stands for one, as its anchor. */
export interface PriceRule {
  readonly anchorCents: number;
  /** Percent of the anchor below which paying less changes nothing. */
  readonly enoughPercent: number;
}

/** Utility of a price of `cents` a year, in thousandths: 1000 up to the share that is enough, 0 from the anchor on. */
export function priceUtility(cents: number, { anchorCents, enoughPercent }: PriceRule): number {
  if (anchorCents === 0) return cents === 0 ? 1000 : 0;
  const span = (100 - enoughPercent) * anchorCents;
  const utility = Math.floor((200_000 * (anchorCents - cents) + span) / (2 * span));
  return Math.max(0, Math.min(1000, utility));
}

/** Between what must be paid and what is advised, which are the same for most prices. */
export const middleCents = (least: number, shown: number): number => Math.floor((least + shown + 1) / 2);
