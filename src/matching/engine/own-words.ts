import type { Importance } from '../../vocabulary/terms.ts';
import type { Need } from '../schema.ts';
import type { Policy } from './policy.ts';

/** What a need says of importance, by criterion name: the default wishes where it says nothing. */
export interface OwnWords {
  readonly words: ReadonlyMap<string, Importance>;
  readonly isDefault: boolean;
}

/** The words of the need itself, before a federation raises any. */
export function ownWords({ wish, usages }: Need, policy: Policy): OwnWords {
  const words = new Map<string, Importance>();
  const isDefault = wish === undefined || Object.keys(wish).length === 0;
  if (isDefault) {
    for (const [name, word] of Object.entries(policy.defaultWishes)) words.set(name, word);
  } else {
    for (const name of ['price', 'storage-margin', 'proximity'] as const) if (wish[name]) words.set(name, wish[name]);
    for (const [key, word] of Object.entries(wish.criteria ?? {})) words.set(`criterion:${key}`, word);
    for (const [key, word] of Object.entries(wish.commitments ?? {})) words.set(`commitment:${key}`, word);
    for (const [key, word] of Object.entries(wish.support ?? {})) words.set(`support:${key}`, word);
  }
  for (const { usage, priority = 'must' } of usages)
    if (priority !== 'must') words.set(`usage:${usage}`, policy.priorityWords[priority]);
  return { words, isDefault };
}
