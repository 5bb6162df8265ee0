import type { Diagnosis } from '../diagnosis/answer.ts';
import { FEWEST, shownAs } from '../ground/small-numbers.ts';
import type { Policy } from '../matching/engine/need/policy.ts';
import type { Need } from '../matching/engine/need/schema.ts';
import { jointUsages, type PoolMember } from '../recommendations/pools/joint-need.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';

/* The maps of several associations, analysed together. Nothing is stored. */

/** A map of one association. */
export interface Brought {
  /** Identifies it within the workshop: the name of its file, never of a person. */
  label: string;
  diagnosis: Pick<Diagnosis, 'map' | 'need' | 'tools'>;
}

/** A usage, with the labels of the associations that it concerns. */
export interface SharedUsage {
  usage: string;
  usedBy: string[];
  /** Labels of those with more tools for it than necessary. */
  tooManyBy: string[];
  wantedBy: string[];
}

interface SharedTool {
  /** Key of the tool, or its name as typed. */
  tool: string;
  isKnown: boolean;
  usedBy: string[];
}

/** A usage that at least two associations look for, with their total amounts. */
export interface CommonNeed {
  usage: string;
  wantedBy: string[];
  accounts: number;
  /** Null: nobody states an amount. */
  storageGb: number | null;
  amounts: Readonly<Record<string, number>>;
  /** Whether somebody does not state an amount: then the sums are minimums. */
  isAtLeast: boolean;
}

export interface Workshop {
  labels: string[];
  /** Most used first. */
  usages: SharedUsage[];
  /** Most common first. */
  tools: SharedTool[];
  /** Wanted by most first. */
  needs: CommonNeed[];
}

/** The labels of the maps for which a condition holds. */
const labelsWhere = (all: readonly Brought[], holds: (diagnosis: Brought['diagnosis']) => boolean): string[] =>
  all.filter(({ diagnosis }) => holds(diagnosis)).map(({ label }) => label);

const wants = (need: Need | null, usage: string): boolean => need?.usages.some((one) => one.usage === usage) ?? false;

/**
 * The combined result of all maps.
 * @param brought each with a label of its own
 */
export function workshopOf(brought: readonly Brought[], { policy, reference }: Known): Workshop {
  const usages = [...reference.usages.keys()]
    .map((usage): SharedUsage => {
      const rowOf = ({ map }: Brought['diagnosis']) => map.usages.find((row) => row.usage === usage);
      return {
        usage,
        usedBy: labelsWhere(brought, (one) => rowOf(one) !== undefined),
        tooManyBy: labelsWhere(brought, (one) => (rowOf(one)?.beyond ?? 0) > 0),
        wantedBy: labelsWhere(brought, ({ need }) => wants(need, usage)),
      };
    })
    .filter(({ usedBy, wantedBy }) => usedBy.length + wantedBy.length > 0)
    .sort((a, b) => b.usedBy.length - a.usedBy.length || b.wantedBy.length - a.wantedBy.length);
  return {
    labels: brought.map(({ label }) => label),
    usages,
    tools: toolsOf(brought),
    needs: commonNeeds(brought, usages, { policy, reference }),
  };
}

interface Known {
  policy: Policy;
  reference: Reference;
}

function toolsOf(brought: readonly Brought[]): SharedTool[] {
  const tools = new Map<string, { isKnown: boolean; usedBy: Set<string> }>();
  for (const { label, diagnosis } of brought)
    for (const { typed, tool } of diagnosis.tools) {
      const id = tool ?? typed;
      const known = tools.get(id) ?? { isKnown: tool !== null, usedBy: new Set() };
      known.usedBy.add(label);
      tools.set(id, known);
    }
  return [...tools]
    .map(([tool, { isKnown, usedBy }]) => ({ tool, isKnown, usedBy: [...usedBy] }))
    .sort((a, b) => b.usedBy.length - a.usedBy.length || Number(b.isKnown) - Number(a.isKnown));
}

/** The needs derived from the maps, each with the label of its map. */
const membersOf = (brought: readonly Brought[]): PoolMember[] =>
  brought.flatMap(({ label, diagnosis: { need } }) => (need ? [{ label, need }] : []));

function commonNeeds(
  brought: readonly Brought[],
  usages: readonly SharedUsage[],
  { policy, reference }: Known,
): CommonNeed[] {
  const members = membersOf(brought);
  const joint = new Map(jointUsages(members, policy, reference).usages.map((one) => [one.need.usage, one] as const));
  return usages
    .filter(({ wantedBy }) => wantedBy.length > 1)
    .map(({ usage, wantedBy }) => {
      const { need, unsaidBy } = joint.get(usage)!;
      const saysNobody = ({ need: { usages: own } }: PoolMember) =>
        own.some((one) => one.usage === usage && one.accounts === undefined);
      return {
        usage,
        wantedBy,
        accounts: need.accounts ?? wantedBy.length,
        storageGb: need.storageGb ?? null,
        amounts: need.amounts ?? {},
        isAtLeast: unsaidBy.length > 0 || members.some(saysNobody),
      };
    })
    .sort((a, b) => b.wantedBy.length - a.wantedBy.length);
}

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

/** A minimum number of associations; null: fewer than five (perhaps none), or not to be published. */
export type ShownCount = number | null;

interface SummaryUsage {
  usage: string;
  /** Null: fewer than five, perhaps none. */
  usedBy: ShownCount;
  /** Null: fewer than five, or all except fewer than five: “five of five” would reveal something about each one. */
  tooManyBy: ShownCount;
  /** Null as for `tooManyBy`. */
  wantedBy: ShownCount;
}

/** The part of a workshop's result that may be published. */
export interface WorkshopSummary {
  associations: number;
  /** Only usages with a published number: even the presence of a rare one reveals something about somebody. */
  usages: SummaryUsage[];
  /** Only tools of the vocabulary that at least five associations use: a rare name identifies its user. */
  tools: { tool: string; usedBy: number }[];
}

/**
 * The numbers of a workshop that reveal nothing about a single association. All numbers, including the number of
 * associations, are rounded down to multiples of five, so that differences do not reveal small numbers; no number is
 * the sum of others. Sizes are never published: two sums that differ by one association would reveal its size.
 * Undefined: too few associations. Known limits: it is revealed that nearly all associations do something or use a
 * tool. A reader who knows that an association does something may learn that nearly all who do it have too many tools.
 * And two summaries of workshops that differ by one association can be compared.
 */
export function summaryOf({ labels, usages, tools }: Workshop): WorkshopSummary | undefined {
  const associations = shownAs(labels.length);
  if (associations === null) return undefined;
  const unlessAll = ({ length }: readonly string[]): ShownCount =>
    labels.length - length < FEWEST ? null : shownAs(length);
  return {
    associations,
    // Sorted by key of the vocabulary: sorting by exact numbers would reveal more than the rounded numbers.
    usages: [...usages]
      .sort((a, b) => (a.usage < b.usage ? -1 : 1))
      .map(({ usage, usedBy, tooManyBy, wantedBy }) => ({
        usage,
        usedBy: shownAs(usedBy.length),
        tooManyBy: unlessAll(tooManyBy),
        wantedBy: unlessAll(wantedBy),
      }))
      .filter(({ usedBy, tooManyBy, wantedBy }) => (usedBy ?? tooManyBy ?? wantedBy) !== null)
      .sort((a, b) => (b.usedBy ?? 0) - (a.usedBy ?? 0) || (b.wantedBy ?? 0) - (a.wantedBy ?? 0)),
    tools: tools
      .filter(({ isKnown, usedBy }) => isKnown && usedBy.length >= FEWEST)
      .map(({ tool, usedBy }) => ({ tool, usedBy: shownAs(usedBy.length)! }))
      .sort((a, b) => b.usedBy - a.usedBy || (a.tool < b.tool ? -1 : 1)),
  };
}
