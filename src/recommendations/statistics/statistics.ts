import { type Exposed, rounded } from '../../advice/exposure.ts';
import type { Closing } from '../../documents/closing.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent, isFormer } from '../../documents/membership.ts';
import { listedReviews, progressOf } from '../../federations/reviews/listed.ts';
import { toCsv } from '../../spreadsheets/csv.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { FederationStatistics } from './schema.ts';

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
    firstPlaces: allFirst === 0 ? 0 : rounded(sum(ours, 'firstPlaces') / allFirst),
  };
}

/** The numbers of a federation on a day. Who has left still counts where promises were made under its name. */
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
  const promises = known.flatMap(closingsOf).flatMap((closing) => closing.promises);
  const inState = (wanted: string) => promises.filter(({ state }) => state === wanted).length;
  return {
    members: {
      member: current.length,
      toCheck: current.filter(({ toCheck }) => toCheck).length,
      unspoken: current.filter(({ askedOn }) => askedOn === undefined).length,
      former: former.length,
      follower: members.filter(({ status }) => status === 'follower').length,
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

type Groups = Pick<FederationStatistics, 'members' | 'reviews' | 'closings' | 'commitments' | 'exposure'>;

/** What each number of a federation counts. */
export const STATISTICS: { [G in keyof Groups]: { [N in keyof Groups[G]]: Record<Language, string> } } = {
  members: {
    member: { fr: 'Membres aujourd’hui', en: 'Members today' },
    toCheck: { fr: 'Dont membres à vérifier', en: 'Of these, members to check' },
    unspoken: {
      fr: 'Dont membres qui ne l’ont pas dit eux-mêmes',
      en: 'Of these, members that did not say so themselves',
    },
    former: { fr: 'Anciens membres', en: 'Former members' },
    follower: { fr: 'Hébergeurs qui suivent la charte sans être membres', en: 'Hosts that follow the charter only' },
  },
  reviews: {
    members: { fr: 'Membres à relire', en: 'Members to review' },
    membersReviewed: { fr: 'Membres avec au moins une revue à jour', en: 'Members with one review in force at least' },
    inForce: { fr: 'Revues à jour', en: 'Reviews in force' },
    aged: { fr: 'Revues anciennes, à refaire', en: 'Aged reviews, to be done again' },
    dueSoon: { fr: 'Revues à refaire dans les 90 jours', en: 'Reviews to be done again within 90 days' },
    contested: { fr: 'Revues d’un point contesté', en: 'Reviews of a point that is contested' },
    answered: { fr: 'Revues auxquelles l’hébergeur a répondu', en: 'Reviews to which the host replied' },
  },
  closings: {
    announced: {
      fr: 'Membres, anciens compris, qui ont annoncé une fermeture',
      en: 'Members, former ones too, that announced a closing',
    },
    closed: { fr: 'Dont fermés entièrement', en: 'Of these, closed altogether' },
  },
  commitments: {
    kept: { fr: 'Engagements tenus lors d’une fermeture', en: 'Commitments that a closing kept' },
    broken: { fr: 'Engagements rompus lors d’une fermeture', en: 'Commitments that a closing broke' },
    pending: { fr: 'Engagements encore à tenir', en: 'Commitments still to be kept' },
    unknown: { fr: 'Fermetures dont on ne sait pas', en: 'Closings of which it is not known' },
  },
  exposure: {
    hosts: { fr: 'Membres en activité', en: 'Members at work' },
    ofHosts: { fr: 'Hébergeurs en activité dans tout le catalogue', en: 'Hosts at work in the whole catalogue' },
    fits: { fr: 'Attention reçue parmi ceux qui conviennent', en: 'Attention among those that fit' },
    toCheck: { fr: 'Attention reçue parmi ceux à vérifier', en: 'Attention among those to check' },
    firstPlaces: { fr: 'Part des premières places, de 0 à 1', en: 'Share of the first places, 0 to 1' },
  },
};

/** A federation in numbers, one a line, with what each counts in the reader’s language. */
export const statisticsSheet = (statistics: FederationStatistics, language: Language): string =>
  toCsv(
    ['key', 'label', 'value'],
    Object.entries(STATISTICS).flatMap(([group, labels]) =>
      Object.entries(labels).map(([name, label]) => ({
        key: `${group}.${name}`,
        label: label[language],
        value: (statistics[group as keyof typeof STATISTICS] as Record<string, number>)[name],
      })),
    ),
  );
