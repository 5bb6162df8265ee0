import type { Host } from '../../documents/host.ts';
import type { Plan, Service } from '../../documents/service.ts';
import { lastDayOf } from '../../ground/clock.ts';
import { byText } from '../../ground/texts.ts';
import type { RatedWay } from '../../matching/engine/host/choose.ts';
import { hasPrice } from '../../services/cost.ts';
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
const saysNothingOfPlaces = ({ capacity, closing }: Service, day: string): boolean =>
  closing === null && (capacity === undefined || (capacity.until !== undefined && lastDayOf(capacity.until) < day));

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

/** Services that some plan of another service pays for. */
const coveredByOthers = (host: Host): ReadonlySet<string> =>
  new Set(host.services.flatMap(({ plans = [] }) => plans.flatMap(({ covers }) => covers ?? [])));

/** Whether a plan has a price that its host could say. */
const lacksPrice = (plan: Plan): boolean => !hasPrice(plan) && plan.onQuote !== true;

/** The price of a service in the order of magnitude of the policy: that of the dearest of its usages, in euros. */
const usualPrice = ({ usages }: Service, { policy: { referencePrices } }: ActionContext): number =>
  Math.max(...usages.map((usage) => referencePrices[usage] ?? referencePrices.other!));

/** The plans of a service; one that no plan pays for has one still to be described. */
const plansOf = ({ plans = [], slug, name }: Service, covered: ReadonlySet<string>): Plan[] =>
  plans.length === 0 && !covered.has(slug) ? [{ name }] : plans;

function somePlan(host: Host, lacks: (plan: Plan) => boolean): boolean {
  const covered = coveredByOthers(host);
  return host.services.some((service) => !hasEnded(service) && plansOf(service, covered).some(lacks));
}

/** The host with what its plans lack filled in. */
function filled(host: Host, lacks: (plan: Plan) => boolean, fill: (plan: Plan, service: Service) => Plan): Host {
  const covered = coveredByOthers(host);
  return everyService(host, (service) => {
    const plans = plansOf(service, covered);
    return plans.some(lacks)
      ? { ...service, plans: plans.map((plan) => (lacks(plan) ? fill(plan, service) : plan)) }
      : service;
  });
}

function prices(host: Host, context: ActionContext): Action[] {
  if (!somePlan(host, lacksPrice)) return [];
  return [
    entryAction('say-price', '', 'price', {
      params: {},
      settles: ['budget'],
      apply: (before) =>
        filled(before, lacksPrice, (plan, service) => ({
          ...plan,
          fixed: usualPrice(service, context),
          observedOn: context.day,
        })),
    }),
  ];
}

/**
 * A price within what is left of a budget, where a usual one is above it: a condition put to the host, so that it is
 * not told that no answer would do. What is left is shared equally by what has no price; whole euros, 0 is free.
 */
export function priceWithin(placed: RatedWay, budgetCents: number | null, { day }: ActionContext): Action[] {
  if (budgetCents === null) return [];
  const { candidate, way } = placed;
  const unpriced = new Set(
    way.options.flatMap(({ plan, service }) => {
      if (plan === null) return [`service ${service}`];
      return lacksPrice(candidate.plans[plan]!.plan) ? [`plan ${plan}`] : [];
    }),
  );
  const left = budgetCents - way.known - way.feeCents;
  if (unpriced.size === 0 || left < 0) return [];
  const perYear = Math.floor(left / unpriced.size / 100);
  return [
    entryAction('say-price-within', String(perYear), 'price', {
      params: { perYear },
      settles: ['budget'],
      apply: (before) => filled(before, lacksPrice, (plan) => ({ ...plan, fixed: perYear, observedOn: day })),
    }),
  ];
}

const lacksAccounts = ({ maxAccounts, perAccount = 0 }: Plan): boolean => maxAccounts === undefined && perAccount === 0;
const lacksGigabytes = ({ maxGb, perGb = 0 }: Plan): boolean => maxGb === undefined && perGb === 0;
const lacksRoom = (plan: Plan): boolean => lacksAccounts(plan) || lacksGigabytes(plan);

/** Two answers are tried: room for the needs of usual size, and for all of them. */
function rooms(host: Host, { topics }: ActionContext): Action[] {
  if (!somePlan(host, lacksRoom)) return [];
  return topics.rooms.map((room) =>
    entryAction('say-room', `${room.accounts}-${room.gigabytes}`, 'room', {
      params: { ...room },
      settles: ['too-small'],
      apply: (before) =>
        filled(before, lacksRoom, (plan) => ({
          ...plan,
          ...(lacksAccounts(plan) && { maxAccounts: Math.max(room.accounts, plan.includedAccounts ?? 0) }),
          ...(lacksGigabytes(plan) && { maxGb: Math.max(room.gigabytes, plan.includedGb ?? 0) }),
        })),
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
