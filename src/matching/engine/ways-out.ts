import { ACCOUNTS, STORAGE } from '../../vocabulary/units.ts';
import type { Candidate } from './host/candidate.ts';
import type { BarredWay, EngineContext, Outcome } from './host/choose.ts';
import { serviceCommitment } from './host/eligibility.ts';
import { mayNotRankFirst } from './host/exclusions.ts';
import { HELD } from './host/lists.ts';
import type { Shortage } from './host/offers.ts';
import { knownCents, leastCents } from './host/ways.ts';
import { intervalsOf, weightedSum } from './host/worth.ts';
import { addMinimal, bitCount, type HardNeed, needsIn } from './need/hard-needs.ts';
import type { CompiledNeed } from './need/need.ts';
import type { Policy } from './need/policy.ts';
import { compareText } from './need/wanted.ts';

/** Maximum number of sets while conflicts are computed: more are of no use to a reader. */
const MOST_SETS = 2000;

/**
 * Every inclusion-minimal set of hard needs that together exclude all hosts: it shares a need with each of `refusals`,
 * the sets of needs that each host answers with no. Smallest sets first. Null when there are too many.
 */
export function minimalConflicts(refusals: readonly number[]): number[] | null {
  const distinct: number[] = [];
  for (const mask of refusals) addMinimal(distinct, mask);
  let conflicts = distinct.length === 0 ? [] : [0];
  for (const refusal of distinct) {
    const next: number[] = [];
    for (const conflict of conflicts) {
      if ((conflict & refusal) !== 0) addMinimal(next, conflict);
      else for (let rest = refusal; rest !== 0; rest &= rest - 1) addMinimal(next, conflict | (rest & -rest));
    }
    if (next.length > MOST_SETS) return null;
    conflicts = next;
  }
  return conflicts.sort((a, b) => bitCount(a) - bitCount(b) || a - b);
}

/** A host that one hard need excludes, with the missing amount if there is one. */
export interface NearMiss {
  readonly barred: BarredWay;
  readonly obstacle: HardNeed;
  readonly amount: Shortage | null;
  /** Its value if that hard need were given up. */
  readonly lowSum: number;
}

/** Hard needs to give up together, and how many hosts (`count`) nothing would then exclude. */
export interface Relaxation {
  readonly giveUp: readonly HardNeed[];
  readonly count: number;
  /**
   * When only one amount is given up: the smallest step, and how many hosts it brings. Null when the step would take
   * too much of the requested amount.
   */
  readonly step: { readonly shortage: Shortage; readonly count: number } | null;
}

/** The hard need that excludes a host, or null if it may not be given up. */
const obstacleOf = ({ by }: BarredWay, need: CompiledNeed): HardNeed | null => {
  const obstacle = need.hard[31 - Math.clz32(by)]!;
  return obstacle.relaxable ? obstacle : null;
};

/** Whether a host names territories, and none of them is that of the need: asking it is less use than asking one that names none. */
const namesOthers = ({ serves }: Candidate, by: number, { bits }: CompiledNeed): boolean =>
  by === bits.territory && serves !== null && serves.length > 0;

/**
 * Hosts that one hard need excludes: first those that leave the least open otherwise, then those with the highest low
 * value, then by `tieBreak`. The value is computed only for hosts for which it decides.
 */
export function nearMisses(
  outcomes: readonly Outcome[],
  need: CompiledNeed,
  { policy }: Pick<EngineContext, 'policy'>,
  tieBreak: (hostId: string) => string,
): NearMiss[] {
  const limit = policy.shown.nearMisses;
  // Hosts that must not rank first come after all others.
  const standing = ({ candidate, way, by, open: own }: BarredWay) =>
    (mayNotRankFirst(candidate, way, need) ? 2 * HELD : 0) + (namesOthers(candidate, by, need) ? HELD : 0) + own;
  const open: number[] = [];
  const able = outcomes.flatMap(({ nearest }) => {
    const relaxable = nearest.filter((barred) => obstacleOf(barred, need) !== null);
    if (relaxable.length === 0) return [];
    const least = Math.min(...relaxable.map(standing));
    open.push(least);
    return [{ least, ways: relaxable.filter((barred) => standing(barred) === least) }];
  });
  const most = open.sort((a, b) => a - b)[Math.min(limit, open.length) - 1];
  const keys = new Map<NearMiss, string>();
  const keyOf = (miss: NearMiss): string => {
    const key = keys.get(miss) ?? tieBreak(miss.barred.candidate.host.id);
    keys.set(miss, key);
    return key;
  };
  return able
    .filter(({ least }) => least <= most!)
    .map(({ ways }) =>
      ways
        .map((barred): NearMiss => {
          const obstacle = obstacleOf(barred, need)!;
          const intervals = intervalsOf(barred.candidate, need, barred.way, barred.fixed(), policy);
          return {
            barred,
            obstacle,
            amount: shortageOf(barred, obstacle, need),
            lowSum: weightedSum(need, intervals, 'low'),
          };
        })
        .reduce((best, next) => ((next.lowSum - best.lowSum || byNearness(best, next)) > 0 ? next : best)),
    )
    .sort((a, b) => standing(a.barred) - standing(b.barred) || b.lowSum - a.lowSum || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, limit);
}

/** Amounts first, then the least open, then the smallest shortage. */
const byNearness = (a: NearMiss, b: NearMiss): number =>
  Number(a.amount === null) - Number(b.amount === null) ||
  a.barred.open - b.barred.open ||
  (a.amount && b.amount ? byShare(a.amount, b.amount) : 0) ||
  compareText(a.barred.candidate.host.id, b.barred.candidate.host.id) ||
  a.obstacle.bit - b.obstacle.bit;

/** The missing part as a share of the larger amount: 2 accounts missing of 12 is one sixth. */
const share = ({ missing, has }: Shortage): number => Math.abs(missing) / Math.max(1, has, has + missing);
/** The smallest share first, in any unit; at equal shares, the smallest missing amount. */
const byShare = (a: Shortage, b: Shortage): number =>
  share(a) - share(b) || compareText(a.of, b.of) || lack(a) - lack(b);
const lack = ({ missing }: Shortage): number => Math.abs(missing);

/** The amount by which a host misses a hard need; null when the need has no amount. */
function shortageOf(barred: BarredWay, obstacle: HardNeed, need: CompiledNeed): Shortage | null {
  const { way } = barred;
  switch (obstacle.kind) {
    case 'budget': {
      const has = need.budgetCents!;
      return { of: 'cents', missing: (leastCents(way) ?? knownCents(way)) - has, has };
    }
    case 'commitment':
      return measureShortage(barred, obstacle, need);
    case 'too-small':
      // Several limits are too low: no single amount says what is missing.
      return way.tight.length === 1 ? way.tight[0]! : null;
    default:
      return null;
  }
}

/** Kinds of shortages: each has its own sentence. */
type ShortageKind = 'budget' | 'commitment' | 'storage' | 'amount';

const COMMITMENT = 'commitment:';

/** The kind of a shortage, and the key of its commitment. */
export const kindOf = ({ of }: Shortage): { kind: ShortageKind; key?: string } => {
  if (of === 'cents') return { kind: 'budget' };
  if (of.startsWith(COMMITMENT)) return { kind: 'commitment', key: of.slice(COMMITMENT.length) };
  return { kind: of === STORAGE ? 'storage' : 'amount' };
};

/** By how much a commitment falls short: the host's, or the worst of the services used; null if it is no number. */
function measureShortage({ candidate, way }: BarredWay, obstacle: HardNeed, need: CompiledNeed): Shortage | null {
  const { kind, atLeast } = need.commitments.find(({ bit }) => bit === obstacle.bit)!;
  if (typeof atLeast !== 'number') return null;
  const held =
    kind.scope === 'host'
      ? [candidate.commitments.get(kind.key)]
      : way.options.map(({ service }) => serviceCommitment(candidate, candidate.services[service]!, kind.key));
  const measures = held.flatMap((commitment) => (typeof commitment?.value === 'number' ? [commitment.value] : []));
  if (measures.length < held.length) return null;
  const worst = kind.better === 'lower' ? Math.max(...measures) : Math.min(...measures);
  return { of: obstacle.name, missing: atLeast - worst, has: worst };
}

/**
 * Every inclusion-minimal set of hard needs that brings hosts when given up; smallest sets first, then those that bring
 * the most hosts. Exact: giving up a set brings a host if and only if the set contains one of that host's refusals.
 * Sets with a need that may not be given up are left out.
 */
export function relaxations(outcomes: readonly Outcome[], need: CompiledNeed, policy: Policy): Relaxation[] {
  const fixed = need.hard.reduce((mask, { relaxable, bit }) => (relaxable ? mask : mask | bit), 0);
  const usages = need.usageBits.reduce((mask, bit) => mask | bit, 0);
  // Giving up more than half of the usages is nearly another need: true, but the last thing to propose.
  const isAnother = (mask: number): number => Number(bitCount(mask & usages) * 2 > bitCount(usages));
  const minimal: number[] = [];
  for (const { refusals } of outcomes) for (const mask of refusals) addMinimal(minimal, mask);
  return minimal
    .filter((mask) => (mask & fixed) === 0)
    .map((mask): Relaxation & { mask: number } => {
      const gained = outcomes.filter(({ refusals }) => refusals.some((refusal) => (refusal & ~mask) === 0));
      return {
        mask,
        giveUp: needsIn(mask, need),
        count: gained.length,
        step: smallestStep(gained, mask, need, policy),
      };
    })
    .sort(
      (a, b) =>
        isAnother(a.mask) - isAnother(b.mask) ||
        a.giveUp.length - b.giveUp.length ||
        b.count - a.count ||
        (a.giveUp.map(nameOf).join() < b.giveUp.map(nameOf).join() ? -1 : 1),
    )
    .map(({ mask: _mask, ...relaxation }) => relaxation);
}

const nameOf = ({ name, key }: HardNeed): string => `${name} ${key ?? ''}`;

function smallestStep(
  gained: readonly Outcome[],
  mask: number,
  need: CompiledNeed,
  { smallestStepThousandths }: Policy,
): Relaxation['step'] {
  const obstacle = bitCount(mask) === 1 ? needsIn(mask, need)[0]! : null;
  if (obstacle === null) return null;
  const shortages = gained.flatMap(({ nearest }) => {
    const all = nearest.flatMap((barred) => (barred.by === mask ? (shortageOf(barred, obstacle, need) ?? []) : []));
    const bearable = all.filter((shortage) => lack(shortage) * 1000 <= askedOf(shortage) * smallestStepThousandths);
    return bearable.length === 0 ? [] : [bearable.reduce((least, next) => (byShare(next, least) < 0 ? next : least))];
  });
  // Only amounts in the same unit can be compared.
  const unit = shortages.map(({ of }) => of).sort(byUnit)[0];
  const pool = shortages.filter(({ of }) => of === unit);
  // Among equal steps, the one from the largest existing amount, so that the order of hosts does not matter.
  const least = pool.sort((a, b) => lack(a) - lack(b) || b.has - a.has)[0] ?? null;
  return least && { shortage: least, count: pool.filter((other) => lack(other) <= lack(least)).length };
}

/** The requested amount. If it is 0 (a budget of 0, no fee at all) there is no share of it, so any step is allowed. */
const askedOf = ({ of, missing, has }: Shortage): number =>
  (of === 'cents' ? has : has + missing) || Number.POSITIVE_INFINITY;

/** Accounts first and storage last: people know best how many they are. */
const byUnit = (a: string, b: string): number => unitRank(a) - unitRank(b) || compareText(a, b);
const unitRank = (unit: string): number => (unit === ACCOUNTS ? 0 : unit === STORAGE ? 2 : 1);
