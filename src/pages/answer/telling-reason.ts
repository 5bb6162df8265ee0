import type { MatchedHost } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/schema.ts';

type Reason = MatchedHost['reasons'][number];

/** Whether a reason is about what was wished for. The price is not among them: it stands on every card already. */
function isWished({ code, params }: Reason, wish: NonNullable<Need['wish']>): boolean {
  const key = String(params.key);
  switch (code) {
    case 'commitment-met':
      return wish.commitments?.[key] !== undefined;
    case 'criterion-met':
      return wish.criteria?.[key] !== undefined;
    case 'support-offered':
      return wish.support?.[key] !== undefined;
    case 'near-you':
      return wish.proximity !== undefined;
    default:
      return false;
  }
}

/** The one reason that a card has room for: the first about what somebody said matters, else the first of all. */
export const tellingReason = (reasons: readonly Reason[], { wish = {} }: Need): Reason | undefined =>
  reasons.find((reason) => isWished(reason, wish)) ?? reasons[0];
