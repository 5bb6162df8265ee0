import type { Host } from '../../documents/host.ts';
import { capacityOn, type Plan, plansOn, type Service } from '../../documents/service.ts';
import { byText } from '../../ground/texts.ts';
import type { RatedWay } from '../../matching/engine/host/choose.ts';
import { hasPrice, membershipFeeCents, yearlyCost } from '../../services/cost.ts';
import { type Action, type ActionContext, entryAction } from './action.ts';

/* What may be said of the services of a host where its entry says nothing. */

/** Every question that is open about the services of a host, with a good answer to it. */
export const serviceActions = (host: Host, context: ActionContext): Action[] => [
  ...opening(host, context),
  ...prices(host, context),
  ...rooms(host, context),
  ...dataCountries(host, context),
  ...usages(host, context),
];

const hasEnded = ({ closing }: Service): boolean => closing?.stage === 'closed' || closing?.stage === 'dataErased';

const everyService = (host: Host, change: (service: Service) => Service): Host => ({
  ...host,
  services: host.services.map((service) => (hasEnded(service) ? service : change(service))),
});

/** A waiting list or a full house does say something. */
const saysNothingOfPlaces = (service: Service, day: string): boolean =>
  service.closing === null && capacityOn(service, day) === undefined;

function opening(host: Host, { day }: ActionContext): Action[] {
  if (host.closing !== null || !host.services.some((service) => saysNothingOfPlaces(service, day))) return [];
  return [
    entryAction('say-open', '', 'places', {
      params: {},
      settles: ['open-to-newcomers'],
      apply: (before) =>
        everyService(before, (service) =>
          saysNothingOfPlaces(service, day) ? { ...service, capacity: { state: 'open' } } : service,
        ),
    }),
  ];
}

/** Services that some plan of another service pays for on the day. */
const coveredByOthers = (host: Host, day: string): ReadonlySet<string> =>
  new Set(host.services.flatMap((service) => plansOn(service, day).flatMap(({ covers }) => covers ?? [])));

/** Whether a plan has a price that its host could say. */
const lacksPrice = (plan: Plan): boolean => !hasPrice(plan) && plan.onQuote !== true;

/** The price of a service in the order of magnitude of the policy: that of the dearest of its usages, in euros. */
const usualPrice = ({ usages }: Service, { policy: { referencePrices } }: ActionContext): number =>
  Math.max(...usages.map((usage) => referencePrices[usage] ?? referencePrices.other!));

/** The plans of a service that hold on the day; one that no plan pays for has one still to be described. */
function plansOf(service: Service, covered: ReadonlySet<string>, day: string): Plan[] {
  const plans = plansOn(service, day);
  const { name, slug } = service;
  return plans.length === 0 && !covered.has(slug) ? [{ name }] : plans;
}

function somePlan(host: Host, lacks: (plan: Plan) => boolean, { day }: ActionContext): boolean {
  const covered = coveredByOthers(host, day);
  return host.services.some((service) => !hasEnded(service) && plansOf(service, covered, day).some(lacks));
}

/** The host with what its plans lack filled in; what begins later, or holds no more, stays as it is. */
function filled(
  host: Host,
  lacks: (plan: Plan) => boolean,
  fill: (plan: Plan, service: Service) => Plan,
  { day }: ActionContext,
): Host {
  const covered = coveredByOthers(host, day);
  return everyService(host, (service) => {
    const plans = plansOf(service, covered, day);
    const written = service.plans ?? [];
    const all = [...written, ...plans.filter((plan) => !written.includes(plan))];
    return plans.some(lacks)
      ? { ...service, plans: all.map((plan) => (plans.includes(plan) && lacks(plan) ? fill(plan, service) : plan)) }
      : service;
  });
}

/** A plan that costs so many euros a year, whatever period it was told for. */
const pricedYearly = (plan: Plan, fixed: number, observedOn: string): Plan => ({
  ...plan,
  period: 'year',
  fixed,
  observedOn,
});

/** The most whole euros a year that keep a plan within a share of a budget, setup fee and taxes included. */
function mostWithin(plan: Plan, shareCents: number, { policy, day }: ActionContext): number {
  const costAt = (fixed: number) => yearlyCost(pricedYearly(plan, fixed, day), 0, 0, policy).least!;
  return Math.floor((shareCents - costAt(0)) / (costAt(1) - costAt(0)));
}

function prices(host: Host, context: ActionContext): Action[] {
  if (!somePlan(host, lacksPrice, context)) return [];
  return [
    entryAction('say-price', '', 'price', {
      params: {},
      settles: ['budget'],
      apply: (before) =>
        filled(
          before,
          lacksPrice,
          (plan, service) => pricedYearly(plan, usualPrice(service, context), context.day),
          context,
        ),
    }),
  ];
}

/**
 * A price within what is left of a budget, where a usual one is above it: a condition put to the host, so that it is
 * not told that no answer would do. What is left is shared equally by what has no price; whole euros, 0 is free.
 */
export function priceWithin(placed: RatedWay, budgetCents: number | null, context: ActionContext): Action[] {
  if (budgetCents === null) return [];
  const { candidate, way } = placed;
  const unpriced = new Map(
    way.options.flatMap(({ plan, service }): [string, Plan][] => {
      if (plan === null) return [[`service ${service}`, { name: '' }]];
      const { plan: known } = candidate.plans[plan]!;
      return lacksPrice(known) ? [[`plan ${plan}`, known]] : [];
    }),
  );
  const plans = [...unpriced.values()];
  // The fee of a plan counts once its price is known; one is due for all plans of a host.
  const feeCents = Math.max(way.feeCents, ...plans.map((plan) => membershipFeeCents(plan)));
  const share = Math.floor((budgetCents - way.known - feeCents) / plans.length);
  const perYear = Math.min(...plans.map((plan) => mostWithin(plan, share, context)));
  if (plans.length === 0 || perYear < 0) return [];
  return [
    entryAction('say-price-within', String(perYear), 'price', {
      params: { perYear },
      settles: ['budget'],
      apply: (before) => filled(before, lacksPrice, (plan) => pricedYearly(plan, perYear, context.day), context),
    }),
  ];
}

const lacksAccounts = ({ maxAccounts, perAccount = 0 }: Plan): boolean => maxAccounts === undefined && perAccount === 0;
const lacksGigabytes = ({ maxGb, perGb = 0 }: Plan): boolean => maxGb === undefined && perGb === 0;
const lacksRoom = (plan: Plan): boolean => lacksAccounts(plan) || lacksGigabytes(plan);

/** Two answers are tried: room for the needs of usual size, and for all of them. */
function rooms(host: Host, context: ActionContext): Action[] {
  if (!somePlan(host, lacksRoom, context)) return [];
  return context.topics.rooms.map((room) =>
    entryAction('say-room', `${room.accounts}-${room.gigabytes}`, 'room', {
      params: { ...room },
      settles: ['too-small'],
      apply: (before) =>
        filled(
          before,
          lacksRoom,
          (plan) => ({
            ...plan,
            ...(lacksAccounts(plan) && { maxAccounts: Math.max(room.accounts, plan.includedAccounts ?? 0) }),
            ...(lacksGigabytes(plan) && { maxGb: Math.max(room.gigabytes, plan.includedGb ?? 0) }),
          }),
          context,
        ),
    }),
  );
}

function dataCountries(host: Host, { topics }: ActionContext): Action[] {
  const lacksCountry = ({ dataCountry }: Service) => dataCountry === undefined;
  if (!host.services.some((service) => !hasEnded(service) && lacksCountry(service))) return [];
  return topics.dataCountries.map((dataCountry) =>
    entryAction('say-data-country', dataCountry, 'data-country', {
      params: { country: dataCountry },
      settles: ['data-country'],
      apply: (before) =>
        everyService(before, (service) => (lacksCountry(service) ? { ...service, dataCountry } : service)),
    }),
  );
}

/** Usages that a list of services which is not whole leaves out: the host may well offer them. */
function usages(host: Host, { topics, reference }: ActionContext): Action[] {
  if (host.complete.includes('services') || host.services.length === 0) return [];
  const listed = new Set(host.services.flatMap((service) => service.usages));
  return topics.usages
    .filter((usage) => !listed.has(usage))
    .map((usage) =>
      entryAction('say-usage', usage, `usage:${usage}`, {
        params: { key: usage },
        settles: [`usage-not-offered:${usage}`],
        apply: (before) => {
          const service: Service = {
            id: before.id,
            slug: slugFor(before, usage),
            name: reference.usages.get(usage)!.label.fr,
            usages: [usage],
            registration: 'open',
            commitments: [],
            closing: null,
          };
          return { ...before, services: [...before.services, service].sort((a, b) => byText(a.slug, b.slug)) };
        },
      }),
    );
}

/** A name that no service of the host has. */
function slugFor({ services }: Host, usage: string): string {
  const slugs = new Set(services.map(({ slug }) => slug));
  let slug = usage;
  for (let again = 2; slugs.has(slug); again++) slug = `${usage}-${again}`;
  return slug;
}
