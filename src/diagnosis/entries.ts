import { known } from '../ground/texts.ts';
import type { Tool } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import type { Recognise, Recognised } from './recognise.ts';
import type { CurrentTool, ToolMap } from './schema.ts';

/** A tool of the map: what was said of it, without what is unknown, and what the vocabulary knows. */
export interface Entry {
  /** Names it in findings: the key of the tool, else what was typed. Two entries of one tool share it. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly said: { [F in keyof CurrentTool]?: NonNullable<CurrentTool[F]> };
  readonly recognised: Recognised;
  readonly tool: Tool | undefined;
  /** Something was typed. What has no name serves its usages like any other, and is never taken for another tool. */
  readonly isNamed: boolean;
}

/** Letters of a name that sentences repeat. */
const LONGEST_NAME = 60;
const shortened = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);

/** The tools of a map in its order. Two spellings that differ by capitals or accents are one. @param nameless what a tool is called of which nothing was typed, by its number */
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
      said: known(declared),
      recognised,
      tool,
      isNamed: typed !== '',
    };
  });
}

/** Each thing once, by its id, in order. */
export const distinctIds = (entries: readonly Entry[]): string[] => [...new Set(entries.map(({ id }) => id))];

/** The tools that are said to serve a usage. */
export const servingUsage = (entries: readonly Entry[], usage: string): Entry[] =>
  entries.filter(({ said }) => said.usages?.includes(usage));
