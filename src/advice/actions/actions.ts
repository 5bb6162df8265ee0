import type { Host } from '../../documents/host.ts';
import type { Policy } from '../../matching/engine/policy.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Topics } from '../panel.ts';
import type { Standing } from '../standing.ts';
import { factActions, filled, lacksPrice } from './facts.ts';
import { claimActions, commitmentActions } from './statements.ts';

/** Codes by what they ask of a host: to say something, to publish it, to do more, to have it checked. */
export const ACTION_CODES = [
  'answer-criterion',
  'answer-commitment',
  'confirm-entry',
  'say-audience',
  'say-data-country',
  'say-language',
  'say-open',
  'say-price',
  'say-price-within',
  'say-room',
  'say-seat',
  'say-support',
  'say-territory',
  'say-usage',
  'publish-criterion',
  'publish-commitment',
  'extend-commitment',
  'renew-commitment',
  'check-criterion',
  'check-commitment',
] as const;
export type ActionCode = (typeof ACTION_CODES)[number];

/**
 * One true thing that a host may do. It says what was unknown, proves what was said, or does more: it never takes
 * back what the host has said.
 */
export interface Action {
  /** Code and key: the same action has the same name whatever the document it was found in. */
  readonly id: string;
  readonly code: ActionCode;
  readonly params: Record<string, unknown>;
  /** What it is about: two actions of one subject are one after the other, not two. */
  readonly subject: string;
  /** Hard needs that it may settle, by name and key: `budget`, `support:training`, `criterion:non-profit`. */
  readonly settles: readonly string[];
  /** Place of the question among those asked first; Infinity when it is none of them. */
  readonly firstAsked: number;
  /** The document as it would be, on the day. Pure: the host given is left as it is. */
  readonly apply: (host: Host) => Host;
}

/** What actions are looked for with: the day is a calendar day in Europe/Paris. */
export interface ActionContext {
  readonly topics: Topics;
  readonly reference: Reference;
  readonly policy: Policy;
  readonly day: string;
}

/** From what takes an answer to what takes somebody else. */
const EFFORTS: readonly (readonly [prefix: string, effort: number])[] = [
  ['publish', 1],
  ['extend', 2],
  ['renew', 2],
  ['check', 3],
];

/** How much is asked of the host: 0 an answer, 1 a page, 2 doing more, 3 somebody else's check. */
export const effortOf = ({ code }: Action): number => EFFORTS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 0;

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

/** Every true action of a host that a need of the panel could see, each once. */
export const actionsOf = (host: Host, context: ActionContext): Action[] => [
  ...factActions(host, context),
  ...context.topics.criteria.flatMap((key) => claimActions(host, key, context)),
  ...context.topics.commitments.flatMap((key) => commitmentActions(host, key, context)),
];
