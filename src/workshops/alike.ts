import { fold } from '../vocabulary/territories.ts';
import type { Brought } from './workshop.ts';

/** The identity of a map: its tools and the usages that they serve. A map without tools is like no other. */
function signOf({ label, diagnosis: { tools, map } }: Brought): string {
  if (tools.length === 0) return JSON.stringify({ label });
  const names = new Set(tools.map(({ tool, typed }) => tool ?? fold(typed)));
  return JSON.stringify([[...names].sort(), map.usages.map(({ usage }) => usage).sort()]);
}

/**
 * Groups of maps with the same tools and usages, usually one map each: otherwise several slightly changed maps of one
 * association would count as several associations. A map with one more tool is different.
 */
export function alikeIn<T extends Brought>(brought: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of brought) {
    const sign = signOf(one);
    groups.set(sign, [...(groups.get(sign) ?? []), one]);
  }
  return [...groups.values()];
}
