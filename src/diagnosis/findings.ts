import type { Reference } from '../vocabulary/reference.ts';
import { evaluate, type Verdict } from './conditions.ts';
import type { Entry } from './entries.ts';
import { factsOf } from './facts.ts';
import { type Rule, SEVERITIES } from './rules.ts';
import type { ToolMap } from './schema.ts';

/** A rule that applies to a map, with everything to which it applies. */
export interface Found {
  rule: Rule;
  /** Keys of tools or usages, or names as typed; empty for a rule on the map as a whole. */
  targets: string[];
  /** The targets for which an unknown fact would decide. */
  unsure: string[];
  /** The rule is on the map as a whole, and depends on an unknown fact. */
  isUnsure: boolean;
}

/** The findings of a map, one per rule that applies: the most severe first, then those with the most targets. */
export function findingsOf(
  map: ToolMap,
  entries: readonly Entry[],
  { rules, reference }: { rules: readonly Rule[]; reference: Reference },
): Found[] {
  const facts = factsOf(map, entries);
  const met = (rule: Rule): [target: string | null, verdict: Verdict][] => {
    switch (rule.scope) {
      case 'declaration':
        return [[null, evaluate(rule.condition, facts.ofMap)]];
      case 'tool':
        return entries.map((entry) => [entry.id, evaluate(rule.condition, facts.ofTool(entry))]);
      case 'usage':
        return [...reference.usages.values()].map((usage) => [
          usage.key,
          evaluate(rule.condition, facts.ofUsage(usage)),
        ]);
    }
  };
  const found = rules.flatMap((rule): Found[] => {
    const held = met(rule).filter(([, { holds }]) => holds);
    if (held.length === 0) return [];
    const named = (some: typeof held) => [...new Set(some.flatMap(([target]) => target ?? []))];
    const isSure = ([, { restsOn }]: (typeof held)[number]) => restsOn.length === 0;
    const sure = new Set(named(held.filter(isSure)));
    const targets = named(held);
    const unsure = targets.filter((target) => !sure.has(target));
    return [{ rule, targets, unsure, isUnsure: rule.scope === 'declaration' && !held.some(isSure) }];
  });
  const pressing = ({ rule }: Found) => SEVERITIES.indexOf(rule.severity);
  // A finding about the map as a whole concerns all its tools.
  const reach = ({ rule, targets }: Found) => (rule.scope === 'declaration' ? entries.length : targets.length);
  return found.sort((a, b) => pressing(b) - pressing(a) || reach(b) - reach(a));
}
