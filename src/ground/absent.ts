/*
 * In code, what is not known is null. In answers it is absent: null never leaves the service, except under the names below,
 * where it says something.
 */

/** Fields of answers that may be null, each with what null says there. Everywhere, one name says one thing. */
export const SAID_BY_NULL = {
  next: 'nothing follows for now',
  askFirst: 'no single question would bring another host first',
  document: 'a tombstone: what the change was about is no longer public',
  host: 'a tombstone: a person on their own who left is not named',
  perYear: 'an amount that is known to be unknown, or free to choose',
  storageGb: 'an amount that is known to be unknown',
  budgetPerYear: 'no limit; a need is given back as it was sent',
} as const satisfies Record<string, string>;

export const saysByNull = (name: string): boolean => Object.hasOwn(SAID_BY_NULL, name);

/** The same value without properties that are null; objects without any are not copied. Items of lists keep their places. */
export function withoutNulls<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const item: unknown = withoutNulls(value[i]);
      if (item === value[i]) continue;
      copy ??= [...value];
      copy[i] = item;
    }
    return (copy ?? value) as T;
  }
  const given = value as Record<string, unknown>;
  const names = Object.keys(given);
  let copy: Record<string, unknown> | undefined;
  for (let place = 0; place < names.length; place++) {
    const name = names[place]!;
    const part = given[name];
    const isLeft = part === null && !saysByNull(name);
    const kept = typeof part === 'object' ? withoutNulls(part) : part;
    if (!copy && (isLeft || kept !== part)) {
      copy = {};
      // Written anew: an object from which a property was deleted is slow from then on.
      for (let before = 0; before < place; before++) copy[names[before]!] = given[names[before]!];
    }
    if (copy && !isLeft) copy[name] = kept;
  }
  return (copy ?? value) as T;
}

/** The JSON of an answer. */
export const answerJson = (value: unknown): string => JSON.stringify(withoutNulls(value));
