import type { Label } from '../../../vocabulary/reference.ts';

/** What a value is. `key-of-…`: one of the keys of a vocabulary, made an address below its list. */
export type ValueKind =
  | 'word'
  | 'text'
  | 'boolean'
  | 'whole-number'
  | 'number'
  | 'day'
  | 'any'
  | 'address'
  | 'thing'
  | 'things-in-order'
  | `key-of-${'usages' | 'criteria' | 'commitment-kinds' | 'tools'}`;

export interface Term {
  label: Label;
  meaning: Label;
  /** Absent: it is a class. */
  value?: ValueKind;
  /** The words that the value is one of. */
  words?: readonly string[];
}

export const term = (
  fr: [string, string],
  en: [string, string],
  value?: ValueKind,
  words?: readonly string[],
): Term => ({
  label: { fr: fr[0], en: en[0] },
  meaning: { fr: fr[1], en: en[1] },
  ...(value && { value }),
  ...(words && { words }),
});
