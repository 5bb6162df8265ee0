import { and, asc, count, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { cases } from '../../record/tables.ts';
import type { Found } from './finders.ts';

/**
 * The number of cases of a federation that wait for an officer: those that wait already as one item, future ones by
 * day. Only numbers, because this list may leave the catalogue as a calendar or a mail.
 */
export async function casesOf(db: Database, federationId: string, day: string): Promise<Found[]> {
  const rows = await db
    .select({ on: cases.waitsOn, count: count() })
    .from(cases)
    .where(and(eq(cases.federationId, federationId), isNotNull(cases.waitsOn)))
    .groupBy(cases.waitsOn)
    .orderBy(asc(cases.waitsOn));
  const found = rows.map(({ on, count }): Found & { due: string; cases: { count: number } } => ({
    ...{ due: on!, since: on },
    cases: { count },
  }));
  const now = found.filter(({ due }) => due <= day);
  const waiting = now.reduce((sum, { cases }) => sum + cases.count, 0);
  return [
    ...now.slice(0, 1).map((oldest) => ({ ...oldest, cases: { count: waiting } })),
    ...found.filter(({ due }) => due > day),
  ];
}
