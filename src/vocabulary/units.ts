import type { Fault } from '../ground/errors.ts';
import { decimalsFaults, fault } from '../requests/meaning.ts';
import { type Reference, textIn } from './reference.ts';
import type { Language } from './terms.ts';

/* Units that size a usage. Accounts and storage have fields of their own; every other unit goes by its key. */

export const ACCOUNTS = 'accounts';
export const STORAGE = 'storage-gb';

/** Whether a unit is of gigabytes, which may have decimals; everything else is counted. */
const inGigabytes = (unit: string): boolean => unit.endsWith('-gb');

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

/** What cannot be in amounts by unit, of which only `allowed` mean something here. */
export function amountFaults(
  pointer: string,
  amounts: Readonly<Record<string, number | 'unlimited'>> | undefined,
  allowed: readonly string[],
  reference: Reference,
): Fault[] {
  return Object.entries(amounts ?? {}).flatMap(([unit, amount]) => {
    const at = `${pointer}/${unit}`;
    if (unit === ACCOUNTS || unit === STORAGE)
      return [
        fault(at, 'unit-with-own-field', {
          fr: 'Les comptes et les gigaoctets ont leurs propres champs.',
          en: 'Accounts and gigabytes have fields of their own.',
        }),
      ];
    if (!allowed.includes(unit)) return [fault(at, 'unit-of-no-usage', refusal(unit, allowed, reference))];
    if (amount === 'unlimited') return [];
    if (inGigabytes(unit)) return decimalsFaults(at, amount, 3);
    return Number.isInteger(amount)
      ? []
      : [fault(at, 'not-whole', { fr: 'Il faut un nombre entier.', en: 'Expected a whole number.' })];
  });
}

function refusal(unit: string, allowed: readonly string[], { units }: Reference): Fault['message'] {
  const named = (language: Language) =>
    allowed.map((key) => `${key} (${textIn(units.get(key)?.label ?? {}, language)})`).join(', ');
  return allowed.length === 0
    ? {
        fr: `« ${unit} » n’a pas de sens ici : seuls les comptes et la place comptent.`,
        en: `“${unit}” means nothing here: only accounts and space count.`,
      }
    : {
        fr: `« ${unit} » n’a pas de sens ici. Possible : ${named('fr')}.`,
        en: `“${unit}” means nothing here. Possible: ${named('en')}.`,
      };
}
