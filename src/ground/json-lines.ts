/*
 * The line of each place in a text that is JSON: faults of a file name their line. The text was parsed before, so nothing
 * is checked here.
 */

// Sticky flag: match only at the given place.
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const REST = /[^\s,:[\]{}"]+/y;

interface Open {
  pointer: string;
  /** The number of the next item of a list; undefined: an object. */
  next: number | undefined;
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Lines of a text of JSON, counted from 1, by JSON Pointer. Linear in its length, whatever its depth. */
export function jsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>([['', 1]]);
  const open: Open[] = [];
  let [at, line] = [0, 1];
  let name: string | undefined;
  /** The pointer of the value that begins here, which is noted. */
  const place = (): string => {
    const inside = open.at(-1);
    const pointer = inside ? `${inside.pointer}/${inside.next ?? escaped(name ?? '')}` : '';
    if (inside?.next !== undefined) inside.next++;
    name = undefined;
    lines.set(pointer, line);
    return pointer;
  };
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(text) ?? [];
    at += found.length;
    return found;
  };
  while (at < text.length) {
    const character = text[at]!;
    if (character === '{' || character === '[') {
      open.push({ pointer: place(), next: character === '[' ? 0 : undefined });
      at++;
    } else if (character === '"') {
      const isName = open.at(-1)?.next === undefined && open.length > 0 && name === undefined;
      const found = take(STRING);
      if (isName) name = JSON.parse(found) as string;
      else place();
    } else if (take(REST) !== '') place();
    else {
      if (character === '\n') line++;
      else if (character === '}' || character === ']') open.pop();
      at++;
    }
  }
  return lines;
}

/** The line of a place, or of the nearest one around it that is there: what is missing has no line of its own. */
export function lineAt(lines: ReadonlyMap<string, number>, pointer: string): number | undefined {
  for (let place = pointer; ; place = place.slice(0, place.lastIndexOf('/'))) {
    const line = lines.get(place);
    if (line !== undefined || place === '') return line;
  }
}
