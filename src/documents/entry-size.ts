/**
 * The most that one entry holds of its own, counted over the whole of it. The largest that is known has 12 services,
 * 9 plans and 8 000 characters. A match weighs every entry at once: what one of them costs, all who ask wait for.
 */
export const MOST_OF_AN_ENTRY = { services: 200, plans: 1000, claims: 500, characters: 400_000 } as const;

export type EntrySize = Record<keyof typeof MOST_OF_AN_ENTRY, number>;
