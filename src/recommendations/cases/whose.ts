import { and, eq, exists, inArray, isNull, lt, lte, not, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
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

/** SQL condition: it is for the officers to say or to do something. */
const isOurs = (db: Database, day: string): SQL => {
  const made = [recommendations, referrals].map((table) =>
    notExists(db.select({ id: table.id }).from(table).where(eq(table.caseId, cases.id))),
  );
  return sql`coalesce(${or(lte(cases.waitsOn, day), lt(cases.dueOn, day), and(isNull(cases.outcome), ...made))}, false)`;
};

/** SQL condition: a host was written to, or sent the association, and has not answered. */
const isAtHost = (db: Database): SQL => {
  const unanswered = and(eq(referrals.caseId, cases.id), isNull(referrals.outcome));
  const sent = exists(db.select({ id: referrals.id }).from(referrals).where(unanswered));
  return sql`coalesce(${or(eq(cases.outcome, 'written-to'), and(isNull(cases.outcome), sent))}, false)`;
};

/** SQL condition: an open case waits for this one alone. */
export function isWhose(db: Database, whose: Whose, day: string): SQL | undefined {
  const [ours, atHost] = [isOurs(db, day), isAtHost(db)];
  if (whose === 'ours') return and(isOpen, ours);
  return and(isOpen, not(ours), whose === 'host' ? atHost : not(atHost));
}

/** How many open cases wait for whom, and how many of our own are late. */
export async function countWhose(
  context: Pick<Context, 'db' | 'clock'>,
  federationId: string,
): Promise<Record<Whose | 'late', number>> {
  const { db } = context;
  const day = today(context);
  const of = (whose: Whose) => sql<number>`count(*) filter (where ${isWhose(db, whose, day)})`.mapWith(Number);
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
