import type { Plan } from '../../../documents/service.ts';
import { isAllDueOnce, setupCents } from '../../../services/cost.ts';
import { STORAGE } from '../../../vocabulary/units.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import type { Wanted } from '../need/wanted.ts';
import type { Candidate } from './candidate.ts';
import { askedOf } from './near-usages.ts';
import { type Demand, demandOf } from './offers.ts';
import { type Option, UNKNOWN_PLAN, type Way } from './ways.ts';

/** One plan of a way, or one service without a plan: the usages that it meets, and their demand. */
interface Part {
  readonly plan: Plan;
  readonly usages: readonly Wanted[];
  readonly demand: Demand;
}

/** Whether some of the room that a part must hold was assumed and not stated by the need. */
export const isRoomCounted = ({ usages }: Part): boolean =>
  usages.some(({ megabytes, unsaid }) => megabytes !== null && unsaid.includes(STORAGE));

/** The parts of a way: each plan once, whatever the number of services that it pays for. */
export function partsOf(candidate: Candidate, way: Way, need: CompiledNeed): Part[] {
  const { options } = way;
  const parts: Part[] = [];
  for (let first = 0; first < options.length; first++) {
    const { plan, service } = options[first]!;
    const isSame = (other: Option) => other.plan === plan && (plan !== null || other.service === service);
    // All usages of one plan belong to the part of its first usage.
    if (options.findIndex(isSame) < first) continue;
    const usages = options.filter(isSame).map((option) => askedOf(candidate, way, need, option));
    parts.push({
      plan: plan === null ? UNKNOWN_PLAN : candidate.plans[plan]!.plan,
      usages,
      demand: demandOf(usages),
    });
  }
  return parts;
}

/** A host in one of its ways. */
export type CandidateWay = { readonly candidate: Candidate; readonly way: Way };

/** Cents that are due once, at the beginning; the price includes a yearly share of them. */
export const onceCents = ({ candidate, way }: CandidateWay, need: CompiledNeed, policy: Policy): number =>
  partsOf(candidate, way, need)
    .filter(({ plan }) => candidate.plans.some((one) => one.plan === plan && one.price === 'known'))
    .reduce(
      (sum, { plan, demand }) => sum + setupCents(plan, demand.accounts ?? policy.assumptions.accounts, policy),
      0,
    );

/**
 * Euros due once, when nothing else has to be paid.
 * @param yearCents the total cost of a year
 */
export function onlyOnce(
  taken: readonly CandidateWay[],
  yearCents: number | null,
  need: CompiledNeed,
  policy: Policy,
): { once?: number } {
  if (yearCents === null) return {};
  const once = taken.reduce((sum, one) => sum + onceCents(one, need, policy), 0);
  return isAllDueOnce(once, yearCents, policy.setupYears) ? { once: once / 100 } : {};
}
