import type { Closing } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import type { PriceChange } from '../documents/price-change.ts';
import { type Plan, plansAfter, plansOn, type Service } from '../documents/service.ts';
import { domainOf } from '../ground/addresses.ts';
import type { Change } from '../record/changes.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import { areSame, judgeClaims, ownClaims, ownPages, promisedSuccessorEvents } from './commitments.ts';
import { membershipEvents, reviewEvents } from './federations.ts';
import type { HostEvent } from './words/sentences.ts';

/* Events between two documents of a host; `commitments.ts` follows the promises. */

/** Events about signs of life: whether the host was silent or answered. */
function heardEvents(before: Host | undefined, after: Host | null): HostEvent[] {
  if (before?.state === 'published' && after?.state === 'silent') return [{ code: 'fell-silent', params: {} }];
  if (before?.state === 'silent' && after?.state === 'published') return [{ code: 'heard-again', params: {} }];
  return [];
}

function stateEvents(kind: Change['kind'], before: Host | undefined, after: Host | null): HostEvent[] {
  if (kind === 'withdrawn') return [{ code: 'withdrawn', params: {} }];
  if (kind === 'redacted') return [{ code: 'redacted', params: {} }];
  if (kind === 'created') return [{ code: before ? 'published-again' : 'published', params: {} }];
  const [old, now] = [before?.suspension, after?.suspension];
  if (areSame(old, now)) return heardEvents(before, after);
  const code = !old ? 'suspended' : now ? 'suspension-explained' : 'suspension-lifted';
  return [{ code, params: {} }];
}

function claimEvents(before: Host, after: Host, reference: Reference): HostEvent[] {
  const [old, now] = [ownClaims(before), ownClaims(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((criterion): HostEvent[] => {
    const [from, to] = [old.get(criterion), now.get(criterion)];
    if (areSame(from, to)) return [];
    if (to === undefined) return [{ code: 'claim-taken-back', params: { criterion, ...from! } }];
    // Another version may be another question, so the answers cannot be compared.
    if (from === undefined || from.version !== to.version)
      return [{ code: 'claim-made', params: { criterion, ...to } }];
    const code = `claim-${judgeClaims(criterion, from.value, to.value, reference)}` as const;
    return [{ code, params: { criterion, version: to.version, from: from.value, to: to.value } }];
  });
}

/** Events of evidence pages; two statements that cite the same page have separate events. */
function pageEvents(before: Host, after: Host): HostEvent[] {
  const old = ownPages(before);
  return [...ownPages(after)].flatMap(([key, { about, page }]): HostEvent[] => {
    const was = old.get(key)?.page;
    if (page.state === 'lost' && was?.state !== 'lost') return [{ code: 'page-lost', params: about }];
    if (page.state === 'found' && was?.state === 'lost') return [{ code: 'page-back', params: about }];
    return page.changedOn && was && was.changedOn !== page.changedOn ? [{ code: 'page-changed', params: about }] : [];
  });
}

type SuccessionCode = 'successor-named' | 'successor-agreed' | 'successor-withdrew' | 'successor-no-longer-named';

/** Events about the named successor, and whether it agreed. */
function successorEvents(before: Closing | null, after: Closing, of: object): HostEvent[] {
  const [was, is] = [before?.successor, after.successor];
  if (areSame(was ?? null, is)) return [];
  const event = (code: SuccessionCode, successor: string): HostEvent => ({ code, params: { ...of, successor } });
  if (!is) return [event('successor-no-longer-named', was!.host)];
  const named = was?.host === is.host ? [] : [event('successor-named', is.host)];
  if (is.agreed) return [...named, event('successor-agreed', is.host)];
  return was?.host === is.host ? [event('successor-withdrew', is.host)] : named;
}

/** An event when the notice given is less than promised, each time that the number of days changes. */
const brokenPromises = (before: Closing | null, after: Closing, of: object): HostEvent[] =>
  after.promises
    .filter((promise, i) => promise.state === 'broken' && promise.actual !== before?.promises[i]?.actual)
    .map(({ commitment: kind, promised, actual }) => ({
      code: 'closing-breaks-promise',
      params: { ...of, kind, promised, actual },
    }));

/** The announcement itself, without values computed for the day, and without the successor, which has own events. */
const announcementOf = ({
  stage: _stage,
  promises: _promises,
  successor: _successor,
  text: _text,
  ...announcement
}: Closing) => announcement;

function closingEvents(before: Closing | null, after: Closing | null, ofService?: Service): HostEvent[] {
  const of = ofService === undefined ? {} : { service: ofService.name, serviceSlug: ofService.slug };
  if (!after) return before ? [{ code: 'closing-cancelled', params: of }] : [];
  const [from, to] = [before?.stages.closed ?? null, after.stages.closed ?? null];
  const changed: HostEvent[] = !before
    ? [{ code: 'closing-announced', params: { ...of, on: to } }]
    : areSame(announcementOf(before), announcementOf(after))
      ? []
      : [{ code: 'closing-changed', params: { ...of, from, to } }];
  return [...changed, ...brokenPromises(before, after, of), ...successorEvents(before, after, of)];
}

const MONEY = [
  'for',
  'fixed',
  'membershipFee',
  'membershipFree',
  'setupFee',
  'perAccount',
  'perGb',
  'freeAmount',
  'onQuote',
  'taxIncluded',
] as const satisfies readonly (keyof Plan)[];

const moneyOf = (plan: Plan) => ({
  name: plan.name,
  period: plan.period ?? 'year',
  ...Object.fromEntries(MONEY.map((amount) => [amount, plan[amount]])),
});

/** Events for prices that start later; price rises have their own events. */
function comingPriceEvents(before: Service, after: Service, day: string): HostEvent[] {
  const [old, now] = [before, after].map((one) =>
    plansAfter(one, day).map((plan) => ({ ...moneyOf(plan), from: plan.from })),
  );
  return areSame(old, now) ? [] : [{ code: 'coming-prices-changed', params: { service: after.name } }];
}

/** A change of one fixed price is told with its amounts; any other change only as a change of prices. */
function priceEvents(before: Service, after: Service, day: string): HostEvent[] {
  const [old, now] = [before, after].map((one) => plansOn(one, day).map(moneyOf)) as [
    ReturnType<typeof moneyOf>[],
    ReturnType<typeof moneyOf>[],
  ];
  if (areSame(old, now)) return [];
  const service = after.name;
  const moved = now.filter((plan, i) => !areSame(plan, old[i]));
  const [plan] = moved;
  const was = plan && old[now.indexOf(plan)];
  const [from, to] = [was, plan].map((one) => (one as Plan | undefined)?.fixed);
  const isOneAmount = moved.length === 1 && old.length === now.length && areSame({ ...was, fixed: to }, { ...plan });
  if (!isOneAmount || from === undefined || to === undefined) return [{ code: 'prices-changed', params: { service } }];
  return [{ code: 'price-changed', params: { service, plan: plan!.name, from, to, period: plan!.period } }];
}

/**
 * Price rises written on this day, compared with the promised notice, and rises taken back on it; with the slug of
 * their service. Documents contain only the latest rises, so a rise of another day that appears is not new.
 */
function priceChangeEvents(before: Host, after: Host, day: string): { slug: string; event: HostEvent }[] {
  const keyOf = ({ service, plan, writtenOn, from }: PriceChange) => JSON.stringify([service, plan, writtenOn, from]);
  const old = new Map((before.priceChanges ?? []).map((change) => [keyOf(change), change]));
  const nameOf = (slug: string) =>
    [...after.services, ...before.services].find((service) => service.slug === slug)?.name ?? slug;
  return (after.priceChanges ?? []).flatMap((change): { slug: string; event: HostEvent }[] => {
    const was = old.get(keyOf(change));
    const { service: slug, plan, from: on, promised, actual, writtenOn, takenBackOn } = change;
    const of = { service: nameOf(slug), serviceSlug: slug, plan };
    if (takenBackOn !== undefined)
      return takenBackOn === day && was?.takenBackOn === undefined
        ? [{ slug, event: { code: 'price-rise-taken-back', params: { ...of, on, promised, actual } } }]
        : [];
    if (writtenOn !== day) return [];
    if (was && was.takenBackOn === undefined && was.promised === promised) return [];
    // Immediate and without a promised notice: the event about changed prices says everything.
    if (promised === null && actual === 0) return [];
    return [{ slug, event: { code: 'price-rise', params: { ...of, on, promised, actual } } }];
  });
}

function serviceEvents(before: Host, after: Host, day: string): HostEvent[] {
  const raised = priceChangeEvents(before, after, day);
  const isRaised = (slug: string) => raised.some((one) => one.slug === slug);
  const [old, now] = [before, after].map(
    ({ services }) => new Map(services.map((service) => [service.slug, service])),
  ) as [Map<string, Service>, Map<string, Service>];
  const removed = [...old.values()].filter(({ slug }) => !now.has(slug));
  return [
    ...removed.map(({ name }): HostEvent => ({ code: 'service-removed', params: { service: name } })),
    ...[...now.values()].flatMap((service): HostEvent[] => {
      const was = old.get(service.slug);
      if (!was) return [{ code: 'service-added', params: { service: service.name } }];
      return [
        ...closingEvents(was.closing, service.closing, service),
        ...priceEvents(was, service, day),
        ...(isRaised(service.slug) ? [] : comingPriceEvents(was, service, day)),
      ];
    }),
    ...raised.map(({ event }) => event),
  ];
}

const confirmationEvents = (before: Host, after: Host, kind: Change['kind']): HostEvent[] =>
  kind === 'changed' && after.confirmedOn !== null && after.confirmedOn !== before.confirmedOn
    ? [{ code: 'confirmed', params: {} }]
    : [];

/** Events of names and sites, and of entries merged into this one. */
function nameEvents(before: Host, after: Host): HostEvent[] {
  const [from, to] = [domainOf(before.website), domainOf(after.website)];
  const known = (before.merged ?? []).map(({ id }) => id);
  return [
    ...(fold(before.name) === fold(after.name)
      ? []
      : [{ code: 'renamed', params: { from: before.name, to: after.name } } as const]),
    ...(from === undefined || from === to
      ? []
      : [{ code: 'website-moved', params: { from, to: to ?? null } } as const]),
    ...(before.slug === after.slug
      ? []
      : [{ code: 'slug-changed', params: { from: before.slug, to: after.slug } } as const]),
    ...(after.merged ?? [])
      .filter(({ id }) => !known.includes(id))
      .map(({ slug, name }): HostEvent => ({ code: 'merged', params: { slug, name } })),
  ];
}

/** Events for lists that the host has declared complete, or no longer does. */
function listEvents({ complete: old }: Host, { complete: now }: Host): HostEvent[] {
  const [added, left] = [now.filter((list) => !old.includes(list)), old.filter((list) => !now.includes(list))];
  return [
    ...(added.length > 0 ? [{ code: 'lists-whole', params: { lists: added } } as const] : []),
    ...(left.length > 0 ? [{ code: 'lists-samples', params: { lists: left } } as const] : []),
  ];
}

/** @param before the last public document, if there was one; `day`: the day of the change in Paris */
export function eventsOf(
  { kind, day }: Pick<Change, 'kind'> & { day: string },
  before: Host | undefined,
  after: Host | null,
  reference: Reference,
): HostEvent[] {
  const states = stateEvents(kind, before, after);
  if (!before || !after || kind === 'redacted') return states;
  return [
    ...states,
    ...nameEvents(before, after),
    ...confirmationEvents(before, after, kind),
    ...listEvents(before, after),
    ...closingEvents(before.closing, after.closing),
    ...promisedSuccessorEvents(before, after),
    ...serviceEvents(before, after, day),
    ...claimEvents(before, after, reference),
    ...pageEvents(before, after),
    ...membershipEvents(before, after),
    ...reviewEvents(before, after, reference),
  ];
}
