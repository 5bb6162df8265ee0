import type { Language } from '../../vocabulary/terms.ts';

export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const NBSP = '\u00a0';

const set = (text: string): string => text.replaceAll(/ (?=[:;?!»€])/g, NBSP).replaceAll(/« /g, `«${NBSP}`);

/**
 * Words of French with the spaces that no line may break at: before double signs, inside quotation marks. It goes
 * through lists, objects, and what functions give.
 */
export function typeset<T>(words: T): T {
  if (typeof words === 'string') return set(words) as T;
  if (Array.isArray(words)) return words.map(typeset) as T;
  if (typeof words === 'function') return ((...args: unknown[]) => typeset((words as CallableFunction)(...args))) as T;
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeset(value)])) as T;
}

/**
 * Texts in both languages. The English ones have exactly the keys of the French ones, and their functions take the same
 * parameters (one that English has no use for may be left out): anything else does not compile.
 */
export const bilingual = <T>(fr: T, en: NoInfer<T>): Record<Language, T> => ({ fr: typeset(fr), en });

/** The words for one thing, or for any other number of it. */
export const plural = (count: number | string, one: string, many: string): string =>
  count === 1 || count === '1' ? one : many;

/** The same in French, where none counts as one: `0 hébergeur`. */
export const frenchPlural = (count: number, one: string, many: string): string => (count > 1 ? many : one);

/** The `s` of a French word of which there are several. */
export const s = (count: number): string => frenchPlural(count, '', 's');
