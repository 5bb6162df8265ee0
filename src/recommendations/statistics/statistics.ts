import { type Static, Type } from 'typebox';
import type { Exposed } from '../../advice/exposure.ts';
import type { Closing } from '../../documents/closing.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent, isFormer } from '../../documents/membership.ts';
import { listedReviews, progressOf, ReviewProgress } from '../../federations/reviews/listed.ts';
import { rounded } from '../../ground/curves.ts';
import { toCsv } from '../../spreadsheets/csv.ts';
import { Day, Epoch, Licence, namedObject, strictObject } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const share = (description: string) => Type.Number({ minimum: 0, description });

/** A federation in numbers that anybody can check. */
export const FederationStatistics = namedObject('FederationStatistics', {
  members: strictObject({
    member: count('Members today'),
    toCheck: count('Of these, uncertain ones'),
    unspoken: count('Of the members, those that the federation named and that never asked nor agreed themselves'),
    former: count('Former members'),
    follower: count('Hosts that follow the charter without being members'),
  }),
  reviews: ReviewProgress,
  closings: strictObject({
    announced: count('Members and former members that announced an end, of all or of a service'),
    closed: count('Of these, closed altogether'),
  }),
  commitments: strictObject(
    {
      kept: count('Promises that a closing or a raised price kept'),
      broken: count('Promises that a closing or a raised price broke'),
      pending: count('Promises that a closing or a raised price has still to keep'),
      unknown: count('Closings and raised prices of which the promise, or what became of it, is not known'),
    },
    { description: 'Of closings and raised prices of members and former members, and of their services' },
  ),
  exposure: strictObject(
    {
      hosts: count('Members that are at work'),
      ofHosts: count('Hosts at work in the whole catalogue'),
      fits: share('Attention over the panel, as /v1/exposure counts it'),
      toCheck: share('The same for hosts to check'),
      firstPlaceShare: share('Share of the first places of the panel, 0 to 1'),
    },
    { description: 'Members over the panel of typical needs' },
  ),
  epoch: Epoch,
  catalogueRevision: Type.Integer({ minimum: 0 }),
  asOf: Day,
  licence: Licence,
  policyVersion: Type.String(),
  panelVersion: Type.String(),
});
export type FederationStatistics = Static<typeof FederationStatistics>;

type Numbers = Pick<FederationStatistics, 'members' | 'reviews' | 'closings' | 'commitments' | 'exposure'>;

const closingsOf = (host: Host): Closing[] =>
  [host.closing, ...host.services.map(({ closing }) => closing)].filter((closing) => closing !== null);

function exposureOf(members: ReadonlySet<string>, exposed: readonly Exposed[]): Numbers['exposure'] {
  const ours = exposed.filter(({ candidate }) => members.has(candidate.host.slug));
  const sum = (of: readonly Exposed[], what: 'fits' | 'toCheck' | 'firstPlaces') =>
    of.reduce((total, one) => total + one[what], 0);
  const allFirst = sum(exposed, 'firstPlaces');
  return {
    hosts: ours.length,
    ofHosts: exposed.length,
    fits: rounded(sum(ours, 'fits')),
    toCheck: rounded(sum(ours, 'toCheck')),
    firstPlaceShare: allFirst === 0 ? 0 : rounded(sum(ours, 'firstPlaces') / allFirst),
  };
}

/** The numbers of a federation on a day. Former members count for closings and promises; undone rises do not. */
export function statisticsOf(
  federation: Federation,
  hosts: readonly Host[],
  exposed: readonly Exposed[],
  day: string,
): Numbers {
  const { members } = federation;
  const current = members.filter((member) => isCurrent(member, day));
  const former = members.filter((member) => isFormer(member, day));
  const ever = new Set([...current, ...former].map(({ host }) => host));
  const known = hosts.filter(({ slug }) => ever.has(slug));
  const promises = [
    ...known.flatMap(closingsOf).flatMap((closing) => closing.promises),
    ...known.flatMap(({ priceChanges = [] }) => priceChanges),
  ];
  const inState = (wanted: string) => promises.filter(({ state }) => state === wanted).length;
  return {
    members: {
      member: current.length,
      toCheck: current.filter(({ toCheck }) => toCheck).length,
      unspoken: current.filter(({ askedOn }) => askedOn === undefined).length,
      former: former.length,
      follower: members.filter(({ state }) => state === 'follower').length,
    },
    reviews: progressOf(federation, listedReviews(federation, hosts), day),
    closings: {
      announced: known.filter((host) => closingsOf(host).length > 0).length,
      closed: known.filter(({ state }) => state === 'closed').length,
    },
    commitments: {
      kept: inState('kept'),
      broken: inState('broken'),
      pending: inState('pending'),
      unknown: inState('unknown'),
    },
    exposure: exposureOf(new Set(current.map(({ host }) => host)), exposed),
  };
}

/** What each number of a federation counts. */
type Labels = { readonly [G in keyof Numbers]: { readonly [N in keyof Numbers[G]]: string } };

const FRENCH: Labels = {
  members: {
    member: 'Membres aujourd’hui',
    toCheck: 'Dont membres à vérifier',
    unspoken: 'Dont membres qui ne l’ont pas dit eux-mêmes',
    former: 'Anciens membres',
    follower: 'Hébergeurs qui suivent la charte sans être membres',
  },
  reviews: {
    members: 'Membres à relire',
    membersReviewed: 'Membres avec au moins une revue à jour',
    inForce: 'Revues à jour',
    aged: 'Revues anciennes, à refaire',
    dueSoon: 'Revues à refaire dans les 90 jours',
    contested: 'Revues d’un point contesté',
    answered: 'Revues auxquelles l’hébergeur a répondu',
  },
  closings: {
    announced: 'Membres, anciens compris, qui ont annoncé une fermeture',
    closed: 'Dont fermés entièrement',
  },
  commitments: {
    kept: 'Engagements tenus (fermetures, hausses de prix)',
    broken: 'Engagements rompus (fermetures, hausses de prix)',
    pending: 'Engagements encore à tenir',
    unknown: 'Fermetures et hausses de prix dont on ne sait pas',
  },
  exposure: {
    hosts: 'Membres en activité',
    ofHosts: 'Hébergeurs en activité dans tout le catalogue',
    fits: 'Attention reçue parmi ceux qui semblent convenir',
    toCheck: 'Attention reçue parmi ceux à vérifier',
    firstPlaceShare: 'Part des premières places, de 0 à 1',
  },
};

const ENGLISH: Labels = {
  members: {
    member: 'Members today',
    toCheck: 'Of these, members to check',
    unspoken: 'Of these, members that did not say so themselves',
    former: 'Former members',
    follower: 'Hosts that follow the charter only',
  },
  reviews: {
    members: 'Members to review',
    membersReviewed: 'Members with one review in force at least',
    inForce: 'Reviews in force',
    aged: 'Aged reviews, to be done again',
    dueSoon: 'Reviews to be done again within 90 days',
    contested: 'Reviews of a point that is contested',
    answered: 'Reviews to which the host replied',
  },
  closings: {
    announced: 'Members, former ones too, that announced a closing',
    closed: 'Of these, closed altogether',
  },
  commitments: {
    kept: 'Commitments kept (closings, raised prices)',
    broken: 'Commitments broken (closings, raised prices)',
    pending: 'Commitments still to be kept',
    unknown: 'Closings and raised prices of which it is not known',
  },
  exposure: {
    hosts: 'Members at work',
    ofHosts: 'Hosts at work in the whole catalogue',
    fits: 'Attention among those that seem to fit',
    toCheck: 'Attention among those to check',
    firstPlaceShare: 'Share of the first places, 0 to 1',
  },
};

const LABELS: Readonly<Record<Language, Labels>> = { fr: FRENCH, en: ENGLISH };

/** A federation in numbers, one per line, with what each number counts in the reader's language. */
export const statisticsSheet = (statistics: FederationStatistics, language: Language): string =>
  toCsv(
    ['key', 'label', 'value'],
    Object.entries(LABELS[language]).flatMap(([group, labels]) =>
      Object.entries(labels).map(([name, label]) => ({
        key: `${group}.${name}`,
        label,
        value: (statistics[group as keyof Labels] as Record<string, number>)[name],
      })),
    ),
  );
