import { type Entry, servingUsage } from './entries.ts';
import type { Found } from './findings.ts';
import { SEVERITIES, type Severity } from './rules.ts';

/** How much attention a usage needs. */
export interface Pressing {
  /** Points of the findings on the usage itself, plus those of its tool with the most points. */
  points: number;
  /** The highest severity, as an index; −1 without findings. */
  worst: number;
}

/** One critical finding comes before any number of others. */
const AT_ONCE = SEVERITIES.indexOf('critical');
/** Severities that cannot wait long. */
export const URGENT: readonly Severity[] = ['critical', 'high'];

/** How much attention the findings on a usage and its tools need. */
export function pressingOf(usage: string, found: readonly Found[], entries: readonly Entry[]): Pressing {
  const pointsOn = (target: string) => found.filter(({ targets }) => targets.includes(target));
  const ofTools = servingUsage(entries, usage).map(({ id }) => pointsOn(id));
  const ofUsage = pointsOn(usage);
  return {
    points: ofUsage.length + Math.max(0, ...ofTools.map(({ length }) => length)),
    worst: Math.max(-1, ...[...ofUsage, ...ofTools.flat()].map(({ rule }) => SEVERITIES.indexOf(rule.severity))),
  };
}

/** Sort order: critical findings, then the most points, then the highest severity. */
export const comparePressing = (a: Pressing, b: Pressing): number =>
  Number(a.worst === AT_ONCE) - Number(b.worst === AT_ONCE) || a.points - b.points || a.worst - b.worst;
