import { type Fault, fault } from '../ground/errors.ts';
import { type Reference, textIn } from '../vocabulary/reference.ts';
import type { Language } from '../vocabulary/terms.ts';
import { ACCOUNTS, inGigabytes, STORAGE } from '../vocabulary/units.ts';
import { decimalsFaults } from './meaning.ts';

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

export function refusal(unit: string, allowed: readonly string[], { units }: Reference): Fault['message'] {
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
