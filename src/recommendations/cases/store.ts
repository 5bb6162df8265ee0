import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { parisDay } from '../../ground/clock.ts';
import type { Context } from '../../record/context.ts';
import type { CaseRow } from '../../record/rows.ts';
import { cases, deletedCaseCounts, hosts, idempotencyKeys, recommendations, referrals } from '../../record/tables.ts';
import { isId, today } from '../../requests/meaning.ts';
import type { CaseState } from '../../vocabulary/terms.ts';
import { noteEnded } from '../store.ts';
import { type CaseCursor, type CaseOrder, NEVER } from './time.ts';

export async function insertCase(db: Database, row: CaseRow): Promise<void> {
  await db.insert(cases).values(row);
}

export async function updateCase(db: Database, id: string, columns: Partial<CaseRow>): Promise<void> {
  await db.update(cases).set(columns).where(eq(cases.id, id));
}

const theCase = (federationId: string, id: string) => and(eq(cases.federationId, federationId), eq(cases.id, id));

export async function findCase(db: Database, federationId: string, id: string): Promise<CaseRow | undefined> {
  return isId(id) ? (await db.select().from(cases).where(theCase(federationId, id)))[0] : undefined;
}

/** Finds a case and locks its row until the transaction ends. */
export async function lockCase(db: Database, federationId: string, id: string): Promise<CaseRow | undefined> {
  return isId(id) ? (await db.select().from(cases).where(theCase(federationId, id)).for('update'))[0] : undefined;
}

/** SQL condition: sent needs without any activity of an officer. */
export const isUntouched: SQL = and(isNotNull(cases.number), eq(cases.version, 1))!;

/** The same of a case that was read. */
const isWorkedOn = ({ number, version }: Pick<CaseRow, 'number' | 'version'>): boolean =>
  number === null || version > 1;

/** Whether the case is a sent need that no officer has opened. */
export const isUnopened = ({ number, openedOn }: Pick<CaseRow, 'number' | 'openedOn'>): boolean =>
  number !== null && openedOn === null;

const unopened = and(isNotNull(cases.number), isNull(cases.openedOn));

export const countUnopened = (db: Database, federationId: string): Promise<number> =>
  db.$count(cases, and(eq(cases.federationId, federationId), unopened));

/** Records that an officer opened a sent need. */
export async function markOpened(
  db: Database,
  id: string,
  columns: Pick<CaseRow, 'endsOn'> & { openedOn: string },
): Promise<void> {
  await db
    .update(cases)
    .set(columns)
    .where(and(eq(cases.id, id), unopened));
}

/** Finds and locks the unopened sent need with this number. */
export async function lockUnopened(db: Database, federationId: string, number: string): Promise<CaseRow | undefined> {
  const isIt = and(eq(cases.federationId, federationId), eq(cases.number, number), unopened);
  return (await db.select().from(cases).where(isIt).for('update'))[0];
}

const numberWhere = async (db: Database, condition: SQL | undefined): Promise<string | undefined> =>
  (await db.select({ number: cases.number }).from(cases).where(condition))[0]?.number ?? undefined;

/** Returns the number if a case of the federation has it. */
export const findNumber = (db: Database, federationId: string, number: string): Promise<string | undefined> =>
  numberWhere(db, and(eq(cases.federationId, federationId), eq(cases.number, number)));

/** The number of the case that was sent with this hash. */
export const findSent = (db: Database, federationId: string, sentHash: string): Promise<string | undefined> =>
  numberWhere(db, and(eq(cases.federationId, federationId), eq(cases.sentHash, sentHash)));

/** Which cases of a federation to list. */
export interface CaseFilter {
  states?: readonly CaseState[] | undefined;
  /** Only those that wait for an officer on this day. */
  waitingOn?: string | undefined;
  /** Only the one with this number. */
  number?: string | undefined;
}

const filtered = (federationId: string, { states = [], waitingOn, number }: CaseFilter): SQL | undefined => {
  const outcomes = states.flatMap((state) => (state === 'received' ? [] : [state]));
  const inStates = [
    ...(states.includes('received') ? [isNull(cases.outcome)] : []),
    ...(outcomes.length > 0 ? [inArray(cases.outcome, outcomes)] : []),
  ];
  return and(
    eq(cases.federationId, federationId),
    inStates.length > 0 ? or(...inStates) : undefined,
    waitingOn === undefined ? undefined : lte(cases.waitsOn, waitingOn),
    number === undefined ? undefined : eq(cases.number, number),
  );
};

/** @param after the last case of the previous page */
export const listCases = (
  db: Database,
  federationId: string,
  {
    filter,
    order,
    limit,
    after,
  }: { filter: CaseFilter; order: CaseOrder; limit: number; after: CaseCursor | undefined },
): Promise<CaseRow[]> => {
  const day =
    order === 'waiting'
      ? sql<string>`coalesce(${cases.waitsOn}, ${NEVER}::date)`
      : sql<string>`(${cases.createdAt} at time zone 'Europe/Paris')::date`;
  const later =
    after && or(sql`${day} > ${after.on}::date`, and(sql`${day} = ${after.on}::date`, gt(cases.id, after.id)));
  return db
    .select()
    .from(cases)
    .where(and(filtered(federationId, filter), later))
    .orderBy(asc(day), asc(cases.id))
    .limit(limit);
};

export const countCases = (db: Database, federationId: string, filter: CaseFilter): Promise<number> =>
  db.$count(cases, filtered(federationId, filter));

/** What was made within cases: ids by case, oldest first. */
export async function listMade(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, { recommendations: string[]; referrals: string[] }>> {
  const made = new Map(ids.map((id) => [id, { recommendations: [] as string[], referrals: [] as string[] }]));
  if (ids.length === 0) return made;
  const given = await db
    .select({ id: recommendations.id, caseId: recommendations.caseId })
    .from(recommendations)
    .where(inArray(recommendations.caseId, [...ids]))
    .orderBy(asc(recommendations.createdAt), asc(recommendations.id));
  for (const { id, caseId } of given) made.get(caseId!)!.recommendations.push(id);
  const sent = await db
    .select({ id: referrals.id, caseId: referrals.caseId })
    .from(referrals)
    .where(inArray(referrals.caseId, [...ids]))
    .orderBy(asc(referrals.sentOn), asc(referrals.id));
  for (const { id, caseId } of sent) made.get(caseId!)!.referrals.push(id);
  return made;
}

/** Slugs and names of hosts by id, including hosts that left the catalogue. */
export async function listNames(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, { slug: string; name: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: hosts.id, slug: hosts.slug, name: hosts.name })
    .from(hosts)
    .where(inArray(hosts.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, slug, name }) => [id, { slug, name }]));
}

/** Counts a case that is being deleted, by the year in which it came and by its outcome, and by nothing else. */
async function countDeleted(db: Database, { federationId, createdAt, outcome }: CaseRow): Promise<void> {
  await db
    .insert(deletedCaseCounts)
    .values({ federationId, year: parisDay(createdAt).slice(0, 4), outcome: outcome ?? 'received', count: 1 })
    .onConflictDoUpdate({
      target: [deletedCaseCounts.federationId, deletedCaseCounts.year, deletedCaseCounts.outcome],
      set: { count: sql`${deletedCaseCounts.count} + 1` },
    });
}

/**
 * Deletes a locked case with everything made within it, and counts it where an officer worked on it. No response about a case is stored for idempotency, except the
 * one to the sender of the need, which contains the number so that a repeated request gets it again: its body is erased
 * here.
 * @param day in Paris
 */
export async function removeCase(db: Database, row: CaseRow, day: string): Promise<void> {
  const made = (await listMade(db, [row.id])).get(row.id)!;
  await noteEnded(db, [...made.recommendations, ...made.referrals], day);
  if (row.number !== null)
    await db
      .update(idempotencyKeys)
      .set({ body: null })
      .where(sql`position(${row.number} in ${idempotencyKeys.body}) > 0`);
  if (isWorkedOn(row)) await countDeleted(db, row);
  await db.delete(cases).where(eq(cases.id, row.id));
}

const AT_A_TIME = 50;

/** Deletes the cases without activity for 24 months, with everything made within them; returns how many. */
export async function endCases(context: Omit<Context, 'caller'>, stopping?: AbortSignal): Promise<number> {
  const day = today(context);
  for (let ended = 0; ; ) {
    const due = await context.db
      .select({ id: cases.id, federationId: cases.federationId })
      .from(cases)
      .where(lte(cases.endsOn, day))
      .orderBy(asc(cases.endsOn))
      .limit(AT_A_TIME);
    for (const { id, federationId } of due) {
      if (stopping?.aborted) return ended;
      await inTransaction(context.db, async (db) => {
        const locked = await lockCase(db, federationId, id);
        // The case may have had new activity meanwhile.
        if (!locked || locked.endsOn > day) return;
        await removeCase(db, locked, day);
        ended++;
      });
    }
    if (due.length < AT_A_TIME) return ended;
  }
}
