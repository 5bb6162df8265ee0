import type { Meant } from './interpret.ts';
import { entryLine, isEntry } from './properties.ts';
import type { Reading } from './read.ts';

/* The same file as the format writes it today. Nothing goes: comments, unknown keys and their order stay. */

/** The value to write; undefined where nobody can tell a better one. */
function betterValue({ parsed, rule, value }: Meant): string | undefined {
  if (value === undefined) return '';
  return rule && !parsed.isPart ? parsed.text : undefined;
}

const asRemark = (text: string): string => text.replace(/^/gm, '# ');

function correctedEntry(meant: Meant): string {
  const { entry, key, counts, rule } = meant;
  // Another line says the same key: this one stays readable, for whoever knows which is right.
  if (!counts) return asRemark(entry.text);
  if (!rule || !entry.isWhole) return entry.text;
  const value = betterValue(meant) ?? entry.value;
  return key === entry.key && value === entry.value ? entry.text : entryLine(key, value);
}

/**
 * The file with present names, dates in ISO, words of lists in their case, no quotes, in UTF-8; of several lines with one
 * key, those that are not read become comments. What it cannot read stays as it is. To correct it again changes nothing.
 * null: the file is none, or was not read to its end.
 */
export function correctedFile({ items, meant, read }: Reading): string | null {
  const isWhole = read.problems.every(({ code }) => !['too-large', 'too-many-lines'].includes(code));
  if (!isWhole || meant.length === 0) return null;
  const byEntry = new Map(meant.map((one) => [one.entry, one]));
  return items.map((item) => (isEntry(item) ? correctedEntry(byEntry.get(item)!) : item.text)).join('\n');
}
