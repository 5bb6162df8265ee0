import { setImmediate } from 'node:timers/promises';
import type { Model } from '../../catalogue/model.ts';
import { type Closing, hasClosed, hasEnded } from '../../documents/closing.ts';
import type { Federation, Member } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { PRICE_PROMISE } from '../../documents/price-change.ts';
import { listRequests } from '../../federations/members/store.ts';
import { isGone } from '../../federations/recommendable.ts';
import { reviewsOf } from '../../federations/reviews/listed.ts';
import { listWithdrawnChoices } from '../../federations/selection/commands.ts';
import { addDays, addMonths, lastDayOf } from '../../ground/clock.ts';
import { byText, known } from '../../ground/texts.ts';
import { mapInSlices } from '../../ground/turns.ts';
import { listLapsedVouches } from '../../hosts/ownership/vouches.ts';
import type { Context } from '../../record/context.ts';
import { listArrivals } from '../../record/hosts.ts';
import type { WatchedHostRow } from '../../record/rows.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { silentOn, toldTroubles } from '../../watching/absence.ts';
import { listTold } from '../../watching/store.ts';
import { dueCases, listWaitingCases, type WaitingCases } from './cases.ts';
import type { DueFact, DueOfHost } from './schema.ts';

type Ending = [closing: Closing, service: { service: string; name: string } | null];

/** Announced closings that are not over: that of the host, else those of its services. */
function endingsOf(host: Host): Ending[] {
  if (hasClosed(host)) return [];
  if (host.closing) return [[host.closing, null]];
  return host.services.flatMap((service): Ending[] =>
    service.closing && !hasEnded(service) ? [[service.closing, { service: service.slug, name: service.name }]] : [],
  );
}

/**
 * Members, and hosts of the own list, that announced a closing, of all or of a service, that is not over; the one with
 * the next date first.
 */
export function closingsOf(
  { members, selection = [] }: Pick<Federation, 'members' | 'selection'>,
  bySlug: ReadonlyMap<string, Host>,
  day: string,
): DueOfHost[] {
  const current = members.filter((member) => isCurrent(member, day));
  const concerned = new Set([...current, ...selection].map(({ host }) => host));
  const factOf = ({ slug, name }: Host, [{ announcedOn, stages, stage, successor }, service]: Ending): DueOfHost => {
    const coming = CLOSING_STAGES.flatMap((one) => stages[one] ?? []).filter(
      (date) => date.length === 10 && date >= day,
    );
    const next = successor && { host: successor.host, name: bySlug.get(successor.host)?.name ?? successor.host };
    const closing = {
      ...{ service, announcedOn, stages, stage },
      successor: next && { ...next, agreed: successor.agreed },
      alternatives: `/v1/hosts/${slug}/alternatives`,
    };
    return { kind: 'closing', on: coming[0] ?? null, overdue: false, host: slug, name, closing };
  };
  return [...concerned]
    .flatMap((slug) => bySlug.get(slug) ?? [])
    .flatMap((host) => endingsOf(host).map((ending) => factOf(host, ending)))
    .sort((a, b) => byText(a.on ?? '9', b.on ?? '9') || byText(a.host, b.host));
}

/** Months for which a promise that was broken is told. */
const BROKEN_TOLD_MONTHS = 12;

/** Promises that a host broke lately: by an end that is not over, or by a price that it raised too soon. */
function brokenOf(host: Host, day: string): DueOfHost[] {
  const { slug, name, services, priceChanges = [] } = host;
  const since = addMonths(day, -BROKEN_TOLD_MONTHS);
  const nameOf = (service: string) => services.find((one) => one.slug === service)?.name ?? service;
  const broken = [
    ...endingsOf(host).flatMap(([{ promises }, service]) =>
      promises.map((one) => ({ ...one, service: service?.name ?? null })),
    ),
    ...priceChanges
      .filter(({ writtenOn }) => writtenOn >= since)
      .map((one) => ({ ...one, commitment: PRICE_PROMISE, service: nameOf(one.service) })),
  ].filter(({ state }) => state === 'broken');
  return broken.map(({ commitment, service, promised, actual }) => ({
    ...{ kind: 'promise-broken', on: null, overdue: false, host: slug, name },
    promise: { commitment, service, promised: promised!, actual: actual! },
  }));
}

/**
 * Months after which a membership is looked at again. The members of one charter asked for three years, because the
 * memberships of its first members were never reviewed.
 */
export const MEMBERSHIP_REVIEW_MONTHS = 36;

export interface DueSources {
  federation: Federation;
  /** The hosts of the catalogue. */
  hosts: readonly Host[];
  requests: readonly { host: string; name: string; askedOn: string }[];
  /** Chosen hosts that have left the catalogue. */
  withdrawn: readonly { host: string; name: string }[];
  lapsed: readonly Pick<DueOfHost, 'host' | 'name' | 'vouched'>[];
  /** What daily visits found of the sites of hosts. */
  sites?: readonly WatchedHostRow[];
  /** The day on which each member came into the catalogue, by its id. */
  arrivals: ReadonlyMap<string, string>;
  /** Cases that wait for a word, by day. */
  cases?: readonly WaitingCases[];
  /** Says which criteria are no longer asked. */
  reference: Pick<Reference, 'criteria'>;
  day: string;
}

/**
 * The day on which a membership is due for review; null when its start is unknown. Nobody is late with what the catalogue
 * did not know: it is counted from the day on which the entry came, or the host asked, if that is later.
 */
function membershipReviewOn({ lastReviewedOn, since, askedOn }: Member, arrivedOn: string): string | null {
  const last = lastReviewedOn ?? since;
  if (last === undefined) return null;
  const from = [lastDayOf(last), arrivedOn, askedOn ?? ''].reduce((a, b) => (a > b ? a : b));
  return addMonths(from, MEMBERSHIP_REVIEW_MONTHS);
}

/** For those who read no case: when one waits tells what was said of it. */
export const withoutCases = (due: readonly DueFact[]): DueFact[] => due.filter(({ kind }) => kind !== 'cases');

/** What is late, has no date, or is due within so many days. */
export const dueWithin = (due: readonly DueFact[], days: number, day: string): DueFact[] => {
  const last = addDays(day, days);
  return due.filter(({ on }) => on === null || on <= last);
};

/** Sites of its members, and of the hosts of its list, that do not answer or are odd. */
function sitesOf({ sites = [], hosts, day }: Pick<DueSources, 'sites' | 'hosts' | 'day'>): DueFact[] {
  const byId = new Map(hosts.map((host) => [host.id, host]));
  return sites.flatMap((site): DueFact[] => {
    const host = byId.get(site.hostId);
    if (!host || hasClosed(host)) return [];
    const of = { host: host.slug, name: host.name };
    const on = silentOn(site);
    const { failingSince } = site;
    const isTold = on !== null && failingSince !== null && host.closing === null;
    return [
      ...(isTold ? [{ kind: 'site-unanswered' as const, on, overdue: on < day, ...of, site: { failingSince } }] : []),
      // That a page is gone is for the host alone.
      ...toldTroubles(site).flatMap(({ kind, since, url }): DueFact[] =>
        kind === 'page-gone'
          ? []
          : [{ kind: `site-${kind}`, on: null, overdue: false, ...of, site: { since, ...known({ url }) } }],
      ),
    ];
  });
}

/** The facts of each, however many there are. */
const eachOf = async <T>(items: readonly T[], factsOf: (item: T) => DueFact[]): Promise<DueFact[]> =>
  (await mapInSlices(items, factsOf)).flat();

/** Everything that is due to a federation, late or to come: closings first, then without a date, then by date. */
async function dueOf({
  federation,
  hosts,
  requests,
  withdrawn,
  lapsed,
  sites = [],
  arrivals,
  cases = [],
  reference,
  day,
}: DueSources): Promise<DueFact[]> {
  const { slug, members, selection = [] } = federation;
  const bySlug = new Map(hosts.map((host) => [host.slug, host]));
  const closings = closingsOf(federation, bySlug, day);
  const isLate = (on: string | null) => on !== null && on < day;
  const dated = (kind: DueFact['kind'], on: string | null, host: Host, more: { subject?: string } = {}): DueFact => ({
    kind,
    on,
    overdue: isLate(on),
    host: host.slug,
    name: host.name,
    ...more,
  });
  const facts: DueFact[] = [
    ...requests.map(({ host, name, askedOn }): DueFact => {
      return { kind: 'membership-request', on: askedOn, overdue: isLate(askedOn), host, name };
    }),
    ...(await eachOf(members, (member) => {
      const host = bySlug.get(member.host);
      return host && isCurrent(member, day) ? brokenOf(host, day) : [];
    })),
    ...(await eachOf(members, (member) => {
      const host = bySlug.get(member.host);
      if (!host || !isCurrent(member, day) || hasClosed(host)) return [];
      return [dated('membership-review', membershipReviewOn(member, arrivals.get(host.id) ?? day), host)];
    })),
    // What has closed needs no review any more, and nor does a criterion that nobody asks.
    ...(await eachOf(hosts, (host) =>
      reviewsOf(slug, host)
        .filter(
          ({ subject }) =>
            !reference.criteria.get(subject.replace(/^criterion:/, ''))?.federationFacts?.retired && !hasClosed(host),
        )
        .map(({ subject, until }) => dated('review', until, host, { subject })),
    )),
    ...(await eachOf(selection, (choice) => {
      const host = bySlug.get(choice.host);
      if (!host) return [];
      if (!isGone(host)) return [dated('selection-review', choice.reviewBy, host)];
      return closings.some((closing) => closing.host === choice.host)
        ? []
        : [{ ...dated('selection-gone', null, host), overdue: true }];
    })),
    ...withdrawn.map((gone): DueFact => ({ kind: 'selection-gone', on: null, overdue: true, ...gone })),
    ...lapsed.map((vouch): DueFact => ({ kind: 'vouch-lapsed', on: null, overdue: true, ...vouch })),
    ...sitesOf({ sites, hosts, day }),
    ...dueCases(cases, day),
  ];
  await setImmediate();
  facts.sort(
    (a, b) =>
      byText(a.on ?? '', b.on ?? '') ||
      byText(a.host ?? '', b.host ?? '') ||
      byText(a.kind, b.kind) ||
      byText(a.subject ?? '', b.subject ?? ''),
  );
  return [...closings, ...facts];
}

/** What is due to a federation: from the catalogue, and from what only the federation reads. */
export async function readDue({ db }: Pick<Context, 'db'>, model: Model, federation: Federation): Promise<DueFact[]> {
  // Whoever is to say more, or was refused, waits for itself.
  const requests = (await listRequests(db, federation.id)).filter(({ row: { status } }) => status === 'asked');
  const current = federation.members.filter((member) => isCurrent(member, model.day));
  const concerned = new Set([...current, ...(federation.selection ?? [])].map(({ host }) => host));
  const ids = [...concerned].flatMap((slug) => model.bySlug.get(slug)?.id ?? []);
  return await dueOf({
    federation,
    hosts: model.documents,
    requests: requests.map(({ row: { askedOn }, slug, name }) => ({ host: slug, name, askedOn })),
    withdrawn: await listWithdrawnChoices(db, federation.id),
    lapsed: await listLapsedVouches(db, federation.id),
    sites: await listTold(db, ids),
    arrivals: await listArrivals(db, ids),
    cases: await listWaitingCases(db, federation.id),
    reference: model.reference,
    day: model.day,
  });
}
