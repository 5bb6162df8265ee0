import { type Exposed, rounded } from '../../advice/exposure.ts';
import type { Closing } from '../../documents/closing.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent, isFormer } from '../../documents/membership.ts';
import { listedReviews, progressOf } from '../../federations/reviews/listed.ts';
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
