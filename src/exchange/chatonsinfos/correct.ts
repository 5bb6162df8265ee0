import type { Meant } from './interpret.ts';
import { entryLine, isEntry } from './properties.ts';
import type { Reading } from './read.ts';

/* Rewrites a file in the present form of the format. Nothing is removed: comments, unknown keys and the order stay. */

/** The corrected value; undefined when no better one is certain. */
function betterValue({ parsed, rule, value }: Meant): string | undefined {
  if (value === undefined) return '';
  return rule && !parsed.isPart ? parsed.text : undefined;
}

const asRemark = (text: string): string => text.replace(/^/gm, '# ');

function correctedEntry(meant: Meant): string {
  const { entry, key, counts, rule } = meant;
  // Another line with the same key counts. This one becomes a comment, so that its author can still decide which is
  // right.
  if (!counts) return asRemark(entry.text);
  if (!rule || !entry.isWhole) return entry.text;
  const value = betterValue(meant) ?? entry.value;
  return key === entry.key && value === entry.value ? entry.text : entryLine(key, value);
}

/**
 * The file with present key names, ISO dates, list words in their correct case, no quotes, in UTF-8. When several lines
 * have one key, those that do not count become comments. What cannot be understood stays unchanged. Idempotent:
 * correcting again changes nothing. null: this is not such a file, or it was not read to the end.
 */
export function correctedFile({ items, meant, read }: Reading): string | null {
  const isWhole = read.problems.every(({ code }) => !['too-large', 'too-many-lines'].includes(code));
  if (!isWhole || meant.length === 0) return null;
  const byEntry = new Map(meant.map((one) => [one.entry, one]));
  return items.map((item) => (isEntry(item) ? correctedEntry(byEntry.get(item)!) : item.text)).join('\n');
}
