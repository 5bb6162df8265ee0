import type { CommitmentKind, Reference } from '../../../vocabulary/reference.ts';
import type { Territory } from '../../../vocabulary/shapes.ts';
import type { Audience } from '../../../vocabulary/terms.ts';
import { isCareful } from './discreet.ts';
import { type HardNeeds, hardNeedsOf } from './hard-needs.ts';
import { type LeavableTool, leavableTools } from './leaving.ts';
import type { Reason } from './parameters.ts';
import { audienceOf, type Policy } from './policy.ts';
import type { PolicyRule } from './rules.ts';
import type { Need } from './schema.ts';
import { type Near, nearUsages, referenceCents, type Wanted, wantedUsages } from './wanted.ts';
import { type Wish, wishesOf } from './wishes.ts';

/** A need prepared for computing: hard needs with bits, wishes with points, amounts as integers. */
export interface CompiledNeed extends HardNeeds {
  readonly need: Need;
  /** Whether hosts are ordered as for a sensitive need, whose data would harm people if they leaked. */
  readonly isCareful: boolean;
  /** The audience that hosts must serve; null: any. */
  readonly audience: Audience | null;
  readonly wanted: readonly Wanted[];
  /** For each entry of `wanted`, the usages that may replace it. */
  readonly near: readonly (readonly Near[])[];
  /** Bits of the must-usages, which come first in `wanted`. */
  readonly musts: number;
  /** The must-usages that a host offers only if it says so. */
  readonly specialised: number;
  /** Pairs of must-usages that no combination may split between hosts, as masks. */
  readonly together: readonly number[];
  readonly budgetCents: number | null;
  /** The amount that a price is compared with: the budget, else a multiple of the reference prices. */
  readonly priceAnchorCents: number;
  readonly territory: Territory | null;
  /** The territory, then each wider territory. */
  readonly territoryLine: readonly Territory[];
  /** The codes of these territories by level. */
  readonly place: Readonly<Partial<Record<Territory['level'], string>>>;
  readonly country: string;
  readonly wishes: readonly Wish[];
  readonly totalPoints: number;
  readonly defaultWishes: boolean;
  /** Wished commitments that belong to a service, and so depend on the way; `wish` is an index in `wishes`. */
  readonly serviceWishes: readonly { kind: CommitmentKind; wish: number }[];
  /** The present tools that the association would leave; empty when no wish is about them. */
  readonly tools: readonly LeavableTool[];
  /** The assumptions made. */
  readonly notes: readonly Reason[];
}

/** Pairs of must-usages that one host must meet together, each pair as a mask. */
function keptTogether(wanted: readonly Wanted[], { usages }: Reference): number[] {
  const bitOf = (key: string): number => {
    const index = wanted.findIndex(({ usage, priority }) => priority === 'must' && usage === key);
    return index < 0 ? 0 : 1 << index;
  };
  return wanted.flatMap(({ usage }) =>
    (usages.get(usage)?.sameHostAs ?? []).flatMap((other) => {
      const [one, two] = [bitOf(usage), bitOf(other)];
      return one === 0 || two === 0 ? [] : [one | two];
    }),
  );
}

/**
 * Compiles a need whose keys are known to exist. The result does not depend on the order of lists in the need.
 * @param rules of the federation that the need names, if it has a policy
 * @throws RangeError above MAX_HARD_NEEDS hard needs.
 */
export function compileNeed(
  need: Need,
  policy: Policy,
  reference: Reference,
  rules: readonly PolicyRule[] = [],
): CompiledNeed {
  const wanted = wantedUsages(need, policy, reference);
  const mustCount = wanted.filter(({ priority }) => priority === 'must').length;
  const { wishes, notes, defaultWishes } = wishesOf(need, wanted, policy, reference, rules);
  const budgetCents = need.budgetPerYear == null ? null : Math.round(need.budgetPerYear * 100);
  const line = need.territory ? reference.territories.lineage(need.territory) : [];
  const { hard, bits, asked, usageBits, criteria, commitments, support } = hardNeedsOf(
    need,
    wanted,
    rules,
    policy,
    reference,
  );
  // Field by field: every match reads these fields millions of times, and an object made by a spread is slower to read.
  return {
    hard,
    bits,
    asked,
    usageBits,
    criteria,
    commitments,
    support,
    need,
    isCareful: isCareful(need, policy),
    audience: audienceOf(need, policy),
    wanted,
    near: wanted.map((one) => nearUsages(one, need, policy, reference)),
    musts: (1 << mustCount) - 1,
    specialised: wanted.reduce(
      (mask, { usage, priority }, index) =>
        priority === 'must' && policy.specialisedUsages.includes(usage) ? mask | (1 << index) : mask,
      0,
    ),
    together: keptTogether(wanted, reference),
    budgetCents,
    priceAnchorCents: budgetCents ?? referenceCents(wanted, policy),
    territory: line[0] ?? null,
    territoryLine: line,
    place: Object.fromEntries(line.map(({ level, code }) => [level, code])),
    country: line.at(-1)?.code ?? 'FR',
    wishes,
    totalPoints: wishes.reduce((sum, { points }) => sum + points, 0),
    defaultWishes,
    serviceWishes: wishes.flatMap(({ kind, key }, wish) => {
      const commitment = kind === 'commitment' ? reference.commitmentKinds.get(key) : undefined;
      return commitment?.scope === 'service' ? [{ kind: commitment, wish }] : [];
    }),
    tools: wishes.some(({ kind }) => kind === 'leaving-tools') ? leavableTools(need, wanted, reference) : [],
    notes,
  };
}
