import { hasEnded } from '../../../documents/closing.ts';
import type { Host } from '../../../documents/host.ts';
import { isCertain } from '../../../documents/membership.ts';
import { capacityOn, type Plan, plansAfter, plansOn, type Service } from '../../../documents/service.ts';
import type { Claim, Commitment } from '../../../documents/statement.ts';
import { wholeLists } from '../../../documents/whole-lists.ts';
import { addDays, addMonths, lastDayOf } from '../../../ground/clock.ts';
import { hasPrice, priceHolds } from '../../../services/cost.ts';
import type { Territory, Zone } from '../../../vocabulary/shapes.ts';
import type { Policy } from '../need/policy.ts';
import { byKey, NO_FEDERATION, type SeatCodes, seatOf, sharedIndexes, sharedWhole, type WholeLists } from './alike.ts';

/** A plan as the matching uses it: which of the host's services it pays for, and whether its price still holds. */
interface CandidatePlan {
  readonly plan: Plan;
  /** Indexes of the candidate's services. */
  readonly services: readonly number[];
  readonly price: 'known' | 'unknown' | 'too-old';
}

export interface CandidateService {
  readonly service: Service;
  readonly commitments: ReadonlyMap<string, Commitment>;
  /** Whether newcomers are accepted. */
  readonly open: 'yes' | 'unconfirmed' | 'unknown' | 'full' | 'closing';
  /** A waiting list or announced places: they leave more open than silence about places. */
  readonly isDoubtful: boolean;
  /** When there are no places today: the day of new places; `soon`: early enough for a need without a start day. */
  readonly placesFrom: { readonly from: string; readonly day: string; readonly soon: boolean } | null;
}

/** A host considered by the matching: its document of the day, arranged for fast computing. */
export interface Candidate {
  readonly host: Host;
  readonly day: string;
  /** Whether some price starts after today. */
  readonly pricesComing: boolean;
  readonly confirmed: boolean;
  /** Lists that the host declares complete; false: the list is a sample, so what it lacks is unknown. */
  readonly whole: WholeLists;
  /** Confirmed by the host, or seen active within the months of the policy; never true for a silent host. */
  readonly seenLately: boolean;
  /** Ranks after all others and is in no combination: silent hosts. */
  readonly isApart: boolean;
  readonly closing: boolean;
  readonly country: string | null;
  /** What the host says of its audiences, languages and territories; null: it says nothing. */
  readonly audiences: readonly string[] | null;
  readonly languages: readonly string[] | null;
  readonly serves: readonly Zone[] | null;
  readonly seat: SeatCodes;
  readonly services: readonly CandidateService[];
  readonly plans: readonly CandidatePlan[];
  /** Indexes of the plans that pay for each service. */
  readonly plansOf: readonly (readonly number[])[];
  readonly usages: ReadonlyMap<string, readonly number[]>;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly commitments: ReadonlyMap<string, Commitment>;
  readonly memberOf: ReadonlySet<string>;
}

type Lineage = (territory: Territory) => readonly Territory[];
/** Today, and the day whose prices apply. */
type Days = Readonly<Record<'day' | 'priceDay', string>>;

/**
 * The candidate for a host on a day; null for a host that is not published or is closed. Pure: it depends on no other
 * host.
 * @param priceDay the day whose prices apply, if it is not today
 */
export function toCandidate(
  host: Host,
  day: string,
  policy: Policy,
  lineage: Lineage,
  priceDay: string = day,
): Candidate | null {
  if (host.state !== 'published' && host.state !== 'silent') return null;
  if (host.observed?.state === 'closed') return null;
  const services = host.services.filter((service) => !hasEnded(service));
  return candidateWith(services, host, { day, priceDay }, policy, lineage);
}

/**
 * A host as it was before it, or some of its services, closed, when another host agreed to take over. It takes part in
 * no match, but a reader who looks for it learns where to go. Null when there is no such successor.
 */
export function beforeItsEnd(host: Host, day: string, policy: Policy, lineage: Lineage): Candidate | null {
  const isFollowed = ({ closing }: Pick<Service, 'closing'>) => closing?.successor?.agreed === true;
  const isGone = host.state === 'closed';
  if (!isGone && host.state !== 'published' && host.state !== 'silent') return null;
  const services = host.services.filter(
    (service) => !hasEnded(service) || isFollowed(service) || (isGone && isFollowed(host)),
  );
  if (!(isGone && isFollowed(host)) && !services.some(hasEnded)) return null;
  return candidateWith(services, host, { day, priceDay: day }, policy, lineage);
}

function candidateWith(
  services: readonly Service[],
  host: Host,
  { day, priceDay }: Days,
  policy: Policy,
  lineage: Lineage,
): Candidate {
  const confirmed = host.confirmedByHost;
  const seen = host.observed?.state === 'active' ? (host.observed.asOf ?? null) : null;
  const offers = new Map<string, number[]>();
  services.forEach((service, index) => {
    for (const usage of service.usages) {
      const offering = offers.get(usage);
      if (offering) offering.push(index);
      else offers.set(usage, [index]);
    }
  });
  const plans = plansOf(services, host, { day, priceDay }, policy);
  const seenLately =
    host.state !== 'silent' && (confirmed || (seen !== null && lastDayOf(seen) >= addMonths(day, -policy.months.seen)));
  return {
    host,
    day,
    pricesComing: services.some((service) => plansAfter(service, day).length > 0),
    confirmed,
    whole: sharedWhole(wholeLists(host)),
    seenLately,
    isApart: host.state === 'silent',
    closing: host.closing !== null,
    country: host.seat?.country ?? null,
    audiences: host.audiences ?? null,
    languages: host.languages ?? null,
    serves: host.serves ?? null,
    seat: seatOf(host, lineage),
    services: services.map((service) => ({
      service,
      commitments: byKey(service.commitments, ({ kind }) => kind),
      open: openness(service, host.closing !== null, day),
      isDoubtful: service.capacity?.openFrom !== undefined || capacityOn(service, day) === 'waiting-list',
      placesFrom: placesFrom(service, day, policy),
    })),
    plans,
    plansOf: plansByService(services.length, plans),
    usages: new Map([...offers].map(([usage, indexes]) => [usage, sharedIndexes(indexes)] as const)),
    claims: byKey(host.claims, ({ criterion }) => criterion),
    commitments: byKey(host.commitments, ({ kind }) => kind),
    memberOf:
      host.memberships.length === 0
        ? NO_FEDERATION
        : new Set(
            host.memberships.filter((membership) => isCertain(membership, day)).map(({ federation }) => federation),
          ),
  };
}

/** Whether a service accepts newcomers today; a dated state whose end has passed is unknown. */
export function openness(service: Service, hostCloses: boolean, day: string): CandidateService['open'] {
  if (hostCloses || service.closing) return 'closing';
  const { registration } = service;
  const from = openFromOf(service);
  // The announced day has passed, and nobody said whether there are places.
  if (from !== null && from < day) return 'unknown';
  const current = from === null ? capacityOn(service, day) : service.capacity?.state;
  if (current === 'open') return 'yes';
  if (current === 'full') return 'full';
  if (current === 'waiting-list' || registration === undefined || registration === 'on-application') return 'unknown';
  return 'unconfirmed';
}

/** The day from which a service without places today announces places. */
const openFromOf = ({ capacity }: Service): string | null =>
  capacity?.openFrom !== undefined && capacity.state !== 'open' ? lastDayOf(capacity.openFrom) : null;

function placesFrom(service: Service, day: string, { openWithinDays }: Policy): CandidateService['placesFrom'] {
  const from = openFromOf(service);
  if (from === null || from < day) return null;
  return { from: service.capacity!.openFrom!, day: from, soon: from <= addDays(day, openWithinDays) };
}

/** Plans of all services that hold on the day whose prices apply; a plan written under several services counts once. */
function plansOf(services: readonly Service[], host: Host, { day, priceDay }: Days, policy: Policy): CandidatePlan[] {
  const indexOf = new Map(services.map((service, index) => [service.slug, index]));
  const plans = new Map<string, { plan: Plan; services: Set<number>; price: CandidatePlan['price'] }>();
  services.forEach((service, index) => {
    for (const plan of plansOn(service, priceDay)) {
      const covered = (plan.covers ?? []).flatMap((slug) => indexOf.get(slug) ?? []);
      // A shared plan is written again under each service that it covers, sometimes with other remarks.
      const { conditions: _conditions, covers: _covers, ...amounts } = plan;
      const key =
        covered.length > 0 ? JSON.stringify([amounts, [...covered].sort()]) : JSON.stringify([index, amounts]);
      const known = plans.get(key) ?? {
        plan,
        services: new Set<number>(covered),
        price: priceToday(plan, host, day, policy),
      };
      known.services.add(index);
      plans.set(key, known);
    }
  });
  return [...plans.values()].map(({ plan, services: covered, price }) => ({
    plan,
    services: sharedIndexes([...covered]),
    price,
  }));
}

/** Indexes of the plans that pay for each service. */
function plansByService(services: number, plans: readonly CandidatePlan[]): (readonly number[])[] {
  const byService = Array.from({ length: services }, (): number[] => []);
  plans.forEach((plan, index) => {
    for (const service of plan.services) byService[service]!.push(index);
  });
  return byService.map(sharedIndexes);
}

function priceToday(plan: Plan, host: Host, day: string, policy: Policy): CandidatePlan['price'] {
  if (!hasPrice(plan)) return 'unknown';
  return priceHolds(plan, host, day, policy) ? 'known' : 'too-old';
}

/**
 * Whether zones contain a territory. A wider zone contains it too: France contains the Creuse. `part` when a zone is
 * only a part of the territory (a host that serves the Creuse, for a need in Nouvelle-Aquitaine).
 */
export function zonesHold(zones: readonly Zone[], territory: Territory, lineage: Lineage): 'yes' | 'part' | 'no' {
  let part = false;
  const line = lineage(territory);
  for (const zone of zones) {
    if (zone.level === 'world') return 'yes';
    const { level, code } = zone as Territory;
    if (line.some((wider) => wider.level === level && wider.code === code)) return 'yes';
    part ||= lineage(zone as Territory).some(
      (wider) => wider.level === territory.level && wider.code === territory.code,
    );
  }
  return part ? 'part' : 'no';
}
