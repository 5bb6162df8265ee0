import type { CommitmentKind, Reference } from '../../../vocabulary/reference.ts';
import type { Measure } from '../../../vocabulary/shapes.ts';
import type { EvidenceLevel, SupportKind } from '../../../vocabulary/terms.ts';
import { audienceOf, type Policy } from './policy.ts';
import { type PolicyRule, requirementsUnder } from './rules.ts';
import type { Need } from './schema.ts';
import { compareText, type Wanted } from './wanted.ts';

/* Hard needs: conditions that points never outweigh. Sets of them are the bits of one integer. */

interface SingleNeedRule {
  /** Whether a need has this condition. */
  readonly applies: (need: Need, wanted: readonly Wanted[], policy: Policy) => boolean;
  /** Who answers it: the host as a whole, each service that is used, or the plans (in `ways.ts`). */
  readonly answeredBy: readonly ('host' | 'service' | 'plan')[];
  /** Whether the answer may propose to give it up. Nobody can change that a host closes or lacks a certificate. */
  readonly relaxable: boolean;
}

/**
 * Hard needs that a need has at most once. To add one, add a line here: the compiler then asks for its answer, its
 * question and its sentences.
 */
const SINGLE_NEEDS = {
  'too-small': {
    applies: (_, wanted) =>
      wanted.some(({ accounts, megabytes, amounts }) => accounts !== null || megabytes !== null || amounts.length > 0),
    answeredBy: ['plan'],
    relaxable: true,
  },
  budget: { applies: ({ budgetPerYear }) => budgetPerYear != null, answeredBy: ['plan'], relaxable: true },
  territory: { applies: ({ territory }) => territory !== undefined, answeredBy: ['host'], relaxable: true },
  audience: {
    applies: (need, _, policy) => audienceOf(need, policy) !== null,
    answeredBy: ['host'],
    relaxable: true,
  },
  language: { applies: ({ language }) => language !== undefined, answeredBy: ['host'], relaxable: true },
  'open-to-newcomers': {
    applies: ({ require }) => require?.openToNewcomers !== false,
    answeredBy: ['service'],
    relaxable: true,
  },
  closing: { applies: () => true, answeredBy: ['host', 'service'], relaxable: false },
  'data-country': {
    applies: ({ require }) => require?.dataCountries !== undefined,
    answeredBy: ['service'],
    relaxable: true,
  },
  'health-data': {
    applies: ({ holdsHealthData }) => holdsHealthData === true,
    answeredBy: ['service'],
    relaxable: false,
  },
  deadline: { applies: ({ startsBy }) => startsBy !== undefined, answeredBy: ['service'], relaxable: true },
} as const satisfies Record<string, SingleNeedRule>;

export type SingleNeed = keyof typeof SINGLE_NEEDS;
export const SINGLE_NAMES = Object.keys(SINGLE_NEEDS) as SingleNeed[];
const NO_BITS = Object.fromEntries(SINGLE_NAMES.map((name) => [name, 0])) as Record<SingleNeed, number>;

/** The single needs that a host as a whole, or a service, answers. */
export type SingleNeedOf<By extends 'host' | 'service'> = {
  [N in SingleNeed]: By extends (typeof SINGLE_NEEDS)[N]['answeredBy'][number] ? N : never;
}[SingleNeed];

/** Kinds of which one need may have several. Those of KEYED_NEEDS have the key of their subject in their name. */
export const MANIFOLD_NEEDS = ['usage-not-offered', 'support'] as const;
export const KEYED_NEEDS = ['criterion', 'commitment'] as const;

/** What a hard need is about; one need may have several of the last four kinds. */
export type HardNeedKind = SingleNeed | (typeof MANIFOLD_NEEDS)[number] | (typeof KEYED_NEEDS)[number];

/** One hard need of a need; `bit` is its bit in all masks of a match. */
export interface HardNeed {
  readonly kind: HardNeedKind;
  /** Its name in answers: the kind, followed for a criterion or commitment by a colon and the key. */
  readonly name: string;
  readonly bit: number;
  /** The usage, criterion, commitment kind or kind of support that it is about. */
  readonly key?: string;
  /** Whether the answer may propose to give it up. */
  readonly relaxable: boolean;
}

/** Maximum number of usages and requirements in one need, all together. */
export const MOST_NAMED_NEEDS = 20;

const MAX_HARD_NEEDS = SINGLE_NAMES.length + MOST_NAMED_NEEDS;
// A mask is a 32-bit integer; its highest bit is the sign and cannot be used.
if (MAX_HARD_NEEDS > 31) throw new RangeError('more hard needs than a mask has bits for');

/** A single hard need that this need has, with its bit. */
interface SingleHardNeed<N extends SingleNeed> {
  readonly name: N;
  readonly bit: number;
}

/** All hard needs of a need, with their bits. */
export interface HardNeeds {
  readonly hard: readonly HardNeed[];
  /** Bit of each single hard need; 0 when the need does not have it. */
  readonly bits: Readonly<Record<SingleNeed, number>>;
  /** The single hard needs of this need that a host as a whole, or each service, answers. */
  readonly asked: { readonly [By in 'host' | 'service']: readonly SingleHardNeed<SingleNeedOf<By>>[] };
  /** Bit of each usage, by its index in `wanted`; 0 for usages that are only wished for. */
  readonly usageBits: readonly number[];
  readonly criteria: readonly { criterion: string; evidence: EvidenceLevel; bit: number }[];
  readonly commitments: readonly { kind: CommitmentKind; atLeast: Measure; evidence: EvidenceLevel; bit: number }[];
  readonly support: readonly { kind: SupportKind; bit: number }[];
}

/**
 * Gives each hard need its bit. The result does not depend on the order of lists in the need.
 * @throws RangeError above MAX_HARD_NEEDS hard needs.
 */
export function hardNeedsOf(
  need: Need,
  wanted: readonly Wanted[],
  rules: readonly PolicyRule[],
  policy: Policy,
  reference: Reference,
): HardNeeds {
  const hard: HardNeed[] = [];
  const add = (kind: HardNeedKind, name: string, relaxable: boolean, key?: string): number => {
    if (hard.length >= MAX_HARD_NEEDS) throw new RangeError(`more than ${MAX_HARD_NEEDS} hard needs`);
    const bit = 1 << hard.length;
    hard.push({ kind, name, bit, relaxable, ...(key === undefined ? {} : { key }) });
    return bit;
  };
  const bits = { ...NO_BITS };
  const asked = {
    host: [] as SingleHardNeed<SingleNeedOf<'host'>>[],
    service: [] as SingleHardNeed<SingleNeedOf<'service'>>[],
  };
  for (const name of SINGLE_NAMES) {
    const { applies, relaxable, answeredBy }: SingleNeedRule = SINGLE_NEEDS[name];
    if (!applies(need, wanted, policy)) continue;
    const bit = add(name, name, relaxable);
    bits[name] = bit;
    if (answeredBy.includes('host')) asked.host.push({ name: name as SingleNeedOf<'host'>, bit });
    if (answeredBy.includes('service')) asked.service.push({ name: name as SingleNeedOf<'service'>, bit });
  }
  const musts = wanted.filter(({ priority }) => priority === 'must').length;
  const usageBits = wanted.map(({ usage, priority }) =>
    priority === 'must' ? add('usage-not-offered', 'usage-not-offered', musts > 1, usage) : 0,
  );
  const byKey = <T>(entries: readonly T[] | undefined, key: (entry: T) => string) =>
    [...(entries ?? [])].sort((a, b) => compareText(key(a), key(b)));
  const support = byKey(need.require?.support, (kind) => kind).map((kind) => ({
    kind,
    bit: add('support', 'support', true, kind),
  }));
  const required = requirementsUnder(rules, need.require, reference);
  const criteria = byKey(required.criteria, ({ criterion }) => criterion).map((entry) => ({
    ...entry,
    bit: add('criterion', `criterion:${entry.criterion}`, true, entry.criterion),
  }));
  const commitments = byKey(required.commitments, ({ kind }) => kind.key).map((entry) => ({
    ...entry,
    bit: add('commitment', `commitment:${entry.kind.key}`, true, entry.kind.key),
  }));
  return { hard, bits, asked, usageBits, criteria, commitments, support };
}

/** The hard needs in a mask. */
export const needsIn = (mask: number, { hard }: Pick<HardNeeds, 'hard'>): HardNeed[] =>
  hard.filter(({ bit }) => (mask & bit) !== 0);

/** The names of the hard needs in a mask, each once. */
export const namesIn = (mask: number, need: Pick<HardNeeds, 'hard'>): string[] => [
  ...new Set(needsIn(mask, need).map(({ name }) => name)),
];

/** How many bits of a mask are set. */
export function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Adds a mask to a list of which no mask contains another, and keeps it so. */
export function addMinimal(masks: number[], mask: number): void {
  if (masks.some((other) => (other & ~mask) === 0)) return;
  for (let i = masks.length - 1; i >= 0; i--) if ((mask & ~masks[i]!) === 0) masks.splice(i, 1);
  masks.push(mask);
}
