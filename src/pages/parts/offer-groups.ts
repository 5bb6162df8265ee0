import { capacityOn, type Plan, plansAfter, plansOn, type Service } from '../../documents/service.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { REGISTRATIONS } from '../../vocabulary/terms.ts';

/** How one gets in, from the widest gate to the one that is shut. */
const WAYS_IN = [...REGISTRATIONS, 'unknown', 'full', 'ending'] as const;
type WayIn = (typeof WAYS_IN)[number];

/** Services that are paid in the same way. */
export interface PriceGroup {
  services: Service[];
  /** None: the price is unknown, or another plan covers them. */
  plans: Plan[];
  /** Each of several services is paid for itself. */
  isEach: boolean;
  /** Its price was said above. */
  isGoingOn?: boolean;
  /** Plans of other services that cover these. */
  coveredBy: { plan: Plan; service: Service }[];
}

/** Services that one gets into in the same way. */
export interface OfferGroup {
  /** undefined: nobody gets in any more. */
  way: WayIn | undefined;
  prices: PriceGroup[];
}

/** The plans of a service that hold, then those that begin later under a name that none has yet. */
function plansShown(service: Service, day: string): Plan[] {
  const holding = plansOn(service, day);
  const named = new Map(plansAfter(service, day).map((plan) => [plan.name, plan]));
  for (const { name } of holding) named.delete(name);
  return [...holding, ...named.values()];
}

const isFree = (plan: Plan): boolean => {
  const { fixed, membershipFee, membershipFree, setupFee, perAccount, perGb, freeAmount, covers } = plan;
  const charged = [membershipFee, membershipFree, setupFee, perAccount, perGb, freeAmount, covers?.length];
  return fixed === 0 && !charged.some(Boolean);
};

const isForOne = ({ covers = [] }: Plan): boolean => covers.length === 0;

/** Two services of one price are paid together only where a plan says so. */
const reachOf = ({ covers = [] }: Plan, { slug }: Service): string[] =>
  covers.length > 0 ? [...new Set([slug, ...covers])].sort() : [];

function byPrice(services: readonly Service[], all: readonly Service[], day: string): PriceGroup[] {
  const groups = new Map<string, PriceGroup>();
  const covering = all.flatMap((service) =>
    plansShown(service, day).flatMap((plan) => (plan.covers?.length ? [{ plan, service }] : [])),
  );
  const rank = ({ plans, coveredBy }: PriceGroup) => (plans.length > 0 ? 0 : coveredBy.length > 0 ? 1 : 2);
  for (const service of services) {
    const plans = plansShown(service, day);
    const coveredBy = plans.length > 0 ? [] : covering.filter(({ plan }) => plan.covers?.includes(service.slug));
    const key = JSON.stringify([
      // What is still to come is part of a price.
      (service.plans ?? []).map((plan) => ({ ...plan, covers: reachOf(plan, service) })),
      coveredBy.map(({ plan, service: { slug } }) => [slug, plan.name]),
    ]);
    const group = groups.get(key);
    if (group) group.services.push(service);
    else groups.set(key, { services: [service], plans, isEach: false, coveredBy });
  }
  const found = [...groups.values()];
  for (const group of found)
    group.isEach =
      group.services.length > 1 && group.plans.some((plan) => !isFree(plan)) && group.plans.every(isForOne);
  // What one of these plans covers is with it: the price is said once.
  for (const group of found.filter(({ coveredBy }) => coveredBy.length > 0)) {
    const payers = new Set(group.coveredBy.map(({ service }) => found.find((one) => one.services.includes(service))));
    const [payer] = payers;
    if (payers.size > 1 || !payer) continue;
    payer.services.push(...group.services);
    group.services = [];
  }
  return found.filter(({ services: some }) => some.length > 0).sort((a, b) => rank(a) - rank(b));
}

const LATER = 99;

/** The services of a host by how one gets in, then by what they cost; those that most people look for first. */
export function offerGroups(
  services: readonly Service[],
  { isLeaving, day, reference }: { isLeaving: boolean; day: string; reference: Reference },
): OfferGroup[] {
  const interest = ({ usages }: Service) =>
    Math.min(...usages.map((usage) => reference.usages.get(usage)?.startHere ?? LATER));
  const sorted = [...services].sort((a, b) => interest(a) - interest(b));
  // Whatever an entry says about places, one that ends takes no newcomers.
  if (isLeaving) return [{ way: undefined, prices: byPrice(sorted, services, day) }];
  const wayInto = (service: Service): WayIn => {
    if (service.closing) return 'ending';
    return capacityOn(service, day) === 'full' ? 'full' : (service.registration ?? 'unknown');
  };
  return WAYS_IN.flatMap((way) => {
    const some = sorted.filter((service) => wayInto(service) === way);
    return some.length > 0 ? [{ way, prices: byPrice(some, services, day) }] : [];
  });
}

/** All services of these groups, in their order. */
export const servicesIn = (groups: readonly OfferGroup[]): Service[] =>
  groups.flatMap(({ prices }) => prices.flatMap(({ services }) => services));

/** The groups with some of their services alone. */
export const onlyWith = (groups: readonly OfferGroup[], some: ReadonlySet<Service>): OfferGroup[] =>
  groups.flatMap(({ way, prices }) => {
    const left = prices.flatMap((group) => {
      const services = group.services.filter((service) => some.has(service));
      return services.length > 0 ? [{ ...group, services }] : [];
    });
    return left.length > 0 ? [{ way, prices: left }] : [];
  });

/** Price groups that are open in a way in, then those of a fold: so many services are read without having been asked for. */
export function foldAfter(prices: readonly PriceGroup[], most: number): [open: PriceGroup[], folded: PriceGroup[]] {
  const open: PriceGroup[] = [];
  const folded: PriceGroup[] = [];
  let left = most;
  for (const group of prices) {
    const shown = group.services.slice(0, Math.max(0, left));
    const rest = group.services.slice(shown.length);
    // One alone takes no more room than the line that would hide it.
    if (shown.length > 0) open.push({ ...group, services: rest.length === 1 ? group.services : shown });
    if (rest.length > 1 || (rest.length === 1 && shown.length === 0))
      folded.push({ ...group, services: rest, isGoingOn: shown.length > 0 });
    left -= group.services.length;
  }
  return [open, folded];
}
