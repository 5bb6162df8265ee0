import type { Text } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';

/* Texts as forms show them and take them. Pure. */

/** A text in the language of the page, or in the other one when it was written in that alone. */
export const readText = (text: Text | undefined, language: Language): string =>
  text?.[language] ?? text?.[language === 'fr' ? 'en' : 'fr'] ?? '';

/**
 * A text after it was edited in the language of the page; undefined: nothing is left. Words that were shown from the
 * other language and not touched stay in it.
 */
export function writeText(before: Text | undefined, typed: string, language: Language): Text | undefined {
  if (before && typed === readText(before, language)) return before;
  const { [language]: _, ...other } = before ?? {};
  // What was shown was the other language: what was typed over it replaces that.
  const kept = before?.[language] === undefined ? {} : other;
  const text: Text = { ...kept, ...(typed !== '' && { [language]: typed }) };
  return Object.keys(text).length > 0 ? text : undefined;
}

/** A list that was written one thing a line. */
export const listIn = (text: string): string[] => text.split('\n').flatMap((one) => one.trim() || []);
