import { known } from '../ground/texts.ts';
import type { Tool } from '../vocabulary/reference.ts';
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
}

/** The tools of a map in its order. @param nameless what a tool is called of which nothing was typed, by its number */
export function entriesOf(map: ToolMap, recognise: Recognise, nameless: (number: number) => string): Entry[] {
  return (map.currentTools ?? []).map((declared, index) => {
    const typed = (declared.tool ?? declared.label ?? nameless(index + 1)).trim();
    const recognised = recognise(typed);
    const { tool } = recognised;
    return { id: tool?.key ?? typed, name: tool?.name ?? typed, said: known(declared), recognised, tool };
  });
}

/** Each thing once, by its id, in order. */
export const distinctIds = (entries: readonly Entry[]): string[] => [...new Set(entries.map(({ id }) => id))];

/** The tools that are said to serve a usage. */
export const servingUsage = (entries: readonly Entry[], usage: string): Entry[] =>
  entries.filter(({ said }) => said.usages?.includes(usage));
