import type { Usage } from '../vocabulary/reference.ts';
import type { Facts } from './conditions.ts';
import { distinctIds, type Entry, servingUsage } from './entries.ts';
import type { ToolMap } from './schema.ts';

/* The facts that conditions of rules read, as defined in `semantics` of the rules. Null: unknown. */

type Values = Readonly<Record<string, unknown>>;

const ratio = (part: number | undefined, of: number | undefined): number | null =>
  part === undefined || !of ? null : part / of;

/** Facts about the map as a whole. */
function derived(map: ToolMap, entries: readonly Entry[]): Values {
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

function toolFacts({ said, tool }: Entry): Values {
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

const usageFacts = ({ key, toleratedParallelTools }: Usage, entries: readonly Entry[]): Values => ({
  key,
  // Two tools without a name may be the same tool.
  toolCount: distinctIds(servingUsage(entries, key).filter(({ isNamed }) => isNamed)).length,
  toleratedParallelTools,
});

/** The facts of a map, for each scope of rules. */
export function factsOf(map: ToolMap, entries: readonly Entry[]) {
  const groups: Record<string, Values> = {
    organisation: map.organisation ?? {},
    people: map.people ?? {},
    data: map.data ?? {},
    derived: derived(map, entries),
  };
  const reading =
    (more: Record<string, Values>): Facts =>
    (field) => {
      const [group, name] = field.split('.') as [string, string];
      return (more[group] ?? groups[group])?.[name];
    };
  return {
    ofMap: reading({}),
    ofTool: (entry: Entry) => reading({ tool: toolFacts(entry) }),
    ofUsage: (usage: Usage) => reading({ usage: usageFacts(usage, entries) }),
  };
}
