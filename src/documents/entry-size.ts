/**
 * Limits of what one entry states, for the entry as a whole. The largest known entry has 12 services, 9 plans and 8 000
 * characters. Every match examines all entries, so one oversized entry would slow down every match.
 */
export const MOST_OF_AN_ENTRY = { services: 200, plans: 1000, claims: 500, characters: 400_000 } as const;

export type EntrySize = Record<keyof typeof MOST_OF_AN_ENTRY, number>;
