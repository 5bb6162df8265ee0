/** The names of the largest stored data. */
export const LARGEST = { host: 'le-grand-bercail', federation: 'tous-les-hebergeurs' } as const;
export const OFFICER_TOKEN = 'the-token-of-an-officer-of-the-largest-federation';
