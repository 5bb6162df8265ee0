import {
  includedMegabytes,
  maxMegabytes,
  membershipFeeCents,
  roomForAccounts,
  roomForMegabytes,
  yearlyCost,
} from '../../services/cost.ts';
import type { Plan } from '../../services/schema.ts';
import type { Candidate } from './candidate.ts';
import { type Standing, serviceCommitment, serviceStanding } from './eligibility.ts';
import type { CompiledNeed } from './need.ts';
import type { Policy } from './policy.ts';
import { between, commitmentInterval, exactly, type Interval, UNKNOWN } from './score.ts';
import { marginUtility } from './utility.ts';

/** One usage met by a service, through a plan when one is known. Indexes of the candidate and of the need. */
export interface Option {
  readonly wanted: number;
  readonly service: number | null;
  readonly plan: number | null;
}

/** One way in which a host can meet some of the wanted usages: what it costs, what is missing, how much room. */
export interface Way {
  readonly covered: number;
  readonly no: number;
  readonly unknown: number;
  readonly assumed: number;
  /** Cents a year without membership fee; null when a price is unknown. `known` is the part that is known. */
  readonly least: number | null;
  readonly shown: number | null;
  readonly known: number;
  readonly exact: boolean;
  readonly feeCents: number;
  readonly margin: Interval | null;
  readonly room: number;
  /** Intervals of the commitments of a service that are wished, the lowest over the services used. */
  readonly serviceIntervals: readonly Interval[];
  readonly options: readonly Option[];
}

const NOTHING: Way = {
  covered: 0,
  no: 0,
  unknown: 0,
  assumed: 0,
  least: 0,
  shown: 0,
  known: 0,
  exact: true,
  feeCents: 0,
  margin: null,
  room: Number.POSITIVE_INFINITY,
  serviceIntervals: [],
  options: [],
};

/** Cents a year that count against a ceiling, membership fee included; null when unknown. */
export const leastCents = (way: Way): number | null => (way.least === null ? null : way.least + way.feeCents);
/** Cents a year to show; null when unknown or free to choose. */
export const shownCents = (way: Way): number | null => (way.shown === null ? null : way.shown + way.feeCents);

/** A plan, or a service without one, that can meet some wanted usages. */
interface Source {
  readonly plan: number | null;
  readonly covers: number;
  /** Best service for each wanted usage, by index. */
  readonly services: readonly (number | null)[];
}

/**
 * All undominated ways of a host, by the set of wanted usages that they cover: exact, whatever the number of
 * plans. A plan is used once, for accounts the largest number and for room the sum of the usages it meets.
 * A usage the host does not list is a way too: a definite no once the host has confirmed its entry, else unknown.
 */
export function waysOf(candidate: Candidate, need: CompiledNeed, context: { policy: Policy; day: string }): readonly Way[][] {
  const { sources, standings, intervals } = sourcesOf(candidate, need, context);
  const table: Way[][] = Array.from({ length: 1 << need.wanted.length }, () => []);
  table[0] = [NOTHING];
  for (const source of sources)
    // Downwards, so that a way made with this source is not extended by it again.
    for (let covered = table.length - 1; covered >= 0; covered--) {
      const bases = table[covered]!;
      const free = source.covers & ~covered;
      if (bases.length === 0 || free === 0) continue;
      for (let subset = free; subset > 0; subset = (subset - 1) & free) {
        const step = stepOf(candidate, need, source, subset, standings, intervals, context.policy);
        for (const base of bases) keep(table[covered | subset]!, join(base, step));
      }
    }
  return table;
}

function sourcesOf(candidate: Candidate, need: CompiledNeed, context: { policy: Policy; day: string }) {
  const { policy, day } = context;
  const standings = new Map<number, Standing>();
  const intervals = new Map<number, Interval[]>();
  for (const { usage } of need.wanted)
    for (const index of candidate.usages.get(usage) ?? []) {
      if (standings.has(index)) continue;
      const offer = candidate.services[index]!;
      standings.set(index, serviceStanding(candidate, offer, need, day));
      intervals.set(
        index,
        need.serviceKinds.map(({ kind, asked }) =>
          commitmentInterval(serviceCommitment(candidate, offer, kind.key), kind, need.asked[asked]!.importance, day, policy),
        ),
      );
    }
  const quality = (index: number): number => {
    const { no, unknown } = standings.get(index)!;
    const lows = intervals.get(index)!;
    const wished = need.serviceKinds.reduce((sum, { asked }, i) => sum + need.asked[asked]!.points * lows[i]!.low, 0);
    return wished - bitCount(no) * 1e9 - bitCount(unknown) * 1e7;
  };
  const best = (services: readonly number[]): (number | null)[] =>
    need.wanted.map(({ usage }) => {
      let found: number | null = null;
      for (const index of candidate.usages.get(usage) ?? [])
        if (services.includes(index) && (found === null || quality(index) > quality(found))) found = index;
      return found;
    });
  const sources: Source[] = [];
  const addSource = (plan: number | null, services: readonly (number | null)[]) => {
    const covers = services.reduce<number>((mask, service, wanted) => (service === null ? mask : mask | (1 << wanted)), 0);
    if (covers !== 0) sources.push({ plan, covers, services });
  };
  candidate.plans.forEach((plan, index) => addSource(index, best(plan.services)));
  const priced = new Set(candidate.plans.flatMap(({ services }) => services));
  for (const index of standings.keys()) if (!priced.has(index)) addSource(null, best([index]));
  return { sources, standings, intervals };
}

/** What one source adds when it meets a subset of the wanted usages. */
function stepOf(
  candidate: Candidate,
  need: CompiledNeed,
  source: Source,
  subset: number,
  standings: ReadonlyMap<number, Standing>,
  intervals: ReadonlyMap<number, Interval[]>,
  policy: Policy,
): Way {
  let no = 0;
  let unknown = 0;
  let assumed = 0;
  let accounts: number | null = null;
  let megabytes = 0;
  const options: Option[] = [];
  let serviceIntervals: readonly Interval[] = [];
  need.wanted.forEach((wanted, index) => {
    if ((subset & (1 << index)) === 0) return;
    const service = source.services[index]!;
    options.push({ wanted: index, service, plan: source.plan });
    const standing = standings.get(service)!;
    no |= standing.no;
    unknown |= standing.unknown;
    assumed |= standing.assumed;
    if (wanted.accounts !== null) accounts = Math.max(accounts ?? 0, wanted.accounts);
    megabytes += wanted.megabytes ?? 0;
    serviceIntervals = lowest(serviceIntervals, intervals.get(service)!);
  });
  const sized = accounts !== null || megabytes > 0;
  if (source.plan === null) {
    if (sized) unknown |= need.bits['too-small'];
    return { ...NOTHING, covered: subset, no, unknown, assumed, least: null, shown: null, exact: false, room: 0, margin: megabytes > 0 ? UNKNOWN : null, serviceIntervals, options };
  }
  const { plan, price } = candidate.plans[source.plan]!;
  const people = accounts ?? policy.assumptions.accounts;
  if (sized) {
    const rooms = [
      accounts === null ? 'enough' : roomForAccounts(plan, accounts),
      megabytes === 0 ? 'enough' : roomForMegabytes(plan, megabytes, people),
    ];
    if (rooms.includes('too-small')) no |= need.bits['too-small'];
    else if (rooms.includes('unknown')) unknown |= need.bits['too-small'];
  }
  const cost =
    price === 'known'
      ? yearlyCost(plan, people, megabytes || policy.assumptions.storageGb * 1000, policy)
      : { least: null, shown: null, exact: false };
  return {
    covered: subset,
    no,
    unknown,
    assumed,
    ...cost,
    known: cost.least ?? 0,
    feeCents: price === 'known' ? membershipFeeCents(plan) : 0,
    margin: megabytes > 0 ? marginInterval(plan, megabytes, people, policy) : null,
    room: maxMegabytes(plan) ?? includedMegabytes(plan, people),
    serviceIntervals,
    options,
  };
}

/** Utility of the room that a plan leaves; the part of it that nobody stated stays open. */
function marginInterval(plan: Plan, megabytes: number, accounts: number, policy: Policy): Interval {
  const max = maxMegabytes(plan);
  if (max === Number.POSITIVE_INFINITY) return exactly(policy.storageMargin.unlimited);
  if (max !== null) return exactly(marginUtility(max, megabytes, policy));
  const included = marginUtility(includedMegabytes(plan, accounts), megabytes, policy);
  if ((plan.perGb ?? 0) > 0) return exactly(Math.max(policy.storageMargin.payPerGb, included));
  return between(included, 1000);
}

/** Two parts of a way together: costs add, the worst room and the worst statement count. */
function join(a: Way, b: Way): Way {
  return {
    covered: a.covered | b.covered,
    no: a.no | b.no,
    unknown: a.unknown | b.unknown,
    assumed: a.assumed | b.assumed,
    least: a.least === null || b.least === null ? null : a.least + b.least,
    shown: a.shown === null || b.shown === null ? null : a.shown + b.shown,
    known: a.known + b.known,
    exact: a.exact && b.exact,
    feeCents: Math.max(a.feeCents, b.feeCents),
    margin: a.margin && b.margin ? lowest([a.margin], [b.margin])[0]! : (a.margin ?? b.margin),
    room: Math.min(a.room, b.room),
    serviceIntervals: lowest(a.serviceIntervals, b.serviceIntervals),
    options: a.options.length === 0 ? b.options : [...a.options, ...b.options],
  };
}

/** Criterion by criterion the lowest low and the lowest high. */
export function lowest(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return a.map((left, index) => {
    const right = b[index]!;
    const worse = right.low < left.low ? right : left;
    const high = Math.min(left.high, right.high);
    return worse.high === high ? worse : { ...worse, high };
  });
}

/** Adds a way unless another is at least as good on everything; drops those it makes useless. */
function keep(ways: Way[], way: Way): void {
  if (ways.some((other) => dominates(other, way))) return;
  for (let i = ways.length - 1; i >= 0; i--) if (dominates(way, ways[i]!)) ways.splice(i, 1);
  ways.push(way);
}

function dominates(a: Way, b: Way): boolean {
  if ((a.no & ~b.no) !== 0 || (a.unknown & ~b.unknown) !== 0) return false;
  if ((a.least === null) !== (b.least === null) || (a.shown === null) !== (b.shown === null)) return false;
  if (a.least !== null && b.least !== null && a.least > b.least) return false;
  if (a.shown !== null && b.shown !== null && a.shown > b.shown) return false;
  if (a.feeCents > b.feeCents || a.known > b.known || a.room < b.room) return false;
  if (a.margin && b.margin && (a.margin.low < b.margin.low || a.margin.high < b.margin.high)) return false;
  return a.serviceIntervals.every((interval, i) => {
    const other = b.serviceIntervals[i]!;
    return interval.low >= other.low && interval.high >= other.high;
  });
}

export function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
