import { type Static, Type } from 'typebox';
import { CommitmentStatement } from '../../documents/statement.ts';
import { listOf } from '../../http/pagination.ts';
import { Slug, shortText } from '../../vocabulary/shapes.ts';

const { value, evidence, level, asOf, expiresOn, until, aged, evidenceUrl, note, tie, certificate, reply } =
  CommitmentStatement.properties;

/** One review of a federation, as it counts today. */
export const ListedReview = Type.Object(
  {
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
  },
  { additionalProperties: false, $id: 'ListedReview' },
);
export type ListedReview = Static<typeof ListedReview>;

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** How far the reviews of a federation have come. */
export const ReviewProgress = Type.Object(
  {
    members: count('Members today'),
    membersReviewed: count('Members of which one review at least counts in full'),
    inForce: count('Reviews that count in full'),
    aged: count('Reviews past their day: to be done again'),
    dueSoon: count('Reviews of which the day comes within 90 days'),
    contested: count('Reviews of a point that is contested'),
    answered: count('Reviews to which the host replied, as they stand now'),
  },
  { additionalProperties: false, $id: 'ReviewProgress' },
);
export type ReviewProgress = Static<typeof ReviewProgress>;

export const ReviewList = Type.Object(
  { ...listOf(ListedReview, 'ReviewList').properties, progress: ReviewProgress },
  { additionalProperties: false, $id: 'ReviewList' },
);
