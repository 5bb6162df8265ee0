import {
  and,
  count,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  not,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { isHeld } from '../../accounts/tokens.ts';
import type { Context } from '../../record/context.ts';
import { cases, recommendations, referrals } from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import { FINAL_OUTCOMES } from '../../vocabulary/terms.ts';
import { officersById } from './officers.ts';

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
export function isWhose(context: Reading, whose: Whose | 'anybody'): SQL | undefined {
  if (whose === 'anybody') return isOpen;
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

/** How many open cases it is whose turn to take up, by their accesses; null: nobody's who is still there. */
export async function countTurns(context: Reading, federationId: string): Promise<Map<string | null, number>> {
  const isIn = and(eq(cases.federationId, federationId), isOpen);
  const counts = await context.db
    .select({ turn: cases.turnId, count: count() })
    .from(cases)
    .where(isIn)
    .groupBy(cases.turnId);
  const officers = await officersById(
    context,
    counts.map(({ turn }) => turn),
  );
  const turns = new Map<string | null, number>();
  for (const { turn, count } of counts) {
    const whose = turn !== null && officers.has(turn) ? turn : null;
    turns.set(whose, (turns.get(whose) ?? 0) + count);
  }
  return turns;
}
