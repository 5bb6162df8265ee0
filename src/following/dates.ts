import { hash } from 'node:crypto';
import type { Closing } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { type Plan, plansAfter } from '../documents/service.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { CLOSING_STAGES } from '../vocabulary/terms.ts';
import { FOLLOWING } from './words.ts';

/** A day that matters to whoever is with a host. */
export interface HostDate {
  /** Identifies it among those of its host, so that a calendar moves an entry that it has. */
  name: string;
  day: string;
  text: string;
}

const closingDates = (closing: Closing | null, name: string, whose: string, say: Speaker): HostDate[] =>
  CLOSING_STAGES.flatMap((stage) => {
    const day = closing?.stages[stage];
    // A month or a year has no place in a calendar of days.
    if (day?.length !== 10) return [];
    return [{ name: `${name}.${stage}`, day, text: FOLLOWING[say.language].closing(whose, stage, say) }];
  });

const priceText = (whose: string, plan: Plan, say: Speaker): string => {
  const words = FOLLOWING[say.language];
  const { fixed, onQuote, perAccount, perGb, freeAmount, period = 'year' } = plan;
  const isOneAmount = fixed !== undefined && !onQuote && !perAccount && !perGb && !freeAmount;
  return words.price(whose, plan.name, isOneAmount ? words.per[period](say.euros(fixed)) : null);
};

/** Prices that begin on a day: those to come, and those that were raised. */
function priceDates(host: Host, day: string, say: Speaker): HostDate[] {
  const words = FOLLOWING[say.language];
  // Names of plans may be long, and differ in their last letter only.
  const named = (service: string, plan: string, from: string) =>
    `price.${service}.${hash('sha256', plan, 'base64url').slice(0, 22)}.${from}`;
  const coming = host.services.flatMap((service) =>
    plansAfter(service, day).map((plan) => ({
      name: named(service.slug, plan.name, plan.from!),
      day: plan.from!,
      text: priceText(words.of(host.name, service.name), plan, say),
    })),
  );
  const raised = (host.priceChanges ?? [])
    .filter(({ takenBackOn }) => takenBackOn === undefined)
    .map(({ service, plan, from }) => ({
      name: named(service, plan, from),
      day: from,
      text: words.raised(
        words.of(host.name, host.services.find(({ slug }) => slug === service)?.name ?? service),
        plan,
      ),
    }));
  return [...new Map([...raised, ...coming].map((one) => [one.name, one])).values()];
}

/** The known days of a host: stages of closings, past ones too, and first days of prices. Pure. */
export function datesOf(host: Host, day: string, say: Speaker): HostDate[] {
  const words = FOLLOWING[say.language];
  return [
    ...closingDates(host.closing, 'closing', host.name, say),
    ...host.services.flatMap(({ slug, name, closing }) =>
      closingDates(closing, `closing.${slug}`, words.of(host.name, name), say),
    ),
    ...priceDates(host, day, say),
  ];
}
