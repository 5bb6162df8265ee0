import type { Reference, Usage } from '../vocabulary/reference.ts';
import { distinctIds, type MapEntry, servingUsage } from './recognise.ts';
import { evaluateCondition, type FactLookup, type Rule, SEVERITIES, type Severity, type Verdict } from './rules.ts';
import type { ToolMap } from './schema.ts';

/* The facts that conditions of rules read, as defined in `semantics` of the rules. Null: unknown. */

type Values = Readonly<Record<string, unknown>>;

const ratio = (part: number | undefined, of: number | undefined): number | null =>
  part === undefined || !of ? null : part / of;

/** Facts about the map as a whole. */
function derived(map: ToolMap, entries: readonly MapEntry[]): Values {
  const costs = entries.flatMap(({ said }) => said.monthlyCostEur ?? []);
  const yearly = costs.length === 0 ? undefined : 12 * costs.reduce((sum, cost) => sum + cost, 0);
  const big = entries.filter(({ tool }) => tool?.bigPlatform).length;
  return {
    distinctTools: map.currentTools ? entries.length : null,
    distinctReferents: map.organisation?.distinctReferents,
    // An unrecognised tool does not count as a big platform, so this share is a minimum.
    shareBigPlatforms: ratio(big, entries.length),
    yearlyCostShare: ratio(yearly, map.organisation?.annualBudgetEur ?? undefined),
    internalChannels: map.currentTools ? entries.filter(({ said }) => said.internalChannel).length : null,
    mustNeeds: map.needs ? map.needs.filter(({ priority }) => priority === 'must').length : null,
    wantsTraining: map.supportWanted ? map.supportWanted.includes('training') : null,
  };
}

function toolFacts({ said, tool }: MapEntry): Values {
  return {
    ...said,
    // Paper and disks are self-hosted, unless the map says otherwise.
    selfHosted: said.selfHosted ?? (tool?.licence === 'not-applicable' ? true : undefined),
    licence: tool?.licence,
    platformGroup: tool?.platformGroup,
    bigPlatform: tool?.bigPlatform,
    jurisdictionZone: tool?.jurisdictionZone,
    activeShare: ratio(said.activeUsers, said.users),
  };
}

const usageFacts = ({ key, toleratedParallelTools }: Usage, entries: readonly MapEntry[]): Values => ({
  key,
  // Two tools without a name may be the same tool.
  toolCount: distinctIds(servingUsage(entries, key).filter(({ isNamed }) => isNamed)).length,
  toleratedParallelTools,
});

/** The facts of a map, for each scope of rules. */
function factsOf(map: ToolMap, entries: readonly MapEntry[]) {
  const groups: Record<string, Values> = {
    organisation: map.organisation ?? {},
    people: map.people ?? {},
    data: map.data ?? {},
    derived: derived(map, entries),
  };
  const reading =
    (more: Record<string, Values>): FactLookup =>
    (field) => {
      const [group, name] = field.split('.') as [string, string];
      return (more[group] ?? groups[group])?.[name];
    };
  return {
    ofMap: reading({}),
    ofTool: (entry: MapEntry) => reading({ tool: toolFacts(entry) }),
    ofUsage: (usage: Usage) => reading({ usage: usageFacts(usage, entries) }),
  };
}

/** A rule that applies to a map, with everything to which it applies. */
export interface RuleFinding {
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
  entries: readonly MapEntry[],
  { rules, reference }: { rules: readonly Rule[]; reference: Reference },
): RuleFinding[] {
  const facts = factsOf(map, entries);
  const met = (rule: Rule): [target: string | null, verdict: Verdict][] => {
    switch (rule.scope) {
      case 'declaration':
        return [[null, evaluateCondition(rule.condition, facts.ofMap)]];
      case 'tool':
        return entries.map((entry) => [entry.id, evaluateCondition(rule.condition, facts.ofTool(entry))]);
      case 'usage':
        return [...reference.usages.values()].map((usage) => [
          usage.key,
          evaluateCondition(rule.condition, facts.ofUsage(usage)),
        ]);
    }
  };
  const found = rules.flatMap((rule): RuleFinding[] => {
    const held = met(rule).filter(([, { holds }]) => holds);
    if (held.length === 0) return [];
    const named = (some: typeof held) => [...new Set(some.flatMap(([target]) => target ?? []))];
    const isSure = ([, { restsOn }]: (typeof held)[number]) => restsOn.length === 0;
    const sure = new Set(named(held.filter(isSure)));
    const targets = named(held);
    const unsure = targets.filter((target) => !sure.has(target));
    return [{ rule, targets, unsure, isUnsure: rule.scope === 'declaration' && !held.some(isSure) }];
  });
  const pressing = ({ rule }: RuleFinding) => SEVERITIES.indexOf(rule.severity);
  // A finding about the map as a whole concerns all its tools.
  const reach = ({ rule, targets }: RuleFinding) => (rule.scope === 'declaration' ? entries.length : targets.length);
  return found.sort((a, b) => pressing(b) - pressing(a) || reach(b) - reach(a));
}

/** How much attention a usage needs. */
interface Pressing {
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
export function pressingOf(usage: string, found: readonly RuleFinding[], entries: readonly MapEntry[]): Pressing {
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
