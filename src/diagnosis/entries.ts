import { definedOnly } from '../ground/texts.ts';
import type { Tool } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import type { Recognise, Recognised } from './recognise.ts';
import type { CurrentTool, ToolMap } from './schema.ts';

/** A tool of the map: the stated facts, and what the vocabulary knows about it. */
export interface Entry {
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
export function entriesOf(map: ToolMap, recognise: Recognise, nameless: (number: number) => string): Entry[] {
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
export const distinctIds = (entries: readonly Entry[]): string[] => [...new Set(entries.map(({ id }) => id))];

/** The tools that serve a usage according to the map. */
export const servingUsage = (entries: readonly Entry[], usage: string): Entry[] =>
  entries.filter(({ said }) => said.usages?.includes(usage));
