import type { Host } from '../../../documents/host.ts';
import { type Plan, plansAfter } from '../../../documents/service.ts';
import { addMonths } from '../../../ground/clock.ts';
import { membershipFeeCents } from '../../../services/cost.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import type { Need } from '../need/schema.ts';
import type { Candidate } from './candidate.ts';
import { costFor } from './offers.ts';
import { partsOf } from './parts.ts';
import { shownCents, type Way } from './ways.ts';

/* Announced prices: which day's prices apply to a need, and which of them rise soon after. */

/** The day whose prices apply to a need: the day on which it starts, else today. */
export const priceDayOf = ({ startsBy }: Pick<Need, 'startsBy'>, day: string, { priceRiseMonths }: Policy): string =>
  priceRiseMonths > 0 && startsBy !== undefined && startsBy > day ? startsBy : day;

/** The days after a given day on which prices of a host start. */
export const firstDaysAfter = ({ services }: Pick<Host, 'services'>, day: string): string[] =>
  services.flatMap((service) => plansAfter(service, day).map(({ from }) => from!));

/** A price that rises: the day, and the cents a year from then on. */
interface PriceRise {
  readonly from: string;
  readonly cents: number;
}

/** The first day, within the months of the policy, from which a way costs more than at the start; null: none known. */
export function riseOf(candidate: Candidate, way: Way, need: CompiledNeed, policy: Policy): PriceRise | null {
  const shown = shownCents(way);
  if (!candidate.pricesComing || shown === null) return null;
  const start = priceDayOf(need.need, candidate.day, policy);
  const end = addMonths(start, policy.priceRiseMonths);
  const parts = partsOf(candidate, way, need).map((part) => ({ ...part, next: nextOf(candidate, part.plan, start) }));
  const days = parts.flatMap(({ next }) => next.map(({ from }) => from!)).filter((from) => from <= end);
  for (const from of [...new Set(days)].sort()) {
    const then = parts.map(({ plan, demand, next }) => {
      const held = next.findLast((one) => one.from! <= from) ?? plan;
      return {
        fee: membershipFeeCents(held, demand.accounts ?? policy.assumptions.accounts),
        cost: costFor(held, demand, policy).shown,
      };
    });
    const cents = then.reduce((sum, { cost }) => sum + (cost ?? Number.NaN), Math.max(...then.map(({ fee }) => fee)));
    if (cents > shown) return { from, cents };
  }
  return null;
}

/** The plans that replace a plan after a day: plans with the same name of the same service, sorted by first day. */
function nextOf({ services }: Candidate, plan: Plan, day: string): Plan[] {
  const own = services.find(({ service }) => service.plans?.includes(plan))?.service;
  return own
    ? plansAfter(own, day)
        .filter(({ name }) => name === plan.name)
        .sort((a, b) => (a.from! < b.from! ? -1 : 1))
    : [];
}
