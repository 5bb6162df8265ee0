import { and, asc, count, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { cases } from '../../record/tables.ts';
import type { DueFact } from './schema.ts';

/** How many cases of a federation wait for a word since a day, or will. */
export interface WaitingCases {
  on: string;
  count: number;
}

/** Cases of a federation that wait or will, by day, the longest first. */
export async function listWaitingCases(db: Database, federationId: string): Promise<WaitingCases[]> {
  const rows = await db
    .select({ on: cases.waitsOn, count: count() })
    .from(cases)
    .where(and(eq(cases.federationId, federationId), isNotNull(cases.waitsOn)))
    .groupBy(cases.waitsOn)
    .orderBy(asc(cases.waitsOn));
  return rows.map(({ on, count }) => ({ on: on!, count }));
}

/**
 * Those that wait already as one thing to do, those to come by day. Only how many they are: this list may leave the
 * catalogue as a calendar or a mail.
 */
export function dueCases(waiting: readonly WaitingCases[], day: string): DueFact[] {
  const now = waiting.filter(({ on }) => on <= day);
  const found = now.reduce((sum, { count }) => sum + count, 0);
  const factOf = ({ on, count }: WaitingCases): DueFact => ({
    ...{ kind: 'cases', on, overdue: on < day },
    cases: { count },
  });
  return [
    ...now.slice(0, 1).map(({ on }) => factOf({ on, count: found })),
    ...waiting.filter(({ on }) => on > day).map(factOf),
  ];
}
