import type { Plan } from '../../../documents/service.ts';
import {
  includedMegabytes,
  limitOn,
  maxMegabytes,
  type Room,
  roomForAccounts,
  roomForMegabytes,
  roomUnder,
  type YearlyCost,
  yearlyCost,
} from '../../../services/cost.ts';
import { ACCOUNTS, STORAGE } from '../../../vocabulary/units.ts';
import { commitmentInterval, type Interval } from '../need/interval.ts';
import { saysNoLess, type TakenOver, takenOverBy } from '../need/leaving.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import type { Amount, Wanted } from '../need/wanted.ts';
import type { Candidate } from './candidate.ts';
import { type HardAnswers, serviceAnswers, serviceCommitment } from './eligibility.ts';

/** The total demand on one plan from the usages that it meets. */
export interface Demand {
  readonly accounts: number | null;
  /** 0: not stated, so nothing is required. */
  readonly megabytes: number;
  /** Additional megabytes each year. */
  readonly growth: number;
  readonly amounts: readonly Amount[];
}

/**
 * How much of something is missing: cents a year, a unit of capacity as an integer, or the measure of a commitment
 * (`commitment:<kind>`). The wished amount is `has` + `missing`; `missing` is negative when lower is better.
 */
export interface Shortage {
  readonly of: 'cents' | (string & {});
  readonly missing: number;
  readonly has: number;
}

/** Limits of a plan that are too low for a demand, and units of the demand for which the limit is unknown. */
interface Fit {
  readonly tight: readonly Shortage[];
  readonly unknown: readonly string[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const NO_AMOUNTS: readonly Amount[] = [];

/** Room adds up over usages; for everything else the usages share the largest amount asked. */
export function demandOf(usages: readonly Wanted[]): Demand {
  if (usages.length === 1) {
    const { accounts, megabytes, growth, amounts } = usages[0]!;
    return { accounts, megabytes: megabytes ?? 0, growth, amounts };
  }
  let accounts: number | null = null;
  let megabytes = 0;
  let growth = 0;
  let amounts = NO_AMOUNTS;
  for (const wanted of usages) {
    if (wanted.accounts !== null && (accounts === null || wanted.accounts > accounts)) accounts = wanted.accounts;
    megabytes += wanted.megabytes ?? 0;
    growth += wanted.growth;
    amounts = amounts.length === 0 ? wanted.amounts : largest(amounts, wanted.amounts);
  }
  return { accounts, megabytes, growth, amounts };
}

function largest(a: readonly Amount[], b: readonly Amount[]): Amount[] {
  const keyOf = ({ unit, isApart }: Amount) => (isApart ? `apart ${unit}` : unit);
  const most = new Map(a.map((one) => [keyOf(one), one]));
  for (const one of b) if (one.amount > (most.get(keyOf(one))?.amount ?? 0)) most.set(keyOf(one), one);
  return [...most.values()];
}

/** The cost of a plan, and the part in cents a year that is certainly due. */
type KnownCost = YearlyCost & { readonly known: number };

/**
 * The cost of a plan for a demand; amounts that the need does not say are assumed by the policy. The cost is unknown
 * when more accounts are needed than the plan includes and it has no price for them. The price is not exact when the
 * plan does not say for whom it is.
 */
export function costFor(plan: Plan, { accounts, megabytes }: Demand, policy: Policy): KnownCost {
  const people = accounts ?? policy.assumptions.accounts;
  const { least, shown, exact } = yearlyCost(plan, people, megabytes || policy.assumptions.storageGb * 1000, policy);
  const known = least ?? 0;
  const { includedAccounts, perAccount } = plan;
  if (includedAccounts !== undefined && perAccount === undefined && people > includedAccounts)
    return { least: null, shown: null, exact: false, known };
  const isForUnknown = isForUnsaid(plan, people) || (plan.for === 'person' && accounts === null);
  return { least, shown, exact: exact && !isForUnknown, known };
}

/** Whether the plan does not say for whom its price is, and this changes the amount due. */
export const isForUnsaid = (plan: Plan, accounts: number): boolean =>
  accounts > 1 &&
  plan.for === undefined &&
  plan.perAccount === undefined &&
  plan.includedAccounts === undefined &&
  ((plan.fixed ?? 0) > 0 ||
    (plan.perGb ?? 0) > 0 ||
    (plan.setupFee ?? 0) > 0 ||
    (plan.membershipFee ?? 0) > 0 ||
    (plan.membershipFree?.advised ?? plan.membershipFree?.floor ?? 0) > 0 ||
    (plan.freeAmount?.advised ?? 0) > 0 ||
    (plan.freeAmount?.floor ?? 0) > 0);

/** The room of a plan, as far as it is known. */
export const roomOf = (plan: Plan, people: number): number =>
  maxMegabytes(plan, people) ?? includedMegabytes(plan, people);

/** Which limits of a plan are too low for a demand; `people` multiplies what is included for each account. */
export function fitOf(plan: Plan, { accounts, megabytes, amounts }: Demand, people: number): Fit {
  const fit: Writable<Fit> = { tight: NO_SHORTAGE, unknown: NO_UNIT };
  if (accounts !== null) note(fit, plan, ACCOUNTS, roomForAccounts(plan, accounts), accounts, people);
  if (megabytes > 0) note(fit, plan, STORAGE, roomForMegabytes(plan, megabytes, people), megabytes, people);
  for (const { unit, amount, isApart } of amounts)
    note(fit, plan, unit, isApart ? 'unknown' : roomUnder(limitOn(plan, unit), amount), amount, people);
  return fit;
}

// Most plans lack nothing, and this runs for every plan of every host: lists are only created when they have entries.
const NO_SHORTAGE: readonly Shortage[] = [];

const NO_UNIT: readonly string[] = [];

function note(fit: Writable<Fit>, plan: Plan, of: string, room: Room, wanted: number, people: number): void {
  if (room === 'unknown') fit.unknown = [...fit.unknown, of];
  else if (room === 'too-small') {
    const has = of === STORAGE ? maxMegabytes(plan, people)! : (limitOn(plan, of) as number);
    fit.tight = [...fit.tight, { of, missing: wanted - has, has }];
  }
}

/** A service of the candidate that offers some wanted usage, with its answers and values. */
export interface ServiceOffer {
  readonly index: number;
  /** Bits of the wanted usages that it offers itself, and of those that it meets as a near usage. */
  meets: number;
  near: number;
  readonly answers: HardAnswers;
  readonly intervals: readonly Interval[];
  /** Which of the association's present tools it explains how to replace. */
  readonly takenOver: TakenOver;
}

/** A plan, or a service without a plan, that can meet some wanted usages. */
interface OfferSource {
  readonly plan: number | null;
  readonly covers: number;
  /** For each wanted usage, the undominated offers. */
  readonly offers: readonly (readonly ServiceOffer[])[];
}

/** Maximum number of plans considered for one host and one need. No known host has 20. */
const MOST_SOURCES = 60;

/**
 * The plans and unpriced services of a host that meet some wanted usage; only the first ones if there are very many.
 */
export function sourcesOf(
  candidate: Candidate,
  need: CompiledNeed,
  context: { policy: Policy; day: string },
): { sources: readonly OfferSource[]; isWhole: boolean } {
  const offers: ServiceOffer[] = [];
  for (let wanted = 0; wanted < need.wanted.length; wanted++) {
    const bit = 1 << wanted;
    const offering = candidate.usages.get(need.wanted[wanted]!.usage);
    if (offering !== undefined)
      for (const index of offering) offerAmong(offers, candidate, index, need, context).meets |= bit;
    for (const { usage } of need.near[wanted]!)
      for (const index of candidate.usages.get(usage) ?? NO_INDEX) {
        const offer = offerAmong(offers, candidate, index, need, context);
        if ((offer.meets & bit) === 0) offer.near |= bit;
      }
  }
  const sources: OfferSource[] = [];
  for (const offer of offers) {
    const plans = candidate.plansOf[offer.index]!;
    if (sources.length + Math.max(1, plans.length) > MOST_SOURCES) return { sources, isWhole: false };
    const sole = soleSource(offer, need);
    if (plans.length === 0) sources.push({ plan: null, covers: sole.covers, offers: sole.offers });
    for (const plan of plans) {
      const { services } = candidate.plans[plan]!;
      if (services.length === 1) sources.push({ plan, covers: sole.covers, offers: sole.offers });
      // A plan that pays for several services appears once, with all of them.
      else {
        const paid = offers.filter(({ index }) => services.includes(index));
        if (paid[0] === offer) sources.push(sharedSource(plan, paid, need));
      }
    }
  }
  return { sources, isWhole: true };
}

/** The offer of a service, created on first use. */
function offerAmong(
  offers: ServiceOffer[],
  candidate: Candidate,
  index: number,
  need: CompiledNeed,
  context: { policy: Policy; day: string },
): ServiceOffer {
  for (const offer of offers) if (offer.index === index) return offer;
  const offer = offerOf(candidate, index, need, context);
  offers.push(offer);
  return offer;
}

const NO_INDEX: readonly number[] = [];
const NO_OFFERS: readonly ServiceOffer[] = [];

/** What a service does alone, the same under each of its plans. Most plans cover one service: nothing to filter. */
function soleSource(offer: ServiceOffer, { wanted }: CompiledNeed): Omit<OfferSource, 'plan'> {
  const alone = [offer];
  const covers = offer.meets | offer.near;
  return { covers, offers: wanted.map((_, index) => ((covers & (1 << index)) !== 0 ? alone : NO_OFFERS)) };
}

function sharedSource(plan: number, paid: readonly ServiceOffer[], need: CompiledNeed): OfferSource {
  let covers = 0;
  const offers = need.wanted.map((_, wanted) => {
    const bit = 1 << wanted;
    const meeting = paid.filter(({ meets, near }) => ((meets | near) & bit) !== 0);
    if (meeting.length > 0) covers |= bit;
    return meeting.length < 2 ? meeting : undominated(meeting, bit);
  });
  return { plan, covers, offers };
}

/** Offers that no other offer dominates (is at least as good on everything); among equal offers, the first. */
const undominated = (offers: readonly ServiceOffer[], bit: number): ServiceOffer[] =>
  offers.filter(
    (one, index) =>
      !offers.some(
        (other, place) =>
          place !== index && isAtLeastAsGood(other, one, bit) && (place < index || !isAtLeastAsGood(one, other, bit)),
      ),
  );

function isAtLeastAsGood(a: ServiceOffer, b: ServiceOffer, bit: number): boolean {
  if ((a.near & bit) !== 0 && (b.near & bit) === 0) return false;
  const [ours, theirs] = [a.answers, b.answers];
  if ((ours.no & ~theirs.no) !== 0 || (ours.against & ~theirs.against) !== 0) return false;
  if ((ours.unknown & ~theirs.unknown) !== 0 || (ours.weighing & ~theirs.weighing) !== 0) return false;
  if (!saysNoLess(a.takenOver, b.takenOver)) return false;
  return a.intervals.every(({ low, high }, i) => low >= b.intervals[i]!.low && high >= b.intervals[i]!.high);
}

/** Every combination of one offer for each usage of a subset; several only if offers are good at different things. */
export function choicesOf(source: OfferSource, subset: number): readonly (readonly ServiceOffer[])[] {
  if ((subset & (subset - 1)) === 0) {
    const offers = source.offers[31 - Math.clz32(subset)]!;
    return offers.length === 1 ? [offers] : offers.map((offer) => [offer]);
  }
  const first: ServiceOffer[] = [];
  let several = false;
  for (let wanted = 0; subset >> wanted !== 0; wanted++) {
    if ((subset & (1 << wanted)) === 0) continue;
    const offers = source.offers[wanted]!;
    first.push(offers[0]!);
    several ||= offers.length > 1;
  }
  if (!several) return [first];
  return source.offers
    .filter((_, wanted) => (subset & (1 << wanted)) !== 0)
    .reduce<ServiceOffer[][]>(
      (choices, offers) => choices.flatMap((choice) => offers.map((offer) => [...choice, offer])),
      [[]],
    );
}

const NO_INTERVALS: readonly Interval[] = [];

function offerOf(
  candidate: Candidate,
  index: number,
  need: CompiledNeed,
  context: { policy: Policy; day: string },
): ServiceOffer {
  const service = candidate.services[index]!;
  const answers = serviceAnswers(candidate, service, need);
  const intervals =
    need.serviceWishes.length === 0
      ? NO_INTERVALS
      : need.serviceWishes.map(({ kind, wish }) => {
          const commitment = serviceCommitment(candidate, service, kind.key);
          return commitmentInterval(commitment, kind, need.wishes[wish]!, context.day, context.policy);
        });
  return { index, meets: 0, near: 0, answers, intervals, takenOver: takenOverBy(service.service, need.tools) };
}
