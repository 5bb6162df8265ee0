import type { Reference } from '../vocabulary/reference.ts';
import { distinctIds, type MapEntry, servingUsage } from './recognise.ts';
import type { ToolMap } from './schema.ts';

/** Usages × tools: what serves what, what is redundant or missing, under whose law, what depends on one person. */
export interface Overview {
  usages: {
    usage: string;
    tools: string[];
    /** Number of tools that is acceptable for this usage. */
    tolerated: number;
    /** Number of tools above that. */
    beyond: number;
  }[];
  /** Requested usages that no tool serves; not certain while the usages of some tool are unknown. */
  gaps: { usage: string; isSure: boolean }[];
  /** Tools for which the map states no usage. */
  withoutUsage: string[];
  bigPlatforms: { count: number; of: number; groups: { group: string; tools: string[] }[]; notRecognised: string[] };
  /** The jurisdiction of the provider of each tool, which is not the location of its servers. */
  laws: { zone: string; tools: string[] }[];
  /** Tools that depend on one person, by any statement about them. */
  onOnePerson: string[];
}

/**
 * Whether one single person administers or maintains a tool, or owns its account; `inChargeOfAll` applies when nothing
 * is stated about the tool.
 */
const restsOnOnePerson = ({ said }: MapEntry, inChargeOfAll: number | null | undefined): boolean =>
  said.adminCount === 1 ||
  (said.referentCount ?? (said.adminCount === undefined ? inChargeOfAll : undefined)) === 1 ||
  said.accountKind === 'personal' ||
  said.domainOwner === 'person';

/** Names by group, in order of appearance. */
function grouped(pairs: readonly (readonly [group: string, name: string])[]): [string, string[]][] {
  const groups = new Map<string, Set<string>>();
  for (const [group, name] of pairs) groups.set(group, (groups.get(group) ?? new Set()).add(name));
  return [...groups].map(([group, names]) => [group, [...names]]);
}

/**
 * The overview as data.
 * @param entries the tools of the map
 */
export function overviewOf(map: ToolMap, entries: readonly MapEntry[], { usages }: Reference): Overview {
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

/** One shared space covers the usages of this free software, as the vocabulary lists them. */
const SHARED_SPACE = 'nextcloud';

/** What one shared space or one tool could replace. */
export interface Consolidation {
  kind: 'one-space' | 'one-tool';
  usages: string[];
  /** Tools that it could replace. */
  tools: string[];
}

/** Tools that one shared space could replace together, then usages for which one tool would be enough. */
export function consolidationsOf(
  overview: Overview,
  entries: readonly MapEntry[],
  { tools, usages }: Reference,
): Consolidation[] {
  const covered = tools.get(SHARED_SPACE)?.usages ?? [];
  const inSpace = entries.filter(
    ({ said, tool }) =>
      tool?.key !== SHARED_SPACE && said.usages?.length && said.usages.every((usage) => covered.includes(usage)),
  );
  const replaced = distinctIds(inSpace);
  const space = [...usages.keys()].filter((usage) => inSpace.some(({ said }) => said.usages?.includes(usage)));
  // Replacing one tool by another does not reduce the number of tools.
  const oneSpace: Consolidation[] = replaced.length > 1 ? [{ kind: 'one-space', usages: space, tools: replaced }] : [];
  const rest = overview.usages
    .filter(({ beyond, tools: some }) => beyond > 0 && !some.every((one) => oneSpace[0]?.tools.includes(one)))
    .map(({ usage, tools: some }): Consolidation => ({ kind: 'one-tool', usages: [usage], tools: some }));
  return [...oneSpace, ...rest];
}
