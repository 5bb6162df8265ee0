/*
 * Rows of the system of record, one file for each room. Every constraint has a name of its own, because
 * `database/errors.ts` turns names into domain errors. NULL is "unknown"; an empty list is "none, and said so".
 */

export * from './tables/accounts.ts';
export * from './tables/accounts.ts';
export * from './tables/accounts.ts';
export * from './tables/accounts.ts';
export * from './tables/catalogue.ts';
export * from './tables/federations.ts';
export * from './tables/recommendations.ts';
export * from './tables/services.ts';
export * from './tables/statements.ts';
export * from './tables/statements.ts';
