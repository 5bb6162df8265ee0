import { isOwn } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import type { Plan, Service } from '../../documents/service.ts';
import { lastDayOf } from '../../ground/clock.ts';
import { byText } from '../../ground/texts.ts';
import { hasPrice, priceHolds } from '../../services/cost.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import type { Action, ActionCode, ActionContext } from './actions.ts';
import { withConfirmation } from './statements.ts';

/* What may be said of a host and of its services where the entry says nothing. */

type Found = Pick<Action, 'params' | 'settles' | 'apply'>;

const action = (code: ActionCode, key: string, subject: string, found: Found): Action => ({
  id: key === '' ? code : `${code} ${key}`,
  code,
  subject,
  firstAsked: Number.POSITIVE_INFINITY,
  ...found,
});

/** Every question of the entry that is open, with a good answer to it. */
export function factActions(host: Host, context: ActionContext): Action[] {
  const { topics } = context;
  const { confirmedByHost, audiences, languages, support } = host;
  // A list that its host has confirmed is complete: what it leaves out is a no, and stays one.
  const mayAdd = <T>(list: readonly T[] | undefined, isListed: (item: T) => boolean): boolean =>
    list === undefined || (!confirmedByHost && !list.some(isListed));
  return [
    ...confirmation(host, context),
    ...opening(host, context),
    ...prices(host, context),
    ...rooms(host, context),
    ...topics.countries
      .map((code): Zone => ({ level: 'country', code }))
      .filter((zone) => mayAdd(host.serves, (other) => other.level === 'world' || sameZone(other, zone)))
      .map((zone) =>
        action('say-territory', JSON.stringify(zone), 'territory', {
          params: { territory: zone },
          settles: ['territory'],
          apply: (before) => ({ ...before, serves: [...(before.serves ?? []), zone] }),
        }),
      ),
    ...topics.audiences
      .filter((audience) => mayAdd(audiences, (other) => other === audience))
      .map((audience) =>
        action('say-audience', audience, 'audience', {
          params: { audience },
          settles: ['audience'],
          apply: (before) => ({ ...before, audiences: [...(before.audiences ?? []), audience] }),
        }),
      ),
    ...topics.languages
      .filter((language) => mayAdd(languages, (other) => other === language))
      .map((language) =>
        action('say-language', language, 'language', {
          params: { language },
          settles: ['language'],
          apply: (before) => ({ ...before, languages: [...(before.languages ?? []), language] }),
        }),
      ),
    ...topics.support
      .filter((kind) => mayAdd(support, (other) => other.kind === kind))
      .map((kind) =>
        action('say-support', kind, `support:${kind}`, {
          params: { key: kind },
          settles: [`support:${kind}`],
          apply: (before) => ({ ...before, support: [...(before.support ?? []), { kind, mode: 'remote' }] }),
        }),
      ),
    ...dataCountries(host, context),
    ...seats(host, context),
    ...usages(host, context),
  ];
}

const sameZone = (a: Zone, b: Zone): boolean =>
  a.level !== 'world' && b.level !== 'world' && a.level === b.level && a.code === b.code;

const hasEnded = ({ closing }: Service): boolean => closing?.stage === 'closed' || closing?.stage === 'dataErased';

const everyService = (host: Host, change: (service: Service) => Service): Host => ({
  ...host,
  services: host.services.map((service) => (hasEnded(service) ? service : change(service))),
});

/** “Still true”, for an entry nobody confirmed, or where something that the host said has aged. */
function confirmation(host: Host, { reference, policy, day }: ActionContext): Action[] {
  const said = [...host.claims, ...host.commitments, ...host.services.flatMap(({ commitments }) => commitments)];
  const aged = said.some(({ statements }) => statements.some((one) => isOwn(one) && one.aged));
  const pricesAged = host.services.some(({ plans }) =>
    plans?.some((plan) => hasPrice(plan) && !priceHolds(plan, host, day, policy)),
  );
  if (host.confirmedByHost && !aged && !pricesAged) return [];
  return [
    action('confirm-entry', '', 'confirmation', {
      params: { confirmed: host.confirmedByHost },
      settles: [
        'seen',
        'budget',
        ...said.map((one) => ('kind' in one ? `commitment:${one.kind}` : `criterion:${one.criterion}`)),
      ],
      apply: (before) => withConfirmation(before, { reference, day }),
    }),
  ];
}

/** Whether nothing valid is said of places today. A waiting list or a full house is said. */
const placesUnsaid = ({ capacity, closing }: Service, day: string): boolean =>
  closing === null && (capacity === undefined || (capacity.until !== undefined && lastDayOf(capacity.until) < day));

function opening(host: Host, { day }: ActionContext): Action[] {
  if (host.closing !== null || !host.services.some((service) => placesUnsaid(service, day))) return [];
  return [
    action('say-open', '', 'places', {
      params: {},
      settles: ['open-to-newcomers'],
      apply: (before) =>
        everyService(before, (service) =>
          placesUnsaid(service, day) ? { ...service, capacity: { state: 'open' } } : service,
        ),
    }),
  ];
}

/** Services that some plan of another service pays for. */
const paidElsewhere = (host: Host): ReadonlySet<string> =>
  new Set(host.services.flatMap(({ plans = [] }) => plans.flatMap(({ covers }) => covers ?? [])));

/** Whether a plan has a price that its host could say. */
export const lacksPrice = (plan: Plan): boolean => !hasPrice(plan) && plan.onQuote !== true;

/** The price of a service in the order of magnitude of the policy: that of the dearest of its usages, in euros. */
const usualPrice = ({ usages }: Service, { policy: { referencePrices } }: ActionContext): number =>
  Math.max(...usages.map((usage) => referencePrices[usage] ?? referencePrices.other!));

/** Plans with what they lack filled in; a service that no plan pays for gets one. */
export function filled(host: Host, lacks: (plan: Plan) => boolean, fill: (plan: Plan, service: Service) => Plan): Host {
  const elsewhere = paidElsewhere(host);
  return everyService(host, (service) => {
    const { plans = [], slug, name } = service;
    if (plans.length === 0) return elsewhere.has(slug) ? service : { ...service, plans: [fill({ name }, service)] };
    return plans.some(lacks)
      ? { ...service, plans: plans.map((plan) => (lacks(plan) ? fill(plan, service) : plan)) }
      : service;
  });
}

/** Whether some plan that counts lacks something. */
function someLack(host: Host, lacks: (plan: Plan) => boolean): boolean {
  const elsewhere = paidElsewhere(host);
  return host.services.some(
    (service) =>
      !hasEnded(service) &&
      ((service.plans ?? []).length === 0 ? !elsewhere.has(service.slug) : service.plans!.some(lacks)),
  );
}

function prices(host: Host, context: ActionContext): Action[] {
  if (!someLack(host, lacksPrice)) return [];
  return [
    action('say-price', '', 'price', {
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

const lacksAccounts = ({ maxAccounts, perAccount = 0 }: Plan): boolean => maxAccounts === undefined && perAccount === 0;
const lacksGigabytes = ({ maxGb, perGb = 0 }: Plan): boolean => maxGb === undefined && perGb === 0;
const lacksRoom = (plan: Plan): boolean => lacksAccounts(plan) || lacksGigabytes(plan);

/** Two answers are tried: room for the needs of usual size, and for all of them. */
function rooms(host: Host, { topics }: ActionContext): Action[] {
  if (!someLack(host, lacksRoom)) return [];
  return topics.rooms.map((room) =>
    action('say-room', `${room.accounts}-${room.gigabytes}`, 'room', {
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
  const unsaid = ({ dataCountry }: Service) => dataCountry === undefined;
  if (!host.services.some((service) => !hasEnded(service) && unsaid(service))) return [];
  return topics.dataCountries.map((dataCountry) =>
    action('say-data-country', dataCountry, 'data-country', {
      params: { country: dataCountry },
      settles: ['data-country'],
      apply: (before) => everyService(before, (service) => (unsaid(service) ? { ...service, dataCountry } : service)),
    }),
  );
}

/** The département, where no more than the country or the région is known; supposed where most needs are. */
function seats(host: Host, { topics, reference }: ActionContext): Action[] {
  const { seat } = host;
  const wider = seat?.territory ?? (seat ? { level: 'country' as const, code: seat.country } : null);
  if (wider && wider.level !== 'country' && wider.level !== 'region') return [];
  const holds = (territory: { level: string; code: string }) =>
    territory.level === wider?.level && territory.code === wider.code;
  const territory = topics.departements.find(
    (departement) => wider === null || reference.territories.lineage(departement).some(holds),
  );
  if (!territory) return [];
  return [
    action('say-seat', '', 'seat', {
      params: { territory },
      settles: [],
      apply: (before) => ({ ...before, seat: { country: 'FR', territory } }),
    }),
  ];
}

/** Usages that an entry nobody confirmed does not list: it may well offer them. */
function usages(host: Host, { topics, reference }: ActionContext): Action[] {
  if (host.confirmedByHost || host.services.length === 0) return [];
  const listed = new Set(host.services.flatMap((service) => service.usages));
  return topics.usages
    .filter((usage) => !listed.has(usage))
    .map((usage) =>
      action('say-usage', usage, `usage:${usage}`, {
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
  const taken = new Set(services.map(({ slug }) => slug));
  let slug = usage;
  for (let again = 2; taken.has(slug); again++) slug = `${usage}-${again}`;
  return slug;
}
