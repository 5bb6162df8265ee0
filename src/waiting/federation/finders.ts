import { and, asc, count, eq, isNotNull, isNull, min } from 'drizzle-orm';
import type { Model } from '../../catalogue/model.ts';
import { stageText } from '../../closings/words.ts';
import type { Database } from '../../database/open.ts';
import { type Closing, hasClosed, hasEnded } from '../../documents/closing.ts';
import type { Federation, Member } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { PRICE_PROMISE } from '../../documents/price-change.ts';
import type { Service } from '../../documents/service.ts';
import { listRequests } from '../../federations/members/store.ts';
import { isUnavailable } from '../../federations/recommendable.ts';
import { reviewsOf } from '../../federations/reviews/listed.ts';
import { listWithdrawnChoices } from '../../federations/selection/commands.ts';
import { addMonths, exactDay, lastDayOf } from '../../ground/clock.ts';
import type { Lookup } from '../../ground/lookup.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { byText, definedOnly } from '../../ground/texts.ts';
import { listLapsedVouches } from '../../hosts/ownership/vouches.ts';
import { listArrivals } from '../../record/hosts.ts';
import type { WatchedHostRow } from '../../record/rows.ts';
import { cases, type SiteTrouble } from '../../record/tables.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { silentOn, toldTroubles } from '../../watching/absence.ts';
import type { Subscribed } from '../open-items.ts';
import type { DueFact, DueKind } from './schema.ts';

/** The data in which open items are found. */
export interface DueSources {
  db: Database;
  federation: Federation;
  model: Model;
  /** Its present members. */
  members: readonly (readonly [member: Member, host: Host])[];
  /** Present members and hosts of its list, each once. */
  concerned: readonly Host[];
  /** Results of daily visits to the sites of those that have not closed. */
  sites: readonly (readonly [host: Host, site: WatchedHostRow])[];
}

/** An open item of a kind. When `since` is absent, it waits from a fixed number of days before its due day. */
export type DueFinding = Omit<DueFact, 'kind' | 'overdue' | 'since'> & { since?: string | null; isLate?: true };

type Finder = (sources: DueSources) => Promise<readonly DueFinding[]> | readonly DueFinding[];

const of = ({ slug, name }: Host) => ({ host: slug, name });

/** Applies a function to every item, in slices, because there may be thousands. */
const eachOf = async <T>(items: readonly T[], find: (item: T) => readonly DueFinding[]): Promise<DueFinding[]> =>
  (await mapInSlices(items, find)).flat();

/**
 * Months after which a membership is reviewed. The members of one charter asked for three years, because the
 * memberships of its first members were never reviewed.
 */
const MEMBERSHIP_REVIEW_MONTHS = 36;

/**
 * The day on which a membership is due for review; null when its start is unknown. Nobody can be late for what the
 * catalogue did not know: the period starts with the last review, the arrival of the entry, or the host's request,
 * whichever is latest.
 */
function membershipReviewOn({ lastReviewedOn, since, askedOn }: Member, arrivedOn: string): string | null {
  const last = lastReviewedOn ?? since;
  if (last === undefined) return null;
  const from = [lastDayOf(last), arrivedOn, askedOn ?? ''].reduce((a, b) => (a > b ? a : b));
  return addMonths(from, MEMBERSHIP_REVIEW_MONTHS);
}

/** Site troubles of one kind. A page that is gone is only reported to the host itself. */
const troubled =
  (which: SiteTrouble['kind']): Finder =>
  ({ sites }) =>
    sites.flatMap(([host, site]) =>
      toldTroubles(site)
        .filter(({ kind }) => kind === which)
        .map(({ since, url }) => ({ due: null, ...of(host), site: { since, ...definedOnly({ url }) } })),
    );

/** Finds the open items of each kind for a federation. */
export const FINDERS: Readonly<Record<DueKind, Finder>> = {
  closing: ({ concerned, model: { bySlug, day } }) => eachOf(concerned, (host) => closingsOf(host, bySlug, day)),

  'promise-broken': ({ members, model: { day } }) => eachOf(members, ([, host]) => brokenOf(host, day)),

  // Requests that were refused, or that wait for more information from the host, are not due. The model may be of the
  // day before the request.
  'membership-request': async ({ db, federation, model: { day } }) =>
    (await listRequests(db, federation.id))
      .filter(({ row }) => row.state === 'asked')
      .map(({ row: { askedOn }, slug, name }) => {
        return { due: askedOn, since: [askedOn, day].sort(byText)[0]!, host: slug, name };
      }),

  'membership-review': async ({ db, members, concerned, model: { day } }) => {
    const arrivals = await listArrivals(
      db,
      concerned.map(({ id }) => id),
    );
    return await eachOf(members, ([member, host]) =>
      hasClosed(host) ? [] : [{ due: membershipReviewOn(member, arrivals.get(host.id) ?? day), ...of(host) }],
    );
  },

  // Closed hosts and retired criteria need no review.
  review: ({ federation, model: { documents, reference } }) =>
    eachOf(documents, (host) =>
      hasClosed(host)
        ? []
        : reviewsOf(federation.slug, host)
            .filter(
              ({ subject }) => !reference.criteria.get(subject.replace(/^criterion:/, ''))?.federationFacts?.retired,
            )
            .map(({ subject, until }) => ({ due: until, ...of(host), subject })),
    ),

  'selection-review': ({ federation: { selection = [] }, model }) =>
    eachOf(selection, ({ host: slug, reviewBy }) => {
      const host = model.bySlug.get(slug);
      return !host || isUnavailable(host) ? [] : [{ due: reviewBy, ...of(host) }];
    }),

  // Announced closings have an item of their own.
  'selection-gone': async ({ db, federation: { id, selection = [] }, model }) => [
    ...(await eachOf(selection, ({ host: slug }) => {
      const host = model.bySlug.get(slug);
      return host && isUnavailable(host) && endingsOf(host).length === 0
        ? [{ due: null, isLate: true, ...of(host) }]
        : [];
    })),
    ...(await listWithdrawnChoices(db, id)).map((gone) => ({ due: null, isLate: true as const, ...gone })),
  ],

  'vouch-lapsed': async ({ db, federation }) =>
    (await listLapsedVouches(db, federation.id)).map((vouch) => ({ due: null, isLate: true, ...vouch })),

  'site-unanswered': ({ sites }) =>
    sites.flatMap(([host, site]) => {
      const due = silentOn(site);
      const { failingSince } = site;
      const isReported = due !== null && failingSince !== null && host.closing === null;
      return isReported ? [{ due, ...of(host), site: { failingSince } }] : [];
    }),

  'site-parked': troubled('parked'),
  'site-moved': troubled('moved'),
  'site-certificate': troubled('certificate'),
  'site-robots': troubled('robots'),

  cases: ({ db, federation, model: { day } }) => casesOf(db, federation.id, day),
};

/**
 * The number of cases of a federation that wait for an officer: those that wait already as one item, future ones by
 * day. Only counts, and the number of a single case, because this list may leave the catalogue as a calendar or a mail.
 */
async function casesOf(db: Database, federationId: string, day: string): Promise<DueFinding[]> {
  const rows = await db
    .select({ on: cases.waitsOn, count: count(), number: min(cases.number) })
    .from(cases)
    .where(and(eq(cases.federationId, federationId), isNotNull(cases.waitsOn), isNull(cases.discardedOn)))
    .groupBy(cases.waitsOn)
    .orderBy(asc(cases.waitsOn));
  const told = (count: number, number: string | null) => ({ count, ...(count === 1 && number && { number }) });
  const found = rows.map(({ on, count, number }): DueFinding & { due: string; cases: { count: number } } => ({
    ...{ due: on!, since: on },
    cases: told(count, number),
  }));
  const now = found.filter(({ due }) => due <= day);
  const waiting = now.reduce((sum, { cases }) => sum + cases.count, 0);
  return [
    ...now.slice(0, 1).map((oldest) => ({ ...oldest, ...(now.length > 1 && { cases: { count: waiting } }) })),
    ...found.filter(({ due }) => due > day),
  ];
}

/* Pure: announced closings of hosts and services, and broken promises. */

type NamedService = Pick<Service, 'slug' | 'name'>;
const named = ({ slug, name }: NamedService): NamedService => ({ slug, name });
type Ending = [closing: Closing, service: NamedService | null];

/** Announced closings that are not over: that of the host, else those of its services. */
function endingsOf(host: Host): Ending[] {
  if (hasClosed(host)) return [];
  if (host.closing) return [[host.closing, null]];
  return host.services.flatMap((service): Ending[] =>
    service.closing && !hasEnded(service) ? [[service.closing, named(service)]] : [],
  );
}

/** Announced closings of a host that are not over, each with its next day. */
function closingsOf(host: Host, bySlug: Lookup<Host>, day: string): DueFinding[] {
  const { slug, name } = host;
  return endingsOf(host).map(([{ announcedOn, stages, stage, successor, promises }, service]) => {
    const broken = promises.filter(({ state }) => state === 'broken');
    const coming = CLOSING_STAGES.flatMap((one) => exactDay(stages[one]) ?? []).filter((date) => date >= day);
    const next = successor && { host: successor.host, name: bySlug.get(successor.host)?.name ?? successor.host };
    const closing = {
      ...{ service, announcedOn, stages, stage },
      ...(broken.length > 0 && { promises: broken }),
      successor: next && { ...next, agreed: successor.agreed },
      alternatives: `/v1/hosts/${slug}/alternatives`,
    };
    return { due: coming[0] ?? null, since: exactDay(announcedOn), host: slug, name, closing };
  });
}

/**
 * A calendar shows each announced day of a closing, past days too, because nothing has to be done by these days. The
 * full sentence is in the feed once; in the calendar it is only when there is no coming day.
 */
export function closingItems(
  { due, host, name: called, closing }: DueFact,
  item: Subscribed,
  { say, site }: { say: Speaker; site: string },
): Subscribed[] {
  const { service, stages } = closing!;
  const whose = service ? `${called}, ${service.name}` : called;
  const stageName = say.language === 'fr' ? `${whose}, fermeture\u00a0: ` : `${whose}, closing: `;
  const name = service ? `${item.name}.${service.slug}` : item.name;
  return [
    { ...item, name, text: `${item.text} ${site}/hosts/${host}`, on: due === null ? item.on : null },
    ...CLOSING_STAGES.flatMap((stage) => {
      const on = exactDay(stages[stage]);
      return on === null
        ? []
        : [{ name: `${name}.${stage}`, text: `${stageName}${stageText(stage, say)}.`, on, since: null }];
    }),
  ];
}

/** Months during which a broken promise is mentioned. */
const BROKEN_TOLD_MONTHS = 12;

/** Promises that a host broke recently: by a closing that is not over, or by a price rise with too little notice. */
function brokenOf(host: Host, day: string): DueFinding[] {
  const { slug, name, services, priceChanges = [] } = host;
  const since = addMonths(day, -BROKEN_TOLD_MONTHS);
  const serviceOf = (slug: string) => named(services.find((one) => one.slug === slug) ?? { slug, name: slug });
  const broken = [
    ...endingsOf(host).flatMap(([{ promises }, service]) => promises.map((one) => ({ ...one, service }))),
    ...priceChanges
      .filter(({ writtenOn }) => writtenOn >= since)
      .map((one) => ({ ...one, commitment: PRICE_PROMISE, service: serviceOf(one.service) })),
  ].filter(({ state }) => state === 'broken');
  return broken.map(({ commitment, service, promised, actual }) => ({
    ...{ due: null, host: slug, name },
    promise: { commitment, service, promised: promised!, actual: actual! },
  }));
}
