import { onLineAt } from '../../../ground/lines.ts';
import type { Policy } from '../policy.ts';

/** Utilities are integers from 0 (absent) to 1000 (as good as one can use); anchors never come from other hosts. */

/** Price of `cents` a year against a budget: 1000 up to a share of it, 0 from the budget on, straight between. */
export function priceUtility(cents: number, budgetCents: number, policy: Policy): number {
  if (budgetCents === 0) return cents === 0 ? 1000 : 0;
  const enough = policy.priceEnoughPercent;
  const span = (100 - enough) * budgetCents;
  const utility = Math.floor((200_000 * (budgetCents - cents) + span) / (2 * span));
  return Math.max(0, Math.min(1000, utility));
}

/** Room `megabytes` for a need of `wanted` (above 0), by their ratio: the line is in thousandths of it. */
export const marginUtility = (megabytes: number, wanted: number, policy: Policy): number =>
  onLineAt(policy.storageMargin.line, megabytes * 1000, wanted, 1);
