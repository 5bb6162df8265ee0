import type { Reference } from './reference.ts';

/* Units that size a usage. Accounts and storage have their own fields in needs and plans; other units use their key. */

export const ACCOUNTS = 'accounts';

export const STORAGE = 'storage-gb';

/** Whether a unit is in gigabytes, which may have decimals; all others are whole numbers. */
export const inGigabytes = (unit: string): boolean => unit.endsWith('-gb');

/** An amount as an integer: megabytes for what is in gigabytes, else the count itself. */
export const toInteger = (unit: string, amount: number): number =>
  inGigabytes(unit) ? Math.round(amount * 1000) : amount;

/** The amount that people read, from its integer. */
export const fromInteger = (unit: string, integer: number): number => (inGigabytes(unit) ? integer / 1000 : integer);

/** Units of any of these usages, each once, without accounts and storage. */
export const unitsOf = (usages: readonly string[], { usages: known }: Reference): string[] => [
  ...new Set(
    usages
      .flatMap((usage) => known.get(usage)?.capacityUnits ?? [])
      .filter((unit) => unit !== ACCOUNTS && unit !== STORAGE),
  ),
];
