import type { Host } from '../../documents/host.ts';
import type { Standing } from '../standing.ts';
import type { Action, ActionContext } from './action.ts';
import { filled, lacksPrice } from './facts.ts';

/**
 * A price within what is left of a budget, where a usual one is above it: a condition put to the host, so that it is
 * not told that no answer would do. What is left is shared equally by what has no price; whole euros, 0 is free.
 */
export function priceWithin({ placed }: Standing, budgetCents: number | null, { day }: ActionContext): Action[] {
  if (placed === null || budgetCents === null) return [];
  const { candidate, way } = placed;
  const unpriced = new Set(
    way.options.flatMap(({ plan, service }) => {
      if (plan === null) return [`service ${service}`];
      return lacksPrice(candidate.plans[plan]!.plan) ? [`plan ${plan}`] : [];
    }),
  );
  const left = budgetCents - way.known - way.feeCents;
  if (unpriced.size === 0 || left < 0) return [];
  const perYear = Math.floor(left / unpriced.size / 100);
  return [
    {
      id: `say-price-within ${perYear}`,
      code: 'say-price-within',
      params: { perYear },
      subject: 'price',
      settles: ['budget'],
      firstAsked: Number.POSITIVE_INFINITY,
      apply: (before: Host) => filled(before, lacksPrice, (plan) => ({ ...plan, fixed: perYear, observedOn: day })),
    },
  ];
}
