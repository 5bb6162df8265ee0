import { createHash } from 'node:crypto';
import { type Breaking, breakingsOf } from './find.ts';
import { type Limit, limitBreakings, limitsOf, usesOf } from './limits.ts';
import { type Node, type Place, placesOf } from './syntax.ts';

/** One way in which the source is broken. */
export interface Mutant {
  id: number;
  /** The same as long as the line says the same, wherever it stands. */
  key: string;
  file: string;
  line: number;
  what: string;
  /** Only read as its module is loaded: a schema holds it. */
  loads?: true;
}

interface Insertion {
  at: number;
  /** Of what stands at the same place, what reaches further stands outside. */
  reach: number;
  text: string;
}

const LIMITS_OF_SCHEMAS = new Set(['maxItems', 'maxLength', 'maxProperties', 'maximum']);

const shown = (text: string): string => (text.length > 110 ? `${text.slice(0, 107)}...` : text);

/** Numbers that a schema states as they are. */
const statedIn = (places: readonly Place[]): Node[] =>
  places.flatMap(({ node }) => {
    const [key, value] = [node.key as Node | undefined, node.value as Node | undefined];
    const isLimit = node.type === 'Property' && LIMITS_OF_SCHEMAS.has(String(key?.name));
    return isLimit && value?.type === 'Literal' && typeof value.value === 'number' ? [value] : [];
  });

/**
 * The whole source with a switch at each place that can be broken, and all mutants of the files that are wanted.
 * @param importOf how a file imports the switches
 */
export function brokenSource(
  source: ReadonlyMap<string, string>,
  isWanted: (file: string, line: number) => boolean,
  importOf: (file: string) => string,
): { mutants: Mutant[]; texts: Map<string, string> } {
  const places = new Map([...source].map(([file, text]) => [file, placesOf(file, text)]));
  const mutants: Mutant[] = [];
  const seen = new Map<string, number>();
  const add = (file: string, line: number, what: string): Mutant => {
    const said = `${file} ${what}`;
    const nth = seen.get(said) ?? 0;
    seen.set(said, nth + 1);
    const key = createHash('sha256').update(`${said} ${nth}`).digest('base64url').slice(0, 12);
    const mutant = { id: mutants.length, key, file, line, what: shown(what) };
    mutants.push(mutant);
    return mutant;
  };

  const limits = new Map<string, Limit>();
  const limitMutants = new Map<string, { how: Breaking['how']; mutant: Mutant }[]>();
  for (const [file, text] of source)
    for (const limit of limitsOf(file, places.get(file)!, text))
      if (isWanted(file, limit.line)) {
        const ways = limitBreakings(limit).map(({ how, what }) => ({ how, mutant: add(file, limit.line, what) }));
        limits.set(`${file}#${limit.name}`, limit);
        limitMutants.set(`${file}#${limit.name}`, ways);
      }

  const running = new Set<string>();
  const texts = new Map<string, string>();
  for (const [file, text] of source) {
    const insertions: Insertion[] = [];
    const wrap = (start: number, end: number, how: Breaking['how'], id: number) => {
      insertions.push({
        at: start,
        reach: end,
        text: how === 'off' ? `(mutant.off(${id})?undefined:` : `mutant.${how}(${id},`,
      });
      insertions.push({ at: end, reach: -start, text: ')' });
    };
    const lineOf = (at: number) => text.slice(0, at).split('\n').length;
    for (const { limit, start, end, loads } of usesOf(file, places.get(file)!, limits)) {
      for (const { how, mutant } of limitMutants.get(limit)!) wrap(start, end, how, mutant.id);
      if (!loads) running.add(limit);
    }
    for (const { start, end, how, what } of breakingsOf(places.get(file)!, text))
      if (isWanted(file, lineOf(start))) wrap(start, end, how, add(file, lineOf(start), what).id);
    for (const { start, end } of statedIn(places.get(file)!))
      if (isWanted(file, lineOf(start))) {
        const mutant = add(
          file,
          lineOf(start),
          `limit raised: ${text.slice(text.lastIndexOf('\n', start) + 1, end).trim()}`,
        );
        wrap(start, end, 'more', Object.assign(mutant, { loads: true }).id);
      }
    if (insertions.length === 0) continue;
    let broken = '';
    let from = 0;
    // What ends at a place stands before what begins there; there, the longest begins first, and the shortest ends first.
    const isEnd = ({ text }: Insertion) => text === ')';
    insertions.sort((a, b) => a.at - b.at || Number(isEnd(b)) - Number(isEnd(a)) || b.reach - a.reach);
    for (const insertion of insertions) {
      broken += text.slice(from, insertion.at) + insertion.text;
      from = insertion.at;
    }
    texts.set(file, `${broken}${text.slice(from)}\nimport { mutant } from '${importOf(file)}';\n`);
  }
  for (const [limit, ways] of limitMutants)
    if (!running.has(limit)) for (const { mutant } of ways) Object.assign(mutant, { loads: true });
  return { mutants, texts };
}
