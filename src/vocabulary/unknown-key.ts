import type { Sentence } from '../errors.ts';
import { nearestTo } from './nearest.ts';

/** A key that is in no list: where the list is, and what was likely meant. */
export function unknownKey(key: string, known: Iterable<string>, address: string): Sentence {
  const nearest = nearestTo(key, known);
  return {
    fr: `« ${key} » n’est pas dans la liste : voir ${address}.${nearest ? ` Vouliez-vous dire « ${nearest} » ?` : ''}`,
    en: `“${key}” is not in the list: see ${address}.${nearest ? ` Did you mean “${nearest}”?` : ''}`,
  };
}
