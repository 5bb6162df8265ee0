import { type Static, Type } from 'typebox';
import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { CommitmentStatement, type Statement } from '../../documents/statement.ts';
import { addDays } from '../../ground/clock.ts';
import { byText, definedOnly } from '../../ground/texts.ts';
import { listOf } from '../../http/pagination.ts';
import { namedObject, Slug, shortText, type Text } from '../../vocabulary/shapes.ts';

const { value, evidence, level, asOf, expiresOn, until, aged, evidenceUrl, note, tie, certificate, reply } =
  CommitmentStatement.properties;

/** One review of a federation, with what it is worth today. */
export const ListedReview = namedObject('ListedReview', {
  host: Slug,
  name: shortText(),
  subject: Type.String({ description: 'criterion:<key> or commitment:<kind>' }),
  value,
  level,
  evidence,
  reviewedOn: asOf,
  expiresOn,
  until,
  aged,
  contested: Type.Boolean({ description: 'The point is contested: somebody denies it, and the host does not' }),
  evidenceUrl,
  note,
  tie,
  certificate,
  reply,
});
export type ListedReview = Static<typeof ListedReview>;

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** The progress of a federation's reviews. */
export const ReviewProgress = namedObject('ReviewProgress', {
  members: count('Members today'),
  membersReviewed: count('Members of which one review at least counts in full'),
  inForce: count('Reviews that count in full'),
  aged: count('Reviews past their day: to be done again'),
  dueSoon: count('Reviews of which the day comes within 90 days'),
  contested: count('Reviews of a point that is contested'),
  answered: count('Reviews to which the host replied, as they stand now'),
});
export type ReviewProgress = Static<typeof ReviewProgress>;

export const ReviewList = namedObject('ReviewList', {
  ...listOf(ListedReview, 'ReviewList').properties,
  progress: ReviewProgress,
});

const SOON_DAYS = 90;

const subjectsOf = (host: Host) => [
  ...host.claims.map(({ criterion, ...said }) => ({ subject: `criterion:${criterion}`, ...said })),
  ...host.commitments.map(({ kind, ...said }) => ({ subject: `commitment:${kind}`, ...said })),
];

/** The reviews of a federation about a host, with what they are worth today. */
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
        ...definedOnly({ expiresOn }),
        until,
        aged,
        contested,
        ...definedOnly({ evidenceUrl, note, tie, certificate, reply }),
      })),
  );

/** All reviews of a federation; the one that is due for renewal first comes first. */
export const listedReviews = ({ slug }: Pick<Federation, 'slug'>, hosts: readonly Host[]): ListedReview[] =>
  hosts
    .flatMap((host) => reviewsOf(slug, host))
    .sort((a, b) => byText(a.until ?? '', b.until ?? '') || byText(a.host, b.host) || byText(a.subject, b.subject));

/** The progress of a federation's reviews on a day. */
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

/** The different ties that a federation declares with a host today, on its own list and in its reviews. */
export function declaredTies({ slug, selection = [] }: Pick<Federation, 'slug' | 'selection'>, host: Host): Text[] {
  const chosen = selection.filter((choice) => choice.host === host.slug).map(({ ties }) => ties);
  const declared = [...chosen, ...reviewsOf(slug, host).map(({ tie }) => tie)].filter(
    (tie) => tie !== undefined && tie !== 'none',
  );
  return [...new Map(declared.map((tie) => [JSON.stringify(tie), tie])).values()];
}
