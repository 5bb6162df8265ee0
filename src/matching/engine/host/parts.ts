import type { Plan } from '../../../documents/service.ts';
import { STORAGE } from '../../../vocabulary/units.ts';
import type { CompiledNeed } from '../need.ts';
import type { Wanted } from '../wanted.ts';
import type { Candidate } from './candidate.ts';
import { askedOf } from './near.ts';
import { type Demand, demandOf } from './offers.ts';
import { UNKNOWN_PLAN, type Way } from './ways.ts';

/** What one plan does in a way, or one service without a plan: the usages that it meets, and what they ask of it. */
export interface Part {
  readonly plan: Plan;
  readonly usages: readonly Wanted[];
  readonly demand: Demand;
}

/** Whether some of the room that a part has to hold was counted, and not asked for. */
export const isRoomCounted = ({ usages }: Part): boolean =>
  usages.some(({ megabytes, unsaid }) => megabytes !== null && unsaid.includes(STORAGE));

/** The parts of a way: each plan once, whatever the number of services that it pays for. */
export function partsOf(candidate: Candidate, way: Way, need: CompiledNeed): Part[] {
  const usages = new Map<string, { plan: Plan; usages: Wanted[] }>();
  for (const { plan, service, wanted } of way.options) {
    const key = plan === null ? `service ${service}` : `plan ${plan}`;
    const known = usages.get(key) ?? {
      plan: plan === null ? UNKNOWN_PLAN : candidate.plans[plan]!.plan,
      usages: [],
    };
    known.usages.push(askedOf(candidate, way, need, { service, wanted }));
    usages.set(key, known);
  }
  return [...usages.values()].map((part) => ({ ...part, demand: demandOf(part.usages) }));
}
