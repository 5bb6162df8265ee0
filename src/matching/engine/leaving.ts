import type { Service } from '../../documents/service.ts';
import { divideHalfUp } from '../../ground/lines.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { EvidenceLevel } from '../../vocabulary/terms.ts';
import type { Need } from '../schema.ts';
import type { Policy } from './policy.ts';
import { type Interval, UNKNOWN } from './value/interval.ts';
import { compareText, type Wanted } from './wanted.ts';

/* Help to leave the tools of today: which of them the services used say how to take over. */

/** Nobody said anything; the host says that it knows how; a page that anyone can read says how. */
const LEVELS = ['unknown', 'declared', 'documented'] as const satisfies EvidenceLevel[];

/**
 * What is said of each tool that would be left, in the order of `CompiledNeed.tools`: places in `LEVELS`. A list of
 * tools is never whole: of a tool that it does not name, nothing is known.
 */
export type TakenOver = readonly number[];

/** A tool of today, and which of the wanted usages it serves, as bits. */
export interface LeavableTool {
  readonly tool: string;
  readonly serves: number;
}

/**
 * The tools of today that serve something of what is asked, each once, in one order: nobody asks a host of files how to
 * leave a tool for newsletters, nor how to leave paper.
 */
export function leavableTools(
  { currentTools = [] }: Need,
  wanted: readonly Wanted[],
  { tools }: Reference,
): LeavableTool[] {
  return [...new Set(currentTools)]
    .map((tool) => {
      const known = tools.get(tool);
      const usages = known && known.licence !== 'not-applicable' ? known.usages : [];
      const serves = wanted.reduce((bits, { usage }, index) => bits | (usages.includes(usage) ? 1 << index : 0), 0);
      return { tool, serves };
    })
    .filter(({ serves }) => serves !== 0)
    .sort((a, b) => compareText(a.tool, b.tool));
}

const NONE: TakenOver = [];

/** What one service says of each tool. */
export function takenOverBy(service: Pick<Service, 'imports'>, tools: readonly LeavableTool[]): TakenOver {
  if (tools.length === 0) return NONE;
  const { imports = [] } = service;
  return tools.map(({ tool }) => {
    const named = imports.find((one) => one.tool === tool);
    if (named === undefined) return 0;
    return named.guideUrl === undefined ? 1 : 2;
  });
}

/** Tool by tool, the best of what two say. */
export const takenOverTogether = (a: TakenOver, b: TakenOver): TakenOver =>
  a.length === 0 ? b : b.length === 0 ? a : a.map((level, tool) => Math.max(level, b[tool]!));

/** Whether one says at least as much of every tool as another. */
export const saysNoLess = (a: TakenOver, b: TakenOver): boolean => b.every((level, tool) => (a[tool] ?? 0) >= level);

/** Tools that serve some usage of a mask and of which nothing is known. */
export const untold = (tools: readonly LeavableTool[], taken: TakenOver, about: number): string[] =>
  tools.flatMap(({ tool, serves }, index) => ((taken[index] ?? 0) === 0 && (serves & about) !== 0 ? [tool] : []));

/** What each tool is worth for sure, in thousandths. */
export const worthOf = (taken: TakenOver, { reliability }: Policy): number[] =>
  taken.map((level) => reliability[LEVELS[level]!]);

/** What is told of the tools, as an interval: a page weighs more than a word, and what is not told may still be so. */
export function leavingInterval(taken: TakenOver, policy: Policy): Interval {
  const told = taken.filter((level) => level > 0);
  if (told.length === 0) return UNKNOWN;
  const sum = worthOf(taken, policy).reduce((total, worth) => total + worth, 0);
  return {
    ...UNKNOWN,
    low: divideHalfUp(sum, taken.length),
    evidence: told.includes(1) ? 'declared' : 'documented',
    unknown: told.length < taken.length,
  };
}
