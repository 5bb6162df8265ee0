import { definedOnly, editDistance } from '../ground/texts.ts';
import { type Reference, readSeed, type Tool } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import type { CurrentTool, ToolMap } from './schema.ts';

/** What was typed as the name of a tool, and the recognised tool or candidates to ask about. */
export interface Recognised {
  readonly typed: string;
  /** Absent: not recognised. */
  readonly tool?: Tool;
  /** Tools that may be meant, most likely first; only when none is recognised. */
  readonly candidates: readonly Tool[];
}

export type Recognise = (typed: string) => Recognised;

/** Number of letters in a name for each accepted typing error, and minimum number of typed letters. */
const LETTERS_PER_MISTAKE = 5;
const TYPED_PER_MISTAKE = 4;
const MOST_CANDIDATES = 3;
/** Letters after this are not read; no name is longer. */
const MOST_LETTERS = 80;

interface Name {
  tool: Tool;
  /** Without spaces. */
  letters: string;
  /** Number of letters and spaces. */
  length: number;
  words: readonly string[];
  /** Also an everyday word: recognised when nothing else was written, never guessed. */
  isEveryday: boolean;
}

/** The names of `Orange (messagerie)` include `Orange`; `Sage / Ciel Compta` has both parts as names. */
export const namesOf = ({ key, name, aliases }: Tool): string[] => [
  ...new Set([key.replaceAll('-', ' '), name, name.split(' (')[0]!, ...name.split(' / '), ...aliases]),
];

const sorted = (words: readonly string[]) => [...words].sort().join(' ');
const isWithin = (some: readonly string[], all: readonly string[]) =>
  all.some((_, at) => some.every((word, further) => all[at + further] === word));

function grouped(names: readonly Name[], by: (name: Name) => string): ReadonlyMap<string, readonly Name[]> {
  const groups = new Map<string, Name[]>();
  for (const name of names) groups.set(by(name), [...(groups.get(by(name)) ?? []), name]);
  return groups;
}

/**
 * Creates the function that recognises tools by name or alias, with tolerance for accents, spaces, word order,
 * surrounding words, and one wrong letter in five. Two equally likely tools are candidates, never a choice.
 */
export function toolRecogniser({ tools }: Reference): Recognise {
  const words = readSeed<{ around: string[]; everyday: string[]; notTools: string[] }>('vocabulary/tool-words.json');
  const around = new Set(words.around);
  const notTools = new Set(words.notTools);
  const everyday = new Set(words.everyday.map((word) => fold(word).replaceAll(' ', '')));
  const names: Name[] = [...tools.values()].flatMap((tool) =>
    namesOf(tool).flatMap((name) => {
      const folded = fold(name);
      const letters = folded.replaceAll(' ', '');
      return letters === ''
        ? []
        : [{ tool, letters, length: folded.length, words: folded.split(' '), isEveryday: everyday.has(letters) }];
    }),
  );
  const ownNames = names.filter(({ isEveryday }) => !isEveryday);
  const byLetters = grouped(names, ({ letters }) => letters);
  const byWords = grouped(names, ({ words: own }) => sorted(own));
  const distinct = (found: readonly Name[] = []) => [...new Set(found.map(({ tool }) => tool))];

  const nearest = (letters: string, among: readonly Name[]): Tool[] => {
    if (notTools.has(letters)) return [];
    let least = Math.floor(letters.length / TYPED_PER_MISTAKE);
    let best: Name[] = [];
    for (const name of among) {
      const allowed = Math.min(least, Math.floor(name.length / LETTERS_PER_MISTAKE));
      if (allowed === 0) continue;
      const away = editDistance(name.letters, letters, allowed);
      if (away > allowed) continue;
      if (away < least) best = [];
      least = away;
      best.push(name);
    }
    return distinct(best);
  };

  return (typed) => {
    const known = tools.get(typed);
    if (known) return { typed, tool: known, candidates: [] };
    const all = fold(typed.slice(0, MOST_LETTERS)).split(' ').filter(Boolean);
    const bare = all.filter((word) => !around.has(word));
    const isBare = bare.length < all.length;
    // An everyday word among other words does not name a tool: it leads to a question.
    const named = (some: readonly Name[] = []) =>
      distinct(isBare ? some.filter(({ isEveryday }) => !isEveryday) : some);
    const found = [
      distinct(byLetters.get(all.join(''))),
      distinct(byWords.get(sorted(all))),
      named(byLetters.get(bare.join(''))),
      named(byWords.get(sorted(bare))),
      // A text that only has filler words is not a misspelt name.
      ...(bare.length > 0 ? [nearest(all.join(''), names), ...(isBare ? [nearest(bare.join(''), ownNames)] : [])] : []),
    ].filter((some) => some.length > 0);
    const [sure] = found;
    if (sure?.length === 1) return { typed, tool: sure[0]!, candidates: [] };
    const within = names.filter(({ words: own }) => isWithin(own, all));
    return { typed, candidates: [...new Set([...found.flat(), ...distinct(within)])].slice(0, MOST_CANDIDATES) };
  };
}

/** A tool of the map: the stated facts, and what the vocabulary knows about it. */
export interface MapEntry {
  /** Identifies it in findings: the key of the tool, or what was typed. Two entries of one tool share it. */
  readonly id: string;
  /** Its name for people. */
  readonly name: string;
  readonly said: { [F in keyof CurrentTool]?: NonNullable<CurrentTool[F]> };
  readonly recognised: Recognised;
  readonly tool: Tool | undefined;
  /** Whether a name was typed. A tool without one serves its usages too, but is never the same as another tool. */
  readonly isNamed: boolean;
}

/** Maximum length of a name in sentences. */
const LONGEST_NAME = 60;
const shortened = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);

/**
 * The tools of a map in its order. Two spellings that differ by case or accents are the same tool.
 * @param nameless the name for a tool without a name, by its number
 */
export function entriesOf(map: ToolMap, recognise: Recognise, nameless: (number: number) => string): MapEntry[] {
  const spellings = new Map<string, string>();
  return (map.currentTools ?? []).map((declared, index) => {
    const typed = (declared.tool ?? declared.label ?? '').trim();
    const recognised = recognise(typed);
    const { tool } = recognised;
    const folded = fold(typed) || typed;
    if (!spellings.has(folded)) spellings.set(folded, typed);
    const name = typed === '' ? nameless(index + 1) : spellings.get(folded)!;
    return {
      id: tool?.key ?? name,
      name: tool?.name ?? shortened(name),
      said: definedOnly(declared),
      recognised,
      tool,
      isNamed: typed !== '',
    };
  });
}

/** Each id once, in order. */
export const distinctIds = (entries: readonly MapEntry[]): string[] => [...new Set(entries.map(({ id }) => id))];

/** The tools that serve a usage according to the map. */
export const servingUsage = (entries: readonly MapEntry[], usage: string): MapEntry[] =>
  entries.filter(({ said }) => said.usages?.includes(usage));
