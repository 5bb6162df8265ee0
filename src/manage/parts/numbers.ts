import { statedNumber } from '../../ground/stated-numbers.ts';
import { FORMS } from '../../pages/words/forms.ts';
import type { Language } from '../../vocabulary/terms.ts';

/* Numbers as forms show them, and what is wrong with one that was typed in digits. Pure. */

/** What a schema takes of a number. */
export interface NumberLimits {
  isWhole?: boolean;
  minimum?: number | undefined;
  maximum?: number | undefined;
  /** Of euros: there are cents, and nothing smaller. */
  multipleOf?: number | undefined;
}

/** A number as people write it: in French with a comma. */
export const numberTyped = (value: number, language: Language): string =>
  language === 'fr' ? String(value).replace('.', ',') : String(value);

/** What is wrong with a number in digits; undefined: nothing is, or it is no such number. */
export function numberFault(typed: string, limits: NumberLimits, language: Language): string | undefined {
  const { isWhole, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, multipleOf } = limits;
  const [, whole, decimals = ''] =
    /^([-−–]?\d+)(?:[.,](\d+))?$/.exec(typed.slice(0, 100).replaceAll(/[\s€]/g, '')) ?? [];
  if (whole === undefined) return undefined;
  const words = FORMS[language];
  const written = new Intl.NumberFormat(language);
  const value = Number(`${whole.replace(/^[−–]/, '-')}.${decimals || '0'}`);
  if (decimals.length > 2 && (multipleOf !== undefined || statedNumber(typed) === undefined)) return words.decimals;
  if (isWhole && !Number.isInteger(value)) return words.whole;
  if (value < minimum) return words.atLeast(written.format(minimum));
  return value > maximum ? words.atMost(written.format(maximum)) : undefined;
}
