import { bitCount } from '../hard-needs.ts';
import type { Candidate } from '../host/candidate.ts';
import { type EngineContext, isUnlisted, type Outcome } from '../host/choose.ts';
import { knownCents, lowest, type Option, shownCents, type Way } from '../host/ways.ts';
import { hostIntervals, priceInterval, weigh } from '../host/worth.ts';
import type { CompiledNeed } from '../need.ts';
import { exactly, type Interval, UNKNOWN } from '../value/interval.ts';
import { outOfHundred } from '../value/rank.ts';

/** What one host does in a combination. */
export interface Share {
  readonly candidate: Candidate;
  readonly way: Way;
  readonly unknown: number;
}

/** Several hosts that together cover every must-usage, each used once; chosen by its cost for these alone. */
export interface Combination {
  readonly shares: readonly Share[];
  readonly state: CombinationState;
  /** Cents a year; null when some price is unknown. */
  readonly cents: number | null;
  /** Cents a year that are known to be due, whatever the rest. */
  readonly floorCents: number;
  readonly exact: boolean;
  readonly low: number;
  readonly high: number;
}

/** Those to check are looked for only when none fits. */
export const COMBINATION_STATES = ['fits', 'to-check'] as const;
export type CombinationState = (typeof COMBINATION_STATES)[number];

/** A share as the search chose it, for the must-usages alone, with all that its host could do instead. */
export interface Chosen extends Share {
  readonly outcome: Outcome;
  /** The ways of the host by covered usages. */
  readonly table: readonly (readonly Way[])[];
}

/**
 * A group that was chosen, as it is shown. One host is what it is alone: the way that its own place is made of, with
 * its price and its score. Several hosts may meet a wished usage with what they were chosen for.
 */
export function combinationOf(
  chosen: readonly Chosen[],
  state: CombinationState,
  need: CompiledNeed,
  context: EngineContext,
): Combination {
  if (chosen.length === 1) {
    const [{ candidate, outcome }] = chosen as readonly [Chosen];
    const { placed, answers } = outcome;
    // Without a budget a host may be placed by a way whose price is not known: what fits has a price.
    if (placed !== null && (state === 'to-check' || placed.way.least !== null)) {
      const share = { candidate, way: placed.way, unknown: answers.unknown | placed.way.unknown };
      return { ...pricesOf([share]), state, low: placed.low, high: placed.high };
    }
  }
  const [plain, wider] = [chosen, withWished(chosen, need)].map((shares) => scored(shares, need, context)) as [
    Scored,
    Scored,
  ];
  // What is wished takes room: it is told of only where the whole is worth no less.
  const { shares, lowSum, highSum } = wider.lowSum >= plain.lowSum ? wider : plain;
  return {
    ...pricesOf(shares),
    state,
    low: outOfHundred(lowSum, need.totalPoints),
    high: outOfHundred(highSum, need.totalPoints),
  };
}

function pricesOf(shares: readonly Share[]): Pick<Combination, 'shares' | 'cents' | 'floorCents' | 'exact'> {
  const cents = shown(shares);
  return {
    shares: shares.map(({ candidate, way, unknown }) => ({ candidate, way, unknown })),
    cents,
    floorCents: floorOf(shares),
    exact: cents !== null && shares.every(({ way }) => way.exact),
  };
}

const floorOf = (shares: readonly Share[]): number => shares.reduce((sum, { way }) => sum + knownCents(way), 0);

function shown(shares: readonly Share[]): number | null {
  let cents = 0;
  for (const { way } of shares) {
    const own = shownCents(way);
    if (own === null) return null;
    cents += own;
  }
  return cents;
}

interface Scored {
  readonly shares: readonly Share[];
  readonly lowSum: number;
  readonly highSum: number;
}

function scored(shares: readonly Share[], need: CompiledNeed, context: EngineContext): Scored {
  const intervals = combinedIntervals(shares, need, context);
  return { shares, lowSum: weigh(need, intervals, 'low'), highSum: weigh(need, intervals, 'high') };
}

/** Price of the whole; a wished usage that one of them meets; of the rest the lowest low and high of the hosts. */
function combinedIntervals(shares: readonly Share[], need: CompiledNeed, context: EngineContext): Interval[] {
  const hosts = shares.map(({ candidate }) => hostIntervals(candidate, need, context));
  const covered = shares.reduce((mask, { way }) => mask | way.covered, 0);
  return need.wishes.map((wish, index): Interval => {
    if (wish.kind === 'price') return priceInterval(shown(shares), floorOf(shares), need, context.policy);
    if (wish.kind === 'usage') {
      const wanted = need.wanted.findIndex(({ usage }) => usage === wish.key);
      if ((covered & (1 << wanted)) !== 0) return exactly(1000);
      return shares.some(({ candidate }) => isUnlisted(candidate, wish.key)) ? UNKNOWN : exactly(0);
    }
    const serviceKind = need.serviceWishes.findIndex((kind) => kind.wish === index);
    const parts = shares.flatMap(({ way }, share): readonly Interval[] => {
      if (wish.kind === 'storage-margin') return way.margin ? [way.margin] : [];
      const own = serviceKind >= 0 ? way.serviceIntervals[serviceKind] : hosts[share]![index];
      return own ? [own] : [];
    });
    return (
      parts.map((part) => [part]).reduce<readonly Interval[]>((worst, part) => lowest(worst, part), [])[0] ?? UNKNOWN
    );
  });
}

/** The same shares with each wished usage that the services and plans chosen meet as they are, each once. */
function withWished(chosen: readonly Chosen[], need: CompiledNeed): Share[] {
  let open = ((1 << need.wanted.length) - 1) & ~need.musts;
  return chosen.map((share) => {
    const wider = widest(share, open, need);
    open &= ~wider.covered;
    return { ...share, way: wider, unknown: share.outcome.answers.unknown | wider.unknown };
  });
}

/** The way that meets most of the open usages for nothing more; of several, the one that keeps most room and promises. */
function widest({ way, table }: Chosen, open: number, need: CompiledNeed): Way {
  let best = way;
  for (let extra = open; extra > 0; extra = (extra - 1) & open)
    for (const other of table[way.covered | extra]!) {
      if (!isWithin(other, way)) continue;
      const more = bitCount(other.covered) - bitCount(best.covered);
      if (more > 0 || (more === 0 && best !== way && worth(other, need) > worth(best, need))) best = other;
    }
  return best;
}

/** Whether a way uses nothing but the services and plans of another, for the same price, and leaves no more open. */
function isWithin(other: Way, way: Way): boolean {
  const isChosen = ({ plan, service }: Option) =>
    way.options.some((own) => (plan === null ? own.plan === null && own.service === service : own.plan === plan));
  return (
    other.no === 0 &&
    (other.unknown & ~way.unknown) === 0 &&
    other.least === way.least &&
    other.shown === way.shown &&
    knownCents(other) === knownCents(way) &&
    other.options.every(isChosen)
  );
}

const worth = (way: Way, need: CompiledNeed): number =>
  need.wishes.reduce(
    (sum, { kind, points }) => (kind === 'storage-margin' ? points * (way.margin?.low ?? 0) : sum),
    0,
  ) +
  need.serviceWishes.reduce(
    (sum, { wish }, index) => sum + need.wishes[wish]!.points * (way.serviceIntervals[index]?.low ?? 0),
    0,
  );
