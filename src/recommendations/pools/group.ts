import type { PoolDraft } from './schema.ts';

/* What a group is made of, for those that put its needs together. */

export type Member = PoolDraft['needs'][number];

/** Something assumed or left out for the group, as a code. */
export interface Note {
  readonly code: string;
  readonly params: Record<string, unknown>;
}

export const distinct = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** The later of two in an order; an absent one is before all. */
export const strongest = <T>(order: readonly T[], a: T | undefined, b: T): T =>
  a !== undefined && order.indexOf(a) >= order.indexOf(b) ? a : b;
