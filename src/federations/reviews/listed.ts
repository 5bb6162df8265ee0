import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import type { Statement } from '../../documents/statement.ts';
import { addDays } from '../../ground/clock.ts';
import { byText, known } from '../../vocabulary/facts.ts';
import type { ListedReview, ReviewProgress } from './schema.ts';

const SOON_DAYS = 90;

const subjectsOf = (host: Host) => [
  ...host.claims.map(({ criterion, ...said }) => ({ subject: `criterion:${criterion}`, ...said })),
  ...host.commitments.map(({ kind, ...said }) => ({ subject: `commitment:${kind}`, ...said })),
];

/** What a federation says of a host, as it counts today. */
export const reviewsOf = (slug: string, host: Host): ListedReview[] =>
  subjectsOf(host).flatMap(({ subject, contested, statements }) =>
    (statements as Statement[])
      .filter(({ by, federation }) => by === 'federation' && federation === slug)
      .map(({ value, level, evidence, asOf, expiresOn, until, aged, evidenceUrl, note, tie, certificate, reply }) => ({
        host: host.slug,
        name: host.name,
        subject,
        value,
        level,
        evidence,
        reviewedOn: asOf,
        ...known({ expiresOn }),
        until,
        aged,
        contested,
        ...known({ evidenceUrl, note, tie, certificate, reply }),
      })),
  );

/** Every review of a federation; the one to be done again first comes first. */
export const listedReviews = ({ slug }: Pick<Federation, 'slug'>, hosts: readonly Host[]): ListedReview[] =>
  hosts
    .flatMap((host) => reviewsOf(slug, host))
    .sort((a, b) => byText(a.until ?? '', b.until ?? '') || byText(a.host, b.host) || byText(a.subject, b.subject));

/** How far the reviews of a federation have come on a day. */
export function progressOf(
  { members }: Pick<Federation, 'members'>,
  reviews: readonly ListedReview[],
  day: string,
): ReviewProgress {
  const current = members.filter((member) => isCurrent(member, day)).map(({ host }) => host);
  const inForce = reviews.filter(({ aged }) => !aged);
  const reviewed = new Set(inForce.map(({ host }) => host));
  const soon = addDays(day, SOON_DAYS);
  return {
    members: current.length,
    membersReviewed: current.filter((host) => reviewed.has(host)).length,
    inForce: inForce.length,
    aged: reviews.length - inForce.length,
    dueSoon: inForce.filter(({ until }) => until !== null && until <= soon).length,
    contested: reviews.filter(({ contested }) => contested).length,
    answered: reviews.filter(({ reply }) => reply && !reply.toEarlier).length,
  };
}
