import type { Actor } from '../vocabulary/terms.ts';
import type { Known } from './caller.ts';

/** Who a change is told to be from, and by what operation. */
export interface Author {
  by: Actor;
  byLabel: string;
  /** Absent: the token of the environment, or the catalogue itself. */
  byTokenId: string | null;
  action: string | null;
}

export const authorOf = ({ role, label, tokenId, operation }: Known): Author => ({
  by: role === 'claimant' ? 'host' : role,
  byLabel: label,
  byTokenId: tokenId,
  action: operation ?? null,
});
