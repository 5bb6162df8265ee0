import { undatedSince } from '../../documents/provenance.ts';
import { type Plan, plansOn } from '../../documents/service.ts';
import { addDays, addMonths, lastDayOf } from '../../ground/clock.ts';
import { byText, definedOnly } from '../../ground/texts.ts';
import { DRAFT_DAYS } from '../../hosts/entries/withdrawal.ts';
import { DAYS_TO_OBJECT } from '../../hosts/ownership/challenge.ts';
import { type CostRules, hasPrice } from '../../services/cost.ts';
import { DAYS_AHEAD, isDueSoon } from '../open-items.ts';
import { addressOf, type TodoFinding, type TodoSources } from './schema.ts';

/* Pure: items about the entry itself, its tokens and prices, and requests of other hosts and readers. */

/** A host should confirm its entry once a year. */
const CONFIRMED_FOR_MONTHS = 12;
const TOKEN_DAYS_AHEAD = 30;

/** Somebody else is about to take over the entry. */
export const ownershipWaits = ({ host }: TodoSources): TodoFinding[] =>
  host.ownerChangesOn === undefined
    ? []
    : [
        {
          kind: 'owner-changes',
          due: host.ownerChangesOn,
          since: addDays(host.ownerChangesOn, -DAYS_TO_OBJECT),
          call: { method: 'DELETE', path: `${addressOf(host)}/ownership` },
        },
      ];

export function draftWaits({ host, registeredOn }: TodoSources): TodoFinding[] {
  if (host.state !== 'draft') return [];
  const call = { method: 'POST', path: `${addressOf(host)}/publication` } as const;
  return [{ kind: 'draft-expires', due: addDays(registeredOn, DRAFT_DAYS), since: registeredOn, call }];
}

/** The domain was never proven, or the website has changed since. */
export const domainWaits = ({ host, registeredOn }: TodoSources): TodoFinding[] =>
  host.website === undefined || host.domainVerifiedOn !== null
    ? []
    : [
        {
          kind: 'domain-unproven',
          due: null,
          since: registeredOn,
          call: { method: 'POST', path: `${addressOf(host)}/domain-checks` },
        },
      ];

/** Publishing an entry confirms it, so a draft needs no confirmation. */
export function confirmationWaits({ host, registeredOn }: TodoSources, day: string): TodoFinding[] {
  const due = host.confirmedOn && addMonths(host.confirmedOn, CONFIRMED_FOR_MONTHS);
  if (host.state === 'draft' || !isDueSoon(due, day)) return [];
  const path = `${addressOf(host)}/confirmations`;
  const call = { method: 'POST', path, body: { complete: host.complete } } as const;
  return [{ kind: 'confirmation', due, since: due === null ? registeredOn : addDays(due, -DAYS_AHEAD), call }];
}

export const tokenWaits = ({ host, tokens }: TodoSources, day: string): TodoFinding[] =>
  tokens
    .filter(({ expiresOn }) => isDueSoon(expiresOn, day, TOKEN_DAYS_AHEAD))
    .map(({ id, label, expiresOn }) => ({
      kind: 'token-expires',
      subject: `token:${id}`,
      due: expiresOn,
      since: addDays(expiresOn, -TOKEN_DAYS_AHEAD),
      name: label,
      call: {
        method: 'POST',
        path: '/v1/tokens',
        body: { role: 'host', host: host.state === 'draft' ? host.id : host.slug, label },
      },
    }));

/** A disabled webhook: the host should verify it again or remove it. */
export const webhookWaits = ({ webhooks }: TodoSources): TodoFinding[] =>
  webhooks.map(({ id, receiver, why, disabledOn }) => ({
    kind: 'webhook-disabled',
    subject: `webhook:${id}`,
    due: null,
    since: disabledOn,
    name: receiver,
    why,
    call: { method: 'POST', path: `/v1/webhooks/${id}/verifications` },
    otherwise: { method: 'DELETE', path: `/v1/webhooks/${id}` },
  }));

/** An administrator merged another entry into this one, and the host has not confirmed the result yet. */
export const mergedWaits = ({ host }: TodoSources): TodoFinding[] =>
  (host.merged ?? [])
    .filter(({ on }) => host.confirmedOn === null || host.confirmedOn <= on)
    .map(({ slug, name, on }) => ({
      kind: 'merged',
      subject: `host:${slug}`,
      due: null,
      since: on,
      name,
      call: { method: 'POST', path: `${addressOf(host)}/confirmations`, body: { complete: host.complete } },
    }));

/** Differences from external files. */
export const proposalWaits = ({ host, registeredOn, proposals }: TodoSources): TodoFinding[] =>
  proposals === 0
    ? []
    : [
        {
          kind: 'proposals',
          due: null,
          since: registeredOn,
          count: proposals,
          call: { method: 'POST', path: `${addressOf(host)}/proposals/acceptances`, body: { all: true } },
          otherwise: { method: 'POST', path: `${addressOf(host)}/proposals/refusals`, body: { all: true } },
        },
      ];

/** Without the text of the report, because this list may leave the catalogue as a calendar. */
export const reportWaits = ({ host, reports }: TodoSources): TodoFinding[] =>
  reports.map(({ id, kind, about, reportedOn }) => {
    const [what, name] = about?.split(':') ?? [];
    const service = what === 'service' ? host.services.find(({ slug }) => slug === name)?.name : undefined;
    return {
      kind: 'report',
      subject: `report:${id}`,
      due: null,
      since: reportedOn,
      report: kind,
      about: definedOnly({
        service,
        criterion: what === 'criterion' ? name : undefined,
        commitment: what === 'commitment' ? name : undefined,
      }),
      call: { method: 'PUT', path: `${addressOf(host)}/reports/${id}/answer`, body: { outcome: 'noted' } },
    };
  });

/** After the other host has closed there is no due day, but the question remains. */
export function successionWaits(sources: TodoSources, day: string): TodoFinding[] {
  const { host, registeredOn, successions, promisedSuccessions } = sources;
  const from = (other: string) => ({
    subject: `host:${other}`,
    call: { method: 'PUT' as const, path: `${addressOf(host)}/successions/${other}` },
  });
  return [
    ...successions.map(({ host: other, name, announcedOn, closesOn }) => ({
      ...from(other),
      kind: 'succession' as const,
      due: closesOn !== null && closesOn >= day ? closesOn : null,
      since: announcedOn ?? registeredOn,
      name,
    })),
    ...promisedSuccessions.map(({ host: other, name, saidOn }) => ({
      ...from(other),
      kind: 'succession-promised' as const,
      due: null,
      since: saidOn ?? registeredOn,
      name,
    })),
  ];
}

/** The last day on which the oldest of some prices counts; null when it has no date, undefined without a price. */
function pricesHoldUntil(plans: readonly Plan[], { host }: TodoSources, months: number): string | null | undefined {
  const ends = plans.filter(hasPrice).map((plan) => {
    const dates = [plan.observedOn ?? undatedSince(host), host.confirmedOn].flatMap((date) =>
      date ? lastDayOf(date) : [],
    );
    const last = dates.sort(byText).at(-1);
    return last === undefined ? null : addMonths(last, months);
  });
  return ends.includes(null) ? null : (ends as string[]).sort(byText)[0];
}

/** One item per service; the prepared request body dates all prices that apply today. */
export const priceWaits = (sources: TodoSources, day: string, { months }: Pick<CostRules, 'months'>): TodoFinding[] =>
  sources.host.services.flatMap((service) => {
    const holding = plansOn(service, day);
    const due = pricesHoldUntil(holding, sources, months.price);
    if (due === undefined || !isDueSoon(due, day)) return [];
    const { slug, name, plans } = service;
    return {
      kind: 'price-expires' as const,
      subject: `service:${slug}`,
      due,
      since: due === null ? sources.registeredOn : addDays(due, -DAYS_AHEAD),
      about: { service: name },
      call: {
        method: 'PATCH' as const,
        path: `${addressOf(sources.host)}/services/${slug}`,
        body: { plans: plans?.map((plan) => (holding.includes(plan) ? { ...plan, observedOn: day } : plan)) },
      },
    };
  });
