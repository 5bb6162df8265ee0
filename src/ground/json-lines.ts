import { pointerPart } from './pointers.ts';

/*
 * The line of each place in a text that is JSON: faults of a file name their line. The text was parsed before, so nothing
 * is checked here.
 */

// Sticky flag: match only at the given place.
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const REST = /[^\s,:[\]{}"]+/y;

/**
 * Letters of a pointer that is noted. Names of a file may be as long as the file: kept with each value in them, they
 * would take the square of its length, and a map of very long keys is slower still.
 */
const LONGEST_POINTER = 300;
/** Places that are noted; what comes after them has the line of what it is in. */
const MOST_PLACES = 5000;

interface Open {
  /** undefined: too long to be noted, and so is everything in it. */
  pointer: string | undefined;
  /** The number of the next item of a list; undefined: an object. */
  next: number | undefined;
}

/**
 * Lines of a text of JSON, counted from 1, by JSON Pointer, of its first places. Linear in its length, whatever it holds.
 * @param onTwice is told the place of a name that its object has already: only the last one counts
 */
export function jsonLines(
  text: string,
  onTwice?: (pointer: string, first: number, line: number) => void,
): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const open: Open[] = [];
  let [at, line] = [0, 1];
  let name: string | undefined;
  /** The pointer of the value that begins here, which is noted. */
  const place = (): string | undefined => {
    const inside = open.at(-1);
    const last = inside?.next ?? name ?? '';
    if (inside?.next !== undefined) inside.next++;
    name = undefined;
    if (!inside) {
      lines.set('', line);
      return '';
    }
    if (inside.pointer === undefined || String(last).length > LONGEST_POINTER) return undefined;
    const pointer = `${inside.pointer}/${pointerPart(String(last))}`;
    if (pointer.length > LONGEST_POINTER) return undefined;
    const first = lines.get(pointer);
    if (first !== undefined) onTwice?.(pointer, first, line);
    if (lines.size < MOST_PLACES) lines.set(pointer, line);
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
  const from = pointer.length > LONGEST_POINTER ? pointer.slice(0, pointer.lastIndexOf('/', LONGEST_POINTER)) : pointer;
  for (let place = from; ; place = place.slice(0, place.lastIndexOf('/'))) {
    const line = lines.get(place);
    if (line !== undefined || place === '') return line;
  }
}
