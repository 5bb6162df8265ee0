import type { Candidate } from './candidate.ts';
import { type Standing, serviceCommitment, serviceStanding } from './eligibility.ts';
import { bitCount } from './masks.ts';
import type { CompiledNeed } from './need.ts';
import type { Policy } from './policy.ts';
import { commitmentInterval, type Interval } from './score.ts';

/** A service of the candidate that offers some wanted usage, with what depends on it. */
export interface Offer {
  readonly index: number;
  /** Wanted usages that it offers, as bits. */
  meets: number;
  readonly standing: Standing;
  readonly intervals: readonly Interval[];
  /** Of two offers of one usage under one plan, the one with fewer obstacles, then with the better statements. */
  readonly quality: number;
}

/** A plan, or a service without one, that can meet some wanted usages. */
export interface Source {
  readonly plan: number | null;
  readonly covers: number;
  /** Best offer for each wanted usage. */
  readonly offers: readonly (Offer | undefined)[];
}

/** The plans and unpriced services of a host that meet some wanted usage. */
export function sourcesOf(
  candidate: Candidate,
  need: CompiledNeed,
  context: { policy: Policy; day: string },
): readonly Source[] {
  const offers: Offer[] = [];
  for (let wanted = 0; wanted < need.wanted.length; wanted++) {
    const offering = candidate.usages.get(need.wanted[wanted]!.usage);
    if (offering !== undefined)
      for (const index of offering) {
        const known = offers.find((offer) => offer.index === index);
        if (known) known.meets |= 1 << wanted;
        else offers.push(offerOf(candidate, index, 1 << wanted, need, context));
      }
  }
  const sources: Source[] = [];
  for (const offer of offers) {
    const plans = candidate.plansOf[offer.index]!;
    if (plans.length === 0) sources.push(sourceOf(null, [offer], need));
    for (const plan of plans) {
      const { services } = candidate.plans[plan]!;
      if (services.length === 1) sources.push(sourceOf(plan, [offer], need));
      // A plan that pays for several services comes once, with all of them.
      else if (!sources.some((source) => source.plan === plan))
        sources.push(
          sourceOf(
            plan,
            offers.filter(({ index }) => services.includes(index)),
            need,
          ),
        );
    }
  }
  return sources;
}

/** A plan with the best of its offers for each wanted usage. */
function sourceOf(plan: number | null, paid: readonly Offer[], need: CompiledNeed): Source {
  const best: (Offer | undefined)[] = [];
  let covers = 0;
  for (let wanted = 0; wanted < need.wanted.length; wanted++) {
    let found: Offer | undefined;
    for (const offer of paid)
      if ((offer.meets & (1 << wanted)) !== 0 && (found === undefined || offer.quality > found.quality)) found = offer;
    if (found) covers |= 1 << wanted;
    best.push(found);
  }
  return { plan, covers, offers: best };
}

const NO_INTERVALS: readonly Interval[] = [];

function offerOf(
  candidate: Candidate,
  index: number,
  meets: number,
  need: CompiledNeed,
  context: { policy: Policy; day: string },
): Offer {
  const service = candidate.services[index]!;
  const standing = serviceStanding(candidate, service, need);
  const obstacles = bitCount(standing.no) * 1e9 + bitCount(standing.unknown) * 1e7;
  if (need.serviceKinds.length === 0) return { index, meets, standing, intervals: NO_INTERVALS, quality: -obstacles };
  const intervals = need.serviceKinds.map(({ kind, asked }) => {
    const said = serviceCommitment(candidate, service, kind.key);
    return commitmentInterval(said, kind, need.asked[asked]!.importance, context.day, context.policy);
  });
  const wished = intervals.reduce((sum, { low }, i) => sum + need.asked[need.serviceKinds[i]!.asked]!.points * low, 0);
  return { index, meets, standing, intervals, quality: wished - obstacles };
}
