import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { isPublic } from '../../record/read-rows.ts';
import type { ReviewRow } from '../../record/rows.ts';
import { hosts, reviews } from '../../record/tables.ts';

const theReview = ({ federationId, hostId, subject }: Pick<ReviewRow, 'federationId' | 'hostId' | 'subject'>) =>
  and(eq(reviews.federationId, federationId), eq(reviews.hostId, hostId), eq(reviews.subject, subject));

export async function putReviewRow(db: Database, row: ReviewRow): Promise<void> {
  const { federationId: _federation, hostId: _host, subject: _subject, ...changed } = row;
  await db
    .insert(reviews)
    .values(row)
    .onConflictDoUpdate({ target: [reviews.federationId, reviews.hostId, reviews.subject], set: changed });
}

export async function removeReviewRow(
  db: Database,
  key: Pick<ReviewRow, 'federationId' | 'hostId' | 'subject'>,
): Promise<void> {
  await db.delete(reviews).where(theReview(key));
}

/** A federation's reviews of public hosts. */
export const listReviewed = (db: Database, federationId: string): Promise<{ host: string; subject: string }[]> =>
  db
    .select({ host: hosts.slug, subject: reviews.subject })
    .from(reviews)
    .innerJoin(hosts, eq(reviews.hostId, hosts.id))
    .where(and(eq(reviews.federationId, federationId), isPublic()))
    .orderBy(asc(hosts.slug), asc(reviews.subject));
