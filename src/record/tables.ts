/*
 * Tables of the system of record. Every constraint has an explicit name, because `database/errors.ts` turns names into
 * domain errors. NULL is "unknown"; an empty list is a stated "none".
 */

export * from './tables/accounts.ts';
export * from './tables/cases.ts';
export * from './tables/catalogue.ts';
export * from './tables/federations.ts';
export * from './tables/feed.ts';
export * from './tables/imports.ts';
export * from './tables/mail.ts';
export * from './tables/persons.ts';
export * from './tables/recommendations.ts';
export * from './tables/services.ts';
export * from './tables/sources.ts';
export * from './tables/statements.ts';
export * from './tables/watching.ts';
