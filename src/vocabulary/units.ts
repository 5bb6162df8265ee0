import type { Reference } from './reference.ts';

/* Units that size a usage. Accounts and storage have fields of their own; every other unit goes by its key. */

export const ACCOUNTS = 'accounts';

export const STORAGE = 'storage-gb';

/** Whether a unit is of gigabytes, which may have decimals; everything else is counted. */
export const inGigabytes = (unit: string): boolean => unit.endsWith('-gb');

/** An amount as an integer: megabytes for what is in gigabytes, else the count itself. */
export const toInteger = (unit: string, amount: number): number =>
  inGigabytes(unit) ? Math.round(amount * 1000) : amount;

/** The amount that people read, from its integer. */
export const fromInteger = (unit: string, integer: number): number => (inGigabytes(unit) ? integer / 1000 : integer);

/** Units that size some usage of a list, accounts and storage apart; each once. */
export const unitsOf = (usages: readonly string[], { usages: known }: Reference): string[] => [
  ...new Set(
    usages
      .flatMap((usage) => known.get(usage)?.capacityUnits ?? [])
      .filter((unit) => unit !== ACCOUNTS && unit !== STORAGE),
  ),
];
