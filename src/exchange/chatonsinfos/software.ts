import { namesOf } from '../../diagnosis/recognise.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { fold } from '../../vocabulary/territories.ts';

/*
 * The usages of a program, only as the vocabulary states them. Nothing is guessed: users would accept a draft with
 * wrong usages.
 */

const lists = new WeakMap<Reference, ReadonlyMap<string, readonly string[]>>();

const letters = (name: string): string => fold(name).replaceAll(' ', '');

function usagesByName({ tools }: Reference): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, Set<string>>();
  for (const tool of tools.values())
    for (const name of namesOf(tool).map(letters)) owners.set(name, (owners.get(name) ?? new Set()).add(tool.key));
  return new Map(
    [...owners].flatMap(([name, [key, ...others]]) =>
      // A name that two programs have is ambiguous.
      name === '' || others.length > 0 ? [] : [[name, tools.get(key!)!.usages] as const],
    ),
  );
}

/** The usages of the program with this name, ignoring case, accents and spaces; undefined: unknown. */
export function usagesOfSoftware(name: string, reference: Reference): readonly string[] | undefined {
  const known = lists.get(reference) ?? usagesByName(reference);
  lists.set(reference, known);
  const usages = known.get(letters(name));
  return usages && usages.length > 0 ? usages : undefined;
}
