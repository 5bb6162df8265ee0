import type { Label } from '../../vocabulary/reference.ts';

/** The kind of a value. `key-of-…`: a key of a vocabulary, written as an address below its list. */
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
  /** Absent: the term is a class. */
  value?: ValueKind;
  /** The closed list to which the value belongs. */
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
