import type { Plan } from '../../../documents/service.ts';
import { includedMegabytes, maxMegabytes, membershipFeeCents, membershipShownCents } from '../../../services/cost.ts';
import { STORAGE } from '../../../vocabulary/units.ts';
import { between, exactly, type Interval, marginUtility } from '../need/interval.ts';
import { type TakenOver, takenOverTogether } from '../need/leaving.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import type { Wanted } from '../need/wanted.ts';
import type { Candidate } from './candidate.ts';
import { join, lowest, withWay } from './join-parts.ts';
import { sharedWith } from './near-usages.ts';
import {
  choicesOf,
  costFor,
  type Demand,
  demandOf,
  fitOf,
  roomOf,
  type ServiceOffer,
  type Shortage,
  sourcesOf,
} from './offers.ts';

/** One wanted usage met by a service, through a plan when one is known. Indexes in the candidate and in the need. */
export interface Option {
  readonly wanted: number;
  readonly service: number;
  readonly plan: number | null;
}

/** One way in which a host can meet some of the wanted usages: its cost, its answers, its room. */
export interface Way {
  readonly covered: number;
  /** The part of `covered` that near usages meet. */
  readonly near: number;
  readonly no: number;
  readonly against: number;
  readonly unknown: number;
  /** The part of `unknown` that counts as open. */
  readonly weighing: number;
  readonly assumed: number;
  /** Cents a year without membership fee; null when a price is unknown. `known` is the known part. */
  readonly least: number | null;
  readonly shown: number | null;
  readonly known: number;
  readonly exact: boolean;
  readonly feeCents: number;
  /** The membership fee to show; null when it is free to choose and no amount is advised. */
  readonly feeShownCents: number | null;
  readonly margin: Interval | null;
  readonly room: number;
  /** Limits of its plans that are too low for the demand. */
  readonly tight: readonly Shortage[];
  /** Values of the wished commitments that belong to a service: the lowest over the services used. */
  readonly serviceIntervals: readonly Interval[];
  /** Which of the association's present tools some service used explains how to replace. */
  readonly takenOver: TakenOver;
  readonly options: readonly Option[];
}

const NOTHING: Way = {
  covered: 0,
  near: 0,
  no: 0,
  against: 0,
  unknown: 0,
  weighing: 0,
  assumed: 0,
  least: 0,
  shown: 0,
  known: 0,
  exact: true,
  feeCents: 0,
  feeShownCents: 0,
  margin: null,
  room: Number.POSITIVE_INFINITY,
  tight: [],
  serviceIntervals: [],
  takenOver: [],
  options: [],
};

/** Cents a year to compare with a budget, membership fee included; null when unknown. */
export const leastCents = (way: Way): number | null => (way.least === null ? null : way.least + way.feeCents);
/** Cents a year that are certainly due, membership fee included. */
export const knownCents = (way: Way): number => way.known + way.feeCents;
/** Cents a year to show; null when unknown or free to choose. */
export const shownCents = ({ shown, feeShownCents }: Way): number | null =>
  shown === null || feeShownCents === null ? null : shown + feeShownCents;

/** Maximum number of comparisons of ways for one host: other requests wait meanwhile. The largest host takes 600. */
const MOST_COMPARED = 30_000;

/** All undominated ways of a host, by the set of wanted usages that they cover. */
export interface WaysOfHost {
  readonly byCovered: readonly (readonly Way[])[];
  /** Union of the usages that some way covers: a set with any other usage has no way. */
  readonly reach: number;
  /** Whether some plans were not considered because there are too many; the first plans of the entry were. */
  readonly isPartial: boolean;
}

/**
 * The ways of a host: exact, unless it has very many plans. In one way each plan is used once: it must hold the sum of
 * the room of its usages, and the largest amount of everything else.
 */
export function waysOf(candidate: Candidate, need: CompiledNeed, context: { policy: Policy; day: string }): WaysOfHost {
  const table = new Array<readonly Way[]>(1 << need.wanted.length).fill(NO_WAYS);
  table[0] = [NOTHING];
  let compared = 0;
  const { sources, isWhole } = sourcesOf(candidate, need, context);
  let isPartial = !isWhole;
  let reach = 0;
  for (const source of sources) {
    if (compared > MOST_COMPARED) {
      isPartial = true;
      break;
    }
    // By subset; created once, whatever ways they are added to.
    const steps = new Array<readonly Way[] | undefined>(source.covers + 1);
    // From high to low, so that a way created with this source is not extended with it again.
    for (let covered = reach; covered >= 0; covered = covered === 0 ? -1 : (covered - 1) & reach) {
      const bases = table[covered]!;
      const free = source.covers & ~covered;
      if (bases.length === 0 || free === 0) continue;
      for (let subset = free; subset > 0; subset = (subset - 1) & free) {
        steps[subset] ??= choicesOf(source, subset).map((offers) =>
          stepOf(candidate, need, source.plan, subset, offers, context.policy),
        );
        for (const step of steps[subset]!)
          for (const base of bases) {
            compared += 1 + table[covered | subset]!.length;
            table[covered | subset] = withWay(table[covered | subset]!, base.covered === 0 ? step : join(base, step));
          }
      }
    }
    reach |= source.covers;
  }
  return { byCovered: table, reach, isPartial };
}

/** The ways of a host to meet a single wanted usage. */
export const waysFor = (
  candidate: Candidate,
  wanted: number,
  need: CompiledNeed,
  context: { policy: Policy; day: string },
): Way[] =>
  sourcesOf(candidate, need, context)
    .sources.filter(({ covers }) => (covers & (1 << wanted)) !== 0)
    .flatMap((source) =>
      choicesOf(source, 1 << wanted).map((offers) =>
        stepOf(candidate, need, source.plan, 1 << wanted, offers, context.policy),
      ),
    );

const NO_WAYS: readonly Way[] = [];

/** What one source adds when it meets a subset of the wanted usages. */
function stepOf(
  candidate: Candidate,
  need: CompiledNeed,
  planIndex: number | null,
  subset: number,
  offers: readonly ServiceOffer[],
  policy: Policy,
): Way {
  let near = 0;
  let no = 0;
  let against = 0;
  let unknown = 0;
  let weighing = 0;
  let assumed = 0;
  let usages: readonly Wanted[] = NO_USAGES;
  let serviceIntervals: readonly Interval[] = NO_INTERVALS;
  let takenOver: TakenOver = NOTHING.takenOver;
  let options: readonly Option[] = NO_OPTIONS;
  for (let index = 0; subset >> index !== 0; index++) {
    if ((subset & (1 << index)) === 0) continue;
    const offer = offers[options.length]!;
    const isNear = (offer.near & (1 << index)) !== 0;
    const wanted = isNear ? sharedWith(need, index, candidate.services[offer.index]!.service) : need.wanted[index]!;
    if (isNear) near |= 1 << index;
    const option = { wanted: index, service: offer.index, plan: planIndex };
    // Most subsets have one usage: a list of exactly one, without spare capacity.
    options = options.length === 0 ? [option] : [...options, option];
    usages = usages.length === 0 ? [wanted] : [...usages, wanted];
    no |= offer.answers.no;
    against |= offer.answers.against;
    unknown |= offer.answers.unknown;
    weighing |= offer.answers.weighing;
    assumed |= offer.answers.assumed;
    serviceIntervals = lowest(serviceIntervals, offer.intervals);
    takenOver = takenOverTogether(takenOver, offer.takenOver);
  }
  const known = planIndex === null ? null : candidate.plans[planIndex]!;
  const plan = known?.plan ?? UNKNOWN_PLAN;
  const priced = known?.price === 'known';
  const demand = demandOf(usages);
  const { megabytes } = demand;
  const people = demand.accounts ?? policy.assumptions.accounts;
  const fit = fitOf(plan, demand, people);
  const tooSmall = need.bits['too-small'];
  if (fit.tight.length === 0) {
    if (fit.unknown.length > 0) {
      unknown |= tooSmall;
      weighing |= tooSmall;
    }
    // A host that does not declare its plans complete may have a larger one.
  } else if (candidate.whole.plans) no |= tooSmall;
  else against |= tooSmall;
  const cost = priced ? costFor(plan, demand, policy) : NO_PRICE;
  return {
    covered: subset,
    near,
    no,
    against,
    unknown,
    weighing,
    assumed,
    least: cost.least,
    shown: cost.shown,
    known: cost.known,
    exact: cost.exact && plan.membershipFree === undefined && !dependsOnUnsaid(plan, demand, usages),
    feeCents: priced ? membershipFeeCents(plan, people) : 0,
    feeShownCents: priced ? membershipShownCents(plan, people) : 0,
    margin: megabytes > 0 ? marginInterval(plan, megabytes + policy.growthYears * demand.growth, people, policy) : null,
    room: roomOf(plan, people),
    tight: fit.tight,
    serviceIntervals,
    takenOver,
    options,
  };
}

const NO_USAGES: readonly Wanted[] = [];
const NO_OPTIONS: readonly Option[] = [];
const NO_INTERVALS: readonly Interval[] = [];

/** A plan for a service without known prices: neither cost nor room is known. */
export const UNKNOWN_PLAN: Plan = { name: '' };
const NO_PRICE = { least: null, shown: null, exact: false, known: 0 };

/**
 * Whether the price depends on amounts that the need does not state and the policy assumes. The number of people is
 * shared by all usages of a plan, so one stated number is enough; room adds up, so each usage must state it.
 */
function dependsOnUnsaid(plan: Plan, { accounts, megabytes }: Demand, usages: readonly Wanted[]): boolean {
  const { perAccount = 0, perGb = 0, includedGbPerAccount = 0 } = plan;
  if (accounts === null && (perAccount > 0 || (perGb > 0 && includedGbPerAccount > 0))) return true;
  return perGb > 0 && (megabytes === 0 || usages.some(({ unsaid }) => unsaid.includes(STORAGE)));
}

/** Value of the room that a plan leaves after some years of growth; a room that the plan does not state stays open. */
function marginInterval(plan: Plan, megabytes: number, accounts: number, policy: Policy): Interval {
  const max = maxMegabytes(plan, accounts);
  if (max === Number.POSITIVE_INFINITY) return exactly(policy.storageMargin.unlimited);
  if (max !== null) return exactly(marginUtility(max, megabytes, policy));
  const included = marginUtility(includedMegabytes(plan, accounts), megabytes, policy);
  if ((plan.perGb ?? 0) > 0) return exactly(Math.max(policy.storageMargin.payPerGb, included));
  return between(included, 1000);
}
