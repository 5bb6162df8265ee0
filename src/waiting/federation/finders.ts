import type { Model } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import { hasClosed } from '../../documents/closing.ts';
import type { Federation, Member } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { listRequests } from '../../federations/members/store.ts';
import { isGone } from '../../federations/recommendable.ts';
import { reviewsOf } from '../../federations/reviews/listed.ts';
import { listWithdrawnChoices } from '../../federations/selection/commands.ts';
import { addMonths, lastDayOf } from '../../ground/clock.ts';
import { byText, known } from '../../ground/texts.ts';
import { mapInSlices } from '../../ground/turns.ts';
import { listLapsedVouches } from '../../hosts/ownership/vouches.ts';
import { listArrivals } from '../../record/hosts.ts';
import type { WatchedHostRow } from '../../record/rows.ts';
import type { SiteTrouble } from '../../record/tables.ts';
import { silentOn, toldTroubles } from '../../watching/absence.ts';
import { casesOf } from './cases.ts';
import { brokenOf, closingsOf, endingsOf } from './closings.ts';
import type { DueFact, DueKind } from './schema.ts';

/** What finders look through. */
export interface DueSources {
  db: Database;
  federation: Federation;
  model: Model;
  /** Its members of today. */
  members: readonly (readonly [member: Member, host: Host])[];
  /** Members of today, and hosts of its list, each once. */
  concerned: readonly Host[];
  /** What daily visits found of the sites of those that have not closed. */
  sites: readonly (readonly [host: Host, site: WatchedHostRow])[];
}

/** One thing of a kind. It waits since some time before its day, if nothing is said of it. */
export type Found = Omit<DueFact, 'kind' | 'overdue' | 'since'> & { since?: string | null; isLate?: true };

type Finder = (sources: DueSources) => Promise<readonly Found[]> | readonly Found[];

const of = ({ slug, name }: Host) => ({ host: slug, name });

/** What is found at each of them, however many there are. */
const eachOf = async <T>(items: readonly T[], find: (item: T) => readonly Found[]): Promise<Found[]> =>
  (await mapInSlices(items, find)).flat();

/**
 * Months after which a membership is looked at again. The members of one charter asked for three years, because the
 * memberships of its first members were never reviewed.
 */
export const MEMBERSHIP_REVIEW_MONTHS = 36;

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

/** That a page is gone is for the host alone. */
const troubled =
  (which: SiteTrouble['kind']): Finder =>
  ({ sites }) =>
    sites.flatMap(([host, site]) =>
      toldTroubles(site)
        .filter(({ kind }) => kind === which)
        .map(({ since, url }) => ({ due: null, ...of(host), site: { since, ...known({ url }) } })),
    );

/** What finds each kind of thing that is due to a federation. */
export const FINDERS: Readonly<Record<DueKind, Finder>> = {
  closing: ({ concerned, model: { bySlug, day } }) => eachOf(concerned, (host) => closingsOf(host, bySlug, day)),

  'promise-broken': ({ members, model: { day } }) => eachOf(members, ([, host]) => brokenOf(host, day)),

  // A request that waits for more words from the host, or was refused, is not due. The read model may be a day behind.
  'membership-request': async ({ db, federation, model: { day } }) =>
    (await listRequests(db, federation.id))
      .filter(({ row }) => row.status === 'asked')
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

  // What has closed needs no review any more, and nor does a criterion that nobody asks.
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
      return !host || isGone(host) ? [] : [{ due: reviewBy, ...of(host) }];
    }),

  // An announced closing says so already.
  'selection-gone': async ({ db, federation: { id, selection = [] }, model }) => [
    ...(await eachOf(selection, ({ host: slug }) => {
      const host = model.bySlug.get(slug);
      return host && isGone(host) && endingsOf(host).length === 0 ? [{ due: null, isLate: true, ...of(host) }] : [];
    })),
    ...(await listWithdrawnChoices(db, id)).map((gone) => ({ due: null, isLate: true as const, ...gone })),
  ],

  'vouch-lapsed': async ({ db, federation }) =>
    (await listLapsedVouches(db, federation.id)).map((vouch) => ({ due: null, isLate: true, ...vouch })),

  'site-unanswered': ({ sites }) =>
    sites.flatMap(([host, site]) => {
      const due = silentOn(site);
      const { failingSince } = site;
      const isTold = due !== null && failingSince !== null && host.closing === null;
      return isTold ? [{ due, ...of(host), site: { failingSince } }] : [];
    }),

  'site-parked': troubled('parked'),
  'site-moved': troubled('moved'),
  'site-certificate': troubled('certificate'),
  'site-robots': troubled('robots'),

  cases: ({ db, federation, model: { day } }) => casesOf(db, federation.id, day),
};
