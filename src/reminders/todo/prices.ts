import type { Service } from '../../documents/service.ts';
import { addDays, addMonths, lastDayOf } from '../../ground/clock.ts';
import { type CostRules, hasPrice } from '../../services/cost.ts';
import { byText } from '../../vocabulary/facts.ts';
import { addressOf, DAYS_AHEAD, type Desk, isNear, type Waiting } from './waiting.ts';

/* Pure: prices that will count no more. */

/** The last day on which the oldest price of a service counts; null when nothing dates it, undefined without a price. */
function pricesHoldUntil({ plans = [] }: Service, { host }: Desk, months: number): string | null | undefined {
  const ends = plans.filter(hasPrice).map((plan) => {
    const dates = [plan.observedOn ?? host.observed?.asOf, host.confirmedAt].flatMap((date) =>
      date ? lastDayOf(date) : [],
    );
    const last = dates.sort(byText).at(-1);
    return last === undefined ? null : addMonths(last, months);
  });
  return ends.includes(null) ? null : (ends as string[]).sort(byText)[0];
}

/** One for each service: its prices are said again together, as seen today. */
export const priceWaits = (desk: Desk, day: string, { months }: Pick<CostRules, 'months'>): Waiting[] =>
  desk.host.services.flatMap((service) => {
    const due = pricesHoldUntil(service, desk, months.price);
    if (due === undefined || !isNear(due, day)) return [];
    const { slug, name, plans } = service;
    return {
      kind: 'price-expires' as const,
      subject: `service:${slug}`,
      due,
      since: due === null ? desk.registeredOn : addDays(due, -DAYS_AHEAD),
      about: { service: name },
      call: {
        method: 'PATCH' as const,
        path: `${addressOf(desk.host)}/services/${slug}`,
        body: { plans: plans?.map((plan) => ({ ...plan, observedOn: day })) },
      },
    };
  });
