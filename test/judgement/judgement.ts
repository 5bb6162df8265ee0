import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';

/*
 * Forty needs of associations, and what readers, as advisers, would answer to each from the catalogue alone. They
 * wrote their answers down before any answer of the service was seen. Half of the needs (`rules`) are there to find rules
 * on; the other half (`report`) is only looked at to report.
 */

/** One answer: a host, or several hosts together, by slug; empty: nobody of the catalogue. */
export type Answer = readonly string[];

export interface JudgedNeed {
  readonly id: number;
  readonly kind: string;
  readonly half: 'rules' | 'report';
  readonly sentence: { readonly fr: string };
  readonly need: Need;
}

/** What one reader would answer to one need. */
export interface Judgement {
  readonly id: number;
  readonly first: Answer;
  readonly second: Answer;
  readonly acceptable: readonly Answer[];
  readonly never: readonly string[];
  readonly why: string;
  readonly askInstead?: string;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;

/** The day on which the readers judged, and the catalogue was as in `catalogue.json`. */
export const JUDGED_ON = '2026-12-07';
export const READERS = ['a', 'b', 'c'] as const;
export const judgedNeeds = (): JudgedNeed[] => read('needs.json');
export const judgementsOf = (reader: string): Judgement[] =>
  read<{ judgements: Judgement[] }>(`judgement-${reader}.json`).judgements;

/**
 * The same hosts with other identifiers, as another server would have drawn them: equal hosts stand in an order that
 * depends on their identifiers.
 */
export const withIdsOf = (server: number, hosts: readonly Host[]): Host[] =>
  hosts.map((host) => {
    const digits = createHash('sha256').update(`${server} ${host.slug}`).digest('hex');
    const id = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
    return { ...host, id };
  });

const nameOf = (answer: Answer | undefined): string => [...(answer ?? [])].sort().join('+');

/** How one answer of the service stands to the readers. */
export interface Standing {
  readonly shown: readonly Answer[];
  /** Whether the first answer is the first of some reader, and whether it is among the first two of some reader. */
  readonly isFirst: boolean;
  readonly isAmongFirstTwo: boolean;
  /** Answers shown that some reader would show. */
  readonly acceptable: number;
  /** Answers shown with a host that two readers or more would never show. */
  readonly never: readonly Answer[];
}

export function standingOf(shown: readonly Answer[], judgements: readonly Judgement[]): Standing {
  const first = nameOf(shown[0]);
  const wouldShow = (answer: Answer) =>
    judgements.some((one) => [one.first, one.second, ...one.acceptable].some((its) => nameOf(its) === nameOf(answer)));
  const isNever = (host: string) => judgements.filter(({ never }) => never.includes(host)).length >= 2;
  return {
    shown,
    isFirst: judgements.some((one) => nameOf(one.first) === first),
    // A reader who names nobody names no second either.
    isAmongFirstTwo: judgements.some(
      (one) => nameOf(one.first) === first || (one.second.length > 0 && nameOf(one.second) === first),
    ),
    acceptable: shown.filter(wouldShow).length,
    never: shown.filter((answer) => answer.some(isNever)),
  };
}

/** The answers that a reader of a match sees, in their order; a near miss of nobody else is no host to turn to. */
export const shownIn = ({ shown }: Match): Answer[] => shown.map(({ hosts }) => hosts);

/** How far two readers agree: the same first, and the first of one among the first two of the other (both ways, mean). */
export function agreementOf(ones: readonly Judgement[], others: readonly Judgement[]) {
  const isAmong = (a: Judgement, b: Judgement) =>
    nameOf(a.first) === nameOf(b.first) || (b.second.length > 0 && nameOf(a.first) === nameOf(b.second));
  const pairs = ones.map((one) => [one, others.find(({ id }) => id === one.id)!] as const);
  const count = (test: (a: Judgement, b: Judgement) => boolean) => pairs.filter(([a, b]) => test(a, b)).length;
  return {
    first: count((a, b) => nameOf(a.first) === nameOf(b.first)),
    amongFirstTwo: (count(isAmong) + count((a, b) => isAmong(b, a))) / 2,
  };
}

/** The catalogue on which the readers judged, as a seed file: later corrections of the seed leave the figures alone. */
export const judgedCatalogue = (): unknown => read('catalogue.json');
