import type { Host } from '../../documents/host.ts';
import { capacityOn, type Plan, plansOn, type Service } from '../../documents/service.ts';
import { byText } from '../../ground/texts.ts';
import type { RatedWay } from '../../matching/engine/host/choose.ts';
import { hasPrice, membershipFeeCents, yearlyCost } from '../../services/cost.ts';
import { type Action, type ActionContext, entryAction } from './action.ts';

/* Actions for what the entry does not say about the services of a host. */

/** Every open question about the services of a host, each with a good answer. */
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

/** A waiting list and a full service are statements about places too. */
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

/** Services that a plan of another service covers on the day. */
const coveredByOthers = (host: Host, day: string): ReadonlySet<string> =>
  new Set(host.services.flatMap((service) => plansOn(service, day).flatMap(({ covers }) => covers ?? [])));

/** Whether a plan lacks a price that the host could state. */
const lacksPrice = (plan: Plan): boolean => !hasPrice(plan) && plan.onQuote !== true;

/** The typical price of a service in euros, by the reference prices of the policy: that of its most expensive usage. */
const usualPrice = ({ usages }: Service, { policy: { referencePrices } }: ActionContext): number =>
  Math.max(...usages.map((usage) => referencePrices[usage] ?? referencePrices.other!));

/** The plans of a service on the day; a service that no plan covers gets one empty plan to describe. */
function plansOf(service: Service, covered: ReadonlySet<string>, day: string): Plan[] {
  const plans = plansOn(service, day);
  const { name, slug } = service;
  return plans.length === 0 && !covered.has(slug) ? [{ name }] : plans;
}

function somePlan(host: Host, lacks: (plan: Plan) => boolean, { day }: ActionContext): boolean {
  const covered = coveredByOthers(host, day);
  return host.services.some((service) => !hasEnded(service) && plansOf(service, covered, day).some(lacks));
}

/** The host with missing facts of its present plans filled in; future and past plans stay unchanged. */
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

/** The plan with a price in euros a year, whatever its period was. */
const pricedYearly = (plan: Plan, fixed: number, observedOn: string): Plan => ({
  ...plan,
  period: 'year',
  fixed,
  observedOn,
});

/** The highest whole number of euros a year that keeps a plan, with setup fee and taxes, within a share of a budget. */
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
 * A price within the remaining budget, when a typical price is above it. It is suggested as a condition, so that the
 * host does not learn that no answer would help. The remaining budget is divided equally between the plans without a
 * price; whole euros, 0 means free.
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
  // A plan's membership fee counts once its price is known; one fee covers all plans of a host.
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

/** Two possible answers: enough room for needs of usual size, and enough for all needs. */
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

/** Usages that an incomplete list of services does not name: the host may offer them. */
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

/** A slug that no service of the host has. */
function slugFor({ services }: Host, usage: string): string {
  const slugs = new Set(services.map(({ slug }) => slug));
  let slug = usage;
  for (let again = 2; slugs.has(slug); again++) slug = `${usage}-${again}`;
  return slug;
}
