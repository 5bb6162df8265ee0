import type { Candidate } from '../host/candidate.ts';
import type { Way } from '../host/ways.ts';

/** What one host does in a combination. */
export interface Share {
  readonly candidate: Candidate;
  readonly way: Way;
  readonly unknown: number;
}

/** Several hosts that together cover every must-usage, each used once; chosen by its cost for these alone. */
export interface Combination {
  readonly shares: readonly Share[];
  readonly state: CombinationState;
  /** Cents a year; null when some price is unknown. */
  readonly cents: number | null;
  /** Cents a year that are known to be due, whatever the rest. */
  readonly floorCents: number;
  readonly exact: boolean;
  readonly low: number;
  readonly high: number;
}

/** Those to check are looked for only when none fits. */
export const COMBINATION_STATES = ['fits', 'to-check'] as const;
export type CombinationState = (typeof COMBINATION_STATES)[number];
