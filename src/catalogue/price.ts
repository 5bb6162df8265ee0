import type { Host } from '../hosts/schema.ts';
import {
  type CostRules,
  membershipFeeCents,
  priceHolds,
  roomForAccounts,
  roomForMegabytes,
  yearlyCost,
} from '../services/cost.ts';
import type { Plan, Service } from '../services/schema.ts';

export interface Quantity {
  accounts: number;
  megabytes: number;
}

/** Cents a year of the cheapest plan; `unknown` when some price may be lower or is not known; `none` when no plan fits. */
export type Price = number | 'unknown' | 'none';

/** Plans that pay for a service: its own, and those of other services that cover it. */
const plansFor = (host: Host, service: Service): Plan[] => [
  ...(service.plans ?? []),
  ...host.services
    .filter((other) => other !== service)
    .flatMap(({ plans = [] }) => plans.filter(({ covers }) => covers?.includes(service.slug))),
];

export function cheapest(host: Host, service: Service, wanted: Quantity, rules: CostRules, day: string): Price {
  let best: number | undefined;
  let isComplete = host.confirmedByHost && service.plans !== undefined;
  for (const plan of plansFor(host, service)) {
    const rooms = [roomForAccounts(plan, wanted.accounts), roomForMegabytes(plan, wanted.megabytes, wanted.accounts)];
    if (rooms.includes('too-small')) continue;
    const { least } = yearlyCost(plan, wanted.accounts, wanted.megabytes, rules);
    if (least === null || !priceHolds(plan, host, day, rules)) {
      isComplete = false;
      continue;
    }
    const cents = least + membershipFeeCents(plan);
    if (best === undefined || cents < best) best = cents;
  }
  return best ?? (isComplete ? 'none' : 'unknown');
}
