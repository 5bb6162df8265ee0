import type { Service } from '../../../documents/service.ts';
import { divideHalfUp } from '../../../ground/curves.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { EvidenceLevel } from '../../../vocabulary/terms.ts';
import { type Interval, intervalOf, UNKNOWN } from './interval.ts';
import type { Policy } from './policy.ts';
import type { Need } from './schema.ts';
import { compareText, type Wanted } from './wanted.ts';

/* Help to leave the association's present tools: which of them the services used explain how to replace. */

/** In order: nobody said anything; the host says that it can take the data over; a public page explains how. */
const LEVELS = ['unknown', 'declared', 'documented'] as const satisfies EvidenceLevel[];

/**
 * For each tool in `CompiledNeed.tools`, an index in `LEVELS`. A host's list of tools is never complete: a tool that it
 * does not name is unknown.
 */
export type TakenOver = readonly number[];

/** A present tool, and the bits of the wanted usages that it serves. */
export interface LeavableTool {
  readonly tool: string;
  readonly serves: number;
}

/**
 * The present tools that serve some wanted usage, each once, sorted. Nobody asks a host for files how to leave a
 * newsletter tool, nor how to leave paper.
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

/** The level of one service for each tool. */
export function takenOverBy(service: Pick<Service, 'imports'>, tools: readonly LeavableTool[]): TakenOver {
  if (tools.length === 0) return NONE;
  const { imports = [] } = service;
  return tools.map(({ tool }) => {
    const named = imports.find((one) => one.tool === tool);
    if (named === undefined) return 0;
    return named.guideUrl === undefined ? 1 : 2;
  });
}

/** For each tool, the better of two levels. */
export const takenOverTogether = (a: TakenOver, b: TakenOver): TakenOver =>
  a.length === 0 ? b : b.length === 0 ? a : a.map((level, tool) => Math.max(level, b[tool]!));

/** Whether `a` has at least the level of `b` for every tool. */
export const saysNoLess = (a: TakenOver, b: TakenOver): boolean => b.every((level, tool) => (a[tool] ?? 0) >= level);

/** Tools that serve some usage of a mask and about which nothing is known. */
export const untold = (tools: readonly LeavableTool[], taken: TakenOver, about: number): string[] =>
  tools.flatMap(({ tool, serves }, index) => ((taken[index] ?? 0) === 0 && (serves & about) !== 0 ? [tool] : []));

/** The certain value of each tool, in thousandths. */
export const worthOf = (taken: TakenOver, { reliability }: Policy): number[] =>
  taken.map((level) => reliability[LEVELS[level]!]);

/** The value of all tools as an interval: a page counts more than a declaration, and an unknown tool stays open. */
export function leavingInterval(taken: TakenOver, policy: Policy): Interval {
  const stated = taken.filter((level) => level > 0);
  if (stated.length === 0) return UNKNOWN;
  const sum = worthOf(taken, policy).reduce((total, worth) => total + worth, 0);
  return intervalOf(divideHalfUp(sum, taken.length), UNKNOWN.high, {
    evidence: stated.includes(1) ? 'declared' : 'documented',
    unknown: stated.length < taken.length,
  });
}
