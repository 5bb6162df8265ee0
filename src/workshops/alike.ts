import { fold } from '../vocabulary/territories.ts';
import type { Brought } from './workshop.ts';

/** What a map is known by: its tools and the usages they serve. A map without a tool is like no other. */
function signOf({ label, diagnosis: { tools, map } }: Brought): string {
  if (tools.length === 0) return JSON.stringify({ label });
  const names = new Set(tools.map(({ tool, typed }) => tool ?? fold(typed)));
  return JSON.stringify([[...names].sort(), map.usages.map(({ usage }) => usage).sort()]);
}

/**
 * Maps in groups of which the tools and usages are the same, most often one alone: several maps of one association,
 * changed a little, would pass for several associations. A map with one tool more is another.
 */
export function alikeIn<T extends Brought>(brought: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of brought) {
    const sign = signOf(one);
    groups.set(sign, [...(groups.get(sign) ?? []), one]);
  }
  return [...groups.values()];
}
