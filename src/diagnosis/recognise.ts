import { distance } from '../ground/texts.ts';
import { type Reference, readSeed, type Tool } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';

/** What was typed as the name of a tool, and the tool that it is: known, or to be asked among candidates. */
export interface Recognised {
  readonly typed: string;
  /** Absent: not recognised. */
  readonly tool?: Tool;
  /** Tools that may be meant, the likeliest first; only where none is recognised. */
  readonly candidates: readonly Tool[];
}

export type Recognise = (typed: string) => Recognised;

/** Letters of a name for one mistake that is forgiven, and letters that must be typed for it. */
const LETTERS_PER_MISTAKE = 5;
const TYPED_PER_MISTAKE = 4;
const MOST_CANDIDATES = 3;
/** No name is longer; more of it is not read. */
const MOST_LETTERS = 80;

interface Name {
  tool: Tool;
  /** Without spaces. */
  letters: string;
  /** In letters and spaces. */
  length: number;
  words: readonly string[];
  /** Also a word of every day: known when it stands alone, never guessed. */
  isEveryday: boolean;
}

/** `Orange (messagerie)` is also called `Orange`, `Sage / Ciel Compta` each of the two. */
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
 * Makes the function that recognises tools by name, other name and small mistakes: accents and spaces left out, words in
 * another order, words around the name, a letter in five. Two tools that are as near are candidates, never a choice.
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
      const away = distance(name.letters, letters, allowed);
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
    // A word of every day with words around it says nothing of a tool: it is asked about.
    const named = (some: readonly Name[] = []) =>
      distinct(isBare ? some.filter(({ isEveryday }) => !isEveryday) : some);
    const found = [
      distinct(byLetters.get(all.join(''))),
      distinct(byWords.get(sorted(all))),
      named(byLetters.get(bare.join(''))),
      named(byWords.get(sorted(bare))),
      // What consists of words around names is no name that was misspelt.
      ...(bare.length > 0 ? [nearest(all.join(''), names), ...(isBare ? [nearest(bare.join(''), ownNames)] : [])] : []),
    ].filter((some) => some.length > 0);
    const [sure] = found;
    if (sure?.length === 1) return { typed, tool: sure[0]!, candidates: [] };
    const within = names.filter(({ words: own }) => isWithin(own, all));
    return { typed, candidates: [...new Set([...found.flat(), ...distinct(within)])].slice(0, MOST_CANDIDATES) };
  };
}
