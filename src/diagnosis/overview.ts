import type { Reference } from '../vocabulary/reference.ts';
import { distinctIds, type Entry, servingUsage } from './entries.ts';
import type { ToolMap } from './schema.ts';

/** Usages × tools: what serves what, what is too much, what is missing, whose law, and what rests on one person. */
export interface Overview {
  usages: {
    usage: string;
    tools: string[];
    /** As many tools are fine for this usage. */
    tolerated: number;
    /** Tools above that. */
    beyond: number;
  }[];
  /** Usages that are asked for, and that no tool serves; unsure while the usages of a tool are not known. */
  gaps: { usage: string; isSure: boolean }[];
  /** Tools whose usages were not said. */
  withoutUsage: string[];
  bigPlatforms: { count: number; of: number; groups: { group: string; tools: string[] }[]; notRecognised: string[] };
  /** Under which law the provider of each tool stands: not the place of its servers. */
  laws: { zone: string; tools: string[] }[];
  /** Tools that rest on one person, by any answer about them. */
  onOnePerson: string[];
}

/** Who alone administers or looks after a tool, or in whose name it is; one for all tools, where none is said of it. */
const restsOnOnePerson = ({ said }: Entry, inChargeOfAll: number | null | undefined): boolean =>
  said.adminCount === 1 ||
  (said.referentCount ?? (said.adminCount === undefined ? inChargeOfAll : undefined)) === 1 ||
  said.accountKind === 'personal' ||
  said.domainOwner === 'person';

/** Names by group, in the order in which they come. */
function grouped(pairs: readonly (readonly [group: string, name: string])[]): [string, string[]][] {
  const groups = new Map<string, Set<string>>();
  for (const [group, name] of pairs) groups.set(group, (groups.get(group) ?? new Set()).add(name));
  return [...groups].map(([group, names]) => [group, [...names]]);
}

/** The map as data. @param entries its tools */
export function overviewOf(map: ToolMap, entries: readonly Entry[], { usages }: Reference): Overview {
  const withoutUsage = distinctIds(entries.filter(({ said }) => !said.usages?.length));
  const served = [...usages.values()].flatMap(({ key, toleratedParallelTools: tolerated }) => {
    const tools = distinctIds(servingUsage(entries, key));
    return tools.length === 0 ? [] : [{ usage: key, tools, tolerated, beyond: Math.max(0, tools.length - tolerated) }];
  });
  const wanted = [...new Set((map.needs ?? []).map(({ usage }) => usage))];
  const big = entries.filter(({ tool }) => tool?.bigPlatform);
  return {
    usages: served,
    gaps: wanted
      .filter((usage) => servingUsage(entries, usage).length === 0)
      .map((usage) => ({ usage, isSure: map.currentTools != null && withoutUsage.length === 0 })),
    withoutUsage,
    bigPlatforms: {
      count: big.length,
      of: entries.length,
      groups: grouped(big.map(({ id, tool }) => [tool!.platformGroup, id])).map(([group, tools]) => ({ group, tools })),
      notRecognised: distinctIds(entries.filter(({ tool }) => !tool)),
    },
    laws: grouped(entries.map(({ id, tool }) => [tool?.jurisdictionZone ?? 'UNKNOWN', id])).map(([zone, tools]) => ({
      zone,
      tools,
    })),
    onOnePerson: distinctIds(entries.filter((entry) => restsOnOnePerson(entry, map.organisation?.distinctReferents))),
  };
}
