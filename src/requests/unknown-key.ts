import type { Fault, Sentence } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/nearest.ts';

/** Where each list of names can be read. */
const LISTS = {
  usage: '/v1/usages',
  criterion: '/v1/criteria',
  'commitment-kind': '/v1/commitment-kinds',
  'support-kind': '/docs',
  tool: '/v1/tools',
  charter: '/v1/criteria',
  federation: '/v1/federations',
  host: '/v1/hosts',
};
export type List = keyof typeof LISTS;

/** What was likely meant, after another sentence; nothing when no guess is worth it. */
export function meant(nearest: string | undefined): { fr: string; en: string } {
  if (nearest === undefined) return { fr: '', en: '' };
  return { fr: ` Vouliez-vous dire « ${nearest} » ?`, en: ` Did you mean “${nearest}”?` };
}

/** A name that is in no list: where the list is, and what was likely meant. */
export function unknownKey(key: string, known: Iterable<string>, list: List): Sentence {
  const { fr, en } = meant(nearestTo(key, known));
  return {
    fr: `« ${key} » n’est pas dans la liste : voir ${LISTS[list]}.${fr}`,
    en: `“${key}” is not in the list: see ${LISTS[list]}.${en}`,
  };
}

/** `unknown-usage` and the like, unless the name is known. */
export const keyFaults = (pointer: string, list: List, key: string, known: ReadonlyMap<string, unknown>): Fault[] =>
  known.has(key) ? [] : [fault(pointer, `unknown-${list}`, unknownKey(key, known.keys(), list))];
