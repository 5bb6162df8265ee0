import type { Text, Zone } from './shapes.ts';

/*
 * Documents have one order of keys, so that equal documents are equal byte for byte. jsonb keeps an order of its
 * own, therefore everything that comes from a jsonb column is laid out again here.
 */

/** The facts that are known: without those that are null or undefined. */
export function known<T extends object>(facts: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** The same object with its keys in the order given; undefined for what is unknown. */
export function laidOut<T extends object>(
  value: T | null | undefined,
  keys: readonly (keyof T & string)[],
): T | undefined {
  if (!value) return undefined;
  return Object.fromEntries(keys.flatMap((key) => (value[key] == null ? [] : [[key, value[key]]]))) as T;
}

/** A text for people, French first. */
export const textFact = (text: Text | null | undefined): Text | undefined => laidOut(text, ['fr', 'en']);

/** A place served or visited. */
export const zoneFact = (zone: Zone): Zone => {
  if (zone.level === 'world') return { level: 'world' };
  return { level: zone.level, code: zone.code };
};

/** Plain order of code units: the same on every machine, unlike a collation. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
