import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { ReferralRow } from '../../record/rows.ts';
import { federations, hosts, referrals } from '../../record/tables.ts';
import { isId } from '../../requests/meaning.ts';
import type { Referral } from './schema.ts';

const OLDEST_FIRST = [asc(referrals.sentOn), asc(referrals.id)];

const selectReferrals = (
  db: Database,
  condition: SQL | undefined,
  limit: number,
  order: readonly SQL[] = OLDEST_FIRST,
): Promise<Referral[]> => {
  const { id, usages, region, sentOn, outcome, answeredOn } = referrals;
  return db
    .select({ id, federation: federations.slug, host: hosts.slug, usages, region, sentOn, outcome, answeredOn })
    .from(referrals)
    .innerJoin(federations, eq(referrals.federationId, federations.id))
    .innerJoin(hosts, eq(referrals.hostId, hosts.id))
    .where(condition)
    .orderBy(...order)
    .limit(limit);
};

/** Which referrals: those to a host, with or without those made within a case. */
export interface SentTo {
  hostId: string;
  withCases: boolean;
}

const isSentTo = ({ hostId, withCases }: SentTo) =>
  and(eq(referrals.hostId, hostId), withCases ? eq(referrals.beforeSite, false) : isNull(referrals.caseId));

const waitingAt = (to: SentTo) => and(isSentTo(to), isNull(referrals.outcome));

/** The sort key where a page of referrals ends. */
export type ReferralCursor = Pick<Referral, 'sentOn' | 'id'>;

const isBehind = ({ sentOn, id }: ReferralCursor) =>
  or(gt(referrals.sentOn, sentOn), and(eq(referrals.sentOn, sentOn), gt(referrals.id, id)));

/** Waiting referrals after a position, oldest first. */
export const listWaiting = (
  db: Database,
  to: SentTo,
  limit: number,
  after: ReferralCursor | undefined,
): Promise<Referral[]> => selectReferrals(db, and(waitingAt(to), after && isBehind(after)), limit);

/** Answered referrals to a host, newest answer first. */
export const listAnswered = (db: Database, to: SentTo, limit: number): Promise<Referral[]> =>
  selectReferrals(db, and(isSentTo(to), isNotNull(referrals.outcome)), limit, [
    desc(referrals.answeredOn),
    desc(referrals.sentOn),
    desc(referrals.id),
  ]);

export const countWaiting = (db: Database, to: SentTo): Promise<number> => db.$count(referrals, waitingAt(to));

/** Referrals by id, newest last, each with whether its host cannot read it, because it had no site at that time. */
export async function listReferrals(
  db: Database,
  ids: readonly string[],
): Promise<(Referral & { isUnread: boolean })[]> {
  if (ids.length === 0) return [];
  const asked = inArray(referrals.id, [...ids]);
  const unread = await db
    .select({ id: referrals.id })
    .from(referrals)
    .where(and(asked, eq(referrals.beforeSite, true)));
  const isUnread = new Set(unread.map(({ id }) => id));
  return (await selectReferrals(db, asked, ids.length)).map((one) => ({ ...one, isUnread: isUnread.has(one.id) }));
}

export async function findReferral(db: Database, id: string): Promise<Referral | undefined> {
  return isId(id) ? (await selectReferrals(db, eq(referrals.id, id), 1))[0] : undefined;
}

/** A referral of a federation that belongs to no case. */
export async function findOwnReferral(db: Database, federationId: string, id: string): Promise<Referral | undefined> {
  const own = and(eq(referrals.id, id), eq(referrals.federationId, federationId), isNull(referrals.caseId));
  return isId(id) ? (await selectReferrals(db, own, 1))[0] : undefined;
}

/** Finds a referral to a host and locks its row until the transaction ends. */
export async function lockReferral(db: Database, to: SentTo, id: string): Promise<ReferralRow | undefined> {
  if (!isId(id)) return undefined;
  return (
    await db
      .select()
      .from(referrals)
      .where(and(eq(referrals.id, id), isSentTo(to)))
      .for('update')
  )[0];
}

/** The number of a federation's referrals by host and outcome. */
export const countOutcomes = (
  db: Database,
  federationId: string,
): Promise<{ host: string; outcome: ReferralRow['outcome']; found: number }[]> =>
  db
    .select({ host: hosts.slug, outcome: referrals.outcome, found: count() })
    .from(referrals)
    .innerJoin(hosts, eq(referrals.hostId, hosts.id))
    .where(eq(referrals.federationId, federationId))
    .groupBy(hosts.slug, referrals.outcome)
    .orderBy(asc(hosts.slug));
