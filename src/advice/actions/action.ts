import type { Host } from '../../documents/host.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import type { Audience, SupportKind } from '../../vocabulary/terms.ts';

/** Action codes by what they ask of a host: to state something, to publish it, to do more, to have it checked. */
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
 * One thing that a host may truthfully do. It states what was unknown, proves what was stated, or does more; it never
 * contradicts what the host has stated.
 */
export interface Action {
  /** Code and key: the same action has the same id in every document. */
  readonly id: string;
  readonly code: ActionCode;
  readonly params: Record<string, unknown>;
  /** What it is about: actions with the same subject are steps of one task. */
  readonly subject: string;
  /** The needs that it may settle: `seen-lately`, and hard needs by name and key (`budget`, `support:training`). */
  readonly settles: readonly string[];
  /** Position of its question among the questions asked first; absent for other questions. */
  readonly firstAsked?: number;
  /** Returns the document after the action, on the day. Pure: it does not change the given host. */
  readonly apply: (host: Host) => Host;
}

/** What the needs of a panel ask about: only answers to these questions can change anything. */
export interface Topics {
  readonly criteria: readonly string[];
  readonly commitments: readonly string[];
  readonly support: readonly SupportKind[];
  readonly usages: readonly string[];
  readonly audiences: readonly Audience[];
  readonly languages: readonly string[];
  readonly countries: readonly string[];
  readonly dataCountries: readonly string[];
  /** Départements of the needs, most frequent first. */
  readonly departements: readonly Territory[];
  /** Requested sizes in accounts and gigabytes: the median, then the maximum. */
  readonly rooms: readonly { readonly accounts: number; readonly gigabytes: number }[];
}

/** What the actions of a host depend on, apart from its document; the day is a calendar day in Europe/Paris. */
export interface ActionContext {
  readonly topics: Topics;
  readonly reference: Reference;
  readonly policy: Policy;
  readonly day: string;
}

const EFFORTS: readonly (readonly [prefix: string, effort: number])[] = [
  ['publish', 1],
  ['extend', 2],
  ['renew', 2],
  ['check', 3],
];

/** The effort for the host: 0 an answer, 1 a page, 2 doing more, 3 a check by somebody else. */
export const effortOf = ({ code }: Action): number => EFFORTS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 0;

/** An action on the entry of a host, and not on its claims and commitments. */
export const entryAction = (
  code: ActionCode,
  key: string,
  subject: string,
  rest: Pick<Action, 'params' | 'settles' | 'apply'>,
): Action => ({
  id: key === '' ? code : `${code} ${key}`,
  code,
  subject,
  ...rest,
});
