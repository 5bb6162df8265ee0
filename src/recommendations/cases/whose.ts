import { and, eq, exists, inArray, isNotNull, isNull, lt, lte, not, notExists, or, type SQL, sql } from 'drizzle-orm';
import { isHeld } from '../../accounts/tokens.ts';
import type { Context } from '../../record/context.ts';
import { cases, recommendations, referrals } from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import { FINAL_OUTCOMES } from '../../vocabulary/terms.ts';

/* For whom an open case waits: its federation, a host, or the association. */

export const WHOSE = ['ours', 'host', 'association'] as const;
export type Whose = (typeof WHOSE)[number];

const isOpen = and(
  isNull(cases.discardedOn),
  not(sql`coalesce(${inArray(cases.outcome, [...FINAL_OUTCOMES])}, false)`),
);

type Reading = Pick<Context, 'db' | 'clock'>;

/** SQL condition, of a referral: its host answered it, or can read it. */
const isRead = ({ db, clock }: Reading) =>
  or(isNotNull(referrals.outcome), and(eq(referrals.beforeSite, false), isHeld(db, referrals.hostId, clock())));

/**
 * SQL condition: it is for the officers to say or to do something. Where nobody holds the entry that an association was
 * sent to, they write to the host themselves, and say so in the case.
 */
const isOurs = (context: Reading): SQL => {
  const { db } = context;
  const day = today(context);
  const made = [
    notExists(db.select({ id: recommendations.id }).from(recommendations).where(eq(recommendations.caseId, cases.id))),
    notExists(
      db
        .select({ id: referrals.id })
        .from(referrals)
        .where(and(eq(referrals.caseId, cases.id), isRead(context))),
    ),
  ];
  return sql`coalesce(${or(lte(cases.waitsOn, day), lt(cases.dueOn, day), and(isNull(cases.outcome), ...made))}, false)`;
};

/** SQL condition: a host was written to, or sent the association, and has not answered. */
const isAtHost = (context: Reading): SQL => {
  const { db } = context;
  const unanswered = and(eq(referrals.caseId, cases.id), isNull(referrals.outcome), isRead(context));
  const sent = exists(db.select({ id: referrals.id }).from(referrals).where(unanswered));
  return sql`coalesce(${or(eq(cases.outcome, 'written-to'), and(isNull(cases.outcome), sent))}, false)`;
};

/** SQL condition: an open case waits for this one alone. */
export function isWhose(context: Reading, whose: Whose): SQL | undefined {
  const [ours, atHost] = [isOurs(context), isAtHost(context)];
  if (whose === 'ours') return and(isOpen, ours);
  return and(isOpen, not(ours), whose === 'host' ? atHost : not(atHost));
}

/** How many open cases wait for whom, and how many of our own are late. */
export async function countWhose(context: Reading, federationId: string): Promise<Record<Whose | 'late', number>> {
  const { db } = context;
  const day = today(context);
  const of = (whose: Whose) => sql<number>`count(*) filter (where ${isWhose(context, whose)})`.mapWith(Number);
  const isLate = and(isOpen, or(lt(cases.waitsOn, day), lt(cases.dueOn, day)));
  const [counted] = await db
    .select({
      ...{ ours: of('ours'), host: of('host'), association: of('association') },
      late: sql<number>`count(*) filter (where ${isLate})`.mapWith(Number),
    })
    .from(cases)
    .where(eq(cases.federationId, federationId));
  const { ours, host, association, late } = counted!;
  return { ours, host, association, late };
}
