import type { EngineContext, Outcome } from '../host/choose.ts';
import { lowest, type Way } from '../host/ways.ts';
import { bitCount } from '../masks.ts';
import type { CompiledNeed } from '../need.ts';
import { outOfHundred } from '../value/columns.ts';
import { between, exactly, hostIntervals, type Interval, weigh } from '../value/score.ts';
import { priceUtility } from '../value/utility.ts';

/** What one host does in a combination. */
export interface Share {
  readonly outcome: Outcome;
  readonly way: Way;
  readonly unknown: number;
}

/** Several hosts that together cover every must-usage, each used once. */
export interface Combination {
  readonly shares: readonly Share[];
  readonly state: 'fits' | 'to-check';
  /** Cents a year; null when some price is unknown. */
  readonly cents: number | null;
  /** Cents a year that are known to be due, whatever the rest. */
  readonly floorCents: number;
  readonly exact: boolean;
  readonly low: number;
  readonly high: number;
}

const MOST_HOSTS = 3;

/** A cell of the programme: the best cover of a set of usages by some number of hosts. Smaller is better. */
interface Cell {
  readonly unpriced: number;
  readonly unknowns: number;
  readonly cents: number;
  readonly low: number;
  readonly before: Cell | null;
  readonly share: Share | null;
}

const EMPTY: Cell = { unpriced: 0, unknowns: 0, cents: 0, low: 100, before: null, share: null };

/** How many steps the search takes for so many hosts: hosts × pairs of nested sets × number of hosts. */
export const combinationWork = (hosts: number, usages: number): number => hosts * 3 ** usages * MOST_HOSTS;

/**
 * The best combinations of one, two and three hosts, a larger one only if it is strictly cheaper; best first,
 * each further host counting for the euros of the policy. Exact (matching.md §6). Those that fit come first; those
 * to check only when none fits, fewest unknown needs first, unknown prices last.
 */
export function combinations(outcomes: readonly Outcome[], need: CompiledNeed, context: EngineContext): Combination[] {
  if (bitCount(need.musts) < 2) return [];
  const hosts = outcomes
    .filter(({ candidate, standing }) => standing.no === 0 && candidate.seenLately)
    .sort((a, b) => (a.candidate.host.id < b.candidate.host.id ? -1 : 1));
  for (const state of ['fits', 'to-check'] as const) {
    const offers = hosts.flatMap((outcome) => {
      const shares = sharesOf(outcome, need, state);
      return shares.length === 0 ? [] : [{ shares, low: outcome.placed?.low ?? 0 }];
    });
    const found = front(cheapestCovers(offers, need), state, need, context);
    if (found.length > 0) return found;
  }
  return [];
}

/** For each set of must-usages, the cheapest way of a host without a definite no, budget apart. */
function sharesOf(outcome: Outcome, need: CompiledNeed, state: Combination['state']): Share[] {
  const shares: Share[] = [];
  for (let covered = 1; covered <= need.musts; covered++) {
    let best: Share | null = null;
    for (const way of outcome.table[covered]!) {
      if (way.no !== 0) continue;
      const unknown = way.unknown | outcome.standing.unknown;
      if (state === 'fits' && (unknown !== 0 || way.least === null)) continue;
      const share = { outcome, way, unknown };
      if (best === null || isCheaper(share, best)) best = share;
    }
    if (best) shares.push(best);
  }
  return shares;
}

/** The order of cells, for two shares of one host. */
function isCheaper(a: Share, b: Share): boolean {
  if ((a.way.least === null) !== (b.way.least === null)) return b.way.least === null;
  const unknowns = bitCount(a.unknown) - bitCount(b.unknown);
  if (unknowns !== 0) return unknowns < 0;
  return centsOf(a) < centsOf(b);
}

const centsOf = ({ way }: Share): number => way.known + way.feeCents;

const cellOf = (share: Share, before: Cell, low: number): Cell => ({
  unpriced: before.unpriced + (share.way.least === null ? 1 : 0),
  unknowns: before.unknowns + bitCount(share.unknown),
  cents: before.cents + centsOf(share),
  low: Math.min(before.low, low),
  before,
  share,
});

const compareCells = (a: Cell, b: Cell): number =>
  a.unpriced - b.unpriced || a.unknowns - b.unknowns || a.cents - b.cents || b.low - a.low;

/** Best cell that covers all musts with exactly n hosts, n = 1..3: f[S][n] = min over host and M ⊆ S of f[S \ M][n−1] + cost. */
function cheapestCovers(offers: readonly { shares: Share[]; low: number }[], need: CompiledNeed): (Cell | undefined)[] {
  const size = need.musts + 1;
  const table: (Cell | undefined)[][] = Array.from({ length: MOST_HOSTS + 1 }, () => new Array(size));
  table[0]![0] = EMPTY;
  // Most hosts first, so that a host is never added to a cover that already has it.
  for (const { shares, low } of offers)
    for (let n = MOST_HOSTS; n >= 1; n--)
      for (const share of shares) {
        const part = share.way.covered;
        const rest = need.musts & ~part;
        for (let others = rest; ; others = (others - 1) & rest) {
          const before = table[n - 1]![others];
          if (before) {
            const cell = cellOf(share, before, low);
            const known = table[n]![others | part];
            if (known === undefined || compareCells(cell, known) < 0) table[n]![others | part] = cell;
          }
          if (others === 0) break;
        }
      }
  return table.slice(1).map((row) => row[need.musts]);
}

function front(
  cells: readonly (Cell | undefined)[],
  state: Combination['state'],
  need: CompiledNeed,
  context: EngineContext,
): Combination[] {
  const perHost = context.policy.secondHostEuros * 100;
  const kept: { cell: Cell; hosts: number }[] = [];
  cells.forEach((cell, index) => {
    if (!cell) return;
    if (need.budgetCents !== null && cell.cents > need.budgetCents) return;
    // More hosts only when they are strictly better than every smaller group.
    if (kept.some((other) => compareCells({ ...cell, low: 0 }, { ...other.cell, low: 0 }) >= 0)) return;
    kept.push({ cell, hosts: index + 1 });
  });
  const weighed = ({ cell, hosts }: { cell: Cell; hosts: number }): Cell => ({
    ...cell,
    cents: cell.cents + perHost * (hosts - 1),
  });
  return kept
    .sort((a, b) => compareCells(weighed(a), weighed(b)) || a.hosts - b.hosts)
    .map(({ cell }) => toCombination(cell, state, need, context));
}

function toCombination(
  cell: Cell,
  state: Combination['state'],
  need: CompiledNeed,
  context: EngineContext,
): Combination {
  const shares: Share[] = [];
  for (let at: Cell | null = cell; at?.share; at = at.before) shares.unshift(at.share);
  const cents = cell.unpriced > 0 ? null : shown(shares);
  const intervals = combinedIntervals(shares, cents, need, context);
  return {
    shares,
    state,
    cents,
    floorCents: cell.cents,
    exact: cents !== null && shares.every(({ way }) => way.exact),
    low: outOfHundred(weigh(need, intervals, 'low'), need.totalPoints),
    high: outOfHundred(weigh(need, intervals, 'high'), need.totalPoints),
  };
}

function shown(shares: readonly Share[]): number | null {
  let sum = 0;
  for (const { way } of shares) {
    if (way.shown === null) return null;
    sum += way.shown + way.feeCents;
  }
  return sum;
}

/** Price of the whole; every other criterion the lowest low and the lowest high of the hosts. */
function combinedIntervals(
  shares: readonly Share[],
  cents: number | null,
  need: CompiledNeed,
  context: EngineContext,
): Interval[] {
  const hosts = shares.map(({ outcome }) => hostIntervals(outcome.candidate, need, context));
  const covered = shares.reduce((mask, { way }) => mask | way.covered, 0);
  return need.asked.map((asked, index): Interval => {
    if (asked.kind === 'price')
      return cents === null ? between(0, 1000) : exactly(priceUtility(cents, need.priceAnchorCents, context.policy));
    if (asked.kind === 'usage') {
      const wanted = need.wanted.findIndex(({ usage }) => usage === asked.key);
      return exactly((covered & (1 << wanted)) !== 0 ? 1000 : 0);
    }
    const serviceKind = need.serviceKinds.findIndex((kind) => kind.asked === index);
    const parts = shares.flatMap(({ way }, share): readonly Interval[] => {
      if (asked.kind === 'storage-margin') return way.margin ? [way.margin] : [];
      const own = serviceKind >= 0 ? way.serviceIntervals[serviceKind] : hosts[share]![index];
      return own ? [own] : [];
    });
    return (
      parts.map((part) => [part]).reduce<readonly Interval[]>((worst, part) => lowest(worst, part), [])[0] ??
      between(0, 1000)
    );
  });
}
