import type { Reference } from './reference.ts';

/*
 * Units that measure the size of a usage. Accounts and storage have their own fields in needs and plans; other units
 * use their key.
 */

export const ACCOUNTS = 'accounts';

export const STORAGE = 'storage-gb';

/** Whether a unit is in gigabytes, which may have decimals; all others are whole numbers. */
export const inGigabytes = (unit: string): boolean => unit.endsWith('-gb');

/** An amount as an integer: megabytes for units in gigabytes, otherwise the count itself. */
export const toInteger = (unit: string, amount: number): number =>
  inGigabytes(unit) ? Math.round(amount * 1000) : amount;

export const fromInteger = (unit: string, integer: number): number => (inGigabytes(unit) ? integer / 1000 : integer);

/** The units of some usages, without duplicates, and without accounts and storage. */
export const unitsOf = (usages: readonly string[], { usages: known }: Reference): string[] => [
  ...new Set(
    usages
      .flatMap((usage) => known.get(usage)?.capacityUnits ?? [])
      .filter((unit) => unit !== ACCOUNTS && unit !== STORAGE),
  ),
];
