import { type Entry, servingUsage } from './entries.ts';
import type { Found } from './findings.ts';
import { SEVERITIES, type Severity } from './rules.ts';

/** How much asks for care in a usage. */
export interface Pressing {
  /** Points on the usage itself, and on the one of its tools that has most. */
  points: number;
  /** The worst of them, by its place among the severities; −1 without any. */
  worst: number;
}

/** What to see to at once comes before any number of other things. */
const AT_ONCE = SEVERITIES.indexOf('critical');
/** What cannot wait long. */
export const URGENT: readonly Severity[] = ['critical', 'high'];

/** How pressing what was found on a usage and on its tools is. */
export function pressingOf(usage: string, found: readonly Found[], entries: readonly Entry[]): Pressing {
  const pointsOn = (target: string) => found.filter(({ targets }) => targets.includes(target));
  const ofTools = servingUsage(entries, usage).map(({ id }) => pointsOn(id));
  const ofUsage = pointsOn(usage);
  return {
    points: ofUsage.length + Math.max(0, ...ofTools.map(({ length }) => length)),
    worst: Math.max(-1, ...[...ofUsage, ...ofTools.flat()].map(({ rule }) => SEVERITIES.indexOf(rule.severity))),
  };
}

/** Orders by how pressing: what is for now, then what has most points, then the worst of them. */
export const comparePressing = (a: Pressing, b: Pressing): number =>
  Number(a.worst === AT_ONCE) - Number(b.worst === AT_ONCE) || a.points - b.points || a.worst - b.worst;
