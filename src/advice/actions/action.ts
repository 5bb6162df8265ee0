import type { Host } from '../../documents/host.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import type { Audience, SupportKind } from '../../vocabulary/terms.ts';

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
  /**
   * What it may settle: hard needs by name and key (`budget`, `support:training`, `criterion:non-profit`), and
   * `seen-lately`.
   */
  readonly settles: readonly string[];
  /** Place of the question among those asked first; absent when it is none of them. */
  readonly firstAsked?: number;
  /** The document as it would be, on the day. Pure: the host given is left as it is. */
  readonly apply: (host: Host) => Host;
}

/** What the needs of a panel ask about: only answers to that can change anything. */
export interface Topics {
  readonly criteria: readonly string[];
  readonly commitments: readonly string[];
  readonly support: readonly SupportKind[];
  readonly usages: readonly string[];
  readonly audiences: readonly Audience[];
  readonly languages: readonly string[];
  readonly countries: readonly string[];
  readonly dataCountries: readonly string[];
  /** Départements where the needs are, the most frequent first. */
  readonly departements: readonly Territory[];
  /** Sizes that are asked, in accounts and in gigabytes: the middle one, then the largest. */
  readonly rooms: readonly { readonly accounts: number; readonly gigabytes: number }[];
}

/** What the actions of a host depend on besides its document; the day is a calendar day in Europe/Paris. */
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

/** How much is asked of the host: 0 an answer, 1 a page, 2 doing more, 3 somebody else's check. */
export const effortOf = ({ code }: Action): number => EFFORTS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 0;

/** An action on the entry of a host, not on what it states of criteria and commitments. */
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
