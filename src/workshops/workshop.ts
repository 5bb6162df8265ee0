import type { Diagnosis } from '../diagnosis/answer.ts';
import type { Policy } from '../matching/engine/need/policy.ts';
import type { Need } from '../matching/engine/need/schema.ts';
import { jointUsages, type Member } from '../recommendations/pools/joint-need.ts';
import type { Reference } from '../vocabulary/reference.ts';

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

export interface SharedTool {
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
export const membersOf = (brought: readonly Brought[]): Member[] =>
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
      const saysNobody = ({ need: { usages: own } }: Member) =>
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
