import type { HistoryEntry } from './schema.ts';

type Difference = HistoryEntry['changes'][number];

/** What names an item of a list, so that adding one at the top does not look like changing all of them. */
const NAMES = ['slug', 'criterion', 'kind', 'federation'] as const;
/** Counters: they change with everything and say nothing. */
const LEFT_OUT: ReadonlySet<string> = new Set(['version']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');

/** A list of named things as an object by name; any other value as it is. */
function byName(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every(isObject)) return value;
  const name = NAMES.find((one) => value.every((item) => typeof item[one] === 'string'));
  if (!name) return value;
  const items = new Map(value.map((item) => [item[name] as string, item]));
  return items.size === value.length && value.length > 0 ? Object.fromEntries(items) : value;
}

/** Values that differ, each at the deepest place where both sides have one. */
export function differencesOf(before: unknown, after: unknown, pointer = ''): Difference[] {
  const [old, now] = [byName(before), byName(after)];
  if (isObject(old) && isObject(now) && !Array.isArray(old) && !Array.isArray(now)) {
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => !LEFT_OUT.has(name));
    return names.flatMap((name) => differencesOf(old[name], now[name], `${pointer}/${escaped(name)}`));
  }
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  return [{ pointer, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }] as Difference[];
}
